"""Opening a check: who is asked, when it may open, and what is fixed from then on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.models import Event
from council.choices import Figure
from council.models import DatedFigure
from ladder.actions.closing import close_round
from ladder.actions.opening import open_round, stoppers
from ladder.models import Invitation, Round, Salt
from ladder.rungs import Rung
from notices.models import Notice
from tests.factories import MONDAY, make_members, make_open_round, make_project, make_ready_draft
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
ANSWER_BY = date(2026, 12, 7)


def open_it(project, involvement, now=MONDAY, answer_by=None):
    answer_by = answer_by or now.date() + timedelta(days=14)
    return open_round(project=project, answer_by=answer_by, by=involvement, now=now)


def test_six_people_are_too_few_and_nothing_is_left_behind(project, involvement):
    make_members(project, 6, by=involvement, now=MONDAY)
    with pytest.raises(Refused) as refused:
        open_it(project, involvement)
    assert str(refused.value) == (
        "6 people would be invited. With fewer than 7, no result could ever be shown. "
        "We would ask for people’s time and give nothing back"
    )
    assert not Round.objects.exists()
    assert not Invitation.objects.exists()
    assert not Notice.objects.filter(kind="ladder.invitation").exists()


def test_one_person_is_said_in_the_singular(project, involvement):
    make_members(project, 1, by=involvement, now=MONDAY)
    assert stoppers(project, now=MONDAY)[0].what == "1 person would be invited"


def test_seven_people_are_enough_and_each_is_invited_and_written_to_once(project, involvement):
    experts = make_members(project, 7, by=involvement, now=MONDAY)
    check = open_it(project, involvement)
    invited = set(check.invitations.values_list("expert_id", flat=True))
    assert invited == {expert.pk for expert in experts}
    subjects = {("invitation", str(invitation.pk)) for invitation in check.invitations.all()}
    promised = Notice.objects.filter(kind="ladder.invitation")
    assert {(notice.subject_kind, notice.subject_id) for notice in promised} == subjects
    assert promised.count() == 7
    assert all(notice.due_at == MONDAY and notice.taken_at is None for notice in promised)


def test_a_check_has_a_salt_of_its_own(project, other_project, involvement):
    one = make_open_round(project, by=involvement, now=MONDAY)
    two = make_open_round(other_project, by=involvement, now=MONDAY)
    assert len(one.salt.salt) == 32
    assert bytes(one.salt.salt) != bytes(two.salt.salt)
    assert Salt.objects.count() == 2


def test_the_dates_follow_from_the_day_people_are_asked_to_answer_by(project, involvement):
    make_members(project, 7, by=involvement, now=MONDAY)
    check = open_it(project, involvement, answer_by=ANSWER_BY)
    assert check.opens_on == date(2026, 11, 23)
    assert check.reminder_days == (date(2026, 11, 30), date(2026, 12, 3))
    assert check.closes_at == datetime(2026, 12, 14, 17, tzinfo=UTC)
    assert check.rest_until == date(2027, 2, 12)


def test_closing_is_at_five_by_london_clocks_in_summer_too(project, involvement):
    june = datetime(2026, 6, 1, 9, tzinfo=UTC)
    make_members(project, 7, by=involvement, now=june)
    check = open_it(project, involvement, now=june, answer_by=date(2026, 6, 15))
    assert check.closes_at == datetime(2026, 6, 22, 16, tzinfo=UTC)


def test_late_in_the_evening_of_summer_the_check_opens_on_londons_day(project, involvement):
    near_midnight = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    make_members(project, 7, by=involvement, now=near_midnight)
    check = open_it(project, involvement, now=near_midnight, answer_by=date(2026, 6, 15))
    assert check.opens_on == date(2026, 6, 2)


@pytest.mark.parametrize(("days", "fair"), [(6, False), (7, True), (60, True), (61, False)])
def test_people_get_a_week_at_least_and_sixty_days_at_most(project, involvement, days, fair):
    make_members(project, 7, by=involvement, now=MONDAY)
    answer_by = MONDAY.date() + timedelta(days=days)
    if fair:
        assert open_it(project, involvement, answer_by=answer_by).answer_by == answer_by
    else:
        with pytest.raises(Refused, match="at least 7 days"):
            open_it(project, involvement, answer_by=answer_by)


def test_a_draft_is_not_checked(lead, involvement):
    draft = make_ready_draft(by=lead, now=MONDAY)
    make_members(draft, 7, by=involvement, now=MONDAY)
    with pytest.raises(Refused, match="This project is a draft"):
        open_it(draft, involvement)


def test_a_council_that_asks_for_more_people_is_obeyed_from_its_day_on(project, involvement):
    make_members(project, 8, by=involvement, now=MONDAY)
    DatedFigure.objects.create(key=Figure.INVITED_FLOOR, value=9, starts_on=date(2026, 11, 24))
    assert stoppers(project, now=MONDAY) == []
    with pytest.raises(Refused, match="8 people would be invited. With fewer than 9"):
        open_it(project, involvement, now=MONDAY + timedelta(days=1))


def test_the_step_in_force_at_opening_is_the_one_the_check_keeps(lead, involvement):
    project = make_project("Bus passes", by=lead, rung=Rung.CONSULTING, now=MONDAY)
    check = make_open_round(project, by=involvement, now=MONDAY)
    project.stated_levels.create(
        rung=Rung.CO_PRODUCTION, justification="So.", changed_because="More now",
        stated_on=date(2026, 11, 30), stated_by=lead,
    )  # fmt: skip
    check.refresh_from_db()
    assert check.stated_level.rung == Rung.CONSULTING


def test_opening_is_one_audit_line_with_no_count_in_it(check):
    (line,) = Event.objects.filter(what="round.opened")
    assert line.subject_id == str(check.pk)
    assert line.details == {}


def test_a_second_check_while_one_is_open_is_refused_with_the_first_day_it_may_open(check, involvement):
    with pytest.raises(Refused) as refused:
        open_it(check.project, involvement, now=MONDAY + timedelta(days=1))
    assert str(refused.value) == (
        "A check is open now. Leave 60 days between checks. "
        "The first day you can open one is Friday 12 February 2027"
    )


def test_a_project_rests_sixty_days_after_a_check_closes_and_not_one_more(check, involvement):
    close_round(round_=check, by="system", now=check.closes_at)
    day_before = datetime(2027, 2, 11, 12, tzinfo=UTC)
    with pytest.raises(Refused, match="The last check is too near"):
        open_it(check.project, involvement, now=day_before)
    assert open_it(check.project, involvement, now=day_before + timedelta(days=1)).pk != check.pk


def test_the_database_itself_keeps_checks_of_a_project_apart(check):
    again = Round.objects.get(pk=check.pk)
    again.pk = None
    again.opens_on = check.rest_until - timedelta(days=1)
    again.answer_by = again.opens_on + timedelta(days=14)
    again.rest_until = again.answer_by + timedelta(days=67)
    with pytest.raises(IntegrityError, match="checks_of_a_project_keep_their_distance"), transaction.atomic():
        again.save(force_insert=True)
    again.pk = None
    again.opens_on = check.rest_until
    again.save(force_insert=True)


def test_another_project_may_be_checked_in_the_same_weeks(check, other_project, involvement):
    assert make_open_round(other_project, by=involvement, now=MONDAY).opens_on == check.opens_on


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_open_in_the_same_moment_one_does(
    project, involvement, involvement_two, beside, somebody_waits
):
    make_members(project, 7, by=involvement, now=MONDAY)
    with transaction.atomic():
        first = open_it(project, involvement)
        # The second cannot see the first yet: every check of the rules lets it through.
        second = beside(lambda: open_it(project, involvement_two))
        somebody_waits()
    with pytest.raises(StaleState, match="opened in the same moment"):
        second.result()
    assert list(Round.objects.all()) == [first]
    assert Invitation.objects.count() == 7
    assert Notice.objects.filter(kind="ladder.invitation").count() == 7
