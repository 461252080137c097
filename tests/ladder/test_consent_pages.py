"""Asked alone: by a link, a code or signed in. No page ever shows what somebody said."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from ladder import check_cookie
from ladder.actions.talk_keys import make_talk_key
from ladder.actions.talking import say
from ladder.choices import TalkEnd
from ladder.models import Talk
from projects.actions.people import add_member
from tests.fixtures_made_once import made_once
from tests.ladder.talks import NO, SAID, YES, asked, ended, recorded

pytestmark = pytest.mark.django_db
CONSENT, GIVEN = reverse("ladder:consent"), reverse("ladder:consent_given")


@made_once
def now():
    return timezone.now()


@made_once
def talk(project, involvement, facilitator, now):
    add_member(project=project, name="Sam", email="sam@example.org", by=involvement, now=now)
    return recorded(project, by=involvement, facilitator=facilitator, members=2, now=now)


@made_once
def person(talk):
    return talk.people.order_by("pk").first()


@made_once
def link(person, now):
    return reverse("ladder:open_link", args=[make_talk_key(person=person, now=now).link])


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def outcome_with(talk, *others):
    """What is left when the other people of a talk say these."""
    everyone = list(talk.people.order_by("pk"))
    for person, said in zip(everyone[1:], others, strict=True):
        say(person=person, consent=said, now=timezone.now())
    return ended(talk).outcome


def test_looking_at_a_link_opens_nothing_and_says_what_it_is_for(client, link):
    page = client.get(link)
    assert "Your group talked it through" in text_of(page)
    assert not page.cookies.get(check_cookie.TALK)
    assert "No page about your group is open" in text_of(client.get(CONSENT))


def test_the_button_leads_to_one_question_with_exactly_what_the_team_would_see(client, link, talk):
    assert client.post(link)["Location"] == CONSENT
    page = client.get(CONSENT)
    said = text_of(page)
    for answer in SAID.words:
        assert f">{answer}</dd>" in said
    assert ">Consulting</dd>" in said
    for part in (
        "If 1 person says no, or does not answer, they do not see it.",
        "We keep only this: the group met.",
        "Nobody learns who said what.",
        "It is never public.",
        talk.project.directorate.name,
    ):
        assert part in said
    assert "checked" not in said
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_a_typed_code_leads_there_too(client, person, now):
    code = make_talk_key(person=person, now=now).code
    assert client.post(reverse("ladder:enter_code"), {"code": code.lower()})["Location"] == CONSENT


@pytest.mark.parametrize(("said", "outcome"), [("yes", TalkEnd.ALL_YES), ("no", TalkEnd.MET)])
def test_a_yes_and_a_no_read_alike_and_count(client, link, talk, said, outcome):
    client.post(link)
    response = client.post(CONSENT, {"consent": said})
    assert response["Location"] == GIVEN
    assert check_cookie.TALK in response.cookies
    assert not response.cookies[check_cookie.TALK].value
    thanks = text_of(client.get(GIVEN))
    assert "Thank you. We have your answer" in thanks
    assert "No page about your group is open" in text_of(client.get(CONSENT))
    others = talk.people.count() - 1
    assert outcome_with(talk, *[YES] * others) == outcome


def test_coming_back_shows_nothing_of_what_was_said_and_it_can_be_changed(client, link, talk):
    client.post(link)
    fresh = client.get(CONSENT)
    client.post(CONSENT, {"consent": "no"})
    client.post(link)
    again = client.get(CONSENT)

    def without_token(page):
        return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text_of(page))

    assert without_token(again) == without_token(fresh)
    client.post(CONSENT, {"consent": "yes"})
    assert outcome_with(talk, *[YES] * (talk.people.count() - 1)) == TalkEnd.ALL_YES


@pytest.mark.parametrize("typed", [{}, {"consent": ""}, {"consent": "maybe"}, {"consent": ["yes\0"]}])
def test_nothing_chosen_is_said_kindly(client, link, typed):
    client.post(link)
    response = client.post(CONSENT, typed)
    assert response.status_code == 200
    assert text_of(response).count("Choose yes or no") >= 2


def test_when_the_days_are_over_the_page_says_so(client, link, talk, time_machine):
    client.post(link)
    time_machine.move_to(talk.ask_until)
    for response in (client.get(CONSENT), client.post(CONSENT, {"consent": "yes"})):
        assert "the time to say yes or no is over" in text_of(response)
    assert "That link does not open a check now" in text_of(client.post(link))


def test_opening_a_talk_closes_a_check_in_this_browser_and_the_other_way_round(client, link, person, now):
    client.post(link)
    assert client.cookies[check_cookie.TALK].value
    other = make_talk_key(person=person, now=now)
    client.post(reverse("ladder:leave"))
    assert not client.cookies[check_cookie.TALK].value
    client.post(reverse("ladder:open_link", args=[other.link]))
    assert client.get(CONSENT).status_code == 200


def test_nobody_who_works_for_the_council_opens_it(client, link, involvement):
    client.force_login(involvement)
    assert "Sign out first" in text_of(client.post(link)) or client.get(CONSENT).status_code == 200
    assert "May the project" not in text_of(client.get(CONSENT))


def test_on_a_shared_screen_it_lasts_an_hour_and_can_be_left(client, person, now):
    code = make_talk_key(person=person, now=now).code
    response = client.post(reverse("ladder:enter_code"), {"code": code, "shared": "on"})
    assert response.cookies[check_cookie.TALK]["max-age"] == 3600
    assert "app-leave" in text_of(client.get(CONSENT))


# Signed in


@made_once
def sam(talk):
    return User.objects.get(email="sam@example.org")


def test_somebody_signed_in_finds_it_at_home_and_answers_there(client, sam, talk):
    client.force_login(sam)
    home = reverse("coproduction:me")
    mine = reverse("ladder:my_talk", args=[talk.pk])
    assert mine in text_of(client.get(home))
    assert "May the project’s team see this?" in text_of(client.get(mine))
    response = client.post(mine, {"consent": "no"}, follow=True)
    assert "Thank you. We have your answer." in text_of(response)
    assert mine in text_of(client.get(home))  # as before: the list does not tell either


def test_nobody_else_finds_it(client, cast, talk, sam):
    mine = reverse("ladder:my_talk", args=[talk.pk])
    for part in ("expert", "other_expert", "lead", "involvement", "facilitator", "administrator"):
        if cast[part].contact_id in set(talk.people.values_list("expert__contact", flat=True)):
            continue
        client.force_login(cast[part])
        assert client.get(mine).status_code == 404, part


def test_after_it_ended_it_is_gone(client, sam, talk):
    ended(talk)
    client.force_login(sam)
    assert client.get(reverse("ladder:my_talk", args=[talk.pk])).status_code == 404
    assert "May the team see" not in text_of(client.get(reverse("coproduction:me")))


# What the project's page says then


@made_once
def project_page(project):
    return reverse("projects:show", args=[project.slug])


READ_AS_MEMBERS = {
    "lead", "involvement", "involvement_two", "expert",
    "co_chair_expert", "co_chair_officer", "steering_member",
}  # fmt: skip


def test_what_the_group_said_shows_to_those_with_the_members_view_and_to_nobody_else(
    cast, talk, project_page, client
):
    asked(talk, *[YES] * talk.people.count(), now=timezone.now())
    ended(talk)
    readers = set()
    for part, user in cast.items():
        client.logout()
        if part != "nobody":
            client.force_login(user)
        page = text_of(client.get(project_page))
        if "The group talked it through" in page:
            readers.add(part)
            assert ">We do not agree</dd>" in page
        assert ">We do not agree</dd>" in page or "We do not agree" not in page
    assert readers == READ_AS_MEMBERS


def test_where_the_group_only_met_the_page_says_no_more(client, lead, talk, project_page):
    asked(talk, NO, *[YES] * (talk.people.count() - 1), now=timezone.now())
    ended(talk)
    client.force_login(lead)
    page = text_of(client.get(project_page))
    assert "The group met on" in page
    assert "We do not agree" not in page
    assert "Consulting</dd>" not in page


def test_while_people_are_asked_no_page_of_the_project_speaks_of_it(client, cast, talk, project_page):
    for part in ("lead", "involvement", "expert"):
        client.force_login(cast[part])
        assert "talked it through" not in text_of(client.get(project_page))
    assert Talk.objects.get().said is None
