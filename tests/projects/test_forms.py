"""What registering asks: every odd thing a person may type gets a sentence, and nothing typed is lost."""

from datetime import date

import pytest
from django.http import QueryDict

from accounts.choices import Role
from ladder.queries import newest_wording
from ladder.rungs import Rung
from projects.choices import Part, PayOffered, Reason, Stage
from projects.forms.people import PersonForm
from projects.forms.registering import (
    BasicsForm,
    CouldBeForm,
    DatesForm,
    DecidedForm,
    JoinForm,
    OpenForm,
    PayForm,
    PromisesForm,
    StartForm,
)
from projects.forms.stating import PartsForm, ReasonsForm, StepForm, WhyForm
from tests.factories import make_directorate, make_draft, make_user
from tests.projects.odd import ODD

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
        ("24 11 2027", "Time sensitivity: choose a day no later than 23 November 2027"),
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
def test_half_a_reason_may_wait_but_a_day_that_is_not_real_may_not():
    half = reasons_form(reasons=["time"], why_time="There is no time.", later="1")
    assert half.is_valid(), half.errors
    assert (half.given[Reason.TIME].explanation, half.given[Reason.TIME].look_again_on) == (
        "There is no time.",
        None,
    )
    assert set(reasons_form(**given("31 2 2027"), later="1").errors) == {"again_time"}


@pytest.mark.django_db
def test_there_is_no_other_reason():
    assert reasons_form(reasons=["other"]).errors["reasons"] == ["Choose one of the answers on the list"]


@pytest.mark.django_db
def test_the_step_comes_as_a_rung_and_none_is_chosen_beforehand():
    form = step_form(rung="5")

    assert form.is_valid()
    assert form.cleaned_data == {"rung": Rung.ENGAGING}
    assert not any(item.data["selected"] for item in StepForm(wording=newest_wording())["rung"].subwidgets)


@pytest.mark.django_db
def test_the_steps_stand_from_the_top_down():
    values = [value for value, _ in StepForm(wording=newest_wording()).fields["rung"].choices]

    assert values == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.django_db
@pytest.mark.parametrize("rung", ["0", "8", "x", "5 ", "<script>", "\x00"])
def test_a_step_that_is_not_on_the_ladder_is_refused(rung):
    assert step_form(rung=rung).errors == {"rung": ["Choose one of the answers on the list"]}


@pytest.mark.django_db
def test_the_step_may_wait():
    assert step_form(later="1").is_valid()
    assert step_form().errors == {"rung": ["Choose the step this project is on"]}


def test_only_parts_on_a_step_of_their_own_are_chosen():
    form = PartsForm(sent(plan="4", design="", deliver="7"))

    assert form.is_valid(), form.errors
    assert form.chosen == {Part.PLAN: Rung.CONSULTING, Part.DELIVER: Rung.CO_PRODUCTION}
    assert PartsForm(sent(plan="8")).errors == {"plan": ["Choose one of the answers on the list"]}


@pytest.mark.django_db
def test_staff_choose_among_their_own_directorates_and_involvement_among_all():
    housing, social_care = make_directorate("Housing"), make_directorate("Adult social care")
    staff = make_user("Priya Nair", Role.STAFF, directorate=social_care)
    involvement = make_user("Lowena Hosken", Role.INVOLVEMENT)
    project = make_draft(by=staff)

    def offered(user):
        return list(BasicsForm(user=user, project=project).fields["directorate"].queryset)

    assert offered(staff) == [social_care]
    assert offered(involvement) == [social_care, housing]


def test_a_project_that_stopped_is_asked_why():
    assert DatesForm(sent(stage="stopped")).errors == {
        "stopped_because": ["Say why it stopped, in plain words"]
    }
    assert DatesForm(sent(stage="stopped", later="1")).is_valid()
    running = DatesForm(sent(stage="running", stopped_because="x" * 1000))
    assert running.is_valid(), running.errors
    assert running.cleaned_data["stopped_because"] == ""
    assert running.cleaned_data["stage"] == Stage.RUNNING


