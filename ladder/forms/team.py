"""The team's side: eight "We" statements, answered on one page."""

from typing import Any

from django import forms

from govuk.forms import GovukForm
from govuk.widgets import Radios
from ladder.choices import TeamAnswer
from ladder.scoring import STATEMENTS
from ladder.wording import Wording

FIELDS = tuple(f"answer_{number}" for number in range(1, STATEMENTS + 1))


class TeamForm(GovukForm, forms.Form):
    """One answer to each of the eight, none of them chosen beforehand. A team skips none."""

    autocomplete_off = True

    def __init__(self, *args: Any, wording: Wording, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, statement in zip(FIELDS, wording.statements, strict=True):
            choose = f"Choose an answer: {statement.number}. {statement.short}"
            self.fields[name] = forms.ChoiceField(
                label=statement.we,
                choices=TeamAnswer.choices,
                widget=Radios(inline=True),
                error_messages={"required": choose, "invalid_choice": choose},
            )

    @property
    def answers(self) -> list[TeamAnswer]:
        """What the team says to each of the eight, once it is valid."""
        return [TeamAnswer(self.cleaned_data[name]) for name in FIELDS]
