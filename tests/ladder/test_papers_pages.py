"""The involvement team makes paper forms: for everyone who chose paper, for one person, and a blank."""

import io
import re

import pikepdf
import pypdfium2
import pytest
import time_machine
from django.urls import reverse

from accounts.choices import Role
from experts.choices import PaperSize, Way
from ladder.actions import paper_forms
from ladder.actions.closing import close_round
from ladder.actions.keys import find_by_code
from ladder.actions.ways import ask_for_another_way
from ladder.models import InvitationKey, WayTask
from projects.models import TeamMember
from tests.factories import MONDAY, answer, make_user

pytestmark = pytest.mark.django_db
CODE = re.compile(r"(?:[346789A-Z]{3} ){2}[346789A-Z]{3}")


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def team(client, involvement):
    client.force_login(involvement)
    return client


def choose_paper(invitation, **look):
    by = invitation.expert.contact
    ask_for_another_way(invitation=invitation, way=Way.PAPER, by=by, now=MONDAY, **look)


def run(check):
    return reverse("ladder:paper_run", args=[check.pk])


def one(invitation):
    return reverse("ladder:paper_form", args=[invitation.round_id, invitation.pk])


def text_of(response):
    return response.content.decode()


def codes_in(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return [CODE.findall(page.get_textpage().get_text_bounded()) for page in document]


def test_a_run_holds_a_form_with_a_code_of_its_own_for_each_who_chose_paper(team, check):
    first, second, online = check.invitations.order_by("pk")[:3]
    choose_paper(first)
    choose_paper(second, size=PaperSize.VERY_LARGE, cream=True)
    response = team.post(run(check), {"file": "1"})
    assert response["Content-Type"] == "application/pdf"
    assert "private, no-store" in response["Cache-Control"]
    pages = codes_in(response.content)
    assert all(len(set(codes)) == 1 for codes in pages)
    opened = {find_by_code(codes[0], now=MONDAY) for codes in pages}
    assert opened == {first, second}
    assert InvitationKey.objects.filter(is_paper=True).count() == 2


def test_making_the_forms_sees_to_those_who_waited_for_paper_and_leaves_the_rest(team, check):
    paper, phone = check.invitations.order_by("pk")[:2]
    choose_paper(paper)
    ask_for_another_way(invitation=phone, way=Way.PHONE, by=phone.expert.contact, now=MONDAY)
    team.post(run(check), {"file": "1"})
    assert WayTask.objects.get(invitation=paper).done_at == MONDAY
    assert WayTask.objects.get(invitation=phone).done_at is None


def test_making_it_again_makes_a_new_code_and_says_so_and_the_old_one_still_works(team, check):
    invitation = check.invitations.first()
    choose_paper(invitation)
    before = codes_in(team.post(run(check), {"file": "1"}).content)[0][0]
    assert "Making them again gives each a new code" in text_of(team.get(run(check)))
    after = codes_in(team.post(run(check), {"file": "1"}).content)[0][0]
    assert before != after
    assert find_by_code(before, now=MONDAY) == find_by_code(after, now=MONDAY) == invitation


def test_whoever_has_answered_or_said_no_gets_no_form(team, check):
    invitation = check.invitations.first()
    choose_paper(invitation)
    answer(invitation, statements=("yes",) * 8, step=4, now=MONDAY)
    assert "Nobody who is still asked has chosen paper" in text_of(team.get(run(check)))
    assert team.post(run(check), {"file": "1"}).status_code == 302
    assert not InvitationKey.objects.filter(is_paper=True).exists()


@pytest.mark.parametrize("file", ["", "0", "2", "-1", "\x00", "9" * 40], ids=repr)
def test_a_file_that_is_not_on_the_list_is_refused_kindly(team, check, file):
    choose_paper(check.invitations.first())
    response = team.post(run(check), {"file": file}, follow=True)
    assert "This list has changed" in text_of(response)
    assert not InvitationKey.objects.filter(is_paper=True).exists()


def test_more_people_than_one_file_takes_come_in_several(team, check, monkeypatch):
    monkeypatch.setattr("ladder.views.papers.MOST_IN_A_FILE", 2)
    three = list(check.invitations.order_by("pk")[:3])
    for invitation in three:
        choose_paper(invitation)
    page = text_of(team.get(run(check)))
    assert "these 2 forms" in page
    assert "this form" in page
    opened = set()
    for number in ("1", "2"):
        for codes in codes_in(team.post(run(check), {"file": number}).content):
            opened.add(find_by_code(codes[0], now=MONDAY))
    assert opened == set(three)


def test_where_the_file_cannot_be_made_no_code_was_made(team, check, monkeypatch):
    choose_paper(check.invitations.first())

    def broken(*args, **kwargs):
        raise RuntimeError("no paper")

    monkeypatch.setattr(paper_forms, "pdf", broken)
    with pytest.raises(RuntimeError):
        team.post(run(check), {"file": "1"})
    assert not InvitationKey.objects.filter(is_paper=True).exists()


def test_one_form_comes_in_the_size_and_colour_that_are_asked_for(team, check):
    invitation = check.invitations.first()
    response = team.post(one(invitation), {"size": "24", "cream": "cream"})
    with pikepdf.open(io.BytesIO(response.content)) as document:
        assert len(document.pages) > 1
    assert find_by_code(codes_in(response.content)[0][0], now=MONDAY) == invitation


def test_a_form_comes_as_a_page_to_print_too(team, check):
    invitation = check.invitations.first()
    response = team.post(one(invitation), {"size": "18", "cream": "white", "page": "1"})
    assert find_by_code(CODE.search(text_of(response))[0], now=MONDAY) == invitation
    assert response["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "sent", [{}, {"size": "19", "cream": "white"}, {"size": "18", "cream": "\x00"}], ids=str
)
def test_a_form_without_a_size_or_a_colour_is_asked_for_again(team, check, sent):
    response = team.post(one(check.invitations.first()), sent)
    assert response.status_code == 200
    assert "There is a problem" in text_of(response)
    assert not InvitationKey.objects.filter(is_paper=True).exists()


def test_a_blank_form_has_no_code_and_makes_none(team, check):
    response = team.post(reverse("ladder:paper_blank", args=[check.pk]), {"size": "18", "cream": "white"})
    assert response["Content-Type"] == "application/pdf"
    assert not any(codes_in(response.content))
    assert not InvitationKey.objects.filter(is_paper=True).exists()


def test_a_closed_check_makes_no_forms(client, check, involvement):
    choose_paper(check.invitations.first())
    close_round(round_=check, by="system", now=check.closes_at)
    with time_machine.travel(check.closes_at, tick=False):
        client.force_login(involvement)
        assert "This check is closed" in text_of(client.get(run(check)))
        response = client.post(run(check), {"file": "1"}, follow=True)
    assert "does not need a form any more" in text_of(response)
    assert not InvitationKey.objects.filter(is_paper=True).exists()


def test_nobody_makes_forms_for_a_project_of_their_own(client, check, involvement):
    colleague = make_user("Jenna Coad", Role.INVOLVEMENT)
    TeamMember.objects.create(project=check.project, user=colleague, starts_on=MONDAY.date())
    client.force_login(colleague)
    choose_paper(check.invitations.first())
    for path in (run(check), one(check.invitations.first())):
        assert client.get(path).status_code == client.post(path).status_code == 403
    assert not InvitationKey.objects.filter(is_paper=True).exists()


@pytest.mark.parametrize("people", [1, 7])
def test_a_run_costs_the_same_for_few_or_many(team, check, people, django_assert_max_num_queries):
    for invitation in check.invitations.order_by("pk")[:people]:
        choose_paper(invitation)
    with django_assert_max_num_queries(9):
        team.get(run(check))
