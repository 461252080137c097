"""Closing counts what came on paper, keeps every box's words, and leaves out what nobody confirmed."""

import pytest

from ladder.actions.answering import change_draft, say_no_thank_you, send_answers
from ladder.actions.drafts import hold_still, write_draft
from ladder.answers import STEP_BOX, Answers
from ladder.choices import Channel, Help, HelperPaid, Source, Voice
from ladder.models import Comment
from notices.models import Notice
from tests.factories import ALL_YES, MONDAY
from tests.ladder.test_closing import answer_all, close

pytestmark = pytest.mark.django_db


def typed_in(invitation, by, *, channel):
    write_draft(
        hold_still(invitation, now=MONDAY),
        Answers(statements=ALL_YES, step=6, channel=channel),
        source=Source.FIRST,
        keyed_by=by,
    )


def test_a_form_that_waits_to_be_typed_again_counts_when_the_check_closes(check, involvement):
    answer_all(check, 5)
    sixth = check.invitations.order_by("pk")[5]
    typed_in(sixth, involvement, channel=Channel.PAPER)
    close(check)
    sixth.refresh_from_db()
    assert sixth.entered_by == involvement
    assert check.tally.counts["sent"] == 6
    assert check.tally.counts["channel"]["paper"] == 1
    assert Notice.objects.about("invitation", [sixth.pk]).filter(kind="ladder.thanks").exists()


def test_phone_answers_that_were_never_read_back_do_not_count(check, involvement):
    answer_all(check, 5)
    typed_in(check.invitations.order_by("pk")[5], involvement, channel=Channel.PHONE)
    close(check)
    assert check.tally.counts["sent"] == 5


def test_no_thank_you_stands_above_a_form_that_was_typed_in(check, involvement):
    last = check.invitations.order_by("pk")[5]
    typed_in(last, involvement, channel=Channel.PAPER)
    say_no_thank_you(invitation=last, now=MONDAY)
    close(check)
    assert check.tally.counts["sent"] == 0


def test_every_box_becomes_a_comment_of_its_own(check):
    invitation = check.invitations.first()
    said = Answers(statements=ALL_YES).with_more(2, "We came late").with_more(STEP_BOX, "Up")
    said = said.with_words("More time", voice=Voice.WORDS, name="")
    said = said.with_help(Help.ANSWERED, paid=HelperPaid.NO, how_known="We talked about it")
    change_draft(invitation=invitation, change=lambda _: said, now=MONDAY)
    send_answers(invitation=invitation, now=MONDAY)
    close(check)
    found = {(comment.words, comment.kind, comment.voice) for comment in Comment.objects.all()}
    assert found == {
        ("More time", "words", "words"),
        ("We came late", "words", "words"),
        ("Up", "words", "words"),
        ("We talked about it", "how-known", "count"),
    }
