"""The cells of one line, each read as what its column asks for, with a sentence where it is not. Pure."""

import re
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices

from ladder.rungs import RUNGS, Rung
from projects.choices import AccessPromise, CouldBe, PayOffered, Stage, WayToTakePart
from projects.references import reference_in
from projects.spreadsheets.columns import BY_KEY, LONGEST
from projects.spreadsheets.known import Known
from projects.spreadsheets.lines import Line, Problem
from projects.spreadsheets.matching import choice_in, key_of, pick_several, step_in
from projects.spreadsheets.reading import UNREAD
from words.money import pence_in
from words.plain_dates import day_in, short_date
from words.working_days import one_year_after

LONGEST_QUOTE = 40
STEPS = ", ".join(f"{rung.value} {rung.label}" for rung in reversed(RUNGS))


class CellReader:
    """Reads the cells of one line, and keeps what is wrong with them."""

    def __init__(self, line: Line, known: Known, *, today: date) -> None:
        self.line = line
        self.known = known
        self.today = today
        self.problems: list[Problem] = []
        self._wrong: set[str] = set()

    def tell(self, key: str, sentence: str) -> None:
        """Something is wrong in this column."""
        self._wrong.add(key)
        self.problems.append(Problem(self.line.number, BY_KEY[key].heading, sentence))

    def has(self, key: str) -> bool:
        """Whether the cell says anything, right or wrong."""
        return key in self.line.cells

    def was_read(self, key: str) -> bool:
        """Whether nothing is wrong with the cell so far."""
        return key not in self._wrong and self.line.cells.get(key) != UNREAD

    def _typed(self, key: str) -> str:
        typed = self.line.cells.get(key, "")
        return "" if typed == UNREAD else typed

    def words(self, key: str, *, lines: bool = True) -> str:
        """Free words, no longer than the column holds."""
        typed = self._typed(key)
        if not lines:
            typed = " ".join(typed.split())
        if len(typed) > LONGEST[key]:
            self.tell(key, f"This is {len(typed):,} characters long. Use {LONGEST[key]:,} or fewer")
        return typed

    def choice(self, key: str, choices: type[TextChoices]) -> str:
        """One of a few answers, or "" for an empty cell."""
        typed = self._typed(key)
        if not typed:
            return ""
        found = choice_in(choices, typed)
        if found is None:
            self._unknown(key, typed, choices.labels)
            return ""
        return str(found.value)

    def choices(self, key: str, choices: type[TextChoices]) -> list[str]:
        """Any of a few answers, in the order of the list."""
        known = {key_of(word): each for each in choices for word in (str(each.label), each.value)}
        found, unknown = pick_several(self._typed(key), known)
        if unknown:
            self._unknown(key, unknown[0], choices.labels)
        return [each.value for each in choices if each in found]

    def areas(self) -> list[int]:
        """Areas of the county."""
        found, unknown = pick_several(self._typed("areas"), self.known.areas)
        if unknown:
            self.tell("areas", f"{_quoted(unknown[0])} is no area on the portal’s list. Correct or empty it")
        return found

    def step(self, key: str) -> Rung | None:
        """A step of the ladder, by name or number."""
        typed = self._typed(key)
        found = step_in(typed) if typed else None
        if typed and found is None:
            self.tell(key, f"{_quoted(typed)} is not a step. Write one of: {STEPS}")
        return found

    def day(self, key: str) -> date | None:
        """A day, however it is written."""
        typed = self._typed(key)
        if not typed:
            return None
        try:
            return day_in(typed)
        except ValueError:
            self.tell(key, f"{_quoted(typed)} is not a day we can read. Write it like 27 March 2027")
            return None

    def look_again(self, key: str) -> date | None:
        """The day that a reason is looked at again: after today, and within a year."""
        day = self.day(key)
        last = one_year_after(self.today)
        if day is not None and not self.today < day <= last:
            first = self.today + timedelta(days=1)
            self.tell(key, f"Choose a day from {short_date(first)} to {short_date(last)}")
            return None
        return day

    def pence(self, key: str) -> int | None:
        """An amount of money, in pounds."""
        typed = self._typed(key)
        if not typed:
            return None
        if re.fullmatch(r".*\.\d", typed):
            typed += "0"
        try:
            return pence_in(typed)
        except ValueError:
            self.tell(key, f"{_quoted(typed)} is not an amount in pounds. Write it like 5000 or 5000.50")
            return None

    def reference(self) -> str:
        """The reference that a project keeps, or "" for a new one."""
        typed = self._typed("reference")
        found = reference_in(typed) if typed else ""
        if found is None:
            self.tell("reference", f"{_quoted(typed)} is not a reference. Leave it empty for a new project")
        return found or ""

    def directorate(self) -> int | None:
        """The directorate: one that whoever brings the line in works for."""
        typed = self._typed("directorate")
        own, names = self.known.own, ", ".join(self.known.names_of_own)
        if key_of(typed) in own:
            return own[key_of(typed)]
        if not typed and self.was_read("directorate"):
            self.tell("directorate", f"Write the directorate that runs it. One of: {names}")
        elif key_of(typed) in self.known.others:
            self.tell(
                "directorate", f"You do not work for {_quoted(typed)}. Bring in only projects of: {names}"
            )
        elif typed:
            self._unknown("directorate", typed, self.known.names_of_own)
        return None

    def lead(self, directorate: Any) -> int:
        """Who leads it: somebody who signs in as staff of the directorate, or whoever brings it in."""
        typed = self._typed("lead").lower()
        if not typed:
            return self.known.importer
        found = self.known.leads.get(typed)
        fits = found and (found.anywhere or directorate is None or directorate in found.directorates)
        if not found or not (fits or found.pk == self.known.importer):
            self.tell(
                "lead",
                f"Nobody who works for this directorate signs in as {_quoted(typed)}. "
                "Correct it, or leave it empty",
            )
            return self.known.importer
        return found.pk

    def project_fields(self) -> dict[str, Any]:
        """What a project says about itself, besides its step, its areas and its family."""
        name = self.words("name", lines=False)
        if not name and self.was_read("name"):
            self.tell("name", "Write the project’s name, or take out the line")
        fields = {
            "name": name,
            "could_be": self.choice("could_be", CouldBe),
            "summary": self.words("summary"),
            "directorate_id": self.directorate(),
            "stage": self.choice("stage", Stage),
            "stopped_because": self.words("stopped_because"),
            "starts_on": self.day("starts_on"),
            "ends_on": self.day("ends_on"),
            "already_decided": self.words("already_decided"),
            "can_still_change": self.words("can_still_change"),
            "ways": self.choices("ways", WayToTakePart),
            "pay_offered": self.choice("pay_offered", PayOffered),
            "yearly_pay_budget_pence": self.pence("yearly_pay_budget_pence"),
            "access_promises": self.choices("access_promises", AccessPromise),
            "access_words": self.words("access_words"),
            "above_parts_because": self.words("above_parts_because"),
        }
        self._check_what_belongs_together(fields)
        return fields

    def _check_what_belongs_together(self, fields: dict[str, Any]) -> None:
        starts, ends = fields["starts_on"], fields["ends_on"]
        if starts and ends and ends < starts:
            self.tell(
                "ends_on", f"It ends before it starts, on {short_date(starts)}. Correct one of the days"
            )
        if self.was_read("stage"):
            is_stopped = fields["stage"] == Stage.STOPPED
            if is_stopped and not self.has("stopped_because"):
                self.tell("stopped_because", "The stage is Stopped. Say why it stopped")
            elif self.has("stopped_because") and not is_stopped:
                self.tell("stopped_because", "The stage is not Stopped. Empty this cell, or change the stage")
        has_money = bool(fields["yearly_pay_budget_pence"])
        if has_money and self.was_read("pay_offered") and fields["pay_offered"] != PayOffered.YES:
            self.tell("pay_offered", "There is a yearly pay budget. Write Yes here, or empty the budget")

    def _unknown(self, key: str, typed: str, answers: Any) -> None:
        self.tell(key, f"{_quoted(typed)} is not one of the answers. Write one of: {'; '.join(answers)}")


def _quoted(typed: str) -> str:
    short = " ".join(typed.split())
    return f"“{short[:LONGEST_QUOTE]}…”" if len(short) > LONGEST_QUOTE else f"“{short}”"
