"""What someone with the database, or its files, learns of a group that talks it through."""

import json
import os

import pytest
from django.db import connection

from audit.models import Event
from ladder import sealing
from ladder.actions import talking
from ladder.choices import Consent
from ladder.models import TalkPerson, TalkSeal
from ladder.sealing import PADDED_BYTES, BrokenSeal
from notices.actions import promise
from tests.attacks.data_files import bytes_on_disk, everything_on_disk
from tests.factories import MONDAY, rewrite_patiently
from tests.fixtures_made_once import made_once
from tests.ladder.talks import NO, SILENT, YES, asked, ended, recorded

pytestmark = pytest.mark.django_db
# Files and transaction ids are as they are only once a test commits. Cleaning up after that takes longest.
COMMITS = pytest.mark.django_db(transaction=True)
GIVEN_AWAY = [b'"disagree"', b'"statements"', b'"not-sure"', b'"yes"', b'"no"']


@made_once
def talk(project, involvement, facilitator):
    return recorded(project, by=involvement, facilitator=facilitator)


@pytest.fixture
def no_sealing(monkeypatch):
    """The control: keep what was said as it is, of one size but readable."""

    def leave_open(purpose, data, **_):
        words = json.dumps(data, sort_keys=True).encode()
        return len(words).to_bytes(4) + words + os.urandom(PADDED_BYTES - 4 - len(words))

    monkeypatch.setattr(talking, "seal_for", leave_open)
    monkeypatch.setattr(
        talking, "open_for", lambda purpose, sealed, **_: json.loads(sealing._unpad(bytes(sealed)))
    )


@pytest.fixture
def no_padding(monkeypatch):
    """The control: seal what is there, as long as it is."""
    monkeypatch.setattr(sealing, "pad", lambda data: len(data).to_bytes(4) + data)


def given_away(data):
    return [words for words in GIVEN_AWAY if words in data]


@COMMITS
def test_while_people_are_asked_no_file_holds_what_anyone_said(talk):
    asked(talk, YES, NO, SILENT, YES)
    assert given_away(bytes_on_disk("ladder_talk", "ladder_talkseal", "ladder_talkperson")) == []
    seal = TalkSeal.objects.get()
    on_disk = everything_on_disk()
    assert all(bytes(sealed)[:64] in on_disk for sealed in (seal.group, seal.consents))


@COMMITS
def test_without_sealing_the_files_read_like_a_book(no_sealing, project, involvement, facilitator):
    talk = recorded(project, by=involvement, facilitator=facilitator)
    asked(talk, YES, NO, SILENT, YES)
    assert given_away(bytes_on_disk("ladder_talkseal")) == GIVEN_AWAY


def sizes_as_people_answer(talk):
    """The sizes of what is stored before anyone has answered, and after each."""
    found = [len(TalkSeal.objects.get().consents)]
    for person in talk.people.order_by("pk"):
        talking.say(person=person, consent=Consent.NO, now=MONDAY)
        found.append(len(TalkSeal.objects.get().consents))
    return found


def test_how_much_is_stored_never_tells_how_many_have_answered(talk):
    assert len(set(sizes_as_people_answer(talk))) == 1


def test_without_padding_it_would(no_padding, project, involvement, facilitator):
    talk = recorded(project, by=involvement, facilitator=facilitator)
    assert len(set(sizes_as_people_answer(talk))) == 5


@COMMITS
def test_no_row_of_a_person_changes_when_they_answer(talk):
    """Transaction ids match nobody to an answer: everyone's lie in one row of the talk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text FROM ladder_talkperson ORDER BY id")
        before = cursor.fetchall()
        asked(talk, YES, NO, SILENT, YES)
        cursor.execute("SELECT id, xmin::text FROM ladder_talkperson ORDER BY id")
        assert cursor.fetchall() == before
    columns = {field.name for field in TalkPerson._meta.get_fields() if field.concrete}
    assert columns == {"id", "talk", "expert"}


def test_the_salt_in_the_database_opens_nothing_without_the_applications_key(talk, settings):
    assert talking.what_the_group_said(talk)
    settings.APPLICATION_KEYS = ["A" * 43 + "="]
    with pytest.raises(BrokenSeal):
        talking.what_the_group_said(talk)


def everything_a_database_holds_of(talk):
    """Every table that may speak of a talk, whose people are the same, read whole."""
    found = {}
    with connection.cursor() as cursor:
        for table in (
            "ladder_talk",
            "ladder_talkperson",
            "ladder_talkkey",
            "ladder_talkseal",
            "ladder_talksalt",
        ):
            own = "to_jsonb(t) - 'id' - 'project_id'"
            cursor.execute(f"SELECT {own} FROM {table} t")  # noqa: S608 - names of our own tables
            found[table] = cursor.fetchall()
        cursor.execute(
            "SELECT kind, skipped_because FROM notices_notice WHERE kind LIKE 'ladder.talk%%' ORDER BY id"
        )
        found["notices"] = cursor.fetchall()
    found["audit"] = [
        (line.what, line.subject_type, line.details)
        for line in Event.objects.filter(what__startswith="talk.")
    ]
    return found


@pytest.mark.parametrize("said", [(YES, YES, YES, SILENT), (SILENT,) * 4, (YES, NO, NO, YES)])
def test_where_the_group_met_nobody_can_tell_why(talk, said):
    """Whatever was said, what is left is the same: one no, many, or only silence."""
    asked(talk, *said)
    promise(only=["ladder.talk_reminder"], now=talk.ask_until - (talk.ask_until - MONDAY) / 4)
    left = everything_a_database_holds_of(ended(talk))
    assert left["ladder_talkperson"] == left["ladder_talkkey"] == left["ladder_talkseal"] == []
    assert left["ladder_talksalt"] == []
    ((row,),) = left["ladder_talk"]
    assert (json.loads(row)["outcome"], json.loads(row)["said"]) == ("met", None)
    assert (
        left["notices"]
        == [("ladder.talk_arranged", "")] + [("ladder.talk", "")] * 4 + [("ladder.talk_reminder", "")] * 4
    )
    assert [what for what, _, _ in left["audit"]] == ["talk.arranged", "talk.recorded", "talk.ended"]


def kept_aside(talk):
    seal = TalkSeal.objects.get(talk=talk)
    return [bytes(seal.group)[:64], bytes(seal.consents)[:64], bytes(talk.salt.salt)]


@COMMITS
def test_after_the_rewriting_nothing_of_it_is_on_disk(talk):
    asked(talk, YES, NO, SILENT, YES)
    kept = kept_aside(talk)
    talk = ended(talk)
    assert rewrite_patiently(now=talk.ended_at) == 1
    on_disk = everything_on_disk()
    assert sum(piece in on_disk for piece in kept) == 0
    talk.refresh_from_db()
    assert talk.rewritten_at == talk.ended_at


@COMMITS
def test_without_the_rewriting_it_still_is(talk):
    kept = kept_aside(talk)
    ended(talk)
    on_disk = everything_on_disk()
    assert sum(piece in on_disk for piece in kept) == len(kept)
