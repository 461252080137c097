"""A check and a talk in the same moment: one of them is refused, whoever writes, and however close."""

from datetime import timedelta

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from ladder.actions.opening import open_round
from ladder.actions.talking import arrange_talk, end_talk, say
from ladder.models import Round, StatementSet, Talk, TalkPerson
from projects.models import TeamMember
from tests.factories import MONDAY, make_closed_round, make_members
from tests.ladder.talks import YES, arranged, asked, recorded
from words.errors import StaleState

# Those with two at once commit, as `at_once` and `beside` ask for.
pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
BOTH = (
    "ladder.Round:a_check_keeps_its_distance_from_talks",
    "ladder.Talk:a_talk_keeps_its_distance_from_checks",
)


@pytest.fixture
def both_at_once(project, involvement, facilitator, at_once):
    """Opens a check and arranges a talk of one project in the same moment, again and again."""
    make_members(project, 8, by=involvement, now=MONDAY)

    def check():
        return open_round(project=project, answer_by=MONDAY.date() + 14 * A_DAY, by=involvement, now=MONDAY)

    def talk():
        day = {"project": project, "held_on": MONDAY.date(), "facilitator": facilitator}
        return arrange_talk(by=involvement, now=MONDAY, **day)

    return lambda: at_once(check, talk)


def test_of_a_check_and_a_talk_in_the_same_moment_one_is_refused(both_at_once):
    results = both_at_once()
    assert Round.objects.count() + Talk.objects.count() == 1
    assert sum(isinstance(result, Exception) for result in results) == 1


def rows_of(project, involvement, facilitator):
    """Writes both rows as the actions do at last, having looked before and found nothing in the way."""
    own = {
        "project": project,
        "statement_set": StatementSet.objects.latest("version"),
        "stated_level": project.stated,
        "opens_on": MONDAY.date(),
        "rest_until": MONDAY.date() + 80 * A_DAY,
    }

    def check():
        days = {"answer_by": MONDAY.date() + 14 * A_DAY, "reminder_on": MONDAY.date() + 9 * A_DAY}
        with transaction.atomic():
            return Round.objects.create(closes_at=MONDAY + 21 * A_DAY, opened_by=involvement, **days, **own)

    def talk():
        people = {"facilitator": facilitator, "arranged_by": involvement}
        with transaction.atomic():
            return Talk.objects.create(held_on=MONDAY.date(), **people, **own)

    return check, talk


def test_the_database_refuses_the_second_however_close(project, involvement, facilitator, at_once):
    results = at_once(*rows_of(project, involvement, facilitator))
    assert sum(isinstance(result, IntegrityError) for result in results) == 1
    assert Round.objects.count() + Talk.objects.count() == 1


@pytest.mark.parametrize("first", [0, 1], ids=["a check first", "a talk first"])
def test_the_second_waits_for_the_first_and_then_sees_it(
    project, involvement, facilitator, beside, somebody_waits, first
):
    """Without the lock the second would look before the first is there, and find nothing."""
    writers = rows_of(project, involvement, facilitator)
    with transaction.atomic():
        writers[first]()
        second = beside(writers[1 - first])
        somebody_waits()
    with pytest.raises(IntegrityError, match="too near"):
        second.result()


def test_without_the_two_triggers_both_stand(project, involvement, facilitator):
    check, talk = rows_of(project, involvement, facilitator)
    with pgtrigger.ignore(*BOTH):
        check()
        talk()
    assert (Round.objects.count(), Talk.objects.count()) == (1, 1)


def test_a_check_that_is_moved_may_not_reach_into_a_talk(project, involvement, facilitator):
    check = make_closed_round(project, by=involvement, invited=8, now=MONDAY - 90 * A_DAY)
    arranged(project, by=involvement, facilitator=facilitator, members=0)
    with pytest.raises(IntegrityError, match="A talk of this project is too near"), transaction.atomic():
        Round.objects.filter(pk=check.pk).update(rest_until=MONDAY.date() + A_DAY)


@pytest.mark.parametrize("change", ["held_on", "opens_on", "rest_until", "facilitator"])
def test_what_a_talk_was_arranged_with_stays(project, involvement, facilitator, lead, change):
    talk = arranged(project, by=involvement, facilitator=facilitator)
    other = lead if change == "facilitator" else getattr(talk, change) + A_DAY
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Talk.objects.filter(pk=talk.pk).update(**{change: other})


def test_the_database_refuses_a_facilitator_of_the_team_or_the_group(
    project, involvement, facilitator, expert
):
    _, led_by_a_member = rows_of(project, involvement, expert)
    with pytest.raises(IntegrityError, match="in the group"), transaction.atomic():
        TalkPerson.objects.create(talk=led_by_a_member(), expert=expert.contact.expert)
    Talk.objects.all().delete()
    _, led_by_the_team = rows_of(project, involvement, facilitator)
    TeamMember.objects.create(project=project, user=facilitator, starts_on=MONDAY.date())
    with pytest.raises(IntegrityError, match="in the team"), transaction.atomic():
        led_by_the_team()


def test_ending_and_answering_in_the_same_moment_never_mix(project, involvement, facilitator, at_once):
    """The last yes comes in the second in which the job ends the talk: it counts whole, or not at all."""
    talk = recorded(project, by=involvement, facilitator=facilitator)
    last = talk.people.order_by("pk").last()
    asked(talk, YES, YES, YES, None)
    said, _ = at_once(
        lambda: say(person=last, consent=YES, now=talk.ask_until - timedelta(seconds=1)),
        lambda: end_talk(talk=talk, now=talk.ask_until),
    )
    talk.refresh_from_db()
    assert talk.outcome == ("met" if isinstance(said, StaleState) else "all-yes")
    assert not TalkPerson.objects.exists()


def test_two_ends_at_once_end_it_once(project, involvement, facilitator, at_once):
    talk = recorded(project, by=involvement, facilitator=facilitator)
    results = at_once(*[lambda: end_talk(talk=talk, now=talk.ask_until)] * 2)
    assert sum(isinstance(result, StaleState) for result in results) == 1


def test_two_people_who_answer_at_once_are_both_heard(project, involvement, facilitator, at_once):
    talk = recorded(project, by=involvement, facilitator=facilitator)
    at_once(
        *(
            lambda person=person: say(person=person, consent=YES, now=MONDAY)
            for person in talk.people.select_related("talk")
        )
    )
    end_talk(talk=talk, now=talk.ask_until)
    talk.refresh_from_db()
    assert talk.outcome == "all-yes"
