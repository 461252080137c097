"""Links and codes: only digests are kept, many are good at once, and no log line holds one."""

import base64
import logging
from datetime import timedelta

import pytest

from accounts.actions import let_sign_in
from audit.models import Event
from experts.models import Supporter
from ladder.actions.closing import close_round
from ladder.actions.keys import (
    CODE,
    LINK,
    LINK_BYTES,
    end_keys,
    find_by_code,
    find_by_link,
    make_key,
    still_open,
)
from ladder.models import InvitationKey
from notices.actions import deliver
from notices.models import Contact, Notice
from privacy.keys import digests
from projects.models import TeamMember
from tests.factories import MONDAY, answer
from tests.fixtures_made_once import made_once
from words.codes import is_valid, spaced

pytestmark = pytest.mark.django_db
OLD_KEY, NEW_KEY = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2))


@made_once
def invitation(check):
    return check.invitations.first()


def test_a_link_holds_128_random_bits_and_a_code_is_whole(invitation):
    key = make_key(invitation=invitation, now=MONDAY)
    assert len(base64.urlsafe_b64decode(key.link + "==")) == LINK_BYTES == 16
    assert is_valid(key.code)


def test_the_link_and_the_code_open_the_same_invitation(invitation):
    key = make_key(invitation=invitation, now=MONDAY)
    assert find_by_link(key.link, now=MONDAY) == invitation
    assert find_by_code(key.code, now=MONDAY) == invitation


@pytest.mark.parametrize("typing", [str.lower, spaced, lambda code: f" {code[:3]}-{code[3:6]}.{code[6:]} "])
def test_a_code_is_found_however_it_was_typed(invitation, typing):
    key = make_key(invitation=invitation, now=MONDAY)
    assert find_by_code(typing(key.code), now=MONDAY) == invitation


def test_only_digests_are_kept(invitation):
    key = make_key(invitation=invitation, now=MONDAY)
    row = InvitationKey.objects.get(invitation=invitation)
    kept = bytes(row.link_digest) + bytes(row.code_digest)
    assert len(kept) == 64
    for secret in (key.link, key.code):
        assert secret.encode() not in kept
        assert base64.urlsafe_b64decode(key.link + "==") not in kept


def test_a_link_and_a_code_of_the_same_text_have_different_digests():
    assert digests(LINK, "same") != digests(CODE, "same")


def test_a_second_key_leaves_the_first_good(invitation):
    keys = [make_key(invitation=invitation, now=MONDAY) for _ in range(3)]
    assert {find_by_link(key.link, now=MONDAY) for key in keys} == {invitation}
    assert {find_by_code(key.code, now=MONDAY) for key in keys} == {invitation}


def test_a_key_from_before_the_applications_key_changed_is_still_found(invitation, settings):
    settings.APPLICATION_KEYS = [OLD_KEY]
    key = make_key(invitation=invitation, now=MONDAY)
    settings.APPLICATION_KEYS = [NEW_KEY, OLD_KEY]
    assert find_by_link(key.link, now=MONDAY) == invitation
    assert find_by_code(key.code, now=MONDAY) == invitation
    settings.APPLICATION_KEYS = [NEW_KEY]
    assert find_by_link(key.link, now=MONDAY) is None


@pytest.mark.parametrize("typed", ["", "x", "346789ABC", "\0" * 9, "A" * 10_000, "💛" * 9])
def test_what_is_no_code_finds_nobody(invitation, typed):
    make_key(invitation=invitation, now=MONDAY)
    assert find_by_code(typed, now=MONDAY) is None
    assert find_by_link(typed, now=MONDAY) is None


def test_an_ended_key_opens_nothing(invitation):
    key = make_key(invitation=invitation, now=MONDAY)
    other = make_key(invitation=invitation, now=MONDAY)
    found = find_by_link(key.link, now=MONDAY)
    InvitationKey.objects.filter(pk=found.key_id).update(ended_at=MONDAY)
    assert find_by_link(key.link, now=MONDAY) is None
    assert find_by_code(key.code, now=MONDAY) is None
    assert still_open(found.key_id, now=MONDAY) is None
    assert find_by_link(other.link, now=MONDAY) == invitation


def test_a_key_opens_nothing_once_the_answers_were_sent(invitation):
    key = make_key(invitation=invitation, now=MONDAY)
    answer(invitation, now=MONDAY)
    assert find_by_link(key.link, now=MONDAY) is None


