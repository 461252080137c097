"""How somebody is reached: a short form for each thing, the same for themselves and for the team."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.choices import KnownBy
from govuk.fields import DateField, PhoneField, PlainTextField, TheirEmailField
from govuk.forms import GovukForm
from govuk.widgets import Checkboxes, Radios, TextArea, TextBox
from notices.choices import Channel, Format, HowOften, PhoneThrough
from notices.models.reach import EVERY_DAY, LARGEST_PRINT, SMALLEST_PRINT
from notices.reach_words import DAYS, o_clock
from notices.ways import is_mobile, is_whole_mobile
from words.working_days import london_date

NOT_AGAIN = {"autocomplete": "off"}
FEWEST_LETTERS = 2
CHOOSE = {"required": "Choose one", "invalid_choice": "Choose one of the answers on the list"}


def hours(first, last):
    """Whole hours to choose from, the last included. Nothing chosen is no limit."""
    every = (time(hour) for hour in range(first, last + 1))
    return [("", "No limit"), *((f"{hour:%H:%M}", o_clock(hour)) for hour in every)]


def an_hour(chosen):
    """The time that was chosen, or None for no limit."""
    return time.fromisoformat(chosen)


class ContactForm(GovukForm, forms.Form):
    """One thing about reaching somebody, whose fields have the names of those of `HowToReach`.

    `told` is what is kept. An agreed word stands only in the form of whoever `sees_address`.
    """

    submit_label = "Save"
    autocomplete_off = True

    def __init__(self, data=None, *, told, sees_address=True, **kwargs):
        super().__init__(data, initial=self.from_told(told), **kwargs)
        self.told = told

    def from_told(self, told):
        """What stands in the form when it opens."""
        return {name: getattr(told, name) for name in self.base_fields}

    @property
    def said(self):
        """What was sent, as `set_how_to_reach` takes it."""
        return dict(self.cleaned_data)


class SafeForm(ContactForm):
    """What is safe. Nobody is asked why."""

    CARE = (
        ("plain_envelope", "Use a plain envelope"),
        ("neutral", "Do not say who it is from or what it is about"),
        ("voicemail_ok", "A voicemail is OK"),
    )

    never = forms.MultipleChoiceField(
        label="What should we never use?",
        help_text="Tick all that are not safe. We will not ask why.",
        choices=[
            (Channel.EMAIL.value, "Email"),
            (Channel.TEXT.value, "Text messages"),
            (Channel.LETTER.value, "Letters"),
            (Channel.PHONE.value, "Phone calls"),
        ],
        required=False,
        widget=Checkboxes,
    )
    care = forms.MultipleChoiceField(
        label="How should we take care?", choices=CARE, required=False, widget=Checkboxes
    )
    agreed_word = PlainTextField(
        label="A word that we say first",
        help_text="Then it is clear that it is us. You can leave this empty.",
        max_length=40,
        required=False,
        widget=TextBox(width=20, attrs=NOT_AGAIN),
    )

    def __init__(self, data=None, *, sees_address=True, **kwargs):
        super().__init__(data, **kwargs)
        if not sees_address:
            del self.fields["agreed_word"]

    def from_told(self, told):
        care = [key for key, _ in self.CARE if getattr(told, key)]
        return {"never": told.never, "care": care, "agreed_word": told.agreed_word}

    def clean_never(self):
        never = self.cleaned_data["never"]
        if len(never) == len(Channel):
            raise ValidationError("Leave 1 way open. Or pause everything instead")
        return never

    @property
    def said(self):
        care = self.cleaned_data["care"]
        kept = {name: self.cleaned_data[name] for name in ("never", "agreed_word") if name in self.fields}
        return {**kept, **{key: key in care for key, _ in self.CARE}}


class WhereForm(ContactForm):
    """Where somebody is rung and written to."""

    phone = PhoneField(
        label="Phone number", required=False, widget=TextBox(kind="tel", width=20, attrs=NOT_AGAIN)
    )
    phone_through = forms.ChoiceField(
        label="How do we ring?",
        choices=[
            (PhoneThrough.DIRECT.value, "An ordinary call"),
            (PhoneThrough.RELAY_UK.value, "With Relay UK"),
            (PhoneThrough.BSL_RELAY.value, "In British Sign Language, by video relay"),
        ],
        widget=Radios,
        error_messages=CHOOSE,
    )
    when_to_ring = PlainTextField(
        label="When is a good time to ring?",
        help_text="For example: Tuesday mornings. You can leave this empty.",
        max_length=200,
        required=False,
        widget=TextBox(attrs=NOT_AGAIN),
    )
    address = PlainTextField(
        label="Address for letters",
        help_text="Write it as on an envelope, with the postcode last.",
        lines=True,
        max_length=300,
        required=False,
        widget=TextArea(rows=5, attrs=NOT_AGAIN),
    )

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if is_mobile(phone) and not is_whole_mobile(phone):
            raise ValidationError("A mobile number has 11 figures. Check it")
        return phone


class EmailForm(GovukForm, forms.Form):
    """An e-mail address that was written down wrongly."""

    submit_label = "Save"
    autocomplete_off = True

    email = TheirEmailField(
        label="Their email",
        help_text="Leave it empty if they have none. Then their code to sign in comes by post.",
    )


class NewEmailForm(GovukForm, forms.Form):
    """A new address to sign in with, for somebody who rang, and how it is known that it was them."""

    submit_label = "Change their email"
    autocomplete_off = True

    email = TheirEmailField(
        label="Their new email", help_text="Read it back to them, letter by letter.", required=True
    )
    known_by = forms.ChoiceField(
        label="How do you know that it is this person?",
        help_text="Only the involvement team sees the word and the number. Ask one of them.",
        choices=KnownBy.choices,
        widget=Radios,
        error_messages=CHOOSE,
    )

    def __init__(self, data=None, *, told):
        super().__init__(data)
        self.told = told

    def clean_known_by(self):
        known_by = KnownBy(self.cleaned_data["known_by"])
        if known_by == KnownBy.AGREED_WORD and not self.told.agreed_word:
            raise ValidationError("We have agreed no word with them. Choose another")
        if known_by == KnownBy.RANG_BACK and not self.told.phone:
            raise ValidationError("We have no number for them. Choose another")
        return known_by


class BestForm(ContactForm):
    """Which way first, and which then. What is not safe cannot be chosen."""

    WAYS = (
        (Channel.EMAIL.value, "Email"),
        (Channel.TEXT.value, "Text"),
        (Channel.LETTER.value, "Letter"),
        (Channel.PHONE.value, "Phone call"),
    )

    first = forms.ChoiceField(label="First", choices=WAYS, widget=Radios, error_messages=CHOOSE)
    then = forms.ChoiceField(
        label="Then, if that does not work",
        choices=[*WAYS, ("", "No second way")],
        required=False,
        widget=Radios,
        error_messages=CHOOSE,
    )

    def __init__(self, data=None, *, has_email, **kwargs):
        super().__init__(data, **kwargs)
        self.has_email = has_email

    def from_told(self, told):
        first, then, *_ = [*told.order, "", ""]
        return {"first": first, "then": then}

    def clean_first(self):
        return self._usable(self.cleaned_data["first"])

    def clean_then(self):
        then = self.cleaned_data["then"]
        if then and then == self.cleaned_data.get("first"):
            raise ValidationError("Choose another way than the first")
        return self._usable(then) if then else ""

    def _usable(self, way):
        if way in self.told.never:
            raise ValidationError("This is marked as not safe. Choose another way")
        missing = {
            Channel.EMAIL: not self.has_email and "There is no email address yet. Choose another way",
            Channel.TEXT: not is_mobile(self.told.phone) and "There is no mobile number yet. Add one first",
            Channel.LETTER: not self.told.address and "There is no address yet. Add one first",
            Channel.PHONE: not self.told.phone and "There is no phone number yet. Add one first",
        }[Channel(way)]
        if missing:
            raise ValidationError(missing)
        return way

    @property
    def said(self):
        return {"order": [way for way in (self.cleaned_data["first"], self.cleaned_data["then"]) if way]}


class WhenForm(ContactForm):
    """Safe days and hours. Nothing goes out from 8pm to 9am whatever is chosen."""

    safe_days = forms.MultipleChoiceField(
        label="Which days are safe?",
        choices=[(str(number), name) for number, name in enumerate(DAYS, start=1)],
        widget=Checkboxes(small=True),
        error_messages={"required": "Choose 1 day or more. Or pause everything instead"},
    )
    safe_from = forms.TypedChoiceField(
        label="Not before", choices=hours(9, 19), coerce=an_hour, empty_value=None, required=False
    )
    safe_until = forms.TypedChoiceField(
        label="Not after", choices=hours(10, 20), coerce=an_hour, empty_value=None, required=False
    )

    def from_told(self, told):
        return {
            "safe_days": list(told.safe_days or EVERY_DAY),
            "safe_from": f"{told.safe_from:%H:%M}" if told.safe_from else "",
            "safe_until": f"{told.safe_until:%H:%M}" if told.safe_until else "",
        }

    def clean_safe_days(self):
        return "".join(sorted(self.cleaned_data["safe_days"]))

    def clean(self):
        begins, ends = self.cleaned_data.get("safe_from"), self.cleaned_data.get("safe_until")
        if begins and ends and ends <= begins:
            self.add_error("safe_until", "Choose a later time than “Not before”")
        return self.cleaned_data


class OftenForm(ContactForm):
    """One message at a time, or one a week."""

    how_often = forms.ChoiceField(
        label="How often?",
        choices=HowOften.choices,
        widget=Radios(hints={HowOften.WEEKLY.value: "If something cannot wait, it comes at once."}),
        error_messages=CHOOSE,
    )


class FormatForm(ContactForm):
    """What a person can read or hear."""

    format = forms.ChoiceField(
        label="Which format?", choices=Format.choices, widget=Radios, error_messages=CHOOSE
    )
    print_size = forms.TypedChoiceField(
        label="How large, if it is large print?",
        choices=[(size, f"{size} point") for size in range(SMALLEST_PRINT, LARGEST_PRINT + 1, 2)],
        coerce=int,
        required=False,
        empty_value=None,
    )
    language = PlainTextField(
        label="Which language, if not English?",
        max_length=40,
        required=False,
        widget=TextBox(width=20, attrs=NOT_AGAIN),
    )

    def from_told(self, told):
        return {**super().from_told(told), "print_size": told.print_size or 18}

    def clean(self):
        # A size belongs to large print alone, and is no mistake beside anything else.
        if self.cleaned_data.get("format") != Format.LARGE_PRINT:
            self.errors.pop("print_size", None)
            self.cleaned_data["print_size"] = None
        elif self.cleaned_data.get("print_size") is None and "print_size" not in self.errors:
            self.add_error("print_size", "Choose how large")
        return self.cleaned_data


class FindForm(GovukForm, forms.Form):
    """Whom somebody looks for, by a part of their name."""

    submit_label = "Find people"
    autocomplete_off = True

    name = PlainTextField(
        label="Name of a person",
        help_text="A part of it is enough. We do not keep what you type here.",
        max_length=100,
        widget=TextBox(attrs=NOT_AGAIN),
        error_messages={"required": "Type a name, or a part of one"},
    )

    def clean_name(self):
        name = self.cleaned_data["name"]
        if len(name) < FEWEST_LETTERS:
            raise ValidationError("Type 2 letters of the name, or more")
        return name


class PauseForm(GovukForm, forms.Form):
    """Until a day, or without an end. Nobody is asked why."""

    submit_label = "Pause everything"
    DAY, NO_END = "day", "no-end"

    how_long = forms.ChoiceField(label="How long?", widget=Radios, error_messages={"required": "Choose one"})
    until = DateField(
        label="Start again on this day",
        help_text="For example: 27 3 2027. You can leave this empty if there is no end.",
        required=False,
    )

    def __init__(self, data=None, *, own, **kwargs):
        super().__init__(data, **kwargs)
        no_end = "Until I say" if own else "Until they say"
        self.fields["how_long"].choices = [(self.NO_END, no_end), (self.DAY, "Until a day")]

    def clean(self):
        if self.cleaned_data.get("how_long") != self.DAY:
            self.errors.pop("until", None)
            self.cleaned_data["until"] = None
        elif "until" not in self.errors:
            until = self.cleaned_data.get("until")
            if until is None:
                self.add_error("until", "Enter the day to start again")
            elif until <= london_date(timezone.now()):
                self.add_error("until", "Enter a day after today")
        return self.cleaned_data
