"""A small group talks it through: who may, when, and what is left once everyone was asked alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from audit.models import Event
from ladder.actions.opening import open_round, stoppers
from ladder.actions.talking import (
    TOO_LATE,
    arrange_talk,
    call_off_talk,
    end_talk,
    offer_conversation,
    read_out_talk,
    record_by,
    record_talk,
    say,
    talk_stoppers,
    what_the_group_said,
)
from ladder.choices import TalkEnd
from ladder.group_answers import NO_STEP, GroupAnswers
from ladder.models import (
    OfferedConversation,
    Round,
    RoundResult,
    Talk,
    TalkKey,
    TalkPerson,
    TalkSalt,
    TalkSeal,
    Tally,
)
from ladder.tasks import end_one_talk, find_talks_due
from notices.models import Notice
from projects.actions.people import add_member
from projects.models import TeamMember
from tests.factories import MONDAY, make_closed_round, make_members, make_project, make_ready_draft, make_user
from tests.fixtures_made_once import made_once
from tests.ladder.talks import NO, SAID, SILENT, YES, arranged, asked, ended, recorded
from words.errors import Refused, StaleState
from words.working_days import add_working_days, london_date

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@made_once
def talk(project, involvement, facilitator):
    """Four people have met, and are asked."""
    return recorded(project, by=involvement, facilitator=facilitator)


# Arranging


def test_a_talk_is_arranged_with_everyone_whom_a_check_would_ask(project, involvement, facilitator):
    make_members(project, 3, by=involvement, now=MONDAY - timedelta(days=30))
    left = project.memberships.first()
    left.ends_on, left.ended_by = (MONDAY - A_DAY).date(), involvement.contact
    left.save()
    talk = arrange_talk(
        project=project,
        held_on=MONDAY.date() + 7 * A_DAY,
        facilitator=facilitator,
        by=involvement,
        now=MONDAY,
    )
    assert talk.people.count() == 3
    assert talk.stated_level == project.stated
    assert Event.objects.get(what="talk.arranged").subject_id == str(talk.pk)


def test_it_rests_as_a_check_does_from_the_last_day_on_which_people_may_be_asked(
    project, involvement, facilitator
):
    talk = arranged(project, by=involvement, facilitator=facilitator, in_days=7)
    last = add_working_days(add_working_days(talk.held_on, 5), 5)
    assert (talk.opens_on, talk.rest_until) == (MONDAY.date(), last + 60 * A_DAY)


def test_only_the_involvement_team_arranges_and_never_for_a_project_of_its_own(
    cast, project, involvement, facilitator
):
    make_members(project, 3, by=involvement, now=MONDAY)
    day = {"project": project, "held_on": MONDAY.date(), "facilitator": facilitator, "now": MONDAY}
    for part in ("lead", "other_staff", "facilitator", "co_chair_officer", "administrator"):
        with pytest.raises(Refused, match="Only the involvement team"):
            arrange_talk(by=cast[part], **day)
    TeamMember.objects.create(project=project, user=involvement, starts_on=MONDAY.date())
    with pytest.raises(Refused, match="never for a project of their own"):
        arrange_talk(by=involvement, **day)


def test_the_facilitator_is_somebody_who_is_not_in_the_project(
    project, involvement, facilitator, lead, involvement_two
):
    make_members(project, 3, by=involvement, now=MONDAY)
    both = make_user("Ned Both", Role.STAFF, Role.FACILITATOR)
    TeamMember.objects.create(project=project, user=both, starts_on=MONDAY.date())
    member = make_user("Mia Member", Role.FACILITATOR)
    add_member(project=project, name="Mia Member", email=member.email, by=involvement, now=MONDAY)
    for who in (lead, involvement_two, both, member):
        with pytest.raises(Refused, match="Choose a facilitator who is not in"):
            arrange_talk(project=project, held_on=MONDAY.date(), facilitator=who, by=involvement, now=MONDAY)


@pytest.mark.parametrize("days", [-1, 61])
def test_a_talk_is_held_within_60_days(project, involvement, facilitator, days):
    make_members(project, 3, by=involvement, now=MONDAY)
    with pytest.raises(Refused, match="Choose today, or a day in the next 60 days"):
        arrange_talk(
            project=project, held_on=MONDAY.date() + days * A_DAY, facilitator=facilitator,
            by=involvement, now=MONDAY,
        )  # fmt: skip


def test_fewer_than_three_people_are_offered_a_conversation_instead(project, involvement, facilitator):
    make_members(project, 2, by=involvement, now=MONDAY)
    assert [(each.what, each.why) for each in talk_stoppers(project, now=MONDAY)] == [
        ("2 people are in this group", "A talk needs 3 people. Offer a conversation instead")
    ]
    offered = [offer_conversation(project=project, by=involvement, now=MONDAY) for _ in range(2)]
    assert offered[0] == offered[1] == OfferedConversation.objects.get()
    columns = {field.name for field in OfferedConversation._meta.concrete_fields}
    assert columns == {"id", "project", "offered_on"}


def test_a_conversation_is_for_one_or_two(project, involvement, lead):
    with pytest.raises(Refused, match="for 1 or 2 people"):
        offer_conversation(project=project, by=involvement, now=MONDAY)
    make_members(project, 3, by=involvement, now=MONDAY)
    with pytest.raises(Refused, match="for 1 or 2 people"):
        offer_conversation(project=project, by=involvement, now=MONDAY)
    with pytest.raises(Refused, match="Only the involvement team"):
        offer_conversation(project=project, by=lead, now=MONDAY)


def test_a_group_does_not_talk_about_a_draft(lead, involvement):
    draft = make_ready_draft("Carers strategy", by=lead, now=MONDAY)
    make_members(draft, 3, by=involvement, now=MONDAY)
    assert [each.what for each in talk_stoppers(draft, now=MONDAY)] == ["This project is a draft"]


# Beside checks


def test_no_check_opens_while_a_group_talks_and_the_reason_is_said(talk, project, involvement):
    make_members(make_project("Other", by=project.registered_by, now=MONDAY), 3, by=involvement, now=MONDAY)
    stops = {each.what: each.why for each in stoppers(project, now=MONDAY)}
    assert "The first day you can open one is" in stops["The group talks it through now"]
    with pytest.raises(Refused):
        open_round(project=project, answer_by=MONDAY.date() + 14 * A_DAY, by=involvement, now=MONDAY)


def test_after_a_talk_the_next_check_waits_as_after_a_check(talk, project, involvement, facilitator):
    asked(talk, YES, YES, YES, YES)
    talk = ended(talk)
    soon = talk.ended_at + A_DAY
    assert "The last talk is too near" in [each.what for each in talk_stoppers(project, now=soon)]
    later = MONDAY + (talk.rest_until - MONDAY.date())
    assert talk_stoppers(project, now=later) == []
    arrange_talk(
        project=project, held_on=london_date(later), facilitator=facilitator, by=involvement, now=later
    )


def test_no_talk_is_arranged_beside_a_check(project, involvement, facilitator):
    make_closed_round(project, by=involvement, invited=8, now=MONDAY - 20 * A_DAY)
    assert [each.what for each in talk_stoppers(project, now=MONDAY + 10 * A_DAY)] == [
        "The last check is too near"
    ]


def test_calling_a_talk_off_leaves_nothing_and_the_project_need_not_rest(project, involvement, facilitator):
    talk = arranged(project, by=involvement, facilitator=facilitator)
    with pytest.raises(Refused, match="Only the involvement team"):
        call_off_talk(talk=talk, by=facilitator, now=MONDAY)
    call_off_talk(talk=talk, by=involvement, now=MONDAY)
    assert not Talk.objects.exists()
    assert not TalkPerson.objects.exists()
    assert talk_stoppers(project, now=MONDAY) == []
    with pytest.raises(StaleState):
        call_off_talk(talk=talk, by=involvement, now=MONDAY)


def test_what_was_recorded_is_not_called_off(talk, involvement):
    with pytest.raises(StaleState):
        call_off_talk(talk=talk, by=involvement, now=MONDAY)


# Recording


def test_the_facilitator_records_who_was_there_and_they_are_asked(project, involvement, facilitator):
    talk = recorded(project, by=involvement, facilitator=facilitator, members=5, left_out=1)
    people = list(talk.people.order_by("pk"))
    assert len(people) == 4
    assert {notice.contact_id for notice in Notice.objects.filter(kind="ladder.talk")} == {
        person.expert.contact_id for person in people
    }
    assert london_date(talk.ask_until) == add_working_days(MONDAY.date(), 5)
    assert what_the_group_said(talk) == SAID


def test_nobody_else_records_it(cast, project, involvement, facilitator):
    talk = arranged(project, by=involvement, facilitator=facilitator)
    there = list(talk.people.values_list("pk", flat=True))
    other = make_user("Oz Other", Role.FACILITATOR)
    for by in (involvement, cast["lead"], cast["expert"], other):
        with pytest.raises(Refused, match="Only the facilitator of this group"):
            record_talk(talk=talk, there=there, answers=SAID, by=by, now=MONDAY)


def test_a_facilitator_who_joined_the_team_since_does_not_record_it(project, involvement, facilitator):
    talk = arranged(project, by=involvement, facilitator=facilitator)
    TeamMember.objects.create(project=project, user=facilitator, starts_on=MONDAY.date())
    there = list(talk.people.values_list("pk", flat=True))
    with pytest.raises(Refused, match="Only the facilitator of this group"):
        record_talk(talk=talk, there=there, answers=SAID, by=facilitator, now=MONDAY)


def test_it_is_recorded_once_from_its_day_and_within_five_working_days(project, involvement, facilitator):
    talk = arranged(project, by=involvement, facilitator=facilitator, in_days=7)
    it = {"talk": talk, "there": list(talk.people.values_list("pk", flat=True)), "by": facilitator}
    with pytest.raises(Refused, match="has not met yet"):
        record_talk(answers=SAID, now=MONDAY + 6 * A_DAY, **it)
    last = MONDAY + (record_by(talk) - MONDAY.date())
    with pytest.raises(Refused, match="too late to send this"):
        record_talk(answers=SAID, now=last + A_DAY, **it)
    record_talk(answers=SAID, now=last, **it)
    with pytest.raises(StaleState, match="sent before"):
        record_talk(answers=SAID, now=last, **it)
    talk.refresh_from_db()
    assert london_date(talk.ask_until) + 60 * A_DAY == talk.rest_until


def test_a_talk_of_two_keeps_nothing(project, involvement, facilitator):
    talk = arranged(project, by=involvement, facilitator=facilitator)
    two = list(talk.people.values_list("pk", flat=True)[:2])
    with pytest.raises(Refused, match="fewer than 3 people"):
        record_talk(talk=talk, there=two, answers=SAID, by=facilitator, now=MONDAY)
    assert not TalkSeal.objects.exists()


def test_people_of_another_talk_do_not_count(talk, involvement, other_project, facilitator):
    other = arranged(other_project, by=involvement, facilitator=facilitator)
    there = [*talk.people.values_list("pk", flat=True), *other.people.values_list("pk", flat=True)[:2]]
    with pytest.raises(Refused, match="fewer than 3 people"):
        record_talk(talk=other, there=there, answers=SAID, by=facilitator, now=MONDAY)
    assert talk.people.count() == 4


@pytest.mark.parametrize(
    ("statements", "step"), [(("yes",) * 7, 4), (("maybe",) * 8, 4), (("yes",) * 8, 8), (("yes",) * 8, -1)]
)
def test_a_group_cannot_have_said_anything_else(statements, step):
    with pytest.raises(ValueError, match="A group"):
        GroupAnswers(statements=statements, step=step)


# Asking, and what is left


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ((YES, YES, YES, YES), TalkEnd.ALL_YES),
        ((YES, YES, YES, NO), TalkEnd.MET),
        ((NO, NO, NO, NO), TalkEnd.MET),
        ((YES, YES, YES, SILENT), TalkEnd.MET),
        ((SILENT, SILENT, SILENT, SILENT), TalkEnd.MET),
    ],
    ids=["all yes", "one no", "all no", "one silent", "all silent"],
)
def test_only_if_everyone_says_yes_are_the_groups_answers_kept(talk, said, outcome):
    asked(talk, *said)
    talk = ended(talk)
    assert talk.outcome == outcome
    assert talk.said == (SAID.as_dict() if outcome == TalkEnd.ALL_YES else None)


@pytest.mark.parametrize(("first", "then", "outcome"), [(NO, YES, TalkEnd.ALL_YES), (YES, NO, TalkEnd.MET)])
def test_whoever_changes_their_mind_has_said_the_last_thing(talk, first, then, outcome):
    asked(talk, first, YES, YES, YES)
    say(person=talk.people.order_by("pk").first(), consent=then, now=talk.ask_until - timedelta(minutes=1))
    assert ended(talk).outcome == outcome


def test_only_those_who_were_there_are_asked(project, involvement, facilitator):
    talk = recorded(project, by=involvement, facilitator=facilitator, members=5, left_out=2)
    asked(talk, YES, YES, YES)
    assert ended(talk).outcome == TalkEnd.ALL_YES


def test_a_group_may_choose_no_step(project, involvement, facilitator):
    answers = GroupAnswers(statements=SAID.statements, step=NO_STEP)
    talk = recorded(project, by=involvement, facilitator=facilitator, answers=answers)
    asked(talk, YES, YES, YES, YES)
    assert GroupAnswers.from_dict(ended(talk).said).step_name == ""


@pytest.mark.parametrize("said", [(YES,) * 4, (YES, YES, NO, SILENT)], ids=["all yes", "the group met"])
def test_when_it_ends_everything_else_goes(talk, said):
    asked(talk, *said)
    ended(talk)
    for model in (TalkSeal, TalkSalt, TalkPerson, TalkKey):
        assert not model.objects.exists(), model


def test_it_never_ends_before_its_day_so_that_ending_tells_nothing(talk):
    asked(talk, NO, YES, YES, YES)
    with pytest.raises(Refused, match="still have time"):
        end_talk(talk=talk, now=talk.ask_until - timedelta(seconds=1))
    early = {"ended_at": talk.ask_until - timedelta(seconds=1), "outcome": TalkEnd.MET}
    with pytest.raises(IntegrityError, match="never_ends_before"), transaction.atomic():
        Talk.objects.filter(pk=talk.pk).update(**early)


def test_it_ends_once(talk):
    ended(talk)
    with pytest.raises(StaleState):
        end_talk(talk=talk, now=talk.ask_until)


def test_nobody_says_anything_when_the_days_are_over(talk):
    person = talk.people.first()
    with pytest.raises(StaleState, match=TOO_LATE):
        say(person=person, consent=YES, now=talk.ask_until)
    ended(talk)
    with pytest.raises(StaleState, match=TOO_LATE):
        say(person=person, consent=YES, now=MONDAY)


def test_the_job_ends_what_is_due_and_nothing_else(
    talk, other_project, involvement, facilitator, time_machine
):
    other = arranged(other_project, by=involvement, facilitator=facilitator)
    time_machine.move_to(talk.ask_until - timedelta(minutes=1))
    assert find_talks_due() == 0
    time_machine.move_to(talk.ask_until)
    assert find_talks_due() == 1
    assert end_one_talk(talk.pk)
    assert not end_one_talk(talk.pk)
    assert list(Talk.objects.filter(ended_at=None)) == [other]


def test_the_involvement_team_hears_an_answer_by_phone_but_not_in_its_own_project(
    talk, involvement, facilitator, lead
):
    person = talk.people.order_by("pk").first()
    assert read_out_talk(talk=talk, by=involvement, now=MONDAY) == SAID
    say(person=person, consent=YES, now=MONDAY, typed_by=involvement)
    for by in (lead, facilitator):
        with pytest.raises(Refused, match="Only the involvement team"):
            read_out_talk(talk=talk, by=by, now=MONDAY)
        with pytest.raises(Refused, match="Only the involvement team"):
            say(person=person, consent=YES, now=MONDAY, typed_by=by)
    TeamMember.objects.create(project=talk.project, user=involvement, starts_on=MONDAY.date())
    with pytest.raises(Refused, match="never for a project of their own"):
        read_out_talk(talk=talk, by=involvement, now=MONDAY)


def test_no_line_of_the_audit_tells_who_has_answered(talk, involvement):
    before = set(Event.objects.values_list("pk", flat=True))
    people = list(talk.people.order_by("pk"))
    say(person=people[0], consent=YES, now=MONDAY)
    say(person=people[1], consent=NO, now=MONDAY, typed_by=involvement)
    lines = Event.objects.exclude(pk__in=before)
    assert [(line.what, line.subject_type, line.details) for line in lines] == [
        ("talk.answer_typed", "ladder.talk", {})
    ]
    end_talk(talk=talk, now=talk.ask_until)
    last = Event.objects.latest("pk")
    assert (last.what, last.by, last.details) == ("talk.ended", "system", {})


def test_a_talk_is_in_no_score_no_total_and_no_result(talk):
    asked(talk, YES, YES, YES, YES)
    ended(talk)
    for model in (Round, Tally, RoundResult):
        assert not model.objects.exists()
