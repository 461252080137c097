"""The pages of name and contacts, of the two lists, and of the numbers."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council import actions
from council.choices import Figure
from council.models import Area, DatedFigure, Directorate
from council.queries import figures, the_council
from tests.factories import MONDAY, make_directorate

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
HUB = "/settings/"
TYPED = {
    "name": "Penwarren County Council",
    "phone": "01632 960 123",
    "hours": "Monday to Friday, 9am to 5pm",
    "text_number": "+44 7700 900123",
    "email": "coproduction@example.org",
    "worried_team": "Adult Social Care",
    "worried_phone": "01632 960 456",
    "worried_phone_out_of_hours": "01632 960 457",
    "freepost": "Freepost PENWARREN",
}
FOR_SOME_PAGES = ("worried_team", "worried_phone", "worried_phone_out_of_hours", "freepost")


@pytest.fixture(autouse=True)
def on_that_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def signed_in(client, administrator):
    client.force_login(administrator)
    return client


def stamp():
    return actions.as_seen(the_council(), actions.CONTACTS)


def save_contacts(client, **changed):
    return client.post("/settings/contacts/", {"seen": stamp()} | TYPED | changed)


def set_number(client, figure=Figure.REST_DAYS, value="70", on=TODAY):
    day = dict(
        zip(("starts_on_day", "starts_on_month", "starts_on_year"), (on.day, on.month, on.year), strict=True)
    )
    return client.post(reverse("council:figure", args=[figure.value]), {"value": value} | day)


def test_all_settings_stand_on_one_page_with_a_way_to_change_each(signed_in):
    make_directorate("Housing")
    page = signed_in.get(HUB).text
    assert "Directorates (1)" in page
    assert "Areas (0)" in page
    assert "None yet" in page
    for figure in Figure:
        assert reverse("council:figure", args=[figure.value]) in page
    assert "60 days" in page


def test_the_page_of_all_settings_costs_the_same_for_few_or_many(signed_in):
    costs = []
    for many in (range(3), range(3, 100)):
        Directorate.objects.bulk_create(Directorate(name=f"Directorate {number}") for number in many)
        Area.objects.bulk_create(Area(name=f"Area {number}") for number in many)
        DatedFigure.objects.bulk_create(
            DatedFigure(key=Figure.REST_DAYS, value=70, starts_on=TODAY + timedelta(days=number))
            for number in many
        )
        with CaptureQueriesContext(connection) as queries:
            page = signed_in.get(HUB).text
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 12
    assert "and 92 more" in page


def test_the_menu_leads_an_administrator_here_and_nobody_else(signed_in, client, lead):
    assert "Council settings" in signed_in.get("/").text
    client.force_login(lead)
    assert "Council settings" not in client.get("/").text


def test_name_and_contacts_stand_on_every_page_once_saved(signed_in):
    assert save_contacts(signed_in).url == HUB
    page = signed_in.get("/").text
    for field, value in TYPED.items():
        assert (value in page) == (field not in FOR_SOME_PAGES)


def test_who_to_ring_and_freepost_stand_with_the_other_settings_and_in_their_form(signed_in):
    save_contacts(signed_in, freepost="Freepost\r\n\r\n  PENWARREN  \r\n")
    assert the_council().freepost == "Freepost\nPENWARREN"
    hub, form = signed_in.get(HUB).text, signed_in.get("/settings/contacts/").text
    assert "Freepost, PENWARREN" in hub
    for field in ("worried_team", "worried_phone", "worried_phone_out_of_hours"):
        assert TYPED[field] in hub
        assert f'value="{TYPED[field]}"' in form


def test_who_to_ring_and_freepost_may_be_left_empty_and_the_settings_say_so(signed_in):
    save_contacts(signed_in, **dict.fromkeys(FOR_SOME_PAGES, ""))
    assert [getattr(the_council(), field) for field in FOR_SOME_PAGES] == [""] * 4
    assert signed_in.get(HUB).text.count("Not given yet") == 4


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", " ", "Enter the council’s name"),
        ("name", "x" * 101, "Your words are too long. Use 100 characters or fewer"),
        ("phone", "call us", "Enter a phone number, like 01632 960 001"),
        ("phone", "12", "Enter a phone number, like 01632 960 001"),
        ("phone", "((((((((", "Enter a phone number, like 01632 960 001"),
        ("text_number", "٠١٦٣٢٩٦٠", "Enter a phone number, like 01632 960 001"),
        ("text_number", "0" * 21, "Your words are too long. Use 20 characters or fewer"),
        ("worried_phone", "ring us", "Enter a phone number, like 01632 960 001, or leave it empty"),
        ("worried_phone", "٠١٦٣٢٩٦٠", "Enter a phone number, like 01632 960 001, or leave it empty"),
        ("worried_phone_out_of_hours", "12", "Enter a phone number, like 01632 960 001, or leave it empty"),
        ("worried_phone_out_of_hours", "0" * 21, "Your words are too long. Use 20 characters or fewer"),
        ("worried_team", "x" * 101, "Your words are too long. Use 100 characters or fewer"),
        ("freepost", "x" * 201, "Your words are too long. Use 200 characters or fewer"),
        ("freepost", "1\n2\n3\n4\n5\n6\n7", "Use 6 lines or fewer"),
        ("hours", "", "Say when somebody answers the phone"),
        ("email", "nobody", "Enter the team’s email address, like team@example.org"),
        ("email", "x" * 300 + "@example.org", "Enter the team’s email address, like team@example.org"),
    ],
)
def test_each_mistake_gets_a_sentence_and_nothing_typed_is_lost(signed_in, field, typed, sentence):
    page = save_contacts(signed_in, **{field: typed}).text
    assert page.count(sentence) == 2
    assert typed.strip() in page
    assert the_council().name == "Your council"


def test_whoever_comes_second_keeps_what_they_typed_and_may_save_again(signed_in):
    before = stamp()
    save_contacts(signed_in)
    page = save_contacts(signed_in, seen=before, hours="Mornings").text
    assert "Someone else changed this first. Look at it again, then save" in page
    assert 'value="Mornings"' in page
    assert "What they saved" in page
    assert f'name="seen" value="{stamp()}"' in page
    save_contacts(signed_in, hours="Mornings")
    assert the_council().hours == "Mornings"


@pytest.mark.parametrize(("key", "kind"), [("directorates", Directorate), ("areas", Area)])
def test_a_list_is_changed_without_code(signed_in, key, kind):
    page = f"/settings/{key}/"
    signed_in.post(page, {"name": "Harbours"})
    place = kind.objects.get()
    assert "Harbours" in signed_in.get(page).text
    signed_in.post(f"{page}{place.pk}/", {"name": "Ports", "seen": "Harbours"})
    assert kind.objects.get().name == "Ports"
    assert "Nothing uses it" in signed_in.get(f"{page}{place.pk}/").text
    signed_in.post(f"{page}{place.pk}/remove/")
    assert not kind.objects.exists()


def test_a_name_that_is_taken_is_said_beside_the_field(signed_in):
    make_directorate("Housing")
    page = signed_in.post("/settings/directorates/", {"name": "HOUSING"}).text
    assert page.count("There is already one with this name") == 2
    assert 'value="HOUSING"' in page


def test_a_name_that_someone_else_changed_is_shown_before_it_is_changed_again(signed_in):
    place = make_directorate("Ports")
    page = signed_in.post(f"/settings/directorates/{place.pk}/", {"name": "Docks", "seen": "Harbours"}).text
    assert "Someone else changed this first" in page
    assert 'name="seen" value="Ports"' in page
    assert 'value="Docks"' in page


def test_a_directorate_in_use_says_what_uses_it_and_stays(signed_in, project):
    page = f"/settings/directorates/{project.directorate_id}/"
    assert "1 project" in signed_in.get(page).text
    assert "Remove Adult social care</a>" not in signed_in.get(page).text
    assert "so it stays" in signed_in.get(f"{page}remove/").text
    told = signed_in.post(f"{page}remove/", follow=True).text
    assert "Adult social care is not removed." in told
    assert Directorate.objects.filter(pk=project.directorate_id).exists()


@pytest.mark.parametrize("path", ["people/", "areas/99/", "areas/" + "9" * 40 + "/", "numbers/floors/"])
def test_what_is_not_there_is_not_found(signed_in, path):
    assert signed_in.get(HUB + path).status_code == 404


def test_a_number_changes_from_a_day_and_the_page_keeps_what_it_was(signed_in):
    set_number(signed_in, value="70")
    set_number(signed_in, value="90", on=TODAY + timedelta(days=30))
    page = signed_in.get("/settings/numbers/rest-days/").text
    assert "Now: <b>70 days</b>" in page
    assert "90 days, from 23 December 2026" in page
    assert "70 days, from 23 November 2026" in page
    assert "From 23 December 2026: 90 days" in signed_in.get(HUB).text


@pytest.mark.parametrize(
    ("value", "on", "sentence"),
    [
        ("59", TODAY, "This may not go below 60. It keeps people safe"),
        ("0", TODAY, "This may not go below 60. It keeps people safe"),
        ("366", TODAY, "Give a number of 365 or less"),
        ("9" * 5000, TODAY, "Enter a whole number, in figures"),
        ("many", TODAY, "Enter a whole number, in figures"),
        ("", TODAY, "Enter the new number"),
        ("\x00", TODAY, "Enter a whole number, in figures"),
        ("70", TODAY - timedelta(days=1), "Choose today or a later day"),
        ("70", TODAY.replace(year=9999), "Choose a day in the next 5 years"),
    ],
)
def test_a_number_or_a_day_that_will_not_do_gets_a_sentence(signed_in, value, on, sentence):
    page = set_number(signed_in, value=value, on=on)
    assert page.status_code == 200
    assert page.text.count(sentence) == 2
    assert not DatedFigure.objects.exists()


def test_a_day_that_is_taken_is_said_and_the_number_stays_in_its_box(signed_in):
    set_number(signed_in)
    page = set_number(signed_in, value="80").text
    assert page.count("This number already changes on that day. Choose another day") == 2
    assert 'value="80"' in page


def test_a_coming_change_is_taken_back(signed_in):
    set_number(signed_in, on=TODAY + timedelta(days=1))
    coming = DatedFigure.objects.get()
    signed_in.post(f"/settings/numbers/rest-days/{coming.pk}/take-back/")
    assert not DatedFigure.objects.standing().exists()


def test_a_change_that_has_started_stays(signed_in):
    set_number(signed_in)
    started = DatedFigure.objects.get()
    told = signed_in.post(f"/settings/numbers/rest-days/{started.pk}/take-back/", follow=True).text
    assert "This change has started" in told
    assert figures(on=TODAY)[Figure.REST_DAYS] == 70


def test_a_change_is_found_only_under_its_own_number(signed_in):
    set_number(signed_in, on=TODAY + timedelta(days=1))
    coming = DatedFigure.objects.get()
    assert signed_in.post(f"/settings/numbers/floor/{coming.pk}/take-back/").status_code == 404


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("floor", "may only get stricter"),
        ("check-minutes", "on the day a check closes"),
        ("rest-days", "on the day a check opens"),
    ],
)
def test_the_page_says_what_a_change_means_for_checks_that_are_open(signed_in, figure, words):
    assert words in signed_in.get(f"/settings/numbers/{figure}/").text
