"""Arranging a talk, writing down what a group said, letters and calls."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import RoleGrant
from ladder.actions.talking import what_the_group_said
from ladder.choices import GroupAnswer
from ladder.models import OfferedConversation, Talk
from notices.actions import deliver
from notices.models import Contact
from projects.models import TeamMember
from tests.factories import make_members, make_project, make_user
from tests.fixtures_made_once import made_once
from tests.ladder.talks import SAID, arranged, ended, recorded
from words.working_days import london_date

pytestmark = pytest.mark.django_db


@made_once
def now():
    return timezone.now()


@pytest.fixture
def team(client, involvement):
    client.force_login(involvement)
    return client


def text_of(response):
    return response.content.decode()


def choosing(day, who, **more):
    boxes = {f"held_on_{box}": getattr(day, box) for box in ("day", "month", "year")}
    return {**boxes, "facilitator": who.pk, **more}


def arranging(project):
    return reverse("ladder:arrange_talk", args=[project.reference])


# Arranging


def test_a_group_too_small_for_a_check_is_offered_a_talk(team, project, involvement, facilitator, now):
    make_members(project, 4, by=involvement, now=now)
    page = text_of(team.get(reverse("ladder:open_round", args=[project.reference])))
    assert "Talk it through instead" in page
    assert arranging(project) in page
    assert "A conversation was offered today" not in page
    day = london_date(now)
    form = text_of(team.get(arranging(project)))
    assert "Fay Trask" in form
    assert "Expert 4" in form
    look = text_of(team.post(arranging(project), choosing(day, facilitator)))
    assert "Arrange this talk?" in look
    assert not Talk.objects.exists()
    back = text_of(team.post(arranging(project), choosing(day, facilitator, change=1)))
    assert f'value="{day.year}"' in back
    response = team.post(arranging(project), choosing(day, facilitator, confirm=1), follow=True)
    assert "It is arranged." in text_of(response)
    assert Talk.objects.get().people.count() == 4


def test_a_day_or_a_facilitator_that_will_not_do_is_said_beside_it(team, project, involvement, now):
    make_members(project, 4, by=involvement, now=now)
    of_the_team = make_user("Ned Both", Role.STAFF, Role.FACILITATOR)
    TeamMember.objects.create(project=project, user=of_the_team, starts_on=london_date(now))
    page = text_of(team.post(arranging(project), choosing(london_date(now) - timedelta(days=1), of_the_team)))
    assert page.count("Choose today, or a day in the next 60 days") == 2
    assert page.count("Choose a facilitator who is not in the project’s team or its group") == 2
    for odd in ({}, {"facilitator": "x"}, {"facilitator": "99999999999999999999"}):
        assert "Choose a facilitator" in text_of(team.post(arranging(project), odd))


def test_one_or_two_people_are_offered_a_conversation(team, project, involvement, now):
    make_members(project, 2, by=involvement, now=now)
    opening = reverse("ladder:open_round", args=[project.reference])
    assert arranging(project) not in text_of(team.get(opening))
    offer = reverse("ladder:offer_conversation", args=[project.reference])
    assert "We keep today’s date, and nothing else." in text_of(team.post(offer, follow=True))
    assert OfferedConversation.objects.get().project == project
    assert "The last conversation was offered on" in text_of(team.get(opening))
    assert "A talk needs 3 people" in text_of(team.get(arranging(project)))


def test_where_a_talk_stands_in_the_way_the_page_says_so(team, project, involvement, facilitator, now):
    arranged(project, by=involvement, facilitator=facilitator, now=now)
    assert "The group talks it through now" in text_of(team.get(arranging(project)))
    assert "The group talks it through now" in text_of(
        team.get(reverse("ladder:open_round", args=[project.reference]))
    )


def test_nobody_arranges_one_for_a_project_of_their_own(team, project, involvement, now):
    TeamMember.objects.create(project=project, user=involvement, starts_on=london_date(now))
    response = team.get(arranging(project))
    assert response.status_code == 403
    assert "never for someone who works on the project" in text_of(response)


def test_a_talk_is_called_off_after_a_look(team, project, involvement, facilitator, now):
    talk = arranged(project, by=involvement, facilitator=facilitator, now=now)
    page = reverse("ladder:call_off_talk", args=[talk.pk])
    assert "Are you sure" in text_of(team.get(page))
    assert "It is called off." in text_of(team.post(page, follow=True))
    assert not Talk.objects.exists()


# Writing down


def written(talk, **more):
    answers = {f"answer_{number}": answer for number, answer in enumerate(SAID.statements, 1)}
    there = list(talk.people.values_list("pk", flat=True))
    return {"there": there, "step": 4, **answers, **more}


@made_once
def to_record(project, involvement, facilitator, now):
    return arranged(project, by=involvement, facilitator=facilitator, now=now)


@pytest.fixture
def fay(client, facilitator):
    client.force_login(facilitator)
    return client


def recording(talk):
    return reverse("ladder:record_talk", args=[talk.pk])


def test_a_facilitator_finds_it_at_home_and_writes_it_down(fay, to_record):
    assert recording(to_record) in text_of(fay.get(reverse("coproduction:your_work")))
    assert recording(to_record) in text_of(fay.get(reverse("ladder:talks")))
    form = text_of(fay.get(recording(to_record)))
    for answer in GroupAnswer:
        assert form.count(f'value="{answer.value}"') == 8
    assert " checked" not in form
    look = text_of(fay.post(recording(to_record), written(to_record)))
    assert "It is not sent yet." in look
    assert ">We do not agree</dd>" in look
    to_record.refresh_from_db()
    assert to_record.recorded_at is None
    back = text_of(fay.post(recording(to_record), written(to_record, change=1)))
    assert back.count(" checked") == 9 + to_record.people.count()
    said = text_of(fay.post(recording(to_record), written(to_record, confirm=1), follow=True))
    assert "Now each person who was there is asked alone." in said
    to_record.refresh_from_db()
    assert what_the_group_said(to_record) == SAID
    assert "You sent this before." in text_of(fay.get(recording(to_record), follow=True))


def test_what_was_sent_stands_on_none_of_the_facilitators_pages(fay, to_record):
    fay.post(recording(to_record), written(to_record, confirm=1))
    for page in (reverse("ladder:talks"), reverse("coproduction:your_work"), recording(to_record)):
        assert "We do not agree" not in text_of(fay.get(page, follow=True))
    assert fay.get(reverse("ladder:talk", args=[to_record.pk])).status_code == 403


def test_everything_that_is_missing_is_said_and_nothing_chosen_is_lost(fay, to_record):
    page = text_of(fay.post(recording(to_record), {"answer_2": "disagree"}))
    assert page.count("Tick everyone who was there") == 2
    assert page.count("Choose an answer to question 1") == 2
    assert page.count("Choose a step, or ‘None’") == 2
    assert "Choose an answer to question 2" not in page
    assert page.count(" checked") == 1


@pytest.mark.parametrize(
    "odd", [{"there": ["x"]}, {"there": ["9" * 30]}, {"step": "9"}, {"step": "\0"}, {"answer_1": "maybe"}]
)
def test_nothing_odd_breaks_it(fay, to_record, odd):
    assert fay.post(recording(to_record), written(to_record, confirm=1) | odd).status_code == 200
    to_record.refresh_from_db()
    assert to_record.recorded_at is None


def test_two_people_are_too_few(fay, to_record):
    two = list(to_record.people.values_list("pk", flat=True)[:2])
    page = text_of(fay.post(recording(to_record), written(to_record) | {"there": two}))
    assert page.count("Nothing is kept of a talk of fewer than 3 people") == 2


def test_before_its_day_and_when_it_is_too_late_the_page_says_so(
    fay, project, involvement, facilitator, now, time_machine
):
    talk = arranged(project, by=involvement, facilitator=facilitator, now=now, in_days=3)
    assert "Come back after that." in text_of(fay.get(recording(talk), follow=True))
    time_machine.move_to(now + timedelta(days=20))
    fay.force_login(facilitator)
    assert "It is too late to send this." in text_of(fay.get(recording(talk), follow=True))


def test_nobody_else_opens_it(client, cast, to_record):
    other = make_user("Oz Other", Role.FACILITATOR)
    client.force_login(other)
    assert client.get(recording(to_record)).status_code == 404
    for part in ("involvement", "lead", "administrator", "expert"):
        client.force_login(cast[part])
        assert client.get(recording(to_record)).status_code == 403


def test_a_facilitator_who_is_an_expert_elsewhere_keeps_their_own_home(
    client, project, other_expert, involvement, now
):
    RoleGrant.objects.create(user=other_expert, role=Role.FACILITATOR, starts_on=london_date(now))
    client.force_login(other_expert)
    page = text_of(client.get(reverse("coproduction:your_work")))
    assert reverse("coproduction:me") in page


# Letters and calls


@made_once
def asked_now(project, involvement, facilitator, now):
    talk = recorded(project, by=involvement, facilitator=facilitator, now=now)
    somebody = talk.people.order_by("pk").first()
    Contact.objects.filter(pk=somebody.expert.contact_id).update(email="")
    deliver(now=now)
    return talk


def test_who_has_no_email_gets_a_letter(team, asked_now):
    page = text_of(team.get(reverse("ladder:talk", args=[asked_now.pk])))
    assert "1 letter about this talk waits." in page
    assert reverse("notices:letters") in page
    assert "Post 1 letter" in text_of(team.get(reverse("coproduction:your_work")))


def test_a_call_keeps_an_answer_and_shows_it_nowhere(team, asked_now):
    person = asked_now.people.order_by("pk").first()
    ring = reverse("ladder:ring_talk", args=[asked_now.pk, person.pk])
    show = reverse("ladder:talk", args=[asked_now.pk])
    before = text_of(team.get(show))
    script = text_of(team.get(ring))
    assert "May the project’s team see this?" in script
    assert ">We do not agree</dd>" in script
    assert text_of(team.post(ring, {})).count("Choose yes or no") == 2
    assert "Their answer is kept. No page shows it." in text_of(
        team.post(ring, {"consent": "no"}, follow=True)
    )
    assert " checked" not in text_of(team.get(ring))
    names = [person.expert.contact.name for person in asked_now.people.select_related("expert__contact")]
    after = text_of(team.get(show))
    assert all(name in before and name in after for name in names)


def test_when_it_is_over_nobody_is_rung(team, asked_now, involvement, time_machine):
    person = asked_now.people.order_by("pk").first()
    time_machine.move_to(asked_now.ask_until)
    team.force_login(involvement)
    ring = reverse("ladder:ring_talk", args=[asked_now.pk, person.pk])
    assert "It is too late to say yes or no." in text_of(team.get(ring, follow=True))


def test_a_talk_that_nobody_wrote_down_is_work_for_the_team(team, to_record, involvement, time_machine, now):
    home = reverse("coproduction:your_work")
    assert "Call off a talk" not in text_of(team.get(home))
    time_machine.move_to(now + timedelta(days=12))
    team.force_login(involvement)
    assert reverse("ladder:talk", args=[to_record.pk]) in text_of(team.get(home))


def test_the_list_of_talks_costs_the_same_for_one_or_ten(
    client, facilitator, involvement, lead, now, django_assert_max_num_queries
):
    client.force_login(involvement)
    for number in range(10):
        arranged(
            make_project(f"Small {number}", by=lead, now=now),
            by=involvement, facilitator=facilitator, members=3, now=now,
        )  # fmt: skip
    with django_assert_max_num_queries(6):
        assert text_of(client.get(reverse("ladder:talks"))).count("Small ") >= 10


def test_an_ended_talk_leads_to_the_projects_page(team, asked_now):
    talk = ended(asked_now)
    page = text_of(team.get(reverse("ladder:talk", args=[talk.pk])))
    assert "The group met" in page
    assert reverse("projects:show", args=[talk.project.slug]) in page
