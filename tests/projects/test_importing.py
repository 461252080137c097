"""From a file to drafts, and back again: all of it or nothing, once, and only while nobody touched it."""

import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import RoleGrant
from audit.models import Event, JobRun
from council.models import Area, Directorate
from ladder.rungs import Rung
from projects import tasks
from projects.actions import families, leading, registering, stating
from projects.actions.importing import (
    CannotBeUndone,
    LinesHaveProblems,
    forget_undecided_imports,
    keep_lines,
    make_drafts,
    publish_each,
    undo_import,
)
from projects.actions.people import add_member
from projects.choices import ImportState, Part, Reason
from projects.models import ImportBatch, Project, StatedLevel, TeamMember, WhyNot
from projects.spreadsheets.reading import read
from projects.unsaid import unsaid, unsaid_of_each
from tests.factories import MONDAY, make_directorate, make_draft, make_ready_draft, make_user
from tests.fixtures_made_once import made_once
from tests.projects.importing import check_file, import_file, make_importer
from tests.projects.spreadsheets.files import csv_file, project
from words.errors import StaleState

TUESDAY = MONDAY + timedelta(days=1)


@made_once
def importer(db):
    return make_importer()


def test_a_line_becomes_a_draft_that_says_all_that_the_line_says(importer):
    batch = import_file(project("Homes", lead=None, parent="Whole"), project("Whole", lead=None), by=importer)
    homes = batch.projects.get(name="Homes")
    assert homes.parent == batch.projects.get(name="Whole")
    assert (homes.directorate.name, homes.stage, homes.could_be) == ("Housing", "designing", "parts")
    assert homes.already_decided == "The money.\nThe year."
    assert sorted(area.name for area in homes.areas.all()) == ["Northtown", "South Sands"]
    assert homes.yearly_pay_budget_pence == 500_000
    level = homes.stated_levels.get()
    assert (level.rung, level.stated_on) == (Rung.ENGAGING, None)
    assert level.parts == {Part.PLAN: Rung.CONSULTING}
    assert level.why_nots.get().reason == Reason.RESOURCES
    assert homes.published_at is None
    assert unsaid(homes) == []
    lead = homes.team.get()
    assert (lead.user, lead.is_lead) == (importer, True)


def test_whoever_brings_a_project_in_for_another_lead_is_in_its_team(importer):
    sam = make_user("Sam Rowe", Role.STAFF, directorate=make_directorate("Housing"))
    batch = import_file(project("Homes", lead="SAM.ROWE@example.org"), by=importer)
    team = dict(batch.projects.get().team.values_list("user", "is_lead"))
    assert team == {sam.pk: True, importer.pk: False}


def test_a_file_with_a_mistake_keeps_and_makes_nothing(importer):
    rows = [project("Homes"), project("Repairs", stage="Begun")]
    with pytest.raises(LinesHaveProblems) as refused:
        check_file(*rows, by=importer)
    assert [problem.line for problem in refused.value.problems] == [3]
    assert not ImportBatch.objects.exists()
    assert not Project.objects.exists()


def test_staff_bring_in_their_own_directorates_and_the_involvement_team_any(importer, involvement):
    make_directorate("Transport")
    rows = [project("Buses", directorate="Transport", lead=None)]
    with pytest.raises(LinesHaveProblems, match="Nothing was brought in"):
        check_file(*rows, by=importer)
    batch = import_file(*rows, by=involvement)
    assert batch.projects.get().directorate.name == "Transport"


def test_someone_whose_role_has_ended_leads_nothing(importer):
    gone = make_user("Sam Rowe", Role.STAFF, directorate=make_directorate("Housing"))
    RoleGrant.objects.filter(user=gone).update(ends_on=MONDAY.date() - timedelta(days=1))
    expert_only = make_user("Bo Field")
    for user in (gone, expert_only):
        with pytest.raises(LinesHaveProblems) as refused:
            check_file(project("Homes", lead=user.email), by=importer)
        assert "Nobody who works for this directorate" in refused.value.problems[0].sentence


