"""What a project's page says of its record: the seven gates, and the step that they add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from ladder.evidence import Gate, evidenced_rung, record_words
from ladder.rungs import RUNGS, Rung
from projects.models import Project


@dataclass(frozen=True, slots=True)
class ToldGate:
    """One gate in words, with the form that would supply its record, "" where this reader has none."""

    key: str
    asks: str
    says: str
    is_met: bool
    step: str
    form_url: str


@dataclass(frozen=True, slots=True)
class ToldRecord:
    """The step that the record shows, or why there is none, and every gate with its link."""

    rung: Rung | None
    words: str
    why: str
    gates: tuple[ToldGate, ...]

    heads = ("Line", "Step", "The record")

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """The gates as a table."""
        return [(gate.asks, gate.step, gate.says) for gate in self.gates]


def tell_record(project: Project, found: Sequence[Gate], *, may_add_people: bool) -> ToldRecord:
    """Put the gates into words. Whoever may add people gets the form for the gate that asks who joined."""
    forms = {"g6": reverse("projects:people", args=[project.reference])} if may_add_people else {}
    rung = evidenced_rung(found)
    return ToldRecord(
        rung=rung,
        words=record_words(found),
        why=_why(rung, found),
        gates=tuple(
            ToldGate(
                key=gate.key,
                asks=gate.asks,
                says=_says(gate),
                is_met=gate.is_met,
                step=gate.rung.label,
                form_url=forms.get(gate.key, ""),
            )
            for gate in found
        ),
    )


def _says(gate):
    """The state, and what the records show: "Met. Decisions made after people were asked: 2 of 2." """
    return f"{gate.state.label}. {gate.found}.".removesuffix(" .")


def _why(rung, found):
    if rung is None:
        return ""
    if rung == RUNGS[-1]:
        return f"All {len(found)} lines of the record are met."
    return " ".join(f"{gate.asks}." for gate in found if gate.rung == rung)
