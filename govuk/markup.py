"""From a bound field to the ready-made values that its template prints. No HTML here, no decisions there."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms

from govuk.widgets import BigOptions, Checkboxes, Choosing, DateBoxes, RungRadios, TextArea, TextBox


@dataclass(frozen=True, slots=True)
class Item:
    """One answer of a list of answers."""

    value: str
    label: str
    id: str
    name: str
    checked: bool
    hint: str = ""
    mark: str = ""
    minor: bool = False
    after_or: bool = False
    meaning: str = ""
    example: str = ""
    note: str = ""
    reveals: tuple[forms.BoundField, ...] = field(default=())


BLOCKS = {"textarea": "govuk-textarea", "select": "govuk-select", "file": "govuk-file-upload"}
"""GOV.UK's class of the box, where it is no plain line."""


def kind_of(bound: forms.BoundField) -> str:
    """The name of the template in templates/govuk/fields/ that draws this field."""
    widget = bound.field.widget
    kinds: tuple[tuple[type, str], ...] = (
        (RungRadios, "rungs"),
        (BigOptions, "options"),
        (DateBoxes, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
    )
    return next((kind for widget_type, kind in kinds if isinstance(widget, widget_type)), "input")


def items_of(bound: forms.BoundField) -> list[Item]:
    """The answers to choose from, in order, with all that is said about each."""
    widget = bound.field.widget
    choosing = widget if isinstance(widget, Choosing) else None
    big = widget if isinstance(widget, BigOptions) else None
    rungs = widget if isinstance(widget, RungRadios) else None
    reveals = widget.reveals if isinstance(widget, Checkboxes) else {}
    items = []
    for answer in bound.subwidgets:
        value = str(answer.data["value"])
        items.append(
            Item(
                value=value,
                label=answer.choice_label,
                id=answer.id_for_label,
                name=answer.data["name"],
                checked=answer.data["selected"],
                hint=choosing.hints.get(value, "") if choosing else "",
                after_or=choosing is not None and choosing.or_before == value,
                mark=big.marks.get(value, "") if big else "",
                minor=big is not None and value in big.minor,
                meaning=rungs.meanings.get(value, "") if rungs else "",
                example=rungs.examples.get(value, "") if rungs else "",
                note=rungs.notes.get(value, "") if rungs else "",
                reveals=tuple(bound.form[name] for name in reveals.get(value, ())),
            )
        )
    return items


def field_context(
    bound: forms.BoundField, *, label: str, hint: str, size: str, heading: bool
) -> dict[str, Any]:
    """What every kind of field prints. The ids are Django's own, so that other people's forms agree."""
    errors = list(bound.errors)
    hint_id, error_id = f"{bound.auto_id}_helptext", f"{bound.auto_id}_error"
    return {
        "field": bound,
        "kind": kind_of(bound),
        "label": label or bound.label,
        "label_for": bound.id_for_label,
        "hint": hint or bound.help_text,
        "hint_id": hint_id,
        "errors": errors,
        "error_id": error_id,
        "describedby": _ids((hint_id, bool(hint or bound.help_text)), (error_id, bool(errors))),
        "size": size,
        "heading": heading,
    }


def input_attrs(bound: forms.BoundField, context: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """The attributes of a box or list: GOV.UK's classes, what describes it, and what the page asks for."""
    widget = bound.field.widget
    block = BLOCKS.get(context["kind"], "govuk-input")
    classes = [*widget.attrs.get("class", "").split(), *extra.pop("class", "").split(), block]
    if isinstance(widget, TextBox) and widget.width:
        classes.append(f"govuk-input--width-{widget.width}")
    if context["errors"]:
        classes.append(f"{block}--error")
    described = context["describedby"]
    if isinstance(widget, TextArea) and widget.count_to:
        classes.append("govuk-js-character-count")
        described = f"{bound.auto_id}-info {described}".strip()
    return {"class": " ".join(dict.fromkeys(classes)), "aria-describedby": described or False, **extra}


def _ids(*ids: tuple[str, bool]) -> str:
    return " ".join(each for each, there in ids if there)


def parts_of_rungs(items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """The steps of the ladder, and what stands below it."""
    listed = list(items)
    return [item for item in listed if item.meaning], [item for item in listed if not item.meaning]
