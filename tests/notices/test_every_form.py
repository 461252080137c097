"""Every kind of message in every form, filled in with the longest names there may be: each can be read."""

import re

import pytest

from accounts.models import WorkLink
from ladder.models import InvitationKey, TalkKey
from notices.choices import Audience
from notices.kinds import every_kind, kind_of, read_of, read_together
from notices.words import LONGEST_ADDRESS, YOUR_CODE, YOUR_LINK
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.notices import every_kind as longest
from words.gsm7 import MOST_SEPTETS, septets
from words.readability import reading_age, sentences_of, words_of

pytestmark = pytest.mark.django_db

FORMS = ("subject", "plain", "easy_read", "text", "letter", "phone")
WITH_A_KEY = {
    "ladder.invitation", "ladder.reminder", "ladder.supporter", "ladder.supporter_reminder", "ladder.talk"
}  # fmt: skip
FOR_EVERYONE, FOR_STAFF = 9, 11
ADDRESS_OF_45 = "https://co-production.penwarrenshire.gov.test"
REFERENCE = re.compile(r"\b[346789A-Z]{6}\b")
ADDRESS = re.compile(r"https?://\S+")
KEY = re.compile(r"/(?:c|w)/[\w-]{22}|[346789A-Z]{3} [346789A-Z]{3} [346789A-Z]{3}")
BANNED = re.compile(r"anonymous|overdue|\bfail|%|click|\bplease note|do not reply|dear sir", re.IGNORECASE)
DAY = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
DAY_IN_FULL = re.compile(rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day {DAY.pattern} \d{{4}}")
BY, CLOSES = "Please (?:answer|send it|send them|read it) by", "The check closes on"


@pytest.fixture(autouse=True)
def longest_address(settings):
    assert len(ADDRESS_OF_45) == LONGEST_ADDRESS
    settings.PORTAL_ADDRESS = ADDRESS_OF_45
    settings.STAFF_SIGN_IN = "both"


@made_once
def messages(lead, involvement, involvement_lead, facilitator):
    """Every message that the kinds were asked for, as a list of (key, notice)."""
    made = longest.every_kind(
        lead=lead, involvement=involvement, involvement_lead=involvement_lead, facilitator=facilitator
    )
    return [(key, notice) for key, notices in made.items() for notice in notices]


def forms_of(message):
    """What each form says, as pieces of words."""
    phone = message.phone
    return {
        "subject": [message.subject],
        "plain": message.plain.split("\n\n"),
        "easy_read": message.easy_read.split("\n\n"),
        "text": [message.text],
        "letter": list(message.letter),
        "phone": [*phone.opening(), *phone.say, *phone.ask, *phone.afterwards, *phone.otherwise()],
    }


@pytest.fixture
def every_form(messages):
    """(key, form, pieces) of everything there is, with real keys and as a preview."""
    kinds = {kind.key: kind for kind in every_kind()}
    found = []
    for keys in (True, False):
        for key, notice in messages:
            message = kinds[key].compose(notice, MONDAY, keys=keys)
            found += [(key, form, pieces, keys) for form, pieces in forms_of(message).items()]
            for neutral in (True, False):
                chosen = message.as_chosen(easy_read=True, neutral=neutral)
                found += [
                    (key, f"{form} as chosen", pieces, keys) for form, pieces in forms_of(chosen).items()
                ]
    return found


def test_every_kind_can_be_read_in_every_form_by_everybody(messages, every_form):
    kinds = {kind.key: kind for kind in every_kind() if not kind.key.startswith("test.")}
    assert kinds.keys() == {key for key, _ in messages}
    wrong = {
        f"{key}, {form}: {problem}"
        for key, form, pieces, keys in every_form
        for problem in problems_of(kinds[key], form, pieces, keys=keys)
    }
    assert not wrong, "\n".join(sorted(wrong))


def problems_of(kind, form, pieces, *, keys):
    """What is wrong with one form of one message."""
    whole = "\n".join(pieces)
    if not whole.strip():
        yield "it says nothing"
    sentences = [sentence for piece in pieces for sentence in sentences_of(ADDRESS.sub("", piece))]
    most = 12 if form.startswith("easy_read") else 15
    yield from (f"too long: {each}" for each in sentences if len(words_of(each)) > most)
    age, limit = reading_age(sentences), FOR_STAFF if kind.audience == Audience.STAFF else FOR_EVERYONE
    if age > limit and not form.startswith("subject"):  # a title is too short to measure
        yield f"reading age {age}"
    yield from (f"not a word for us: {found}" for found in BANNED.findall(whole))
    said = REFERENCE.sub("", KEY.sub("", ADDRESS.sub("", whole)))
    yield from (f"what is {found}?" for found in re.findall(r"\b[A-Z]{2,}\b", said))
    if not keys and KEY.search(whole):
        yield "a key in a preview"
    if form.startswith("text"):
        if septets(whole) > MOST_SEPTETS:
            yield f"{septets(whole)} septets: {whole}"
    elif len(DAY.findall(whole)) != len(DAY_IN_FULL.findall(whole)):
        yield f"a day not in full: {whole}"
    in_full = form.startswith(("plain", "easy_read", "letter", "phone"))
    if in_full and re.search(BY, whole) and CLOSES not in whole:
        yield "it says answer by, and not when it closes"


def test_a_preview_makes_no_key_and_says_where_each_would_stand(messages):
    kinds = {kind.key: kind for kind in every_kind()}
    before = [model.objects.count() for model in (InvitationKey, TalkKey, WorkLink)]
    for key, notice in messages:
        forms = forms_of(kinds[key].compose(notice, MONDAY, keys=False))
        if key in WITH_A_KEY:
            assert YOUR_LINK in forms["text"][0]
            assert YOUR_LINK in "".join(forms["plain"])
            assert YOUR_CODE in "".join(forms["letter"])
            assert YOUR_LINK not in "".join(forms["letter"])
    assert [model.objects.count() for model in (InvitationKey, TalkKey, WorkLink)] == before


def test_all_that_a_message_looks_at_was_read_with_what_it_speaks_of(messages):
    """A column that one looks at and nobody read would be asked for again for every message."""
    about = [notice for _, notice in messages if notice.subject_kind == "invitation"]
    read_together(about)
    assert len({notice.kind for notice in about}) > 5
    for notice in about:
        (invitation,) = read_of(notice, "invitation")
        things = [invitation, invitation.round, invitation.expert.contact, invitation.round.project]
        left_out = [thing.get_deferred_fields() for thing in things]
        assert left_out[-1], "a project is wide"
        kind_of(notice).why_not(notice, MONDAY)
        for form in FORMS:
            kind_of(notice).compose(notice, MONDAY, keys=False).forms[form]
        assert [thing.get_deferred_fields() for thing in things] == left_out, notice.kind
