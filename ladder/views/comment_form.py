"""What a reviewer decides of somebody's words, said kindly when it cannot be used."""

from typing import Any

from django import forms

from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from govuk.widgets import Radios
from ladder.answers import LONGEST_WORDS
from ladder.choices import KeptBack, Review
from ladder.models import Comment

CHOOSE = "Choose if you show these words or keep them back"
WHY = "Choose why you keep these words back"
ROOM_FOR_MENDING = 2 * LONGEST_WORDS


class PassOnForm(GovukForm, forms.Form):
    """Words that only the reviewer reads: all there is to decide is whether safeguarding reads them too."""

    submit_label = "I have read this"

    passes_on = forms.BooleanField(
        label="Pass this on to safeguarding",
        help_text="They read the words just as they were written. "
        "It changes nothing about who else reads them.",
        required=False,
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if comment.passed_on_at:
            del self.fields["passes_on"]


class ReviewForm(PassOnForm):
    """Words that their writer is willing to share, to be mended first."""

    submit_label = "Save and go to the next one"
    field_order = ("words", "decision", "because", "passes_on")

    words = PlainTextField(
        label="The words to show",
        help_text="Take out other people’s names, and what tells who somebody is. "
        "Change nothing else. Nothing is taken out by itself.",
        lines=True,
        max_length=ROOM_FOR_MENDING,
        required=False,
        rows=5,
    )
    decision = forms.ChoiceField(
        label="What do you do with these words?",
        choices=[(Review.SHOWN.value, "Show them"), (Review.KEPT_BACK.value, "Keep them back")],
        widget=Radios(
            hints={
                Review.SHOWN.value: "The people in the project read them, and the council staff who may. "
                "The public never does.",
                Review.KEPT_BACK.value: "Nobody else reads them. If they were shown, they are gone at once.",
            }
        ),
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    because = forms.ChoiceField(
        label="If you keep them back, why?",
        choices=KeptBack.choices,
        required=False,
        widget=Radios(small=True),
        error_messages={"invalid_choice": WHY},
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        decided = "" if comment.review == Review.WAITING else comment.review
        first = {
            "words": comment.shown_words or comment.words,
            "decision": decided,
            "because": comment.kept_back_because,
        }
        super().__init__(*args, comment=comment, initial=first, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision == Review.SHOWN:
            self.errors.pop("because", None)
            if not cleaned.get("words") and "words" not in self.errors:
                self.add_error("words", "Write the words to show, or keep them back")
        if decision == Review.KEPT_BACK:
            # What stands in the box is not used then, so nothing in it can be wrong.
            self.errors.pop("words", None)
            if not cleaned.get("because") and "because" not in self.errors:
                self.add_error("because", WHY)
        return cleaned
