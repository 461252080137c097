"""One person in one check: how they like to answer, a new code, and what went astray."""

import re

import pytest
import time_machine
from django.urls import reverse

from accounts.choices import Role
from audit.models import Event
from experts.choices import Way
from experts.models import Supporter
from ladder.actions.keys import find_by_code, find_by_link, make_key
from ladder.actions.ways import ask_for_another_way
from ladder.models import WayTask
from notices.models import Contact
from notices.reaching import set_how_to_reach
from projects.models import TeamMember
from tests.factories import MONDAY, answer, make_user
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?:[346789A-Z]{3} ){2}[346789A-Z]{3}")


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def team(client, involvement):
    client.force_login(involvement)
    return client


@made_once(at=MONDAY)
def person(check):
    return check.invitations.order_by("pk").first()


def of(person, name="invited_person"):
    return reverse(f"ladder:{name}", args=[person.round_id, person.pk])


def text_of(response):
    return response.content.decode()


def names_in(response):
    return text_of(response).partition("<main")[2].partition("</main>")[0]


def test_the_list_names_everyone_and_tells_nobody_who_answered(team, check, person):
    before = names_in(team.get(reverse("ladder:invited", args=[check.pk])))
    answer(person, statements=("yes",) * 8, step=4, now=MONDAY)
    after = names_in(team.get(reverse("ladder:invited", args=[check.pk])))
    assert person.expert.contact.name in after
    assert before == after


def test_whom_to_ring_and_when_stands_on_their_page_until_it_is_seen_to(team, person, involvement):
    own = {"phone": "01632 960 555", "when_to_ring": "After lunch"}
    ask_for_another_way(invitation=person, way=Way.PHONE, by=person.expert.contact, now=MONDAY, **own)
    page = text_of(team.get(of(person)))
    assert "01632 960 555" in page
    assert "After lunch" in page
    team.post(of(person, "way_arranged"))
    assert WayTask.objects.get(invitation=person).done_by == involvement
    assert "We have seen to this" not in text_of(team.get(of(person)))
    again = team.post(of(person, "way_arranged"), follow=True)
    assert "Somebody has seen to this already" in text_of(again)


@pytest.mark.parametrize("where", ["invited_person", "phone", "paper_form"])
def test_what_is_safe_stands_where_somebody_rings_or_posts(team, person, involvement, where):
    safe = {"never": ["letter"], "agreed_word": "Bluebell", "neutral": True}
    set_how_to_reach(contact=person.expert.contact, by=involvement, now=MONDAY, **safe)
    shown = text_of(team.get(of(person, where)))
    assert "Do not post a letter. Do not leave a voicemail" in shown
    assert ("Bluebell" in shown) == (where == "phone")
    read = Event.objects.filter(what="record.read", person=person.expert.contact_id).latest("pk")
    assert "reach" in read.fields.split(",")
    assert ("agreed-word" in read.fields) == (where == "phone")


def test_a_new_code_shows_once_and_opens_the_check(team, person):
    response = team.post(of(person, "new_code"))
    assert find_by_code(CODE.search(text_of(response))[0], now=MONDAY) == person
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not CODE.search(text_of(team.get(of(person))))


def test_a_code_for_whoever_helps_says_whom_they_help(team, person):
    helper = Supporter.objects.create(
        expert=person.expert,
        contact=Contact.objects.create(name="Morwenna Pascoe"),
        may_help_answer=True,
        starts_on=MONDAY.date(),
        added_by=person.expert.contact,
    )
    response = team.post(of(person, "new_code"), {"supporter": str(helper.pk)})
    assert find_by_code(CODE.search(text_of(response))[0], now=MONDAY).supporter == helper
    assert "Morwenna Pascoe" in text_of(response)


@pytest.mark.parametrize("supporter", ["1" * 9, "x", "\x00", "-1", "9" * 30], ids=repr)
def test_a_supporter_who_does_not_help_them_gets_no_code(team, person, supporter):
    before = person.keys.count()
    response = team.post(of(person, "new_code"), {"supporter": supporter}, follow=True)
    assert "does not help them" in text_of(response)
    assert person.keys.count() == before


def test_whoever_has_answered_gets_no_new_code(team, person):
    answer(person, statements=("yes",) * 8, step=4, now=MONDAY)
    before = person.keys.count()
    assert "No code would open this check" in text_of(team.post(of(person, "new_code"), follow=True))
    assert person.keys.count() == before


def test_every_key_of_a_person_ends_when_it_went_astray_and_a_new_one_works(team, person):
    old = make_key(invitation=person, now=MONDAY)
    assert "Are you sure" in text_of(team.get(of(person, "end_keys")))
    assert find_by_link(old.link, now=MONDAY)
    team.post(of(person, "end_keys"))
    assert find_by_link(old.link, now=MONDAY) is None
    assert find_by_code(old.code, now=MONDAY) is None
    new = CODE.search(text_of(team.post(of(person, "new_code"))))[0]
    assert find_by_code(new, now=MONDAY) == person


def test_making_and_ending_codes_is_written_down_without_the_code(team, person, involvement):
    code = CODE.search(text_of(team.post(of(person, "new_code"))))[0]
    team.post(of(person, "end_keys"))
    lines = Event.objects.filter(by=str(involvement.contact_id), what__in=["key.made", "keys.ended"])
    assert lines.count() == 2
    assert code.replace(" ", "") not in str(list(lines.values()))


@pytest.mark.parametrize("name", ["invited_person", "new_code", "end_keys", "way_arranged"])
def test_nobody_does_any_of_it_for_a_project_of_their_own(client, check, person, name):
    colleague = make_user("Jenna Coad", Role.INVOLVEMENT)
    TeamMember.objects.create(project=check.project, user=colleague, starts_on=MONDAY.date())
    client.force_login(colleague)
    before = person.keys.filter(ended_at=None).count()
    assert client.post(of(person, name)).status_code in (403, 405)
    assert client.get(of(person, name)).status_code in (403, 405)
    assert person.keys.filter(ended_at=None).count() == before
    assert "someone else in your team" in text_of(client.get(reverse("ladder:round", args=[check.pk])))


def test_a_person_of_another_check_is_not_found_here(team, check, person):
    assert team.get(reverse("ladder:invited_person", args=[check.pk + 1, person.pk])).status_code == 404


def test_the_staff_home_says_who_waits_for_another_way(team, person):
    ask_for_another_way(invitation=person, way=Way.BSL, by=person.expert.contact, now=MONDAY)
    assert "See to 1 person who asked for another way" in text_of(team.get(reverse("coproduction:your_work")))
