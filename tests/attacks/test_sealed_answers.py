"""What someone with the database, its files, or both can learn of answers. Read from tables and from disk.

Each promise has a control that leaves one protection out and shows the leak, so that a pass means something.
"""

import json
import os
import random

import pytest
from django.db import connection

from ladder import sealing
from ladder.actions import answering, closing, drafts
from ladder.actions.answering import change_draft
from ladder.actions.closing import close_round
from ladder.answers import Answers
from ladder.choices import Answer, Voice
from ladder.models import Draft, Invitation, Seal
from ladder.sealing import PADDED_BYTES, open_seal
from tests.attacks.data_files import bytes_on_disk, everything_on_disk
from tests.factories import MONDAY, make_open_round, rewrite_patiently

pytestmark = pytest.mark.django_db
# Files and transaction ids are as they are only once a test commits. Cleaning up after that takes longest.
COMMITS = pytest.mark.django_db(transaction=True)
TABLES = ("ladder_seal", "ladder_draft", "ladder_salt")
SECRET = "Zebras never queue"
# What a draft looks like before it is sealed; any of these on disk would be an answer that can be read.
GIVEN_AWAY = [SECRET.encode(), b'"statements"', b'"not-sure"', b'"partly"', b'"voice"', b'"name_to_show"']


def answers_of(place):
    words = list(Answer)
    random.Random(place).shuffle(words)
    return Answers(
        statements=tuple(words[(place + number) % 5].value for number in range(8)),
        step=1 + place % 7,
        words=f"{SECRET} {place}" if place % 2 else "",
        voice=Voice.WORDS if place % 2 else "",
        seen_better=True,
        practised=True,
    )


def save(invitation, answers):
    change_draft(invitation=invitation, change=lambda _: answers, now=MONDAY)


def answer_in_every_state(check):
    """Six people send, two of them after changing their minds, and three leave a draft behind."""
    invitations = list(check.invitations.order_by("pk"))
    for place, invitation in enumerate(invitations[:9]):
        save(invitation, answers_of(place + 20))
        save(invitation, answers_of(place))
    for invitation in invitations[:6]:
        answering.send_answers(invitation=invitation, now=MONDAY)
    answering.start_again(invitation=invitations[8], now=MONDAY)
    return invitations


def sizes(model):
    return {len(row.sealed) for row in model.objects.all()}


def given_away(data):
    return [words for words in GIVEN_AWAY if words in data]


@pytest.fixture
def no_padding(monkeypatch):
    """The control: seal what is there, as long as it is."""
    monkeypatch.setattr(sealing, "pad", lambda data: len(data).to_bytes(4) + data)


@pytest.fixture
def no_sealing(monkeypatch):
    """The control: keep answers as they are, of one size but readable.

    Noise fills them up, because PostgreSQL packs zeros and the words beside them.
    """

    def leave_open(answers, **_):
        words = json.dumps(answers, ensure_ascii=False, sort_keys=True).encode()
        return len(words).to_bytes(4) + words + os.urandom(PADDED_BYTES - 4 - len(words))

    def read(sealed, **_):
        return json.loads(sealing._unpad(bytes(sealed)))

    monkeypatch.setattr(drafts, "seal", leave_open)
    monkeypatch.setattr(drafts, "open_seal", read)
    monkeypatch.setattr(closing, "open_seal", read)


# While a check is open


def test_two_drafts_that_differ_in_everything_have_one_length(check):
    first, second = check.invitations.all()[:2]
    save(first, Answers())
    save(second, answers_of(1))
    assert len(sizes(Draft)) == 1


def test_without_padding_the_lengths_alone_tell_them_apart(check, no_padding):
    first, second = check.invitations.all()[:2]
    save(first, Answers(statements=("no",) * 8))
    save(second, Answers(statements=("yes",) * 8))
    assert len(sizes(Draft)) == 2


def test_on_disk_too_every_seal_and_draft_has_one_length(check):
    answer_in_every_state(check)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_column_size(sealed), octet_length(sealed) FROM ladder_seal")
        found = set(cursor.fetchall())
        cursor.execute("SELECT pg_column_size(sealed), octet_length(sealed) FROM ladder_draft")
        found |= set(cursor.fetchall())
    assert len(found) == 1


@COMMITS
def test_while_a_check_is_open_no_file_of_the_database_holds_an_answer(check):
    answer_in_every_state(check)
    assert bytes_on_disk(*TABLES)
    assert given_away(everything_on_disk()) == []


