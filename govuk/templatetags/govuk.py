"""Tags for forms: {% govuk_field form.name %}, {% govuk_choices form.answer %}, {% error_summary form %}."""

from typing import Any

from django import forms, template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from govuk.forms import error_links
from govuk.markup import field_context, input_attrs, items_of, parts_of_rungs
from govuk.widgets import PoundsBox, TextArea

register = template.Library()


@register.simple_tag
def govuk_field(
    bound: forms.BoundField,
    size: str = "m",
    heading: bool = False,
    label: str = "",
    hint: str = "",
    classes: str = "",
    also_described_by: str = "",
    **attrs: Any,
) -> SafeString | str:
    """One field: label or legend, hint, mistake and control.

    size: how big the label is: "xl", "l", "m", "s", or "" for the plain size. heading: the label is the
    page's own h1. label and hint: in the place of the field's own. also_described_by: the id of words that
    the page puts beside the field. classes, and any attribute such as inputmode="numeric": for the box
    itself.
    """
    if bound.is_hidden:
        return str(bound)
    context = field_context(bound, label=label, hint=hint, size=size, heading=heading)
    context["describedby"] = f"{context['describedby']} {also_described_by}".strip()
    return render_to_string(
        f"govuk/fields/{context['kind']}.html", _with_control(bound, context, classes, attrs)
    )


@register.simple_tag
def govuk_choices(bound: forms.BoundField) -> SafeString:
    """Only the mistake and the answers, for a page that writes the fieldset and its legend itself.

    Put `aria-describedby="{{ form.answer.aria_describedby }}"` on that fieldset.
    """
    context = field_context(bound, label="", hint="", size="", heading=False)
    context = _with_control(bound, context, "", {})
    return render_to_string(f"govuk/fields/{context['kind']}_items.html", context)


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(*some_forms: forms.BaseForm, description: str = "") -> dict[str, Any]:
    """Every mistake of the forms, each a link to what mends it. Nothing at all when there is none.

    It goes above the page's h1. description: one sentence under its title.
    """
    links = [link for form in some_forms if form.is_bound for link in error_links(form)]
    return {"links": links, "description": description}


def _with_control(
    bound: forms.BoundField, context: dict[str, Any], classes: str, attrs: dict[str, Any]
) -> dict[str, Any]:
    kind = context["kind"]
    widget = bound.field.widget
    if kind in ("input", "textarea", "select", "file"):
        context["control"] = bound.as_widget(attrs=input_attrs(bound, context, {"class": classes, **attrs}))
        context["count_to"] = widget.count_to if isinstance(widget, TextArea) else None
        context["prefix"] = "£" if isinstance(widget, PoundsBox) else ""
        context["info_id"] = f"{bound.auto_id}-info"
    elif kind == "date":
        described = widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})
        context["boxes"] = described["widget"]["subwidgets"]
    elif kind == "checkbox":
        context["checked"] = widget.check_test(bound.value())
        context["value"] = widget.attrs.get("value", "on")
    else:
        items = items_of(bound)
        context["items"] = items
        context["small"] = getattr(widget, "small", False)
        context["inline"] = getattr(widget, "inline", False)
        if kind == "rungs":
            context["steps"], context["items"] = parts_of_rungs(items)
            context["easy"] = widget.easy
    return context