def test_the_name_of_a_draft_that_one_may_not_see_is_not_told(importer):
    other = make_user("Sam Rowe", Role.STAFF, directorate=make_directorate("Housing"))
    hidden = make_draft("Homes", by=other)
    Project.objects.filter(pk=hidden.pk).update(directorate=make_directorate("Housing"))
    assert check_file(project("Homes"), by=importer).count == 1
    Project.objects.filter(pk=hidden.pk).update(name="Repairs")
    TeamMember.objects.create(project=hidden, user=importer, starts_on=MONDAY.date())
    with pytest.raises(LinesHaveProblems):
        check_file(project("Repairs"), by=importer)


def now_elsewhere(user):
    """Their role in a directorate has ended, and they have one in another."""
    RoleGrant.objects.filter(user=user).update(ends_on=MONDAY.date() - timedelta(days=1))
    transport = make_directorate("Transport")
    RoleGrant.objects.create(user=user, role=Role.STAFF, directorate=transport, starts_on=MONDAY.date())


@pytest.mark.parametrize("change", ["a name", "the directorate", "a role"])
def test_everything_is_checked_again_when_the_drafts_are_made(importer, change):
    batch = check_file(by=importer)
    if change == "a name":
        taken = make_draft("Repairs", by=importer)
        Project.objects.filter(pk=taken.pk).update(directorate=make_directorate("Housing"))
    elif change == "the directorate":
        Directorate.objects.filter(name="Housing").update(name="Homes and land")
    else:
        now_elsewhere(importer)
    before = Project.objects.count()
    importer = type(importer).objects.get(pk=importer.pk)
    with pytest.raises(LinesHaveProblems) as refused:
        make_drafts(batch=batch, by=importer, now=TUESDAY)
    assert refused.value.problems
    assert Project.objects.count() == before
    batch.refresh_from_db()
    assert batch.state == ImportState.CHECKED
    assert batch.lines


def test_lines_are_kept_until_the_drafts_are_made_and_no_longer(importer):
    batch = check_file(by=importer)
    assert [line["cells"]["name"] for line in batch.lines] == ["Homes", "Repairs"]
    make_drafts(batch=batch, by=importer, now=TUESDAY)
    batch.refresh_from_db()
    assert (batch.lines, batch.state, batch.made_at) == ([], ImportState.DONE, TUESDAY)
    with pytest.raises(IntegrityError, match="an_import_keeps_its_lines"):
        ImportBatch.objects.filter(pk=batch.pk).update(lines=[{"line": 2, "cells": {}}])


def test_lines_that_nobody_decides_about_go_after_a_week_and_drafts_stay(importer):
    old, made = check_file(by=importer), import_file(project("Made"), by=importer)
    late = check_file(by=importer, now=MONDAY + timedelta(days=1))
    assert forget_undecided_imports(now=MONDAY + timedelta(days=7)) == 0
    assert forget_undecided_imports(now=MONDAY + timedelta(days=7, seconds=1)) == 1
    assert set(ImportBatch.objects.all()) == {made, late}
    with pytest.raises(StaleState):
        make_drafts(batch=old, by=importer, now=TUESDAY)
    assert not Project.objects.exclude(imported_in=made).exists()


def test_the_nightly_job_writes_down_how_many_went(importer):
    check_file(by=importer)
    assert tasks.forget_imports() in (0, 1)  # by the real clock MONDAY may be long ago
    assert JobRun.objects.get(name="projects.forget_imports").outcome.endswith("removed")


def test_each_draft_has_one_audit_line_with_no_word_of_the_file(importer):
    batch = import_file(by=importer)
    lines = Event.objects.filter(subject_type="projects.project")
    assert [(line.what, line.details) for line in lines] == [("project.imported", {"batch": batch.pk})] * 2
    made = Event.objects.get(what="import.made")
    assert (made.by, made.details) == (str(importer.contact_id), {"drafts": 2})


def test_names_of_files_are_plain_words(importer):
    sheet = read(csv_file([project("Homes")]))
    long = keep_lines(sheet=sheet, file_name="a\0\u202eb" * 60, by=importer, now=MONDAY)
    assert long.file_name == "ab" * 50
    assert keep_lines(sheet=sheet, file_name="\0", by=importer, now=MONDAY).file_name == "A file"