@COMMITS
def test_the_seals_really_are_in_the_files_that_are_searched(check):
    answer_in_every_state(check)
    on_disk = bytes_on_disk(*TABLES)
    for row in [*Seal.objects.all(), *Draft.objects.all()]:
        assert bytes(row.sealed)[:64] in on_disk


@COMMITS
def test_without_sealing_the_files_read_like_a_book(check, no_sealing):
    answer_in_every_state(check)
    assert given_away(everything_on_disk()) == GIVEN_AWAY


def who_said_what():
    """Match each sent answer to whoever's invitation changed in the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT invitation.id, seal.sealed FROM ladder_invitation invitation"
            " JOIN ladder_seal seal ON seal.xmin = invitation.xmin ORDER BY invitation.id"
        )
        return {pk: bytes(sealed) for pk, sealed in cursor.fetchall()}


@COMMITS
def test_without_sealing_transaction_ids_match_everyone_to_what_they_said(check, no_sealing):
    invitations = answer_in_every_state(check)
    matched = {
        pk: Answers.from_dict(json.loads(sealing._unpad(data))) for pk, data in who_said_what().items()
    }
    assert matched == {invitation.pk: answers_of(place) for place, invitation in enumerate(invitations[:6])}


@COMMITS
def test_sealed_the_same_match_gives_nothing_but_noise(check):
    answer_in_every_state(check)
    matched = who_said_what()
    assert len(matched) == 6
    assert len({len(data) for data in matched.values()}) == 1
    assert given_away(b"".join(matched.values())) == []


def test_the_salt_in_the_database_opens_nothing_without_the_applications_key(check, settings):
    answer_in_every_state(check)
    row, salt = Seal.objects.first(), bytes(check.salt.salt)
    where = {"salt": salt, "round_id": check.pk, "belongs_to": drafts.seal_owner(check.pk)}
    assert open_seal(row.sealed, **where)["step"]
    settings.APPLICATION_KEYS = ["A" * 43 + "="]
    with pytest.raises(sealing.BrokenSeal):
        open_seal(row.sealed, **where)


# After a check has closed


def close_it(check):
    """Close, having kept aside every seal, draft and salt of this check as they were."""
    drafts = Draft.objects.filter(invitation__round=check)
    kept = [bytes(row.sealed) for row in [*Seal.objects.filter(round=check), *drafts]]
    salt = bytes(check.salt.salt)
    close_round(round_=check, by="system", now=check.closes_at)
    return kept, salt


def still_there(kept, salt, on_disk):
    """How many of the sealed bytes, and of the salt, can be found in the files.

    TOAST cuts a value into pieces just under 2,000 bytes; a piece's first bytes are enough to know it by.
    """
    return sum(data[:64] in on_disk for data in kept) + (salt in on_disk)


@COMMITS
def test_after_the_rewriting_no_seal_no_draft_and_no_salt_is_on_disk(check):
    answer_in_every_state(check)
    kept, salt = close_it(check)
    assert rewrite_patiently(now=check.closes_at) == 1
    assert still_there(kept, salt, everything_on_disk()) == 0


@COMMITS
def test_without_the_rewriting_every_one_of_them_is_still_there(check):
    answer_in_every_state(check)
    kept, salt = close_it(check)
    assert still_there(kept, salt, everything_on_disk()) == len(kept) + 1


@COMMITS
def test_a_plain_vacuum_leaves_what_was_deleted_readable_beside_another_check(
    check, other_project, involvement
):
    answer_in_every_state(check)
    save(make_open_round(other_project, by=involvement, now=MONDAY).invitations.first(), answers_of(3))
    kept, salt = close_it(check)
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"VACUUM {table}")
    assert still_there(kept, salt, everything_on_disk()) > 0


@COMMITS
def test_after_closing_no_answer_is_left_beside_a_person(check):
    answer_in_every_state(check)
    close_it(check)
    rewrite_patiently(now=check.closes_at)
    on_disk = everything_on_disk()
    assert SECRET.encode() not in on_disk
    assert b'"statements"' not in on_disk
    columns = {field.name for field in Invitation._meta.get_fields() if field.concrete}
    assert columns == {"id", "round", "expert", "answered_on", "entered_by", "declined_on"}


@COMMITS
def test_after_closing_transaction_ids_match_nobody_to_a_comment(check):
    answer_in_every_state(check)
    close_it(check)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT xmin::text FROM ladder_comment")
        assert len(cursor.fetchall()) == 1
        cursor.execute("SELECT count(*) FROM ladder_invitation i JOIN ladder_comment c ON c.xmin = i.xmin")
        assert cursor.fetchone() == (0,)
