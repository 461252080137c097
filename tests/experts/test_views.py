"""The pages on which a person chooses who helps them, and those the involvement team keeps for others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from experts.choices import ToldHow
from experts.models import Supporter
from experts.supporting import add_supporter, end_supporter
from projects.actions.people import add_member
from tests.fixtures_made_once import made_once
from tests.projects.odd import ODD

pytestmark = pytest.mark.django_db
MERRYN = {"name": "Merryn Trewin", "email": "merryn@example.org", "may": ["help", "results"]}


@made_once
def person(expert):
    """The Expert whom `expert` signs in as."""
    return expert.contact.expert


@made_once
def supporter(person):
    """One who may help answer, and see results."""
    return make_supporter(person)


def make_supporter(person, name="Merryn Trewin", email="merryn@example.org", see_results=True):
    rights = {"may_help_answer": True, "may_see_results": see_results}
    return add_supporter(
        expert=person, name=name, email=email, by=person.contact, now=timezone.now(), **rights
    )


def mine(page="list", *args):
    return reverse(f"experts:{page}", args=args)


def of(person, page="list", *args):
    return reverse(f"experts:{page}_for", args=[person.pk, *args])


def test_a_person_adds_somebody_and_reads_what_they_may_do(client, expert, person):
    client.force_login(expert)
    assert "Nobody helps you here yet" in client.get(mine()).text
    page = client.post(mine("add"), MERRYN, follow=True)
    assert page.redirect_chain == [(mine(), 302)]
    for words in (
        "Merryn Trewin is added.",
        "Help me answer checks",
        "See results of my projects’ checks",
        "merryn@example.org",
    ):
        assert words in page.text
    row = Supporter.objects.get()
    assert (row.expert, row.added_by, row.told_how) == (person, expert.contact, ToldHow.HERE)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"name": ""}, "name", "Enter their name"),
        ({"email": "merryn"}, "email", "Enter an email address, like name@example.com"),
        ({"email": ""}, "email", "Enter their email. They need it to sign in and see results"),
        ({"email": "sam.trewin@example.org"}, "email", "A supporter is somebody else"),
        ({"email": "alex.morgan@example.org"}, "email", "Staff of a project cannot help with it"),
        ({"may": []}, "may", "Choose what they may do"),
        ({"may": ["everything"]}, "may", "Choose one of the answers on the list"),
    ],
    ids=["no name", "no address", "results without one", "oneself", "staff", "nothing", "made up"],
)
def test_what_is_refused_is_said_at_the_question_and_nothing_is_lost(client, expert, change, field, sentence):
    client.force_login(expert)
    page = client.post(mine("add"), {**MERRYN, **change})
    assert page.status_code == 200
    assert sentence in page.context["form"].errors[field][0]
    assert "There is a problem" in page.text
    assert field == "name" or "Merryn Trewin" in page.text
    assert not Supporter.objects.exists()


@pytest.mark.parametrize("odd", ODD)
def test_nothing_that_is_sent_breaks_a_page(client, expert, involvement, person, supporter, odd):
    sent = dict.fromkeys(("name", "email", "may", "told_how"), odd)
    for user, pages in (
        (expert, (mine("add"), mine("change", supporter.pk))),
        (involvement, (of(person, "add"), of(person, "change", supporter.pk))),
    ):
        client.force_login(user)
        for page in pages:
            assert client.post(page, sent).status_code in (200, 302)


def test_an_address_that_we_know_tells_no_name(client, expert, other_expert):
    client.force_login(expert)
    page = client.post(
        mine("add"), {"name": "Somebody", "email": other_expert.email, "may": ["help"]}, follow=True
    )
    assert "Somebody" in page.text
    assert "Ash Bray" not in page.text


def test_a_person_changes_what_somebody_may_do(client, expert, supporter):
    client.force_login(expert)
    assert client.get(mine("change", supporter.pk)).context["form"]["may"].value() == ["help", "results"]
    client.post(mine("change", supporter.pk), {"may": ["results"]})
    supporter.refresh_from_db()
    assert (supporter.may_help_answer, supporter.may_see_results) == (False, True)


def test_without_an_address_nobody_can_be_let_see_results(client, expert, person):
    supporter = make_supporter(person, email="", see_results=False)
    client.force_login(expert)
    client.post(mine("change", supporter.pk), {"may": ["help", "results"]})
    supporter.refresh_from_db()
    assert not supporter.may_see_results


def test_help_ends_only_after_the_person_is_asked(client, expert, supporter):
    client.force_login(expert)
    assert "Are you sure?" in client.get(mine("end", supporter.pk)).text
    supporter.refresh_from_db()
    assert supporter.ends_on is None
    page = client.post(mine("end", supporter.pk), follow=True)
    assert "The help of Merryn Trewin has ended." in page.text
    supporter.refresh_from_db()
    assert supporter.ends_on is not None
    for name in ("change", "end"):
        assert client.get(mine(name, supporter.pk)).status_code == 404


def test_nobody_reaches_the_supporters_of_another(client, other_expert, lead, supporter, person):
    client.force_login(other_expert)
    for name in ("change", "end"):
        assert client.post(mine(name, supporter.pk), {"may": ["help"]}).status_code == 404
    assert "Merryn" not in client.get(mine()).text
    client.force_login(lead)
    for address in (of(person), of(person, "add"), of(person, "end", supporter.pk), mine()):
        assert client.get(address).status_code == 403
    supporter.refresh_from_db()
    assert supporter.ends_on is None


def test_a_supporter_can_change_nothing_of_what_they_may_do(client, supporter, person):
    client.force_login(supporter.contact.user)
    for address in (mine(), mine("add"), mine("change", supporter.pk), of(person, "change", supporter.pk)):
        assert client.get(address).status_code == 403


def test_the_involvement_team_writes_down_whom_a_person_named_and_how(client, involvement, person):
    client.force_login(involvement)
    bob = {"name": "Bob Nance", "email": "", "may": ["help"]}
    assert "Choose how the person told us" in client.post(of(person, "add"), bob).text
    page = client.post(of(person, "add"), {**bob, "told_how": "phone"}, follow=True)
    assert "They have no email. Give them a code by phone." in page.text
    assert "They told us by phone." in page.text
    row = Supporter.objects.get()
    assert (row.added_by, row.told_how) == (involvement.contact, ToldHow.PHONE)
    client.force_login(person.contact.user)
    assert "You told us by phone." in client.get(mine()).text


def test_whoever_works_on_the_persons_project_is_sent_away_even_from_the_involvement_team(
    client, involvement, person, project
):
    project.team.create(user=involvement, starts_on=timezone.now().date())
    client.force_login(involvement)
    page = client.get(of(person))
    assert page.status_code == 403
    people = client.get(reverse("projects:people", args=[project.reference]))
    assert of(person) not in people.text


def test_the_people_page_leads_the_involvement_team_there_and_nobody_else(
    client, involvement, lead, person, project
):
    people = reverse("projects:people", args=[project.reference])
    client.force_login(involvement)
    assert of(person) in client.get(people).text
    client.force_login(lead)
    assert of(person) not in client.get(people).text


def test_the_home_of_an_expert_leads_to_who_helps_them(client, expert, supporter):
    client.force_login(expert)
    assert f'href="{mine()}"' in client.get("/me/").text
    client.force_login(supporter.contact.user)
    assert mine() not in client.get("/me/").text


def test_the_home_of_a_supporter_says_whom_they_help_and_leads_to_that_persons_projects(
    client, supporter, person, project, other_project, involvement
):
    client.force_login(supporter.contact.user)
    helped = client.get("/me/").context["helps"]
    assert [(one.name, one.projects) for one in helped] == [("Sam Trewin", (project,))]
    page = client.get("/me/").text
    assert "You help" in page
    assert reverse("projects:show", args=[project.slug]) in page
    assert "You are not in a project at the moment" not in page
    end_supporter(supporter=supporter, by=person.contact, now=timezone.now())
    assert client.get("/me/").context["helps"] == []


def test_who_may_only_help_answer_reads_of_no_project_on_their_home(client, person, other_expert):
    make_supporter(person, "Ash", other_expert.email, see_results=False)
    client.force_login(other_expert)
    helped = client.get("/me/").context["helps"]
    assert [(one.name, one.projects) for one in helped] == [("Sam Trewin", ())]


def test_the_pages_cost_the_same_for_one_and_for_many(
    client, expert, person, supporter, project, involvement
):
    def queries(user, address):
        client.force_login(user)
        with CaptureQueriesContext(
            connection,
        ) as made:
            assert client.get(address).status_code == 200
        return len(made)

    helper = supporter.contact.user
    first = queries(expert, mine()), queries(helper, "/me/")
    for number in range(5):
        make_supporter(person, f"Helper {number}", f"helper{number}@example.org")
        other = add_member(
            project=project, name=f"Una {number}", email="", by=involvement, now=timezone.now()
        ).expert
        make_supporter(other)
    assert (queries(expert, mine()), queries(helper, "/me/")) == first
    assert max(first) <= 12