# Two at once


@pytest.mark.django_db(transaction=True)
def test_two_clicks_make_the_drafts_once(at_once):
    importer = make_importer()
    batch = check_file(by=importer)
    said = at_once(*[lambda: make_drafts(batch=batch, by=importer, now=MONDAY)] * 2)
    assert sorted(type(one).__name__ for one in said) == ["NoneType", "StaleState"]
    assert Project.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_files_with_the_same_names_at_once_make_one_set_of_drafts(at_once):
    importer = make_importer()
    one, other = check_file(by=importer), check_file(by=importer)
    said = at_once(
        *[lambda batch=batch: make_drafts(batch=batch, by=importer, now=MONDAY) for batch in (one, other)]
    )
    assert sorted(type(each).__name__ for each in said) == ["LinesHaveProblems", "NoneType"]
    assert Project.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_control_without_its_locks_makes_the_drafts_twice(at_once, monkeypatch):
    """What keeps the two tests above true: let both pass the door, and both write."""
    importer = make_importer()
    one, other = check_file(by=importer), check_file(by=importer)
    monkeypatch.setattr("django.db.models.query.QuerySet.select_for_update", lambda rows, **how: rows)
    doubled = 0
    for _ in range(10):
        at_once(
            *[lambda batch=batch: make_drafts(batch=batch, by=importer, now=MONDAY) for batch in (one, other)]
        )
        doubled = Project.objects.count()
        if doubled == 4:
            break
        Project.objects.all().delete()
        ImportBatch.objects.all().delete()
        one, other = check_file(by=importer), check_file(by=importer)
    assert doubled == 4


@pytest.mark.django_db(transaction=True)
def test_an_area_that_goes_in_the_same_moment_stops_it_with_a_sentence(beside, somebody_waits):
    importer = make_importer()
    batch = check_file(by=importer)
    with transaction.atomic():
        Area.objects.filter(name="Northtown").delete()
        making = beside(lambda: make_drafts(batch=batch, by=importer, now=MONDAY))
        somebody_waits()
    with pytest.raises(StaleState, match="Press the button again"):
        making.result()
    assert not Project.objects.exists()
    batch.refresh_from_db()
    assert batch.state == ImportState.CHECKED


@pytest.mark.django_db(transaction=True)
def test_undoing_waits_for_whoever_changes_a_draft_in_that_moment(beside, somebody_waits):
    importer = make_importer()
    batch = import_file(by=importer)
    draft = batch.projects.first()
    with transaction.atomic():
        registering.describe(project=draft, by=importer, now=TUESDAY, summary="Other words")
        undoing = beside(lambda: undo_import(batch=batch, by=importer, now=TUESDAY))
        somebody_waits()
    with pytest.raises(CannotBeUndone):
        undoing.result()
    assert batch.projects.count() == 2


# Publishing


def test_drafts_are_published_each_by_itself(importer):
    batch = import_file(project("Homes"), project("Half", ways=None), project("Gone"), by=importer)
    half, homes, gone = (batch.projects.get(name=name) for name in ("Half", "Homes", "Gone"))
    Project.objects.filter(pk=gone.pk).delete()
    told = publish_each(projects=[half, homes, gone], by=importer, now=TUESDAY)
    assert told == {half: "Say how people can take part", gone: "It is not there any more"}
    homes.refresh_from_db()
    half.refresh_from_db()
    assert homes.published_at == TUESDAY
    assert homes.stated.rung == Rung.ENGAGING
    assert half.published_at is None


def test_what_several_drafts_still_have_to_say_is_what_each_says(importer, django_assert_num_queries):
    make_ready_draft("Ready", by=importer, rung=Rung.INFORMING)
    make_draft("Empty", by=importer)
    import_file(project("Half", ways=None, step=None, why_resources=None, again_resources=None), by=importer)
    drafts = list(Project.objects.with_stated())
    with django_assert_num_queries(3):
        several = unsaid_of_each(drafts)
    assert several == {each.pk: unsaid(each) for each in drafts}
    assert any(several.values())


