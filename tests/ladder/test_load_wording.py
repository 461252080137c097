"""./dev manage load_wording, and what a new version changes: nothing that has begun."""

import copy
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

import ladder
from audit.models import Event
from ladder.actions import wordings
from ladder.actions.opening import stoppers
from ladder.actions.wordings import NotReady, load_wording
from ladder.models import StatementSet
from ladder.queries import newest_wording
from tests.factories import MONDAY, make_members, make_open_round
from tests.ladder.check_in_browser import open_check

pytestmark = pytest.mark.django_db
VERSION_1 = (Path(ladder.__file__).parent / "framework-1.toml").read_text(encoding="utf-8")
OLD, NEW = "Am I treated as an equal partner?", "Am I an equal partner in this?"
VERSION_2 = VERSION_1.replace("version = 1", "version = 2").replace(OLD, NEW)


@pytest.fixture
def load(tmp_path):
    """`load(text)` loads a file that says this, and returns what the command says."""

    def load(text, encoding="utf-8"):
        file = tmp_path / "framework-2.toml"
        file.write_text(text, encoding=encoding)
        said = StringIO()
        call_command("load_wording", str(file), stdout=said)
        return said.getvalue()

    return load


def test_a_complete_version_is_loaded_and_new_checks_use_it(load):
    assert load(VERSION_2).startswith("Version 2 is loaded. Checks that open from now on use it.")
    assert newest_wording().version == 2
    assert newest_wording().statements[0].wording == NEW
    event = Event.objects.get(what="wording.loaded")
    assert (event.subject_type, event.subject_id, event.by) == ("ladder.statementset", "2", "system")


def test_every_problem_is_told_at_once_and_nothing_is_loaded(load):
    broken = VERSION_1.replace('word = "Partly"', 'word = ""').replace("1-equal-partner.svg", "none.svg")
    with pytest.raises(CommandError) as refused:
        load(broken)
    assert str(refused.value).splitlines() == [
        "Nothing was loaded. Mend this in framework-2.toml first:",
        "- Version 1 is loaded already and never changes. Give the new one number 2.",
        "- Statement 1 names the picture “none.svg”, which is not among the pictures.",
        "- [[answer]] number 2 has no word to choose.",
    ]
    assert StatementSet.objects.count() == 1
    assert not Event.objects.filter(what="wording.loaded").exists()


def test_the_same_version_cannot_be_loaded_twice(load):
    load(VERSION_2)
    with pytest.raises(CommandError, match="Version 2 is loaded already and never changes"):
        load(VERSION_2)
    assert StatementSet.objects.count() == 2


def test_two_loads_in_the_same_moment_leave_one(monkeypatch):
    data = {**StatementSet.objects.get().data, "version": 2}
    load_wording(data=data, by="system", now=MONDAY)
    # As the slower of two reads it: the number was the next one when it looked.
    monkeypatch.setattr(wordings, "next_version_problem", lambda data, newest: "")
    with pytest.raises(NotReady, match="loaded in the same moment"):
        load_wording(data=data, by="system", now=MONDAY)


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        ("version = ", "utf-8", "framework-2.toml is not TOML"),
        (VERSION_2, "utf-16", "framework-2.toml is not UTF-8 text. Save it as UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_is_told(load, text, encoding, said):
    with pytest.raises(CommandError, match=said):
        load(text, encoding)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("load_wording", str(tmp_path / "nothing.toml"))


def test_a_check_keeps_the_wording_it_began_with(load, project, involvement):
    now = timezone.now()
    check = make_open_round(project, by=involvement, now=now)
    load(VERSION_2)
    person = open_check(check.invitations.first(), now=now)
    person.post(reverse("ladder:practice"), {"answer": "yes"})
    page = person.get(reverse("ladder:question", args=[1])).content.decode()
    assert OLD in page
    assert NEW not in page
    check.refresh_from_db()
    assert check.statement_set_id == 1


def test_a_check_that_opens_afterwards_has_the_new_wording(load, project, involvement):
    load(VERSION_2)
    assert make_open_round(project, by=involvement, now=MONDAY).statement_set_id == 2


def test_no_check_opens_while_a_form_of_the_newest_wording_is_missing(project, involvement):
    make_members(project, 8, by=involvement, now=MONDAY)
    assert stoppers(project, now=MONDAY) == []
    data = copy.deepcopy(StatementSet.objects.get().data)
    del data["statement"][4]["phone"]
    StatementSet.objects.create(version=2, data=data)
    (stopper,) = stoppers(project, now=MONDAY)
    assert stopper.what == "Version 2 of the wording is not complete"
    assert stopper.why.startswith("Statement 5 has no words for the phone. ")
