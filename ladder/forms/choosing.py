"""How somebody likes the questions, and another way than online."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from experts.choices import PaperSize, Way
from govuk.fields import NOT_A_PHONE_NUMBER, PhoneField, PlainTextField
from govuk.widgets import BigOptions, Radios
from ladder.forms.answering import CheckForm
from notices.choices import Film, Pictures, Words
from notices.reading import SEPARATOR, Reading

CHOOSE_A_WAY = "Choose how you would like to do it"


class HowForm(CheckForm):
    """How somebody likes the questions, chosen before the first. What nobody offers is the normal page."""

    later_label = ""

    words = forms.ChoiceField(
        label="Words",
        choices=Words.choices,
        required=False,
        widget=Radios(
            hints={
                Words.PLAIN.value: "The question, as it was published. You can open what it means.",
                Words.EASY_READ.value: "The question, with short lines in big letters. 1 idea at a time.",
            }
        ),
    )
    pictures = forms.ChoiceField(
        label="Pictures",
        help_text="Pictures help some people. They put others off.",
        choices=Pictures.choices,
        required=False,
        widget=Radios,
    )

    film = forms.ChoiceField(
        label="Signed film",
        help_text="Some questions have a film in British Sign Language (BSL).",
        choices=Film.choices,
        required=False,
        widget=Radios,
    )

    def __init__(self, *args: Any, has_films: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_films:
            del self.fields["film"]

    @classmethod
    def showing(cls, reading: Reading, *, has_films: bool) -> "HowForm":
        """The form with what somebody chose before."""
        chosen = {name: getattr(reading, name).value for name in cls.base_fields}
        return cls(has_films=has_films, initial=chosen)

    @classmethod
    def chosen(cls, data: Mapping[str, str], *, before: Reading) -> Reading:
        """What was chosen. The size and the colours, and what was not asked, stay as they were before."""
        said = Reading.read(SEPARATOR.join(data.get(name, "") for name in cls.base_fields))
        film = said.film if "film" in data else before.film
        return replace(before, words=said.words, pictures=said.pictures, film=film)


class WayForm(CheckForm):
    """Another way than online. What belongs to another way than the chosen one cannot be wrong."""

    submit_label = "Ask for this"
    later_label = ""

    way = forms.ChoiceField(
        label="How would you like to do it?",
        choices=[(way.value, way.label) for way in Way if way != Way.ONLINE],
        widget=BigOptions(
            hints={
                Way.PAPER.value: "It is in large print. You need no stamp.",
                Way.PHONE.value: "We ring you, and do it with you.",
                Way.BSL.value: "An interpreter signs it with you.",
            },
            marks={Way.PAPER.value: "paper", Way.PHONE.value: "phone", Way.BSL.value: "people"},
        ),
        error_messages={"required": CHOOSE_A_WAY, "invalid_choice": CHOOSE_A_WAY},
    )
    size = forms.TypedChoiceField(
        label="How large should the words be?",
        choices=[(size.value, f"{size.label}: {size.value} point") for size in PaperSize],
        coerce=int,
        empty_value=PaperSize.LARGE,
        required=False,
        widget=Radios,
    )
    cream = forms.BooleanField(label="Print it on cream paper", required=False)
    phone_number = PhoneField(label="Your phone number", required=False)
    when_to_ring = PlainTextField(
        label="When is a good time?",
        help_text="For example: Tuesday mornings. You can leave this empty.",
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        way = cleaned.get("way")
        belongs = {
            "size": way == Way.PAPER,
            "cream": way == Way.PAPER,
            "phone_number": way == Way.PHONE,
            "when_to_ring": way in (Way.PHONE, Way.BSL),
        }
        if way:
            for name in (name for name, it_does in belongs.items() if not it_does):
                self.errors.pop(name, None)
                cleaned.pop(name, None)
        if way == Way.PHONE and not cleaned.get("phone_number") and "phone_number" not in self.errors:
            self.add_error("phone_number", NOT_A_PHONE_NUMBER)
        return cleaned
