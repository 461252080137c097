"""The pages of who has what: what each reader finds, what a form says, and what is never told."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.choices import Role
from accounts.models import RoleGrant, User
from notices.models import Notice
from tests.accounts.role_states import roles_in_every_state
from tests.accounts.second_steps import signed_in as sign_in
from tests.factories import LONG_AGO, MONDAY, make_directorate, make_user

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
LIST, GIVE = "/staff/roles/", "/staff/roles/give/"


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def signed_in(client, involvement_lead):
    """A browser of the involvement lead's."""
    sign_in(client, involvement_lead)
    return client


@pytest.fixture
def states(involvement_lead):
    """Somebody with roles in every state, and somebody whose account is closed."""
    return roles_in_every_state(place=make_directorate("Housing"), by=involvement_lead, now=MONDAY)


def day(name, on=TODAY):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def sent(**changes):
    """A form that gives a role, as it is filled in whole."""
    whole = {"name": "Kit Nance", "email": "kit.nance@example.org", "role": Role.INVOLVEMENT.value}
    return {**whole, **day("starts_on"), **changes}


def names(page):
    return [row["name"] for row in page.context["rows"]]


@pytest.mark.parametrize("part", ["involvement_lead", "administrator", "data_protection"])
def test_people_are_listed_by_name_with_their_roles_and_days(client, request, part, states, lead):
    sign_in(client, request.getfixturevalue(part))
    page = client.get(LIST)
    assert names(page) == sorted(names(page))
    row = next(row for row in page.context["rows"] if row["name"] == "Wyn Carter")
    assert [(role["words"], role["until"], role["is_to_come"]) for role in row["roles"]] == [
        ("Council staff, Housing", "", False),
        ("Steering group", "11 June 2027", False),
        ("Facilitator", "", True),
    ]
    assert "Una Bate" not in names(page)
    assert page.text.count("/staff/roles/give/") == (part == "involvement_lead")


def test_nobody_who_only_takes_part_is_on_the_list_or_has_a_page(signed_in, expert):
    assert expert.contact.name not in signed_in.get(LIST).text
    assert expert.email not in signed_in.get(GIVE).text
    for page in ("person", "close", "open_again"):
        assert signed_in.get(reverse(f"roles:{page}", args=[expert.pk])).status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("role=facilitator", ["Wyn Carter"]),
        ("role=involvement", []),
        ("role=involvement&when=ended", []),
        ("role=staff&when=ended", ["Una Bate"]),
        ("when=ended", ["Una Bate"]),
        ("role=nonsense&directorate=x&when=%00&page=99", ["Ivy Lander", "Wyn Carter"]),
    ],
)
def test_the_list_is_narrowed_by_what_stands_in_the_address(signed_in, states, query, found):
    assert names(signed_in.get(f"{LIST}?{query}")) == found


def test_the_list_is_narrowed_by_directorate(signed_in, states):
    make_user("Tom Rowe", Role.STAFF)
    housing = make_directorate("Housing").pk
    assert names(signed_in.get(f"{LIST}?directorate={housing}")) == ["Wyn Carter"]


@pytest.mark.parametrize("count", [1, 60])
def test_the_list_costs_the_same_for_few_or_many_and_has_50_a_page(
    signed_in, count, django_assert_max_num_queries
):
    for number in range(count):
        make_user(f"Kit {number:03}", Role.STAFF, Role.STEERING)
    with django_assert_max_num_queries(12):
        page = signed_in.get(LIST)
    assert len(page.context["rows"]) == min(count + 1, 50)
    assert ("page=2" in page.text) == (count > 50)


@pytest.mark.parametrize("count", [1, 30])
def test_a_person_costs_the_same_for_few_or_many_roles(signed_in, count, django_assert_max_num_queries):
    user = make_user("Kit Nance")
    for number in range(count):
        RoleGrant.objects.create(
            user=user, role=Role.STAFF, directorate=make_directorate(f"Part {number}"), starts_on=LONG_AGO,
            granted_by=make_user(f"Giver {number}"),
        )  # fmt: skip
    with django_assert_max_num_queries(9):
        page = signed_in.get(reverse("roles:person", args=[user.pk]))
    assert len(page.context["now"]) == count


def test_a_page_of_one_person_shows_what_is_what_was_and_what_never_began(signed_in, states):
    page = signed_in.get(reverse("roles:person", args=[states.person.pk]))
    assert [row["words"] for row in page.context["now"]] == [
        "Facilitator",
        "Steering group",
        "Council staff, Housing",
    ]
    assert [row["never_began"] for row in page.context["ended"]] == [True, True, False]
    assert page.text.count("Called off before it began") == 2
    assert page.text.count("Given by") >= 2
    assert "Ivy Lander" in page.text


