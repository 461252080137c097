"""The team's side: one agreed set of answers, locked before there is a result."""

import pgtrigger
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.choices import Role
from audit.models import Event
from ladder.actions.closing import close_round
from ladder.actions.team import send_team_answers
from ladder.choices import TeamAnswer
from ladder.models import Round, TeamAnswers
from projects.actions.leading import name_co_lead
from tests.factories import MONDAY, make_open_round, make_project, make_user
from tests.fixtures_made_once import made_once
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
SAID = (TeamAnswer.YES, TeamAnswer.PARTLY, TeamAnswer.NO, TeamAnswer.NOT_SURE) * 2


@made_once
def check(lead, involvement):
    return make_open_round(make_project(by=lead, now=MONDAY), by=involvement, now=MONDAY)


def send(check, by, answers=SAID, now=MONDAY):
    return send_team_answers(round_=check, answers=answers, by=by, now=now)


def test_the_team_gives_its_side_once(check, lead):
    assert send(check, lead).answers == list(SAID)
    with pytest.raises(StaleState):
        send(check, lead, (TeamAnswer.YES,) * 8)
    assert TeamAnswers.objects.get().answers == list(SAID)


def test_an_audit_line_says_that_the_team_answered_and_not_what(check, lead):
    send(check, lead)
    line = Event.objects.get(what="team.answered")
    assert (line.by, line.details) == (str(lead.contact_id), {})


def test_only_the_team_answers_for_the_team(check, involvement, other_staff):
    for person in (involvement, other_staff):
        with pytest.raises(Refused):
            send(check, person)


def test_an_expert_who_leads_the_project_with_staff_takes_no_part(check, lead):
    membership = check.project.memberships.first()
    name_co_lead(project=check.project, membership=membership, by=lead, now=MONDAY)
    with pytest.raises(Refused):
        send(check, membership.expert.contact.user)


def test_once_there_are_results_the_team_can_answer_no_more(check, lead):
    close_round(round_=check, by="system", now=check.closes_at)
    check.refresh_from_db()
    with pytest.raises(Refused):
        send(check, lead, now=check.closes_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamAnswers.objects.create(round=check, answers=list(SAID), sent_by=lead, sent_at=MONDAY)


@pytest.mark.parametrize("answers", [SAID[:7], (*SAID[:7], "skip"), (*SAID, TeamAnswer.YES)])
def test_the_database_takes_one_of_four_answers_to_each_of_eight_statements(check, lead, answers):
    with pytest.raises(DatabaseError), transaction.atomic():
        TeamAnswers.objects.create(round=check, answers=list(answers), sent_by=lead, sent_at=MONDAY)


def test_what_the_team_said_is_never_changed_or_removed(check, lead):
    send(check, lead)
    for spoil in (lambda rows: rows.update(answers=["yes"] * 8), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            spoil(TeamAnswers.objects.all())


@pytest.fixture
def committed_check(transactional_db):
    lead, involvement = make_user("Tom Rowe", Role.STAFF), make_user("Rosa Vean", Role.INVOLVEMENT)
    return make_open_round(make_project(by=lead, now=MONDAY), by=involvement, now=MONDAY)


def while_it_closes(check, beside, meanwhile):
    """The team sends while closing has locked the check and has not committed yet."""
    with transaction.atomic():
        close_round(round_=check, by="system", now=check.closes_at)
        sending = beside(lambda: send(check, check.project.team.get().user))
        meanwhile()
    return sending


@pytest.mark.django_db(transaction=True)
def test_a_team_that_sends_while_its_check_closes_is_refused(committed_check, beside, somebody_waits):
    sending = while_it_closes(committed_check, beside, somebody_waits)
    with pytest.raises(StaleState):
        sending.result()
    assert not TeamAnswers.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_team_would_answer_once_there_are_results(committed_check, beside):
    """The control: it looks whether the check is open, and then saves."""
    with transaction.atomic():
        close_round(round_=committed_check, by="system", now=committed_check.closes_at)
        beside(lambda: unlocked_send(committed_check)).result()
    assert Round.objects.get(pk=committed_check.pk).closed_at
    assert TeamAnswers.objects.exists()


def unlocked_send(check):
    with pgtrigger.ignore("ladder.TeamAnswers:a_team_may_answer_only_before_there_are_results"):
        return send(check, check.project.team.get().user)
