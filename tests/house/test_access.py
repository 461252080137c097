"""Every address has a row in tests/house/access.py, and one to ask for. tests/access/ asks, as everyone."""

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from council.colours import SHIPPED, fingerprint
from experts.choices import Way
from experts.supporting import add_supporter
from ladder.actions.forms_that_came import log_form
from ladder.actions.keys import make_key
from ladder.models import WayTask
from notices.actions import deliver
from notices.models import Contact, Notice
from projects.models import Membership
from tests.accounts.second_steps import signed_in
from tests.factories import MONDAY, make_open_round, make_project
from tests.house.access import ACCESS, EVERYONE, SIGNED_IN
from tests.ladder.talks import arranged, recorded

pytestmark = pytest.mark.django_db
OF_A_PERSON = ("person", "close", "open_again", "send_work_link")
OF_A_DIRECTORATE = ("", "_gaps", "_questions", "_two_sides")
# Pages for everyone ask nobody who they are, so a few people stand for all.
A_FEW = {"nobody", "expert", "involvement"}
BEHIND_THE_DOOR = {200, 302, 404}


def addresses(resolver=None, names=()):
    """Every (name, pattern) of the URL configuration, names with their namespace."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, (*names, entry.namespace) if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            yield ":".join((*names, entry.name)), entry


def test_every_address_has_a_row_and_every_row_an_address():
    found = [name for name, _ in addresses()]
    assert sorted(set(found)) == sorted(ACCESS)
    assert len(found) == len(set(found))


def test_every_address_has_a_name():
    assert [entry.pattern for _, entry in addresses() if not entry.name] == []


def test_only_addresses_for_everyone_are_marked_as_needing_no_sign_in():
    """Every other page asks people to sign in before any of its own lines run."""
    public = {name for name, entry in addresses() if not getattr(entry.callback, "login_required", True)}
    assert public == {name for name, row in ACCESS.items() if row.is_public}


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def places(project, expert, involvement, lead, other_project, facilitator):
    """What the addresses stand for: a published project of the lead, and an open check of another."""
    check = make_open_round(other_project, by=involvement, now=MONDAY, members=7)
    invitation = check.invitations.first()
    Contact.objects.filter(pk=invitation.expert.contact_id).update(email="")
    deliver(now=MONDAY)
    notice = Notice.objects.get(kind="ladder.invitation", contact=invitation.expert.contact_id)
    WayTask.objects.create(invitation=invitation, way=Way.PHONE, asked_at=MONDAY)
    membership = Membership.objects.get(project=project, expert__contact=expert.contact_id)
    paper = log_form(
        invitation=check.invitations.last(), arrived_on=MONDAY.date(), by=involvement, now=MONDAY
    )
    of_the_form = {"pk": check.pk, "form": paper.pk}
    of_the_call = {"pk": check.pk, "invitation": invitation.pk}
    supporter = add_supporter(
        expert=membership.expert, name="Merryn", email="", may_help_answer=True, may_see_results=False,
        by=membership.expert.contact, now=MONDAY,
    )  # fmt: skip
    arguments = {
        "experts:change": {"pk": supporter.pk},
        "experts:end": {"pk": supporter.pk},
        "experts:list_for": {"person": membership.expert_id},
        "experts:add_for": {"person": membership.expert_id},
        "experts:change_for": {"person": membership.expert_id, "pk": supporter.pk},
        "experts:end_for": {"person": membership.expert_id, "pk": supporter.pk},
        "experts:sign_in_of": {"person": membership.expert_id},
        "experts:end_code_of": {"person": membership.expert_id},
        "ladder:forms": {"pk": check.pk},
        "ladder:end_form": of_the_form,
        "ladder:type_in": of_the_form,
        "ladder:look_again": of_the_form,
        "ladder:compare": of_the_form,
        "ladder:ring": {"pk": check.pk},
        "ladder:phone": of_the_call,
        "ladder:read_back": of_the_call,
        "ladder:throw_away": of_the_call,
        "account_end_session": {"pk": 0},
        "coproduction:kept_form": {"pk": 0},
        "projects": {"reference": project.reference},
        "ladder:conversation": {"slug": project.slug, "closed_on": MONDAY.date()},
        "ladder:results": {"slug": project.slug, "closed_on": MONDAY.date()},
        "ladder:checks_csv": {"slug": project.slug},
        "projects:list": {},
        "projects:not_co_production": {},
        "projects:show": {"slug": project.slug},
        "projects:my_name": {"pk": 0},
        "projects:register": {},
        "projects:download": {"kind": "csv"},
        "projects:download_own": {"kind": "xlsx"},
        "projects:import": {},
        "projects:import_template": {"kind": "xlsx"},
        "projects:import_batch": {"pk": 0},
        "projects:import_make": {"pk": 0},
        "projects:import_publish": {"pk": 0},
        "projects:import_undo": {"pk": 0},
        "governance:download": {"table": "gaps"},
        "governance:directorate_download": {"pk": project.directorate_id, "table": "numbers"},
        **{f"governance:directorate{of}": {"pk": project.directorate_id} for of in OF_A_DIRECTORATE},
        **{f"roles:{name}": {"pk": lead.pk} for name in OF_A_PERSON},
        **{f"roles:{name}": {"pk": lead.grants.get().pk} for name in ("end", "change_end")},
        "council:theme": {"stamp": fingerprint(SHIPPED)},
        "council:proposed": {"dark": "083a40", "link": "0e5e64", "tint": "cbe6e4"},
        "council:places": {"which": "areas"},
        "council:place": {"which": "directorates", "pk": project.directorate_id},
        "council:remove": {"which": "directorates", "pk": project.directorate_id},
        "council:figure": {"key": "floor"},
        "council:take_back": {"key": "floor", "pk": 1},
        "council:take_back_bands": {"pk": 1},
        "projects:confirm": {"reference": project.reference, "pk": membership.pk},
        "projects:end": {"reference": project.reference, "pk": membership.pk},
        **{
            f"ladder:{name}": {"reference": project.reference}
            for name in ("open_round", "teams_side", "team_sheet")
        },
        "ladder:round": {"pk": check.pk},
        "ladder:close_early": {"pk": check.pk},
        "ladder:letter": {"pk": check.pk, "notice": notice.pk},
        **{f"ladder:{name}": {"pk": check.pk} for name in ("invited", "paper_run", "paper_blank")},
        **{
            f"ladder:{name}": {"pk": check.pk, "invitation": invitation.pk}
            for name in ("invited_person", "new_code", "end_keys", "way_arranged", "paper_form")
        },
        **arguments_of_a_talk(lead, involvement, facilitator),
        "ladder:comment": {"pk": 0},
        "ladder:comments_of_check": {"pk": 0},
        "ladder:deal_with": {"pk": 0},
        "ladder:open_link": {"key": make_key(invitation=check.invitations.last(), now=MONDAY).link},
        "work_link": {"key": "no-such-key"},
        "ladder:question": {"number": 1},
        "ladder:film": {"version": 1, "slot": "practice"},
        "ladder:take_film_away": {"version": 1, "slot": "practice"},
        "ladder:film_file": {"name": "0.mp4"},
        "account_remove_factor": {"pk": 0},
    }
    return {
        name: reverse(name, kwargs=arguments.get(name, arguments.get(name.partition(":")[0], {})))
        for name in ACCESS
    }


def arguments_of_a_talk(lead, involvement, facilitator):
    """A talk whose people are asked, one of them by letter. The facilitator has another to write down."""
    asked = recorded(make_project("Asked", by=lead, now=MONDAY), by=involvement, facilitator=facilitator)
    met = arranged(make_project("Met", by=lead, now=MONDAY), by=involvement, facilitator=facilitator)
    person = asked.people.first()
    Contact.objects.filter(pk=person.expert.contact_id).update(email="")
    deliver(now=MONDAY)
    notice = Notice.objects.get(kind="ladder.talk", contact=person.expert.contact_id)
    pages = ("talk", "my_talk", "call_off_talk")
    return {
        "ladder:arrange_talk": {"reference": asked.project.reference},
        "ladder:offer_conversation": {"reference": asked.project.reference},
        "ladder:record_talk": {"pk": met.pk},
        "ladder:talk_letter": {"pk": asked.pk, "notice": notice.pk},
        "ladder:ring_talk": {"pk": asked.pk, "person": person.pk},
        **{f"ladder:{name}": {"pk": asked.pk} for name in pages},
    }


def client_for(person, link=None):
    """A browser of this person's, in which a check is open too if there is a link to one."""
    client = Client()
    if link:
        client.post(link)
    if person.is_authenticated:
        signed_in(client, person)
    return client


def test_the_cast_of_the_table_is_the_cast_of_the_tests(cast):
    """The table has two people more: tests/access/people.py says who."""
    assert set(cast) | {"many_hats", "supporter"} == EVERYONE == SIGNED_IN | {"nobody"}