def test_a_lead_is_led_to_who_lacks_a_second_step(signed_in):
    address = reverse("account_second_steps")
    assert address in signed_in.get(reverse("roles:list")).text
    assert signed_in.get(address).status_code == 200


@pytest.mark.parametrize("part", ["administrator", "data_protection"])
def test_whoever_only_reads_is_offered_nothing_to_change(client, request, part, states):
    sign_in(client, request.getfixturevalue(part))
    assert reverse("account_second_steps") not in client.get(reverse("roles:list")).text
    page = client.get(reverse("roles:person", args=[states.person.pk])).text
    assert "End this role" not in page
    assert "Close this account" not in page
    assert client.post(reverse("roles:end", args=[states.held.pk])).status_code == 403
    assert client.post(reverse("roles:close", args=[states.person.pk])).status_code == 403


def test_a_leads_own_page_says_who_changes_it_and_each_way_in_is_shut(signed_in, involvement_lead):
    own = involvement_lead.grants.get()
    page = signed_in.get(reverse("roles:person", args=[involvement_lead.pk])).text
    assert "Someone else must change them" in page
    assert "End this role" not in page
    for name in ("end", "change_end"):
        assert signed_in.post(reverse(f"roles:{name}", args=[own.pk])).status_code == 403
    for name in ("close", "open_again"):
        assert signed_in.post(reverse(f"roles:{name}", args=[involvement_lead.pk])).status_code == 403
    own.refresh_from_db()
    assert own.ends_on is None


def test_a_role_is_given_to_somebody_new(signed_in, involvement_lead):
    answer = signed_in.post(GIVE, sent(**day("ends_on", TODAY + timedelta(days=90))), follow=True)
    grant = RoleGrant.objects.get(user__email="kit.nance@example.org")
    assert (grant.role, grant.starts_on, grant.ends_on) == (
        Role.INVOLVEMENT,
        TODAY,
        TODAY + timedelta(days=90),
    )
    assert grant.granted_by == involvement_lead
    assert "Kit Nance has the role “involvement team”" in answer.text
    assert Notice.objects.filter(kind="accounts.invited", contact=grant.user.contact).count() == 1


def test_a_role_is_given_to_somebody_chosen_from_the_list(signed_in, lead):
    page = signed_in.get(f"{GIVE}?person={lead.pk}")
    assert f'<option value="{lead.pk}" selected>' in page.text
    signed_in.post(GIVE, sent(person=lead.pk, name="", email=""))
    assert {grant.role for grant in lead.grants.all()} == {Role.STAFF, Role.INVOLVEMENT}


@pytest.mark.parametrize("odd", ["", "x", "\x00", "-1", "9" * 40, "²"])
def test_any_person_in_the_address_is_taken_kindly(signed_in, odd):
    assert signed_in.get(GIVE, {"person": odd}).status_code == 200
    page = signed_in.post(GIVE, sent(person=odd))
    assert page.status_code in (200, 302)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": "", "email": ""}, "person", "Choose a person, or type a name and an email"),
        ({"name": ""}, "name", "Enter their name"),
        ({"email": ""}, "email", "Enter their email, like name@example.com"),
        ({"email": "kit"}, "email", "Enter their email, like name@example.com"),
        ({"role": ""}, "role", "Choose a role"),
        ({"role": "finance"}, "role", "Choose a role on the list"),
        ({"role": "staff"}, "directorate", "Choose the directorate that they work for"),
        ({"directorate": "0"}, "directorate", "Choose a directorate on the list"),
        ({"starts_on_day": ""}, "starts_on", "Enter a real date, for example 27 3 2027"),
        (day("starts_on", TODAY - timedelta(days=1)), "starts_on", "Choose today or a later day"),
        (day("ends_on", TODAY - timedelta(days=1)), "ends_on", "Choose a day that is not before it starts"),
    ],
)
def test_each_mistake_is_one_sentence_twice_and_nothing_typed_is_lost(signed_in, changes, field, sentence):
    typed = sent(**changes)
    page = signed_in.post(GIVE, typed)
    assert page.context["form"].errors == {field: [sentence]}
    assert page.text.count(sentence) == 2
    assert "<title>Error: " in page.text
    for name in ("name", "email"):
        assert not typed[name] or f'value="{typed[name]}"' in page.text
    assert not User.objects.filter(contact__name="Kit Nance").exists()


def test_a_role_of_the_whole_council_takes_no_directorate(signed_in):
    page = signed_in.post(GIVE, sent(directorate=make_directorate().pk))
    assert page.context["form"].errors == {
        "directorate": ["Choose “None”. This role is for the whole council"]
    }


