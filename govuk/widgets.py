"""Widgets: how an answer is asked for. Each names the template of templates/govuk/fields/ that draws it."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django import forms


class TextBox(forms.TextInput):
    """One line. `width` is GOV.UK's width in characters (2, 3, 4, 5, 10, 20 or 30); none is full width."""

    def __init__(
        self, *, kind: str = "text", width: int | None = None, attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__(attrs)
        self.input_type = kind
        self.width = width


class PoundsBox(TextBox):
    """An amount of money, with the pound sign in front of the box."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(width=10, attrs={"inputmode": "decimal", "spellcheck": "false", **(attrs or {})})


class FileBox(forms.FileInput):
    """One file. `accept` is what the person's own list of files shows first: ".csv,.xlsx"."""

    def __init__(self, *, accept: str = "", attrs: dict[str, Any] | None = None) -> None:
        super().__init__({**({"accept": accept} if accept else {}), **(attrs or {})})


class TextArea(forms.Textarea):
    """Several lines. With `count_to` the page says how many characters are left."""

    def __init__(
        self, *, rows: int = 5, count_to: int | None = None, attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__({"rows": rows, **(attrs or {})})
        self.attrs.pop("cols", None)
        self.count_to = count_to


class DateBoxes(forms.MultiWidget):
    """Day, month and year, each with its own label. An error link that points here focuses the day."""

    use_fieldset = True
    LABELS: ClassVar[tuple[tuple[str, str, int], ...]] = (
        ("day", "Day", 2),
        ("month", "Month", 2),
        ("year", "Year", 4),
    )

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            name: forms.TextInput(attrs={"inputmode": "numeric"}) for name, _, _ in self.LABELS
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: datetime.date | None) -> list[Any]:
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, (_, label, width) in zip(context["widget"]["subwidgets"], self.LABELS, strict=True):
            box["label"], box["width"] = label, width
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_0" if id_ else id_


class Choosing:
    """What lists of answers share. `hints` says a little more under an answer; `or_before` names the answer
    that stands apart, after the word "or"."""

    hints: Mapping[str, str]
    small: bool
    inline: bool
    or_before: str | None

    def _choosing(
        self, hints: Mapping[str, str] | None, *, small: bool, inline: bool, or_before: str | None
    ) -> None:
        self.hints = hints or {}
        self.small = small
        self.inline = inline
        self.or_before = or_before


class Radios(Choosing, forms.RadioSelect):
    """One answer of several."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        hints: Mapping[str, str] | None = None,
        small: bool = False,
        inline: bool = False,
        or_before: str | None = None,
    ) -> None:
        super().__init__(attrs)
        self._choosing(hints, small=small, inline=inline, or_before=or_before)


class Checkboxes(Choosing, forms.CheckboxSelectMultiple):
    """Several answers. `reveals` names, for an answer, the fields of the same form that belong to it.

    With JavaScript they show when the answer is ticked; without it they are always there.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, Collection[str]] | None = None,
        small: bool = False,
        or_before: str | None = None,
    ) -> None:
        super().__init__(attrs)
        self._choosing(hints, small=small, inline=False, or_before=or_before)
        self.reveals = reveals or {}


class BigOptions(Choosing, forms.RadioSelect):
    """The check's answers: 80 pixels tall, each with its mark (one of the five marks, or an icon's name).

    The answers in `minor` are drawn smaller."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        hints: Mapping[str, str] | None = None,
        marks: Mapping[str, str] | None = None,
        minor: Collection[str] = (),
        or_before: str | None = None,
    ) -> None:
        super().__init__(attrs)
        self._choosing(hints, small=False, inline=False, or_before=or_before)
        self.marks = marks or {}
        self.minor = minor


class RungRadios(BigOptions):
    """The steps of the ladder, the highest first, each with what it means and perhaps an example.

    Choices that have no meaning in `meanings` ("Not sure", "I do not want to answer this one") stand below
    the ladder as big options. `notes` are the small words beside a step's name, such as "Step 5 of 7".
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        meanings: Mapping[str, str],
        examples: Mapping[str, str] | None = None,
        notes: Mapping[str, str] | None = None,
        easy: bool = False,
        hints: Mapping[str, str] | None = None,
        marks: Mapping[str, str] | None = None,
        minor: Collection[str] = (),
        or_before: str | None = None,
    ) -> None:
        super().__init__(attrs, hints=hints, marks=marks, minor=minor, or_before=or_before)
        self.meanings = meanings
        self.examples = examples or {}
        self.notes = notes or {}
        self.easy = easy