def test_a_key_opens_nothing_from_the_second_the_check_closes(invitation):
    key = make_key(invitation=invitation, now=MONDAY)
    closes_at = invitation.round.closes_at
    assert find_by_link(key.link, now=closes_at - timedelta(seconds=1)) == invitation
    assert find_by_link(key.link, now=closes_at) is None
    close_round(round_=invitation.round, by="system", now=closes_at)
    assert find_by_link(key.link, now=MONDAY) is None


def test_looking_a_key_up_spends_nothing(invitation):
    key = make_key(invitation=invitation, now=MONDAY)
    for _ in range(3):
        assert find_by_link(key.link, now=MONDAY) == invitation
    invitation.refresh_from_db()
    assert invitation.answered_on is None


def test_no_log_line_no_audit_line_and_no_notice_holds_a_key(check, caplog, mailoutbox):
    caplog.set_level(logging.DEBUG)
    deliver(now=MONDAY)
    texts = [mail.body for mail in mailoutbox if "/c/" in mail.body]
    assert len(texts) == 12
    secrets = {text.partition("/c/")[2].split("/")[0].split()[0] for text in texts}
    secrets |= {text.partition("type this code: ")[2].split("\n")[0] for text in texts}
    secrets |= {secret.replace(" ", "") for secret in secrets}
    assert len(secrets) == 36
    everything_else = caplog.text
    everything_else += repr(list(Event.objects.values())) + repr(list(Notice.objects.values()))
    assert not [secret for secret in secrets if secret in everything_else]


@made_once
def helper(invitation):
    contact = Contact.objects.create(name="Morwenna Pascoe", email="morwenna.pascoe@example.org")
    return Supporter.objects.create(
        expert=invitation.expert,
        contact=contact,
        may_help_answer=True,
        starts_on=MONDAY.date(),
        added_by=invitation.expert.contact,
    )


def test_a_supporters_key_opens_the_check_and_says_whose_it_is(invitation, helper):
    key = make_key(invitation=invitation, now=MONDAY, supporter=helper)
    found = find_by_code(key.code, now=MONDAY)
    assert (found, found.supporter) == (invitation, helper)
    own = make_key(invitation=invitation, now=MONDAY)
    assert find_by_code(own.code, now=MONDAY).supporter is None


@pytest.mark.parametrize("change", [{"ends_on": MONDAY.date()}, {"may_help_answer": False}], ids=str)
def test_a_supporters_key_stops_with_their_help(invitation, helper, change):
    key = make_key(invitation=invitation, now=MONDAY, supporter=helper)
    opened = find_by_link(key.link, now=MONDAY)
    Supporter.objects.filter(pk=helper.pk).update(**change)
    assert find_by_link(key.link, now=MONDAY) is None
    assert still_open(opened.key_id, now=MONDAY) is None


def test_a_supporter_who_joins_the_projects_team_can_open_nothing(check, invitation, helper):
    key = make_key(invitation=invitation, now=MONDAY, supporter=helper)
    user = let_sign_in(contact=helper.contact, by="system", now=MONDAY)
    TeamMember.objects.create(project=check.project, user=user, starts_on=MONDAY.date())
    assert find_by_link(key.link, now=MONDAY) is None


def test_keys_that_went_astray_can_all_be_ended(invitation, helper):
    keys = [
        make_key(invitation=invitation, now=MONDAY),
        make_key(invitation=invitation, now=MONDAY, supporter=helper),
    ]
    assert end_keys(invitation=invitation, by=invitation.expert.contact, now=MONDAY) >= len(keys)
    assert {find_by_link(key.link, now=MONDAY) for key in keys} == {None}
    assert find_by_link(make_key(invitation=invitation, now=MONDAY).link, now=MONDAY) == invitation


def test_a_paper_forms_code_outlives_the_check_and_opens_nothing(check, invitation):
    paper = make_key(invitation=invitation, now=MONDAY, is_paper=True)
    make_key(invitation=invitation, now=MONDAY)
    close_round(round_=check, by="system", now=check.closes_at)
    assert InvitationKey.objects.filter(is_paper=False).count() == 0
    assert InvitationKey.objects.get().invitation == invitation
    assert find_by_code(paper.code, now=check.closes_at) is None
