"""Our fields beside GOV.UK Frontend's own examples: the same HTML, with our ids."""

import pytest
from django import forms
from django.template import Context, Template

from govuk.fields import DateField, PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import Checkboxes, DateBoxes, Radios, TextArea, TextBox
from tests.govuk.markup import fixtures, read, same

CONDITIONAL = "govuk-checkboxes__conditional"


def examples(*components):
    return [
        pytest.param(component, example, id=f"{component}: {example['name']}")
        for component in components
        for example in fixtures(component)
    ]


def form_with(field, *, value=None, mistake=None, inside=()):
    fields = {"answer": field, **{name: PlainTextField(required=False) for name in inside}}
    kind = type("ExampleForm", (GovukForm, forms.Form), fields)
    if mistake is None:
        return kind(initial={"answer": value})
    data = {"answer": value} if value is not None else {}
    form = kind(data)
    form.full_clean()
    form.errors.clear()
    form.add_error("answer", mistake)
    return form


def drawn(form, **how):
    how = {"size": "", "heading": False, "inputmode": False, "autocomplete": False} | how
    source = (
        "{% load govuk %}{% govuk_field form.answer size=size heading=heading inputmode=inputmode"
        " autocomplete=autocomplete %}"
    )
    return Template(source).render(Context({"form": form, **how}))


def words(options, key):
    return options.get(key, {}).get("text", "")


def how_labelled(label):
    classes = label.get("classes", "")
    return {"size": classes.rpartition("--")[2], "heading": label.get("isPageHeading", False)}


@pytest.mark.parametrize(("component", "example"), examples("input", "textarea", "character-count"))
def test_boxes_have_govuks_markup(component, example):
    options = example["options"]
    width = options.get("classes", "").rpartition("width-")[2]
    limit = options.get("maxlength")
    widget = (
        TextBox(width=int(width) if width else None)
        if component == "input"
        else TextArea(rows=options.get("rows", 5), count_to=limit)
    )
    field = forms.CharField(
        required=False, label=words(options, "label"), help_text=words(options, "hint"), widget=widget
    )
    value = options.get("value")
    form = form_with(
        field, value=value, mistake=options["errorMessage"]["text"] if "errorMessage" in options else None
    )
    html = drawn(
        form,
        **how_labelled(options["label"]),
        inputmode=options.get("inputmode", False),
        autocomplete=options.get("autocomplete", False),
    )
    assert same(read(html)) == same(read(example["html"]))


@pytest.mark.parametrize(("component", "example"), examples("select"))
def test_lists_have_govuks_markup(component, example):
    options = example["options"]
    field = forms.ChoiceField(
        required=False,
        label=words(options, "label"),
        help_text=words(options, "hint"),
        choices=[(item["value"], item["text"]) for item in options["items"]],
    )
    html = drawn(form_with(field, mistake=words(options, "errorMessage")))
    assert same(read(html)) == same(read(example["html"]))


@pytest.mark.parametrize(("component", "example"), examples("radios", "checkboxes"))
def test_answers_to_choose_from_have_govuks_markup(component, example):
    options = example["options"]
    items = [item for item in options["items"] if "divider" not in item]
    order = [item.get("value") for item in options["items"]]
    look = {
        "hints": {item["value"]: item["hint"]["text"] for item in items if "hint" in item},
        "small": "small" in options.get("classes", ""),
        "or_before": order[order.index(None) + 1] if None in order else None,
    }
    revealing = [item["value"] for item in items if "conditional" in item]
    one = component == "radios"
    if one:
        widget = Radios(**look, inline="inline" in options.get("classes", ""))
    else:
        widget = Checkboxes(**look, reveals={value: (f"about_{value}",) for value in revealing})
    legend = options["fieldset"]["legend"]
    field = (forms.ChoiceField if one else forms.MultipleChoiceField)(
        required=False,
        label=legend["text"],
        help_text=words(options, "hint"),
        choices=[(item["value"], item["text"]) for item in items],
        widget=widget,
    )
    ticked = [item["value"] for item in items if item.get("checked")]
    form = form_with(
        field,
        value=(ticked[0] if one else ticked) if ticked else None,
        mistake=options["errorMessage"]["text"] if "errorMessage" in options else None,
        inside=[f"about_{value}" for value in revealing],
    )
    html = drawn(form, **how_labelled(legend))
    assert same(read(html), without=[CONDITIONAL]) == same(read(example["html"]), without=[CONDITIONAL])


@pytest.mark.parametrize(("component", "example"), examples("date-input"))
def test_dates_have_govuks_markup(component, example):
    options = example["options"]
    field = DateField(
        required=False,
        label=options["fieldset"]["legend"]["text"],
        help_text=words(options, "hint"),
        widget=DateBoxes(),
    )
    mistake = words(options, "errorMessage")
    values = options.get("values")
    wrong = mistake or ("wrong" if "day" in options else None)
    form = form_with(field, value=list(values.values()) if values else None, mistake=wrong)
    html = drawn(form)
    expected = example["html"]
    if wrong and not mistake:  # GOV.UK marks the boxes alone; we never mark a box without a sentence
        assert html.count("govuk-input--error") == expected.count("govuk-input--error") == 3
    else:
        assert same(read(html)) == same(read(expected))


def test_a_label_never_carries_markup_into_the_page():
    nasty = "<script>alert(1)</script>"
    choices = [(nasty, nasty)]
    for field in (
        forms.CharField(label=nasty, help_text=nasty),
        forms.ChoiceField(label=nasty, help_text=nasty, choices=choices),
        forms.ChoiceField(label=nasty, choices=choices, widget=Radios(hints={nasty: nasty})),
        forms.MultipleChoiceField(label=nasty, choices=choices, widget=Checkboxes(hints={nasty: nasty})),
        forms.BooleanField(label=nasty, help_text=nasty),
        DateField(label=nasty, help_text=nasty),
    ):
        html = drawn(form_with(field, value=nasty, mistake=nasty))
        assert "<script" not in html
        assert "&lt;script&gt;" in html
