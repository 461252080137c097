"""One way to make a form: plain sentences, GOV.UK's markup, each mistake named where it is mended."""

from collections.abc import Iterator
from typing import NamedTuple

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.utils import pretty_name

from govuk.fields import DateField
from govuk.layout import Actions
from govuk.widgets import Checkboxes

# Django's own sentences blame the person or speak in terms of the machine.
PLAIN = (
    (forms.MultipleChoiceField, "required", "Choose one answer or more: {label}"),
    (forms.ChoiceField, "required", "Choose an answer: {label}"),
    (forms.ModelChoiceField, "required", "Choose an answer: {label}"),
    (forms.BooleanField, "required", "Tick the box: {label}"),
    (DateField, "required", "Enter a date: {label}"),
    (forms.Field, "required", "Fill in: {label}"),
    (forms.ChoiceField, "invalid_choice", "Choose one of the answers on the list"),
    (forms.ModelChoiceField, "invalid_choice", "Choose one of the answers on the list"),
    (forms.MultipleChoiceField, "invalid_list", "Choose from the answers on the list"),
    (forms.IntegerField, "invalid", "Enter a whole number, in figures: {label}"),
    (forms.IntegerField, "min_value", "Enter %(limit_value)s or more: {label}"),
    (forms.IntegerField, "max_value", "Enter %(limit_value)s or fewer: {label}"),
    (forms.CharField, "max_length", "Your words are too long. Use %(limit_value)d characters or fewer"),
)


class ErrorLink(NamedTuple):
    """One line of the summary: what to mend, and the id of the control that it takes you to ("" for none)."""

    control: str
    sentence: str


class ToItsOwnPage(FormHelper):
    """A form goes back to the address it was read at. Crispy would search all addresses for it each time."""

    form_action = ""


class GovukForm(forms.BaseForm):
    """Mix into a form, before `forms.Form` or `forms.ModelForm`.

    Give it `request.POST if request.method == "POST" else None`, never `request.POST or None`: an empty form
    that was sent is a form that was sent. `submit_label` is its button; `later_label`, if any, a second
    button that sends `later=1`; `autocomplete_off` keeps Back on a shared computer from showing what was
    typed.
    """

    submit_label = "Continue"
    later_label = ""
    autocomplete_off = False
    use_required_attribute = False

    @property
    def helper(self) -> FormHelper:
        """What {% crispy form %} draws. Made when asked for, so that a form may still change its fields."""
        helper = ToItsOwnPage()
        helper.attrs = {"novalidate": "", **({"autocomplete": "off"} if self.autocomplete_off else {})}
        helper.layout = Layout(*shown_fields(self), Actions(self.submit_label, later=self.later_label))
        return helper

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            speak_plainly(field, str(field.label or pretty_name(name)))
        super().full_clean()


def speak_plainly(field: forms.Field, label: str) -> None:
    """Puts our sentences in the place of Django's, and leaves those that a page wrote itself."""
    for kind, code, sentence in PLAIN:
        if isinstance(field, kind) and _is_djangos_own(field, code):
            wanted = label.replace("%", "%%") if "%(" in sentence else label
            field.error_messages[code] = sentence.replace("{label}", wanted)


def _is_djangos_own(field: forms.Field, code: str) -> bool:
    if code == "max_length" or code.endswith("_value"):
        return code not in field.error_messages
    for kind in type(field).__mro__:
        defaults = vars(kind).get("default_error_messages", {})
        if code in defaults:
            return kind.__module__.startswith("django.") and field.error_messages.get(code) is defaults[code]
    return False


def revealed_by(form: forms.BaseForm) -> dict[str, list[str]]:
    """For each field that reveals others, the names of those, in the order of its answers."""
    return {
        name: [
            revealed
            for value, _ in field.widget.choices
            for revealed in field.widget.reveals.get(str(value), ())
        ]
        for name, field in form.fields.items()
        if isinstance(field.widget, Checkboxes) and field.widget.reveals
    }


def shown_fields(form: forms.BaseForm) -> list[str]:
    """The fields that stand on the page by themselves: all but those that an answer reveals."""
    inside = {name for names in revealed_by(form).values() for name in names}
    return [name for name in form.fields if name not in inside]


def page_order(form: forms.BaseForm) -> Iterator[forms.BoundField]:
    """The form's visible fields as the page shows them from top to bottom."""
    inside = revealed_by(form)
    for name in shown_fields(form):
        for each in (name, *inside.get(name, ())):
            if not form[each].is_hidden:
                yield form[each]


def first_control(bound: forms.BoundField) -> str:
    """The id of the first box, button or list of a field: where a link to its mistake should land."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        first = next(iter(bound.subwidgets), None)
        return first.id_for_label if first else bound.auto_id
    return bound.id_for_label or bound.auto_id


def error_links(form: forms.BaseForm) -> list[ErrorLink]:
    """Every mistake in the form, in the order of the page. What belongs to no single answer comes first."""
    fields = list(page_order(form))
    start = first_control(fields[0]) if fields else ""
    general = [ErrorLink(start, str(sentence)) for sentence in form.non_field_errors()]
    hidden = [ErrorLink(start, str(sentence)) for bound in form.hidden_fields() for sentence in bound.errors]
    each = [ErrorLink(first_control(bound), str(sentence)) for bound in fields for sentence in bound.errors]
    return general + hidden + each
