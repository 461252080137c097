"""What staff, the involvement team and experts find when they have signed in."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from coproduction.work.words import listed
from ladder.actions.closing import close_round
from ladder.models import Invitation
from ladder.rungs import Rung
from notices.actions import deliver
from notices.choices import Channel
from notices.models import Attempt, Contact, Notice
from notices.reaching import set_how_to_reach
from projects.actions.people import add_member, end_member
from projects.choices import Stage
from projects.models import Project
from tests.factories import (
    MONDAY,
    answer,
    make_draft,
    make_members,
    make_open_round,
    make_project,
    make_user,
)
from tests.fixtures_made_once import made_once
from words.months import months_after
from words.plain_dates import the_month
from words.working_days import london_date

YOUR_WORK = "/staff/"
ME = "/me/"


@made_once
def lead(db):
    return make_user("Priya Nair", Role.STAFF)


@made_once
def involvement(db):
    return make_user("Lowena Hosken", Role.INVOLVEMENT)


def opened_by(client, user, url=YOUR_WORK):
    client.force_login(user)
    return client.get(url)


def test_a_new_member_of_staff_sees_their_role_and_one_thing_to_begin(client, lead):
    text = opened_by(client, lead).text

    assert "<b>council staff, Adult social care</b>" in text
    assert reverse("projects:register") in text
    assert "Nothing waits for you" in text
    assert "Is everything running?" not in text


def test_a_draft_waits_for_whoever_leads_it_and_nobody_else(client, lead):
    draft = make_draft("Loneliness in rural villages", by=lead)

    assert "Finish registering: Loneliness in rural villages" in opened_by(client, lead).text
    assert reverse("projects:tasks", args=[draft.reference]) in opened_by(client, lead).text
    assert "Loneliness" not in opened_by(client, make_user("Other Staff", Role.STAFF)).text


def test_a_project_of_one_s_own_says_what_comes_next(client, lead, involvement):
    project = make_project("Parks for everyone", by=lead, rung=Rung.ENGAGING)
    text = opened_by(client, lead).text
    assert "Engaging" in text
    assert "No check yet" in text
    assert "Add people: 0 so far, a check needs 7" in text
    assert reverse("projects:people", args=[project.reference]) in text

    make_members(project, 8, by=lead)
    assert "The involvement team confirms 8 people" in opened_by(client, lead).text

    project.memberships.update(confirmed_by=involvement.contact)
    in_three_months = months_after(london_date(timezone.now()), 3)
    assert f"The next check: about {the_month(in_three_months)}" in opened_by(client, lead).text

    Project.objects.filter(pk=project.pk).update(starts_on=in_three_months - timedelta(days=200))
    assert "Ready for a check. The involvement team opens it" in opened_by(client, lead).text

    Project.objects.filter(pk=project.pk).update(stage=Stage.STOPPED, stopped_because="No money")
    assert "No check is planned" in opened_by(client, lead).text


def test_the_involvement_team_hears_of_checks_that_are_late_and_could_open(client, lead, involvement):
    for name, people in (("Parks", 7), ("Buses", 6), ("Ferries", 8), ("New", 7)):
        make_members(make_project(name, by=lead), people, by=involvement)
    a_year_ago = london_date(timezone.now()) - timedelta(days=365)
    Project.objects.exclude(name="New").update(starts_on=a_year_ago)

    text = opened_by(client, involvement).text
    assert "Open 2 checks that are late" in text
    assert "Ferries, Parks" in text
    assert "late" not in opened_by(client, lead).text.partition("Your projects")[0].partition("To do")[2]


def test_an_open_check_says_how_many_are_invited_and_never_who_answered(client, lead, involvement):
    project = make_project(by=lead)
    round_ = make_open_round(project, by=involvement)
    answer(round_.invitations.first())

    text = opened_by(client, lead).text

    assert "12 invited" in text
    assert "A check is open. People answer by" in text
    assert "Expert 1" not in text
    assert reverse("ladder:round", args=[round_.pk]) not in text
    assert reverse("ladder:round", args=[round_.pk]) in opened_by(client, involvement).text


def test_other_staff_do_not_see_checks_of_projects_that_are_not_theirs(client, lead, involvement):
    make_open_round(make_project("Parks for everyone", by=lead), by=involvement)

    assert "Parks" not in opened_by(client, make_user("Other Staff", Role.STAFF)).text


def test_a_closed_check_shows_both_steps_and_when_the_next_is_suggested(client, lead, involvement):
    project = make_project(by=lead, rung=Rung.CO_PRODUCTION)
    now = timezone.now() - timedelta(days=30)
    round_ = make_open_round(project, by=involvement, now=now)
    for invitation in round_.invitations.all():
        answer(invitation, step=3, now=now)
    close_round(round_=round_, by="system", now=round_.closes_at)

    text = opened_by(client, lead).text

    assert "Informing" in text
    assert "Needs a conversation" in text
    assert "The next check: about" in text
    both_sides = reverse("ladder:results", args=[project.slug, london_date(round_.closes_at)])
    assert f'href="{both_sides}">See both sides' in text
    member = User.objects.get(email__startswith="expert1.")
    assert f'href="{both_sides}">Read what people said' in opened_by(client, member, ME).text


def test_people_to_confirm_are_counted_for_each_project(client, lead, involvement):
    for name, count in (("Parks", 1), ("Buses", 3)):
        make_members(make_project(name, by=lead), count, by=lead)

    text = opened_by(client, involvement).text

    assert "Confirm 1 expert: Parks" in text
    assert "Confirm 3 experts: Buses" in text
    assert "Confirm" not in opened_by(client, lead).text


def test_letters_to_post_and_people_to_ring_are_counted(client, lead, involvement):
    now = timezone.now()
    project = make_project("Parks", by=lead)
    for name in ("Jo Trelawny", "Wyn Tregear", "Una Reached"):
        add_member(project=project, name=name, email="", by=involvement, now=now)
    no_way = Contact.objects.get(name="Una Reached")
    set_how_to_reach(contact=no_way, by=involvement, now=now, never=["letter"])
    rung = Contact.objects.get(name="Jo Trelawny")
    set_how_to_reach(contact=rung, by=involvement, now=now, phone="01632 960 111", order=["phone"])
    make_open_round(project, by=involvement)
    deliver(now=timezone.now())

    text = opened_by(client, involvement).text

    assert f'href="{reverse("notices:letters")}"' in text
    assert "Post 1 letter" in text
    assert f'href="{reverse("notices:calls")}"' in text
    assert "Ring 1 person" in text
    assert "See to 1 message that cannot go" in text


def test_stuck_messages_wait_for_the_involvement_team(client, lead, involvement):
    sam = Contact.objects.create(name="Sam Penrose")
    long_ago = timezone.now() - timedelta(hours=1)
    notice = Notice.objects.create(
        kind="ladder.thanks", contact=sam, subject_kind="invitation", subject_id="1", made_at=long_ago,
        due_at=long_ago, look_at=long_ago, taken_at=long_ago,
    )  # fmt: skip
    Attempt.objects.create(notice=notice, number=1, channel=Channel.EMAIL, taken_at=long_ago)

    text = opened_by(client, involvement).text
    assert "Look at 1 stuck message" in text
    assert "We cannot tell if it went. Ring Sam Penrose" in text
    assert "stuck" not in opened_by(client, lead).text


def test_a_long_list_of_names_is_cut_and_says_how_many_are_left():
    assert listed(["Sam", "Jo", "Sam"]) == "Sam, Jo"
    assert listed(list("ABCDEFG")) == "A, B, C, D, E and 2 more"


@pytest.mark.parametrize("role", [None, Role.STEERING, Role.ADMINISTRATOR])
def test_only_staff_involvement_and_readers_have_a_staff_home(client, db, role):
    user = make_user("Someone Else", *([role] if role else []))

    assert opened_by(client, user).status_code == 403


@pytest.mark.parametrize(
    ("role", "said"),
    [(Role.COMMENT_REVIEWER, "comment reviewer"), (Role.SAFEGUARDING, "safeguarding team")],
)
def test_a_reader_s_home_says_what_they_are_here_as_and_offers_nothing_they_may_not_do(
    client, lead, involvement, role, said
):
    make_open_round(make_project("Parks for everyone", by=lead), by=involvement)

    text = opened_by(client, make_user("Kit Nance", role)).text

    assert f"You are here as <b>{said}</b>" in text
    assert "Nothing waits for you" in text
    assert reverse("projects:register") not in text
    assert reverse("ladder:rounds") not in text
    assert "Parks for everyone" not in text


def test_nobody_who_is_not_signed_in_sees_a_home(client, db):
    assert client.get(YOUR_WORK).url == f"/sign-in/?next={YOUR_WORK}"
    assert client.get(ME).url == f"/sign-in/?next={ME}"


def test_an_expert_sees_their_projects_and_the_check_that_waits(client, lead, involvement):
    project = make_project("Parks for everyone", by=lead)
    make_project("Somebody else's", by=lead)
    round_ = make_open_round(project, by=involvement)
    expert = User.objects.get(email__startswith="expert1.")

    text = opened_by(client, expert, ME).text
    assert "Hello Expert 1" in text
    assert reverse("projects:show", args=[project.slug]) in text
    assert "Somebody else" not in text
    assert "A check waits for you" in text

    answer(Invitation.objects.get(round=round_, expert__contact=expert.contact))
    assert "A check waits for you" not in opened_by(client, expert, ME).text


def test_an_expert_sees_no_draft_and_no_project_they_left(client, lead, involvement):
    draft, left = make_draft("A draft", by=lead), make_project("Left behind", by=lead)
    for project in (draft, left):
        add_member(project=project, name="Sam", email="sam@example.org", by=involvement, now=MONDAY)
    left.memberships.update(ends_on=date(2026, 11, 30), ended_by=lead.contact)

    text = opened_by(client, User.objects.get(email="sam@example.org"), ME).text

    assert "A draft" not in text
    assert "Left behind" not in text
    assert "You are not in a project at the moment" in text


def test_an_expert_who_was_taken_out_still_sees_the_check_that_asks_them(client, lead, involvement):
    project = make_project("Parks for everyone", by=lead)
    make_open_round(project, by=involvement)
    expert = User.objects.get(email__startswith="expert1.")
    end_member(
        membership=project.memberships.get(expert__contact=expert.contact), by=lead, now=timezone.now()
    )

    assert "A check waits for you" in opened_by(client, expert, ME).text


def test_someone_with_a_role_and_no_home_of_its_own_reads_what_they_are_here_as(client, db):
    text = opened_by(client, make_user("Morwenna Rowe", Role.ADMINISTRATOR), ME).text

    assert "You are here as <b>administrator</b>" in text


def queries_of(client, url):
    """How many queries a page takes, once everything that is read only once has been read."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_your_work_costs_the_same_for_few_or_many(client, lead, involvement):
    both = make_user("Both Roles", Role.STAFF, Role.INVOLVEMENT)
    client.force_login(both)
    costs = []
    for numbers in (range(3), range(3, 50)):
        for number in numbers:
            make_draft(f"Draft {number}", by=both)
            project = make_project(f"Project {number}", by=both, rung=Rung.ENGAGING)
            make_members(project, 1, by=lead)
        costs.append(queries_of(client, YOUR_WORK))

    assert costs[0] == costs[1] <= 17  # two homes in one: a lead's, and the involvement team's
    assert client.get(YOUR_WORK).text.count("Confirm 1 expert") == 50


@pytest.mark.parametrize("role", [Role.STAFF, Role.INVOLVEMENT])
def test_each_part_s_own_home_takes_12_queries_at_most(client, role, involvement):
    user = make_user("One Role", role)
    client.force_login(user)
    if role == Role.STAFF:
        make_draft(by=user)
        make_open_round(make_project("Parks", by=user, rung=Rung.ENGAGING), by=involvement)

    assert queries_of(client, YOUR_WORK) <= 12


def test_an_expert_s_home_costs_the_same_for_few_or_many(client, lead, involvement):
    costs = []
    for numbers in (range(3), range(3, 50)):
        for number in numbers:
            project = make_project(f"Project {number}", by=lead)
            add_member(project=project, name="Sam", email="sam@example.org", by=involvement, now=MONDAY)
        client.force_login(User.objects.get(email="sam@example.org"))
        costs.append(queries_of(client, ME))

    assert costs[0] == costs[1] < 12
    assert client.get(ME).text.count("app-card") == 50
