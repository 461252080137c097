"""The team's side in the browser: choose, look once more, send; then it stays, for the team alone."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from ladder.actions.closing import close_round
from ladder.actions.team import send_team_answers
from ladder.choices import TeamAnswer
from ladder.forms.team import FIELDS
from ladder.models import Round, TeamAnswers
from projects.actions.leading import name_co_lead
from projects.models import TeamMember
from tests.factories import MONDAY, answer, make_draft
from tests.fixtures_made_once import made_once

pytestmark = pytest.mark.django_db
SAID = ("yes", "partly", "no", "not-sure") * 2
CHOSEN = dict(zip(FIELDS, SAID, strict=True))


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@made_once(at=MONDAY)
def side(check):
    return reverse("ladder:teams_side", args=[check.project.reference])


@pytest.fixture
def team(client, lead):
    """A browser of the lead."""
    client.force_login(lead)
    return client


def closed(check):
    close_round(round_=check, by="system", now=check.closes_at)
    return Round.objects.get(pk=check.pk)


def test_the_page_asks_all_eight_in_the_words_of_the_check_and_nothing_is_chosen(team, side, check):
    text = team.get(side).text
    for statement in check.statement_set.wording().statements:
        assert statement.wording in text
        assert statement.we.replace("'", "&#x27;") in text
    assert " checked" not in text
    first = text[text.index('name="answer_1"') : text.index('name="answer_2"')]
    places = [first.index(f'value="{each}"') for each in ("yes", "partly", "no", "not-sure")]
    assert places == sorted(places)


def test_the_page_says_what_happens_and_by_when(team, side):
    text = team.get(side).text
    assert "nobody can change it" in text
    assert "Please send it by Monday 7 December 2026" in text
    assert "“The team did not answer”" in text


def test_nothing_on_it_tells_how_many_have_answered(team, side, check):
    before = team.get(side).text
    for invitation in check.invitations.all()[:3]:
        answer(invitation, now=MONDAY)
    assert without_token(team.get(side).text) == without_token(before)


def without_token(html):
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", html)


def test_what_is_missing_is_named_and_what_was_chosen_stays(team, side):
    some = {name: value for name, value in CHOSEN.items() if name not in ("answer_3", "answer_8")}
    text = team.post(side, some).text
    assert text.count("Choose an answer: 3. Skills valued") == 2
    assert text.count("Choose an answer: 8. Long term") == 2
    assert text.count(" checked") == 6
    assert not TeamAnswers.objects.exists()


@pytest.mark.parametrize("odd", ["maybe", "", "\x00", "yes" * 500])
def test_an_odd_answer_is_a_missing_one(team, side, odd):
    response = team.post(side, CHOSEN | {"answer_1": odd, "send": "1"})
    assert response.status_code == 200
    assert "Choose an answer: 1. Equal partner" in response.text
    assert not TeamAnswers.objects.exists()


def test_it_is_looked_at_once_more_and_can_be_changed_without_losing_a_thing(team, side):
    look = team.post(side, CHOSEN)
    assert "has not sent these yet" in look.text
    assert not TeamAnswers.objects.exists()
    back = team.post(side, CHOSEN | {"change": "1"}).text
    assert back.count(" checked") == 8
    assert "error" not in back


def test_sent_it_is_locked_and_shown_with_who_sent_it_and_when(team, side, lead):
    sent = team.post(side, CHOSEN | {"send": "1"})
    assert sent.url == side
    assert TeamAnswers.objects.get().answers == list(SAID)
    text = team.get(side).text
    assert "Alex Morgan</span> sent them on Monday 23 November 2026" in text
    assert "<form" not in text[text.index("<main") : text.index("</main>")]
    assert text.count('class="app-answer"') == 8


def test_the_second_of_two_reads_by_name_that_it_was_sent(client, team, side, check, other_staff):
    TeamMember.objects.create(project=check.project, user=other_staff, starts_on=MONDAY.date())
    team.post(side, CHOSEN | {"send": "1"})
    client.force_login(other_staff)
    text = client.post(side, dict.fromkeys(FIELDS, "yes") | {"send": "1"}, follow=True).text
    assert "Alex Morgan sent it first, on Monday 23 November 2026. What you chose was not kept." in text
    assert TeamAnswers.objects.get().answers == list(SAID)


def test_it_can_be_sent_late_until_the_check_closes(team, side, check, lead):
    after = MONDAY + (check.answer_by - MONDAY.date()) + timedelta(days=1)
    with time_machine.travel(after, tick=False):
        team.force_login(lead)
        assert "It was due on Monday 7 December 2026" in team.get(side).text
        assert team.post(side, CHOSEN | {"send": "1"}).status_code == 302
    assert TeamAnswers.objects.exists()


@pytest.mark.parametrize("has_answered", [True, False])
def test_once_the_check_has_closed_the_page_says_so_and_takes_nothing(team, side, check, lead, has_answered):
    if has_answered:
        answers = [TeamAnswer(each) for each in SAID]
        send_team_answers(round_=check, answers=answers, by=lead, now=MONDAY)
    closed(check)
    for response in (team.get(side), team.post(side, CHOSEN | {"send": "1"})):
        assert "This check has closed" in response.text
        assert ("Your team did not answer" in response.text) is not has_answered
    assert TeamAnswers.objects.exists() is has_answered


def test_a_project_without_a_check_says_that_none_is_open(team, lead, project):
    for draft_or_not in (project, make_draft("A draft", by=lead)):
        for name in ("teams_side", "team_sheet"):
            text = team.get(reverse(f"ladder:{name}", args=[draft_or_not.reference])).text
            assert "No check is open" in text


def test_nobody_else_reads_it_while_the_check_is_open(client, team, side, cast, check, lead):
    team.post(side, CHOSEN | {"send": "1"})
    for part, person in cast.items():
        if part not in ("lead", "nobody"):
            client.force_login(person)
            assert client.get(side).status_code == 403, part
            assert list(TeamAnswers.objects.visible_to(person)) == [], part
    assert TeamAnswers.objects.visible_to(lead).exists()


def test_an_expert_who_leads_with_the_team_takes_no_part(client, side, check, lead):
    membership = check.project.memberships.first()
    name_co_lead(project=check.project, membership=membership, by=lead, now=MONDAY)
    client.force_login(membership.expert.contact.user)
    assert client.get(side).status_code == 403


def test_the_sheet_to_print_has_every_sentence_and_a_box_for_each_answer(team, check):
    text = team.get(reverse("ladder:team_sheet", args=[check.project.reference])).text
    assert text.count("app-talk__box") == 8 * 4
    assert "<input" not in text[text.index("<main") : text.index("</main>")]


def test_the_project_s_page_tells_the_team_alone_what_is_to_do(client, team, check, lead, involvement, side):
    shown = reverse("projects:show", args=[check.project.slug])
    assert "Your team’s side: answer by Monday 7 December 2026." in team.get(shown).text
    team.post(side, CHOSEN | {"send": "1"})
    assert "Your team’s side was sent on Monday 23 November 2026." in team.get(shown).text
    for person in (involvement, check.invitations.first().expert.contact.user):
        client.force_login(person)
        assert "team’s side" not in client.get(shown).text


def test_each_page_costs_12_queries_at_most(team, side, django_assert_max_num_queries):
    for data in ({}, CHOSEN):
        with django_assert_max_num_queries(12):
            team.post(side, data) if data else team.get(side)
    team.post(side, CHOSEN | {"send": "1"})
    with django_assert_max_num_queries(12):
        team.get(side)
