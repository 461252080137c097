"""What an administrator does to the settings, what is refused, and what the record keeps of it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import RoleGrant
from audit.models import Event
from council import actions
from council.choices import NEVER_ABOVE, NEVER_BELOW, SHIPPED, UNITS, Figure, with_unit
from council.colours import Colours
from council.models import Area, Council, DatedFigure, Directorate
from council.queries import UNNAMED, figures, the_council
from tests.factories import MONDAY, make_directorate, make_user
from words.errors import Refused, StaleState

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()
PLUM = Colours(dark="#4d1a44", link="#6b2560", tint="#e7d0e2")
PALE = Colours(dark="#999999", link="#6b2560", tint="#e7d0e2")
CONTACTS = {
    "name": "Penwarren County Council",
    "phone": "01632 960 123",
    "hours": "Monday to Friday, 9am to 5pm",
    "text_number": "07700 900 123",
    "email": "coproduction@example.org",
    "worried_team": "Adult Social Care",
    "worried_phone": "01632 960 456",
    "worried_phone_out_of_hours": "01632 960 457",
    "freepost": "Freepost PENWARREN",
}


def seen(*fields):
    return actions.as_seen(the_council(), fields or actions.CONTACTS)


def describe(by, stamp=None, **changed):
    actions.describe(contacts=CONTACTS | changed, seen=stamp or seen(), by=by, now=MONDAY)


def colour(colours, by, stamp=None):
    actions.colour(colours=colours, seen=stamp or seen(*actions.COLOURS), by=by, now=MONDAY)


def set_figure(figure, value, by, days=0):
    return actions.set_figure(
        figure=figure, value=value, starts_on=TODAY + timedelta(days=days), by=by, now=MONDAY
    )


def test_whoever_saves_first_makes_the_council(administrator):
    describe(administrator)

    council = Council.objects.get()
    assert {field: getattr(council, field) for field in CONTACTS} == CONTACTS
    assert council.colours is None


def test_colours_may_be_saved_before_the_name(administrator):
    colour(PLUM, administrator)
    assert (the_council().name, the_council().colours) == (UNNAMED.name, PLUM)


def test_the_record_names_the_fields_that_changed_and_nothing_typed(administrator):
    describe(administrator)
    describe(administrator, phone="01632 960 999", hours="Mornings")

    line = Event.objects.filter(what="council.described").latest("pk")
    assert (line.by, line.fields) == (str(administrator.contact_id), "hours,phone")


def test_saving_what_is_there_already_leaves_no_trace(administrator):
    describe(administrator)
    describe(administrator)
    assert Event.objects.filter(what="council.described").count() == 1


def test_two_who_change_the_same_thing_do_not_overwrite_one_another(administrator):
    describe(administrator)
    first = second = seen()
    describe(administrator, stamp=first, phone="01632 960 001")

    with pytest.raises(StaleState, match="Someone else changed this first"):
        describe(administrator, stamp=second, hours="Mornings")
    assert (the_council().phone, the_council().hours) == ("01632 960 001", CONTACTS["hours"])


def test_one_who_changes_the_colours_is_not_in_the_way_of_another_who_changes_the_name(administrator):
    describe(administrator)
    stamp = seen()
    colour(PLUM, administrator)
    describe(administrator, stamp=stamp, name="Another Council")
    assert (the_council().name, the_council().colours) == ("Another Council", PLUM)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_told(at_once):
    administrator = make_user("Max Carne", Role.ADMINISTRATOR)
    stamp = seen()
    results = at_once(
        lambda: describe(administrator, stamp=stamp, name="First"),
        lambda: describe(administrator, stamp=stamp, name="Second"),
    )
    assert [type(each) for each in results if each] == [StaleState]
    assert Event.objects.filter(what="council.described").count() == 1


def test_contacts_are_said_together(administrator):
    with pytest.raises(TypeError, match="said together"):
        actions.describe(contacts={"name": "A"}, seen=seen(), by=administrator, now=MONDAY)


def test_colours_that_cannot_be_told_apart_are_refused(administrator):
    with pytest.raises(Refused, match="White words on the dark colour: 2.8 to 1"):
        colour(PALE, administrator)
    assert not Council.objects.exists()


def test_the_portals_own_colours_come_back(administrator):
    colour(PLUM, administrator)
    colour(None, administrator)
    assert the_council().colours is None
    assert Event.objects.filter(what="council.coloured").count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"dark": "#4d1a44"},
        {"dark": "#4d1a44", "link": "#6b2560", "tint": "pale"},
        {"dark": "#4D1A44", "link": "#6b2560", "tint": "#e7d0e2"},
        {"dark": "#4d1a4", "link": "#6b2560", "tint": "#e7d0e2"},
    ],
)
def test_the_database_takes_three_colours_of_six_figures_or_none(wrong):
    with pytest.raises(IntegrityError, match="three_colours_of_six_figures_or_none"):
        Council.objects.create(pk=1, **CONTACTS, **wrong)


@pytest.mark.parametrize("kind", [Directorate, Area])
def test_a_place_is_added_renamed_and_removed(kind, administrator):
    place = actions.add_place(kind=kind, name="Harbours", by=administrator, now=MONDAY)
    actions.rename_place(place=place, name="Ports", seen="Harbours", by=administrator, now=MONDAY)
    assert [each.name for each in kind.objects.all()] == ["Ports"]
    actions.remove_place(place=place, by=administrator, now=MONDAY)

    assert not kind.objects.exists()
    word = kind._meta.model_name
    lines = Event.objects.filter(what__startswith=word).order_by("pk").values_list("what", "details")
    assert list(lines) == [(f"{word}.{done}", {}) for done in ("added", "renamed", "removed")]


@pytest.mark.parametrize("kind", [Directorate, Area])
def test_two_places_may_not_differ_by_capitals_alone(kind, administrator):
    actions.add_place(kind=kind, name="Harbours", by=administrator, now=MONDAY)
    with pytest.raises(Refused, match="already one with this name"):
        actions.add_place(kind=kind, name="HARBOURS", by=administrator, now=MONDAY)
    other = actions.add_place(kind=kind, name="Ports", by=administrator, now=MONDAY)
    with pytest.raises(Refused, match="already one with this name"):
        actions.rename_place(place=other, name="harbours", seen="Ports", by=administrator, now=MONDAY)
    with pytest.raises(IntegrityError, match="share_a_name"), transaction.atomic():
        kind.objects.create(name="hArbours")


def test_a_name_may_change_its_capitals(administrator):
    place = make_directorate("adult social care")
    actions.rename_place(place=place, name="Adult Social Care", seen=place.name, by=administrator, now=MONDAY)
    place.refresh_from_db()
    assert place.name == "Adult Social Care"


def test_a_place_that_was_renamed_first_is_not_renamed_again(administrator):
    place = make_directorate("Harbours")
    actions.rename_place(place=place, name="Ports", seen="Harbours", by=administrator, now=MONDAY)
    with pytest.raises(StaleState, match="Someone else changed this first"):
        actions.rename_place(place=place, name="Docks", seen="Harbours", by=administrator, now=MONDAY)


def test_a_place_that_is_gone_is_said_to_be_gone(administrator):
    place = make_directorate("Harbours")
    Directorate.objects.all().delete()
    with pytest.raises(StaleState, match="removed this first"):
        actions.remove_place(place=place, by=administrator, now=MONDAY)


def test_what_uses_a_directorate_keeps_it_and_is_counted_in_words(administrator, project, lead):
    directorate = project.directorate
    with pytest.raises(Refused) as refused:
        actions.remove_place(place=directorate, by=administrator, now=MONDAY)
    assert set(str(refused.value).removesuffix(" use it, so it stays").split(" and ")) == {
        "1 project",
        "1 role",
    }
    assert Directorate.objects.filter(pk=directorate.pk).exists()


def test_a_role_that_has_ended_still_keeps_its_directorate(administrator, lead):
    RoleGrant.objects.filter(user=lead).update(ends_on=TODAY)
    with pytest.raises(Refused, match="^1 role uses it, so it stays$"):
        actions.remove_place(place=make_directorate(), by=administrator, now=MONDAY)


def test_a_figure_is_set_from_a_day_on_and_its_history_stays(administrator):
    set_figure(Figure.REST_DAYS, 70, administrator)
    set_figure(Figure.REST_DAYS, 60, administrator, days=30)

    assert [figures(on=TODAY + timedelta(days=days))[Figure.REST_DAYS] for days in (-1, 0, 29, 30)] == [
        60, 70, 70, 60,
    ]  # fmt: skip
    assert DatedFigure.objects.count() == 2
    lines = Event.objects.filter(what="figure.set").values_list("details", flat=True)
    assert list(lines) == [{"key": "rest-days"}] * 2


def test_a_day_that_has_gone_is_refused(administrator):
    with pytest.raises(Refused, match="Choose today or a later day"):
        set_figure(Figure.REST_DAYS, 70, administrator, days=-1)


def test_a_day_is_londons(administrator):
    """Half past midnight in London in summer is still yesterday in UTC."""
    night = MONDAY.replace(month=7, day=1, hour=23, minute=30)
    with pytest.raises(Refused, match="Choose today"):
        actions.set_figure(
            figure=Figure.REST_DAYS, value=70, starts_on=date(2026, 7, 1), by=administrator, now=night
        )


def test_a_day_that_has_a_change_already_is_refused(administrator):
    set_figure(Figure.REST_DAYS, 70, administrator)
    with pytest.raises(StaleState, match="already changes on that day"):
        set_figure(Figure.REST_DAYS, 80, administrator)


@pytest.mark.parametrize("figure", list(Figure))
def test_no_figure_is_set_to_what_is_not_safe(figure, administrator):
    low = SHIPPED[figure] - 1 if figure in NEVER_BELOW else 0
    with pytest.raises(Refused, match="may not go below|1 or more"):
        set_figure(figure, low, administrator, days=1)
    with pytest.raises(Refused, match=f"{NEVER_ABOVE[figure]} or less"):
        set_figure(figure, NEVER_ABOVE[figure] + 1, administrator, days=1)
    with pytest.raises(IntegrityError, match="within_reason"), transaction.atomic():
        DatedFigure.objects.create(key=figure, value=NEVER_ABOVE[figure] + 1, starts_on=TODAY)
    set_figure(figure, NEVER_ABOVE[figure], administrator, days=1)


def test_every_figure_has_a_unit_and_bounds():
    assert set(UNITS) == set(NEVER_ABOVE) == set(SHIPPED) == set(Figure)
    assert with_unit(Figure.PANEL_MONTHS, 1) == "1 month"
    assert with_unit(Figure.INVITED_FLOOR, 9) == "9 people"


def test_a_change_is_taken_back_until_the_day_it_starts(administrator):
    coming = set_figure(Figure.REST_DAYS, 70, administrator, days=1)
    actions.take_back(coming=coming, by=administrator, now=MONDAY)
    assert not DatedFigure.objects.standing().exists()
    assert Event.objects.latest("pk").what == "figure.taken_back"

    started = set_figure(Figure.REST_DAYS, 70, administrator)
    with pytest.raises(StaleState, match="has started"):
        actions.take_back(coming=started, by=administrator, now=MONDAY)
