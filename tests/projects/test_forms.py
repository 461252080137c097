"""What registering asks: every odd thing a person may type gets a sentence, and nothing typed is lost."""

from datetime import date

import pytest
from django.http import QueryDict

from accounts.choices import Role
from accounts.models import RoleGrant
from ladder.queries import newest_wording
from ladder.rungs import Rung
from projects.choices import Reason
from projects.forms import (
    BasicsForm,
    OpenQuestionsForm,
    PayForm,
    PersonForm,
    ReasonsForm,
    StepForm,
    one_year_after,
)
from tests.factories import make_directorate, make_draft, make_user

TODAY = date(2026, 11, 23)


def sent(**fields):
    """A form as a browser sends it."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def reasons_form(**fields):
    return ReasonsForm(sent(**fields), wording=newest_wording(), today=TODAY)


def step_form(**fields):
    return StepForm(sent(**fields), wording=newest_wording())


def given(day, *, why="There is no time."):
    """One reason with its words and its three date boxes."""
    boxes = dict(zip(("again_time_day", "again_time_month", "again_time_year"), day.split(), strict=True))
    return {"reasons": ["time"], "why_time": why, **boxes}


@pytest.mark.django_db
def test_a_reason_with_words_and_a_day_is_taken():
    form = reasons_form(**given("27 5 2027"))

    assert form.is_valid(), form.errors
    assert form.given[Reason.TIME].explanation == "There is no time."
    assert form.given[Reason.TIME].look_again_on == date(2027, 5, 27)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("31 2 2027", "Time sensitivity: enter a real date, for example 24 5 2027"),
        ("23 11 2026", "Time sensitivity: choose a day after today"),
        ("1 1 1999", "Time sensitivity: choose a day after today"),
        ("24 11 2027", "Time sensitivity: choose a day no later than 23 11 2027"),
        ("27 5 27", "Time sensitivity: enter a real date, for example 24 5 2027"),
        ("x y z", "Time sensitivity: enter a real date, for example 24 5 2027"),
    ],
)
def test_a_day_to_look_again_is_real_in_the_future_and_within_a_year(day, sentence):
    form = reasons_form(**given(day))

    assert form.errors == {"again_time": [sentence]}
    assert form["again_time"].value() == day.split()


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["24 11 2026", "23 11 2027", "1 december 2026"])
def test_the_first_and_the_last_day_are_fine(day):
    assert reasons_form(**given(day)).is_valid()


@pytest.mark.django_db
def test_each_ticked_reason_needs_both_its_parts():
    form = reasons_form(reasons=["legal", "scale"])

    assert set(form.errors) == {"why_legal", "again_legal", "why_scale", "again_scale"}
    assert form.errors["why_legal"] == ["Legal constraints: explain why in plain words"]


@pytest.mark.django_db
def test_what_stands_under_a_reason_that_is_not_ticked_is_left_alone():
    form = reasons_form(**given("27 5 2027"), why_legal="x" * 10_000, again_legal_day="31")

    assert form.is_valid(), form.errors
    assert list(form.given) == [Reason.TIME]
    assert form["why_legal"].value() == "x" * 10_000


@pytest.mark.django_db
def test_no_reason_at_all_is_asked_for_unless_the_person_comes_back_later():
    assert reasons_form().errors == {"reasons": ["Choose one reason or more"]}
    later = reasons_form(later="1")
    assert later.is_valid()
    assert later.given == {}


@pytest.mark.django_db
def test_there_is_no_other_reason():
    assert reasons_form(reasons=["other"]).errors["reasons"] == ["Choose one of the answers on the list"]


def test_a_year_after_29_february_is_28_february():
    assert one_year_after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert one_year_after(TODAY) == date(2027, 11, 23)


@pytest.mark.django_db
def test_the_step_comes_as_a_rung_and_none_is_chosen_beforehand():
    form = step_form(rung="5", justification="We ask often.")

    assert form.is_valid()
    assert form.cleaned_data == {"rung": Rung.ENGAGING, "justification": "We ask often."}
    assert not any(item.data["selected"] for item in StepForm(wording=newest_wording())["rung"].subwidgets)


@pytest.mark.django_db
def test_the_steps_stand_from_the_top_down():
    values = [value for value, _ in StepForm(wording=newest_wording()).fields["rung"].choices]

    assert values == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("rung", ["0", "8", "x", "5 ", "<script>", "\x00"])
def test_a_step_that_is_not_on_the_ladder_is_refused(rung):
    assert step_form(rung=rung, justification="So.").errors == {
        "rung": ["Choose one of the answers on the list"]
    }


@pytest.mark.django_db
def test_later_keeps_a_step_without_words_but_no_words_without_a_step():
    assert step_form(rung="5", later="1").is_valid()
    assert step_form(later="1").is_valid()
    assert step_form(justification="So.", later="1").errors == {
        "rung": ["Choose the step that your words are about. Then we can save them"]
    }


@pytest.mark.django_db
def test_staff_choose_among_their_own_directorates_and_involvement_among_all():
    housing, social_care = make_directorate("Housing"), make_directorate("Adult social care")
    staff = make_user("Priya Nair", Role.STAFF, directorate=social_care)
    involvement = make_user("Lowena Hosken", Role.INVOLVEMENT)

    assert list(BasicsForm(user=staff).fields["directorate"].queryset) == [social_care]
    assert list(BasicsForm(user=involvement).fields["directorate"].queryset) == [social_care, housing]


@pytest.mark.django_db
def test_staff_of_one_directorate_need_not_choose_it():
    one = make_user("Priya Nair", Role.STAFF)
    two = make_user("Both Places", Role.STAFF)
    RoleGrant.objects.create(
        user=two, role=Role.STAFF, directorate=make_directorate("Housing"), starts_on=TODAY
    )

    assert BasicsForm(user=one)["directorate"].value() == make_directorate().pk
    assert BasicsForm(user=two)["directorate"].value() is None


@pytest.mark.django_db
def test_a_project_of_another_directorate_keeps_it_when_its_team_changes_something_else():
    staff = make_user("Priya Nair", Role.STAFF, directorate=make_directorate("Housing"))
    project = make_draft(by=staff)

    offered = BasicsForm(user=staff, project=project).fields["directorate"].queryset
    assert {directorate.name for directorate in offered} == {"Adult social care", "Housing"}


def test_a_published_project_has_one_button_and_says_everything():
    draft = OpenQuestionsForm(sent(later="1"))
    published = OpenQuestionsForm(sent(later="1"), published=True)

    assert draft.is_valid()
    assert draft.later_label
    assert not published.later_label
    assert set(published.errors) == {"already_decided", "can_still_change"}


def test_a_person_s_address_may_be_left_out_but_not_be_nonsense():
    assert PersonForm(sent(name="Sam", email="")).is_valid()
    for typed in ("sam", "sam@", "a@b\x00", "x" * 10_000, f"{'a' * 250}@example.org"):
        assert PersonForm(sent(name="Sam", email=typed)).errors == {
            "email": ["Enter an email address, like name@example.com, or leave it empty"]
        }


ODD = {
    "empty": "",
    "very long": "x" * 10_000,
    "NUL": "a\x00b",
    "script": "<script>alert(1)</script>",
    "right to left": "مشروع \u202e من اليمين",
    "a date that is not": "31 2 2027",
}


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("which", ["basics", "step", "reasons", "open questions", "pay", "person"])
def test_odd_things_get_a_sentence_each_and_are_shown_again(which, typed):
    user = make_user("Lowena Hosken", Role.INVOLVEMENT)
    make = {
        "basics": lambda data: BasicsForm(data, user=user),
        "step": lambda data: StepForm(data, wording=newest_wording()),
        "reasons": lambda data: ReasonsForm(data, wording=newest_wording(), today=TODAY),
        "open questions": OpenQuestionsForm,
        "pay": PayForm,
        "person": PersonForm,
    }[which]
    names = list(make(None).fields)
    form = make(sent(**{name: typed for name in names if not name.startswith("again_")}))

    sentences = [sentence for listed in form.errors.values() for sentence in listed]
    words_will_do = which == "open questions" and typed and len(typed) < 1000
    assert form.is_valid() == (not sentences) == bool(words_will_do)
    assert all(sentence[0].isupper() and "%" not in sentence for sentence in sentences)
    visible = typed.replace("\x00", "").replace("\u202e", "")
    for name in names:
        if name.startswith(("name", "summary", "justification", "why_", "already", "can_still")):
            assert form[name].value() == visible
