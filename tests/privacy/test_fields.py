"""The encrypted column: noise in the database, words in the code."""

import base64

import pytest
from cryptography.fernet import InvalidToken
from django.db import connection

from ladder.models import Comment

pytestmark = pytest.mark.django_db
OLD, NEW = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))
WORDS = "Nobody rang me back. 🙂"


def comment(check, words=WORDS):
    return Comment.objects.create(round=check, words=words, voice="words")


def stored(row):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, name_to_show FROM ladder_comment WHERE id = %s", [row.pk])
        return cursor.fetchone()


def test_what_was_written_comes_back_and_is_noise_in_the_table(check):
    row = comment(check)
    assert Comment.objects.get(pk=row.pk).words == WORDS
    assert "rang" not in stored(row)[0]


def test_the_same_words_never_look_the_same(check):
    assert stored(comment(check))[0] != stored(comment(check))[0]


def test_nothing_stays_nothing(check):
    assert stored(comment(check))[1] == ""


def test_after_a_new_key_old_words_can_still_be_read(check, settings):
    settings.APPLICATION_KEYS = [OLD]
    row = comment(check)
    settings.APPLICATION_KEYS = [NEW, OLD]
    assert Comment.objects.get(pk=row.pk).words == WORDS
    settings.APPLICATION_KEYS = [NEW]
    with pytest.raises(InvalidToken):
        Comment.objects.get(pk=row.pk)


def test_words_cannot_be_searched_for(check):
    comment(check)
    assert not Comment.objects.filter(words=WORDS).exists()