def test_a_project_ends_after_it_starts():
    def dates(starts, ends):
        typed = {"stage": "starting"}
        for name, day in (("starts_on", starts), ("ends_on", ends)):
            typed |= dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), day.split(), strict=True))
        return DatesForm(sent(**typed))

    assert dates("1 3 2027", "1 3 2027").is_valid()
    assert dates("2 3 2027", "1 3 2027").errors == {"ends_on": ["Choose an end that is after the start"]}


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("1200", 120_000), ("£1,200", 120_000), (" 12.50 ", 1250), ("0", 0), ("٣", 300), ("", None)],
)
def test_money_is_typed_in_pounds_and_kept_in_pence(typed, pence):
    form = PayForm(sent(pay_offered="yes", yearly_pay_budget_pence=typed))

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"pay_offered": PayOffered.YES, "yearly_pay_budget_pence": pence}


@pytest.mark.parametrize("typed", ["12.5", "1,20", "-1", "lots", "1" * 40, "£", "12p"])
def test_an_amount_that_is_none_gets_a_sentence_and_is_shown_again(typed):
    form = PayForm(sent(pay_offered="yes", yearly_pay_budget_pence=typed))

    assert form.errors == {"yearly_pay_budget_pence": ["Enter an amount in pounds, like 1200 or 1200.50"]}
    assert form["yearly_pay_budget_pence"].value() == typed


def test_no_budget_is_kept_where_no_pay_is_offered():
    form = PayForm(sent(pay_offered="not-yet", yearly_pay_budget_pence="lots"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["yearly_pay_budget_pence"] is None


def test_a_promise_or_words_about_it_is_asked_for():
    nothing = "Choose what people can count on, or say why you cannot promise yet"
    assert PromisesForm(sent()).non_field_errors() == [nothing]
    assert PromisesForm(sent(later="1")).is_valid()
    assert PromisesForm(sent(access_promises=["breaks"])).is_valid()
    assert PromisesForm(sent(access_words="We cannot promise yet.")).is_valid()


@pytest.mark.django_db
def test_a_project_of_another_directorate_keeps_it_when_its_team_changes_something_else():
    staff = make_user("Priya Nair", Role.STAFF, directorate=make_directorate("Housing"))
    project = make_draft(by=staff)

    offered = BasicsForm(user=staff, project=project).fields["directorate"].queryset
    assert {directorate.name for directorate in offered} == {"Adult social care", "Housing"}


def test_a_published_project_has_one_button_and_says_everything():
    draft = DecidedForm(sent(later="1"))
    published = DecidedForm(sent(later="1"), published=True)

    assert draft.is_valid()
    assert draft.later_label
    assert not published.later_label
    assert set(published.errors) == {"already_decided"}


def test_a_person_s_address_may_be_left_out_but_not_be_nonsense():
    assert PersonForm(sent(name="Sam", email="")).is_valid()
    for typed in ("sam", "sam@", "a@b\x00", "x" * 10_000, f"{'a' * 250}@example.org"):
        assert PersonForm(sent(name="Sam", email=typed)).errors == {
            "email": ["Enter an email address, like name@example.com, or leave it empty"]
        }


FORMS = {
    "start": StartForm,
    "could be": CouldBeForm,
    "dates": DatesForm,
    "decided": DecidedForm,
    "open": OpenForm,
    "join": JoinForm,
    "pay": PayForm,
    "promises": PromisesForm,
    "step": lambda data: StepForm(data, wording=newest_wording()),
    "parts": PartsForm,
    "why": WhyForm,
    "reasons": lambda data: ReasonsForm(data, wording=newest_wording(), today=TODAY),
    "person": PersonForm,
}
TAKES_WORDS = {"decided", "open", "why", "promises"}


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("which", FORMS)
def test_odd_things_get_a_sentence_each_and_are_shown_again(which, typed):
    make = FORMS[which]
    names = list(make(None).fields)
    choices = {"access_promises", "areas"}
    form = make(
        sent(**{name: typed for name in names if not name.startswith("again_") and name not in choices})
    )

    sentences = [sentence for listed in form.errors.values() for sentence in listed]
    words_will_do = which in TAKES_WORDS and typed and len(typed) < 400
    nothing_is_needed = which == "parts" and not typed
    assert form.is_valid() == (not sentences) == bool(words_will_do or nothing_is_needed)
    assert all(sentence[0].isupper() and "%" not in sentence for sentence in sentences)
    visible = typed.replace("\x00", "").replace("\u202e", "")
    for name in names:
        if name.startswith(("name", "summary", "justification", "why_", "already", "can_still", "access_w")):
            assert form[name].value() == visible