# Undoing


def test_an_import_that_nobody_touched_is_undone_whole(importer):
    keep = make_draft("Mine", by=importer)
    batch = import_file(project("Homes", parent="Repairs"), project("Repairs"), by=importer)
    assert undo_import(batch=batch, by=importer, now=TUESDAY) == 2
    assert list(Project.objects.all()) == [keep]
    assert not StatedLevel.objects.exists()
    assert not WhyNot.objects.exists()
    batch.refresh_from_db()
    assert (batch.state, batch.undone_at) == (ImportState.UNDONE, TUESDAY)
    with pytest.raises(StaleState):
        undo_import(batch=batch, by=importer, now=TUESDAY)
    with pytest.raises(StaleState):
        make_drafts(batch=batch, by=importer, now=TUESDAY)


def publishes(draft, by):
    registering.publish(project=draft, by=by, now=TUESDAY)


def describes(draft, by):
    registering.describe(project=draft, by=by, now=MONDAY, summary="Other words")


def moves_the_areas(draft, by):
    registering.describe(project=draft, by=by, now=TUESDAY, areas=[])


def gives_other_reasons(draft, by):
    why = stating.Why("It is the law.", (TUESDAY + timedelta(days=9)).date())
    stating.give_reasons(project=draft, reasons={Reason.LEGAL: why}, by=by, now=TUESDAY)


def chooses_a_step(draft, by):
    stating.choose_step(project=draft, rung=Rung.INFORMING, by=by, now=TUESDAY)


def names_another_lead(draft, by):
    leading.name_staff_lead(project=draft, user=make_user("Sam Rowe", Role.STAFF), by=by, now=TUESDAY)


def adds_a_person(draft, by):
    add_member(project=draft, name="Win Hale", email="", by=by, now=TUESDAY)


def makes_it_a_bigger_project(draft, by):
    families.join_bigger_project(project=make_draft("Small", by=by), parent=draft, by=by, now=TUESDAY)


@pytest.mark.parametrize(
    ("touch", "why"),
    [
        (publishes, "It is published"),
        (describes, "Someone changed it"),
        (moves_the_areas, "Someone changed it"),
        (gives_other_reasons, "Someone changed it"),
        (chooses_a_step, "Someone changed it"),
        (names_another_lead, "Someone changed it"),
        (adds_a_person, "People are in it"),
        (makes_it_a_bigger_project, "Another project is part of it"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_once_anyone_touches_one_draft_none_is_undone_and_it_is_named(importer, touch, why):
    batch = import_file(by=importer)
    touch(batch.projects.get(name="Homes"), importer)
    with pytest.raises(CannotBeUndone) as refused:
        undo_import(batch=batch, by=importer, now=TUESDAY)
    assert [(each.name, each.why) for each in refused.value.touched] == [("Homes", why)]
    assert batch.projects.count() == 2
    batch.refresh_from_db()
    assert batch.state == ImportState.DONE


def test_two_imports_do_not_stop_each_other(importer):
    first = import_file(by=importer)
    import_file(project("Other"), by=importer)
    assert undo_import(batch=first, by=importer, now=TUESDAY) == 2


# What it costs


@pytest.mark.parametrize("count", [3, 60])
def test_checking_a_file_costs_the_same_queries_for_few_lines_or_many(
    importer, count, django_assert_max_num_queries
):
    rows = [project(f"Project {number}", parent="Project 0" if number else None) for number in range(count)]
    with django_assert_max_num_queries(11):
        check_file(*rows, by=importer)


def test_many_lines_are_checked_and_made_within_seconds(importer, full):
    """2,000 lines at full size: a few seconds of work to check, and not many more to make."""
    count = 2000 if full else 200
    data = csv_file([project(f"Project {number}") for number in range(count)])
    started = time.process_time()
    batch = check_file(data=data, by=importer)
    checked = time.process_time()
    make_drafts(batch=batch, by=importer, now=MONDAY)
    made = time.process_time()
    assert batch.projects.count() == count
    assert checked - started < count * 0.003
    assert made - checked < count * 0.008