def test_a_person_and_a_new_one_at_once_are_asked_about(signed_in, lead):
    page = signed_in.post(GIVE, sent(person=lead.pk))
    assert page.context["form"].errors == {"person": ["Choose a person, or type a new one. Not both"]}


def test_a_lead_who_types_their_own_address_is_told(signed_in, involvement_lead):
    page = signed_in.post(GIVE, sent(email=involvement_lead.email.upper()))
    assert page.context["form"].errors == {"email": ["Someone else must give you a role"]}
    assert f'<option value="{involvement_lead.pk}"' not in page.text


def test_the_same_role_again_is_said_beside_it(signed_in, involvement):
    page = signed_in.post(GIVE, sent(person=involvement.pk, name="", email=""))
    assert page.context["form"].errors == {"role": ["They have this role on some of these days already"]}


def test_the_administrator_gives_the_first_lead_and_then_no_more(client, administrator):
    sign_in(client, administrator)
    assert "/staff/roles/give/" in client.get(LIST).text
    page = client.get(GIVE)
    assert [value for value, _ in page.context["form"].fields["role"].choices] == ["involvement-lead"]
    assert client.post(GIVE, sent()).context["form"].errors == {"role": ["Choose a role on the list"]}
    assert client.post(GIVE, sent(role="involvement-lead")).status_code == 302
    assert client.get(GIVE).status_code == client.post(GIVE, sent()).status_code == 403
    assert "/staff/roles/give/" not in client.get(LIST).text


def test_a_role_is_ended_after_a_page_that_asks(signed_in, states):
    address = reverse("roles:end", args=[states.held.pk])
    assert "End this role?" in signed_in.get(address).text
    states.held.refresh_from_db()
    assert states.held.ends_on is None
    assert "The role has ended" in signed_in.post(address, follow=True).text
    states.held.refresh_from_db()
    assert states.held.is_over(TODAY)
    for name in ("end", "change_end"):
        again = reverse(f"roles:{name}", args=[states.held.pk])
        assert "This role has ended already" in signed_in.get(again, follow=True).text
        assert "This role has ended already" in signed_in.post(again, follow=True).text


def test_a_last_day_is_changed_and_taken_away(signed_in, states):
    address = reverse("roles:change_end", args=[states.dated.pk])
    assert signed_in.get(address).text.count('value="2027"') == 1
    gone = day("ends_on", TODAY - timedelta(days=1))
    page = signed_in.post(address, gone).text
    assert page.count("Choose today or a later day, and not before the role starts") == 2
    assert signed_in.post(address, day("ends_on")).status_code == 302
    states.dated.refresh_from_db()
    assert states.dated.ends_on == TODAY
    signed_in.post(address, {"ends_on_day": "", "ends_on_month": "", "ends_on_year": ""})
    states.dated.refresh_from_db()
    assert states.dated.ends_on is None


def test_the_last_administrator_is_kept_and_the_page_says_why(signed_in, administrator):
    own = administrator.grants.get()
    for name, pk in (("end", own.pk), ("close", administrator.pk)):
        said = signed_in.post(reverse(f"roles:{name}", args=[pk]), follow=True).text
        assert "One administrator always stays" in said
    page = signed_in.post(reverse("roles:change_end", args=[own.pk]), day("ends_on"))
    assert page.text.count("One administrator always stays") == 2
    assert User.objects.get(pk=administrator.pk).is_active


def test_an_account_is_closed_and_opened_again(signed_in, states):
    close, again = (reverse(f"roles:{name}", args=[states.person.pk]) for name in ("close", "open_again"))
    assert "Close this account?" in signed_in.get(close).text
    assert signed_in.get(again).status_code == 302
    assert "This account is closed" in signed_in.post(close, follow=True).text
    assert signed_in.get(close).status_code == 302
    assert "Someone else changed this first" in signed_in.post(close, follow=True).text
    assert states.person.email not in signed_in.get(GIVE).text
    assert "Open this account again?" in signed_in.get(again).text
    page = signed_in.post(again, follow=True)
    assert "The account is open again" in page.text
    assert page.context["now"] == []


@pytest.mark.parametrize(
    ("part", "home"),
    [("involvement_lead", LIST), ("data_protection", LIST), ("administrator", "/settings/")],
)
def test_each_has_the_page_in_their_navigation(client, request, part, home):
    sign_in(client, request.getfixturevalue(part))
    links = [link.url for link in client.get(LIST).context["navigation"]]
    assert links[0] == home
    assert links.count(LIST) == 1
