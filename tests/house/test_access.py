"""Every address, as every part of the cast, by every method."""

import pytest
import time_machine
from django.conf import settings as portal
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from coproduction.who_it_is_for import SOMEBODY_ELSE
from council.colours import SHIPPED, fingerprint
from experts.choices import Way
from experts.supporting import add_supporter
from ladder.actions.forms_that_came import log_form
from ladder.actions.keys import make_key
from ladder.models import Round, WayTask
from notices.actions import deliver
from notices.models import Contact, Notice
from projects.models import Membership
from tests.accounts.second_steps import signed_in
from tests.factories import MONDAY, make_open_round, make_project, make_ready_draft
from tests.house.access import ACCESS, ANY_METHOD, EVERYONE, SIGNED_IN, TEAM
from tests.ladder.talks import arranged, recorded

pytestmark = pytest.mark.django_db
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
        **{f"roles:{name}": {"pk": lead.pk} for name in ("person", "close", "open_again")},
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


def answer_to(client, method, address):
    """What the door says, with everything undone that a button may have done."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].startswith(f"{reverse(portal.LOGIN_URL)}?next="):
        return "sign in"
    if response.status_code in (403, 405):
        return str(response.status_code)
    return "in" if response.status_code in BEHIND_THE_DOOR else f"broken: {response.status_code}"


def expected(row, method, part):
    who = getattr(row, method, None)
    if part == "nobody" and not row.is_public:
        return "sign in"
    if who is None:
        return "405"
    return "in" if part in who else "403"


def test_every_address_lets_in_exactly_those_who_may(cast, places):
    wrong = []
    for part, person in cast.items():
        client = client_for(person, link=places["ladder:open_link"])
        signed_in = client.cookies.copy()
        for name, row in ACCESS.items():
            if row.is_public and part not in A_FEW:
                continue
            for method in ("get", "post"):
                client.cookies = signed_in.copy()
                said, right = answer_to(client, method, places[name]), expected(row, method, part)
                if said != right:
                    wrong.append(f"{method.upper()} {name} as {part}: {said}, not {right}")
    assert wrong == [], "\n".join(wrong)


def test_whoever_is_turned_away_reads_whom_the_page_is_for(cast, places):
    """Each rule that a page asks has its sentence in coproduction/who_it_is_for.py."""
    silent = []
    for part in ("expert", "administrator", "other_staff"):
        client = client_for(cast[part])
        for name, row in ACCESS.items():
            if not row.is_public and part not in (row.get or row.post):
                said = getattr(client, "get" if row.get else "post")(places[name])
                if SOMEBODY_ELSE in said.content.decode():
                    silent.append(f"{name} to {part}")
    assert silent == []


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_address_takes_another_method(involvement, places, method):
    """Whoever may do most, with a check open in the same browser: if they may not, nobody may."""
    client = client_for(involvement, link=places["ladder:open_link"])
    said = {name: answer_to(client, method, places[name]) for name in ACCESS if name not in ANY_METHOD}
    assert {name: words for name, words in said.items() if words != "405"} == {}


def test_a_draft_is_there_only_for_its_team_and_the_involvement_team(cast, lead):
    draft = make_ready_draft("Carers strategy", by=lead, now=MONDAY)
    for name in ("projects:tasks", "projects:check_answers", "projects:people"):
        address = reverse(name, kwargs={"reference": draft.reference})
        found = {
            part
            for part, person in cast.items()
            if client_for(person).get(address).status_code in (200, 302, 403)
        }
        assert found - {"nobody"} == TEAM


def test_a_check_of_one_project_is_not_found_under_nobodys_number(involvement):
    assert not Round.objects.exists()
    client = client_for(involvement)
    assert client.get(reverse("ladder:round", kwargs={"pk": 1})).status_code == 404


def test_the_cast_of_the_table_is_the_cast_of_the_tests(cast):
    assert set(cast) == EVERYONE == SIGNED_IN | {"nobody"}
