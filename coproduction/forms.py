"""How somebody likes to read: four choices, each with one that is normal."""

from dataclasses import replace

from django import forms
from django.utils.html import format_html

from govuk.forms import GovukForm
from govuk.widgets import Radios
from notices.choices import Colours, Pictures, Size, Words
from notices.reading import SEPARATOR, Reading

# Each of these answers is drawn the way it will look.
SAMPLES = {
    Size.LARGE: "app-sample--2",
    Size.VERY_LARGE: "app-sample--3",
    Colours.CREAM: "app-sample--cream",
    Colours.CONTRAST: "app-sample--bw",
}


def _choices(kind):
    return [
        (choice.value, format_html('<span class="{}">{}</span>', SAMPLES[choice], choice.label))
        if choice in SAMPLES
        else (choice.value, choice.label)
        for choice in kind
    ]


def _one_of(kind, label, hint=""):
    return forms.ChoiceField(
        label=label, help_text=hint, choices=_choices(kind), required=False, widget=Radios()
    )


class ReadingForm(GovukForm, forms.Form):
    """It has no wrong answers: what nobody offers is the normal page."""

    submit_label = "Save how I like to read"
    size = _one_of(Size, "Size of the words")
    pictures = _one_of(Pictures, "Pictures", "Pictures help some people. They put others off.")
    words = _one_of(Words, "Words", "Easy Read uses short lines and 1 idea at a time.")
    colours = _one_of(Colours, "Colours")

    @classmethod
    def showing(cls, reading):
        """The form with somebody's choices in it."""
        return cls(initial={name: getattr(reading, name).value for name in cls.base_fields})

    @classmethod
    def chosen(cls, data, *, before):
        """The choices in what was sent. What is not asked here stays as it was before."""
        said = Reading.read(SEPARATOR.join(data.get(name, "") for name in cls.base_fields))
        return replace(said, film=before.film)
