"""Two people with one mailbox, such as a couple: wherever it is typed, the page says what to do instead."""

import pytest
from django.urls import reverse
from django.utils import timezone

from experts.actions import ANOTHER_NAME, SOMEBODY_ELSES, add_expert
from experts.choices import ToldHow
from experts.models import Expert, Supporter
from experts.shared_email import FOR_PEOPLE, FOR_SUPPORTERS
from experts.supporting import ALREADY, CANNOT_SIGN_IN, ONESELF, add_supporter, change_supporter
from projects.actions.people import add_member
from projects.models import Membership
from tests.accounts.second_steps import signed_in
from tests.fixtures_made_once import made_once
from words.errors import Refused

pytestmark = pytest.mark.django_db
SHARED = "both@example.org"


@made_once
def bea(involvement):
    """Known with the mailbox that she shares."""
    return add_expert(name="Bea Rowe", email=SHARED, by=involvement, now=timezone.now())


def assert_said(page, sentence, **typed):
    """Beside the field and in the summary, with nothing typed lost."""
    assert page.status_code == 200
    assert page.text.count(sentence) == 2
    assert 'href="#id_email"' in page.text
    for value in typed.values():
        assert f'value="{value}"' in page.text
    assert "Bea Rowe" not in page.text


def test_the_involvement_team_does_not_add_one_of_the_two_for_the_other(client, involvement, project, bea):
    client.force_login(involvement)
    typed = {"name": "Col Rowe", "email": SHARED}
    people = reverse("projects:people", args=[project.reference])
    before = Membership.objects.count()
    assert_said(client.post(people, typed), ANOTHER_NAME, **typed)
    assert Membership.objects.count() == before
    client.post(people, {"name": " bea  ROWE", "email": SHARED.upper()})
    client.post(people, {"name": "Col Rowe", "email": ""})
    assert Membership.objects.filter(expert=bea).exists()
    assert Membership.objects.filter(expert__contact__name="Col Rowe", expert__contact__email="").exists()


def test_a_projects_team_learns_nothing_and_reads_beforehand_what_to_do(client, lead, project, bea):
    client.force_login(lead)
    people = reverse("projects:people", args=[project.reference])
    assert FOR_PEOPLE in client.get(people).text
    page = client.post(people, {"name": "Col Rowe", "email": SHARED}, follow=True)
    assert "Col Rowe is added" in page.text
    assert "Bea" not in page.text


def test_an_email_is_not_put_right_to_that_of_another_person(client, involvement, bea):
    col = add_expert(name="Col Rowe", email="col@exmaple.org", by=involvement, now=timezone.now())
    signed_in(client, involvement)
    page = client.post(reverse("experts:contact_email_for", args=[col.pk]), {"email": SHARED})
    assert_said(page, SOMEBODY_ELSES, email=SHARED)
    assert FOR_PEOPLE in page.text


@pytest.mark.parametrize("own", [True, False])
def test_nobody_is_helped_through_their_own_email_or_twice_through_one(client, expert, involvement, own):
    person = Expert.objects.get(contact=expert.contact)
    client.force_login(expert if own else involvement)
    add = reverse("experts:add") if own else reverse("experts:add_for", args=[person.pk])
    typed = {"name": "Jo Trewin", "email": expert.email}
    more = {"may": ["help"], "told_how": ToldHow.PHONE.value}
    assert_said(client.post(add, typed | more), ONESELF, **typed)
    add_supporter(
        expert=person, name="Ida Nance", email="nances@example.org", may_help_answer=True,
        may_see_results=False, by=expert, now=timezone.now(),
    )  # fmt: skip
    typed = {"name": "Una Nance", "email": "nances@example.org"}
    assert_said(client.post(add, typed | more), ALREADY, **typed)
    client.post(add, {"name": "Una Nance", "email": "", **more})
    assert set(Supporter.objects.values_list("known_as", flat=True)) == {"Ida Nance", "Una Nance"}
    assert FOR_SUPPORTERS in ONESELF
    assert FOR_SUPPORTERS in ALREADY


def test_that_somebody_else_signs_in_with_it_since_is_told_to_nobody(expert, involvement):
    """Who helps with answering alone signs in nowhere, so their address may become somebody's own."""
    person = Expert.objects.get(contact=expert.contact)
    rights = {"may_help_answer": True, "by": expert, "now": timezone.now()}
    helper = add_supporter(expert=person, name="Col Rowe", email=SHARED, may_see_results=False, **rights)
    add_expert(name="Bea Rowe", email=SHARED, by=involvement, now=timezone.now())
    with pytest.raises(Refused, match=CANNOT_SIGN_IN):
        change_supporter(supporter=helper, may_see_results=True, **rights)


def test_both_can_be_members_when_one_has_no_email(involvement, project, bea):
    for name, email in (("Bea Rowe", SHARED), ("Col Rowe", "")):
        add_member(project=project, name=name, email=email, by=involvement, now=timezone.now())
    assert Membership.objects.filter(added_as__endswith="Rowe").values("expert").distinct().count() == 2
