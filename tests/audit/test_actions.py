"""The audit record: in the transaction of what it records, only ever added to, and never with words in it."""

from datetime import timedelta

import pytest
from django.db import transaction

from audit.actions import forget_old_runs, job, name_of, record
from audit.models import Event, JobRun
from council.models import Directorate
from ladder.actions.closing import close_round
from projects.actions.people import add_member
from tests.factories import MONDAY, answer, make_directorate

pytestmark = pytest.mark.django_db


def test_a_line_names_who_did_what_to_what(involvement):
    thing = make_directorate()
    line = record("directorate.named", by=involvement, subject=thing, now=MONDAY, fields="name", key="a")
    assert (line.at, line.by, line.what) == (MONDAY, str(involvement.contact_id), "directorate.named")
    assert (line.subject_type, line.subject_id) == ("council.directorate", str(thing.pk))
    assert (line.fields, line.details) == ("name", {"key": "a"})
    assert line.person is None


def test_whoever_acts_is_one_person_however_they_are_handed_in(involvement, expert):
    assert name_of(involvement) == name_of(involvement.contact) == str(involvement.contact_id)
    assert name_of(expert.contact.expert) == name_of(expert) == str(expert.contact_id)
    assert name_of("system") == "system"


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="in the transaction of what it records"):
        record("thing.done", by="system", subject=Directorate(pk=1), now=MONDAY)


def test_a_line_goes_when_what_it_records_is_undone(involvement):
    with transaction.atomic():
        record("thing.done", by=involvement, subject=make_directorate(), now=MONDAY)
        transaction.set_rollback(True)
    assert not Event.objects.filter(what="thing.done").exists()


def test_nothing_that_anybody_typed_is_in_any_line(check, project, lead):
    add_member(project=project, name="Sam Penrose", email="sam@example.org", by=lead, now=MONDAY)
    answer(check.invitations.first(), words="Nobody rang me back", voice="words", now=MONDAY)
    close_round(round_=check, by="system", now=check.closes_at)
    said = repr(list(Event.objects.values()))
    typed = [project.name, project.summary, "We share each decision", "Penrose", "@example.org", "rang"]
    written = set(Event.objects.values_list("what", flat=True))
    assert written > {"project.started", "expert.added", "membership.added", "answers.sent", "round.closed"}
    assert not [words for words in typed if words in said]


def test_a_job_keeps_how_it_ended():
    with job("test.job", now=MONDAY) as run:
        run.outcome = "3 things"
    run.refresh_from_db()
    assert (run.started_at, run.outcome) == (MONDAY, "3 things")
    assert run.finished_at


def test_a_job_that_breaks_keeps_the_kind_of_error_and_not_its_words():
    with pytest.raises(ValueError, match="Bea Rowe"), job("test.job", now=MONDAY):
        raise ValueError("Bea Rowe")
    run = JobRun.objects.get()
    assert run.outcome == "stopped: ValueError"
    assert run.finished_at


def test_rows_of_jobs_are_forgotten_after_90_days_but_never_the_newest():
    for name, days in (("a.job", (89, 90, 91)), ("a.silent", (91, 92))):
        for each in days:
            JobRun.objects.create(name=name, started_at=MONDAY - timedelta(days=each))

    assert forget_old_runs(now=MONDAY) == 2

    kept = {(run.name, (MONDAY - run.started_at).days) for run in JobRun.objects.all()}
    assert kept == {("a.job", 89), ("a.job", 90), ("a.silent", 91)}


def test_a_job_that_runs_often_writes_its_one_row_anew_and_keeps_when_it_ended_well():
    with job("a.tick", now=MONDAY, often=True) as run:
        run.outcome = "alive"
    first = JobRun.objects.get().done_at
    with pytest.raises(ZeroDivisionError), job("a.tick", now=MONDAY + timedelta(minutes=1), often=True):
        raise ZeroDivisionError

    run = JobRun.objects.get()
    assert run.started_at == MONDAY + timedelta(minutes=1)
    assert (run.done_at, run.outcome) == (first, "stopped: ZeroDivisionError")
