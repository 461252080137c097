"""How somebody likes the questions: chosen once, before the first, and the same as on "Easier to read"."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from ladder.models import Draft, Film
from notices.choices import Colours, Pictures, Size, Words
from notices.choices import Film as Films
from notices.reading import Reading
from notices.reading_cookie import NAME as COOKIE
from tests import factories
from tests.fixtures_made_once import made_once
from tests.ladder.check_in_browser import ODD, open_check

pytestmark = pytest.mark.django_db
HOW, START, PRACTICE, CARRY_ON = (
    reverse(f"ladder:{name}") for name in ("how", "start", "practice", "carry_on")
)
QUESTION = reverse("ladder:question", args=[1])
MEANS = "What does this mean?"
LINES = ("People listen to me.", "My say counts as much as anyone")


@made_once
def now():
    return timezone.now()


@made_once
def invitation(now):
    team = factories.make_user("Rosa Vean", Role.INVOLVEMENT)
    project = factories.make_project(by=team, now=now)
    return factories.make_open_round(project, by=team, members=7, now=now).invitations.earliest("pk")


@made_once
def person(invitation, now):
    return open_check(invitation, now=now)


def text_of(response):
    return response.content.decode()


def kept_by(client):
    return Reading.read(client.cookies[COOKIE].value)


def test_it_comes_between_the_start_and_the_practice(person):
    assert f'href="{HOW}"' in text_of(person.get(START))
    page = text_of(person.get(HOW))
    assert "How would you like the questions?" in page
    assert 'value="plain" checked' in page
    assert 'value="pictures" checked' in page
    assert person.post(HOW, {"words": "easy-read", "pictures": "no-pictures"}).url == PRACTICE
    assert kept_by(person) == Reading(words=Words.EASY_READ, pictures=Pictures.HIDE)


def test_easy_read_shows_its_lines_and_plain_words_keep_them_behind_a_question(person):
    plain = text_of(person.get(QUESTION))
    assert MEANS in plain
    person.post(HOW, {"words": "easy-read", "pictures": "pictures"})
    easy = text_of(person.get(QUESTION))
    assert MEANS not in easy
    assert "app-q--easy" in easy
    for page in (plain, easy):
        assert "Am I treated as an equal partner?" in page
        assert all(line in page for line in LINES)


def test_what_was_chosen_before_is_chosen_here_and_the_rest_of_it_stays(person):
    before = Reading(Size.LARGE, Pictures.HIDE, Words.EASY_READ, Colours.CREAM, Films.HIDE)
    person.cookies[COOKIE] = str(before)
    page = text_of(person.get(HOW))
    assert 'value="easy-read" checked' in page
    assert 'value="no-pictures" checked' in page
    person.post(HOW, {"words": "plain", "pictures": "no-pictures"})
    assert kept_by(person) == Reading(Size.LARGE, Pictures.HIDE, Words.PLAIN, Colours.CREAM, Films.HIDE)


def test_the_film_stays_as_it_was_when_somebody_chooses_on_easier_to_read(client):
    client.cookies[COOKIE] = str(Reading(film=Films.HIDE))
    client.post(reverse("coproduction:easier_to_read"), {"size": "size-2"})
    assert kept_by(client) == Reading(size=Size.LARGE, film=Films.HIDE)


def test_somebody_who_is_signed_in_keeps_it_wherever_they_sign_in(invitation, now):
    client = Client()
    user = User.objects.get(contact=invitation.expert.contact)
    client.force_login(user)
    open_check(invitation, now=now, client=client)
    client.post(HOW, {"words": "easy-read", "pictures": "pictures"})
    user.contact.refresh_from_db()
    assert Reading.read(user.contact.reading).easy_read
    assert MEANS not in text_of(client.get(QUESTION))


def test_whoever_has_begun_goes_on_where_they_were(person):
    person.post(PRACTICE, {"answer": "yes"})
    assert person.post(HOW, {"words": "plain", "pictures": "pictures"}).url == CARRY_ON


@pytest.mark.parametrize("typed", ODD.values(), ids=str)
def test_what_nobody_offers_is_the_normal_page(person, typed):
    assert person.post(HOW, {"words": typed, "pictures": typed}).url == PRACTICE
    assert person.cookies[COOKIE].value == ""


def test_choosing_begins_no_draft(person):
    person.post(HOW, {"words": "easy-read"})
    assert not Draft.objects.exists()


@made_once
def film(invitation, now):
    version = invitation.round.statement_set
    files = {"film": f"films/{'a' * 64}.mp4", "captions": f"films/{'b' * 64}.vtt"}
    return Film.objects.create(statement_set=version, slot="1", added_at=now, **files)


def test_a_signed_film_is_asked_about_only_where_there_is_one(person):
    assert "Signed film" not in text_of(person.get(HOW))


def test_whoever_wants_no_film_sees_none(person, film):
    assert "Signed film" in text_of(person.get(HOW))
    assert "<video" in text_of(person.get(QUESTION))
    person.post(HOW, {"words": "plain", "pictures": "pictures", "film": "no-film"})
    assert "<video" not in text_of(person.get(QUESTION))
    assert 'value="no-film" checked' in text_of(person.get(HOW))
