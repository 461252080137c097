"""Form fields that answer in plain sentences, whatever is typed, pasted or sent by a script."""

import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from govuk.widgets import DateBoxes, PoundsBox, TextArea, TextBox
from words.money import pence_in, pounds
from words.plain_dates import MONTHS
from words.plain_text import tidy

LONGEST_DATE_PART = 12
NOT_A_PHONE_NUMBER = "Enter a phone number, like 01632 960 001"
NOT_A_PHONE_NUMBER_OR_EMPTY = f"{NOT_A_PHONE_NUMBER}, or leave it empty"
LONGEST_EMAIL = 254
"""What every column for an email address holds."""


class PlainTextField(forms.CharField):
    """Words that a person writes, in one line or (`lines=True`) in several.

    Nothing typed is lost: what is too long comes back whole, with a sentence. `max_length` counts what people
    see: a line end is one character. `counted=True` shows how many characters are left.
    """

    default_error_messages = {
        "max_length": "Your words are too long. Use %(limit_value)d characters or fewer"
    }

    def __init__(
        self,
        *,
        lines: bool = False,
        max_length: int | None = None,
        counted: bool = False,
        rows: int = 5,
        **kwargs: Any,
    ) -> None:
        self.lines = lines
        limit = max_length or (2000 if lines else 200)
        if "widget" not in kwargs:
            kwargs["widget"] = (
                TextArea(rows=rows, count_to=limit if counted else None) if lines else TextBox()
            )
        super().__init__(max_length=limit, **kwargs)

    def to_python(self, value: Any) -> str | None:
        return super().to_python(tidy(str(value), lines=self.lines) if value is not None else value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What the box shows again after a mistake: everything that was typed and can be seen."""
        return tidy(data, lines=self.lines) if isinstance(data, str) else data

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        attrs.pop("minlength", None)
        return attrs


class PhoneField(PlainTextField):
    """A phone number as people write it: figures and spaces, and perhaps a + or brackets."""

    def __init__(self, **kwargs: Any) -> None:
        required = {"required": NOT_A_PHONE_NUMBER}
        box = TextBox(kind="tel", width=20)
        super().__init__(max_length=20, **{"widget": box, "error_messages": required, **kwargs})

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        if not number and not self.required:
            return number
        if not re.fullmatch(r"\+?[0-9 ()]{5,}", number, re.ASCII) or sum(map(str.isdigit, number)) < 5:
            wrong = NOT_A_PHONE_NUMBER if self.required else NOT_A_PHONE_NUMBER_OR_EMPTY
            raise ValidationError(wrong, code="invalid")
        return number


class PlainEmailField(forms.EmailField):
    """An email address, with one sentence for every way of getting it wrong."""

    WRONG = "Enter your email address, like name@example.com"
    default_error_messages = {"required": WRONG, "invalid": WRONG}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", TextBox(kind="email", attrs={"autocomplete": "email", "spellcheck": "false"})
        )
        super().__init__(**{"max_length": LONGEST_EMAIL} | kwargs)

    def to_python(self, value: Any) -> str | None:
        return super().to_python(tidy(str(value), lines=False) if value is not None else value)

    def run_validators(self, value: Any) -> None:
        """However many ways it is wrong in, the person reads one sentence."""
        try:
            super().run_validators(value)
        except ValidationError as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong

    def bound_data(self, data: Any, initial: Any) -> Any:
        return tidy(data, lines=False) if isinstance(data, str) else data

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class TheirEmailField(PlainEmailField):
    """The email address of somebody else, who may have none. No browser offers one's own for it."""

    THEIRS = "Enter an email address, like name@example.com"

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        widget = TextBox(kind="email", attrs={"autocomplete": "off", "spellcheck": "false"})
        wrong = self.THEIRS if required else f"{self.THEIRS}, or leave it empty"
        messages = {"required": wrong, "invalid": wrong}
        super().__init__(required=required, widget=widget, **{"error_messages": messages, **kwargs})


class DateField(forms.Field):
    """A date in three boxes: day, month (a number or a name) and a year of four figures."""

    widget = DateBoxes
    default_error_messages = {"invalid": "Enter a real date, for example 27 3 2027"}

    def to_python(self, value: Any) -> datetime.date | None:
        if value is None or isinstance(value, datetime.date):
            return value
        parts = [tidy(str(part), lines=False).strip() if part is not None else "" for part in value]
        if not any(parts):
            return None
        if len(parts) != 3 or any(len(part) > LONGEST_DATE_PART for part in parts):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        day, month, year = parts
        try:
            return datetime.date(_year(year), _month(month), int(day))
        except ValueError as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong

    def bound_data(self, data: Any, initial: Any) -> Any:
        if isinstance(data, list | tuple):
            return [tidy(part, lines=False) if isinstance(part, str) else part for part in data]
        return data


class PoundsField(forms.Field):
    """An amount of money, typed in pounds and kept in whole pence."""

    widget = PoundsBox
    default_error_messages = {"invalid": "Enter an amount in pounds, like 1200 or 1200.50"}

    def to_python(self, value: Any) -> int | None:
        if value is None or isinstance(value, int):
            return value
        typed = tidy(str(value), lines=False).strip()
        try:
            return pence_in(typed) if typed else None
        except ValueError as wrong:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from wrong

    def prepare_value(self, value: Any) -> Any:
        return pounds(value).removeprefix("£") if isinstance(value, int) else value

    def bound_data(self, data: Any, initial: Any) -> Any:
        return tidy(data, lines=False) if isinstance(data, str) else data


def _month(text: str) -> int:
    """The month's number. Raises ValueError for anything that is neither a number nor a month's name."""
    named = MONTHS.get(text.lower())
    return int(text) if named is None else named


def _year(text: str) -> int:
    """A year of four figures. Raises ValueError for "27", which could be two different centuries."""
    year = int(text)
    if not 1900 <= year <= 9999:
        raise ValueError(f"not a year of four figures: {year}")
    return year
