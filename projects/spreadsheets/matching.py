"""Whether what a person typed is one of the answers: case, spaces, hyphens and quotes are forgiven. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from typing import Any, TypeVar

from django.db.models import TextChoices

from ladder.rungs import RUNGS, Rung
from projects.choices import CouldBe, PayOffered

Choice = TypeVar("Choice", bound=TextChoices)

SHORT_ANSWERS: dict[str, Enum] = {
    "all": CouldBe.ALL,
    "yesall": CouldBe.ALL,
    "some": CouldBe.PARTS,
    "somepartsofit": CouldBe.PARTS,
    "parts": CouldBe.PARTS,
    "notnow": CouldBe.NOT_NOW,
}
PAY_ANSWERS: dict[str, Enum] = {"yes": PayOffered.YES, "no": PayOffered.NOT_YET}
_STEP = re.compile(r"(?:step)?([1-7])(?:of7)?([a-z]*)")


def key_of(typed: str) -> str:
    """Letters and figures alone, in small letters: "Co‑Designing " and "co designing" are the same."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return "".join(character for character in plain if character.isalnum())


def choice_in(choices: type[Choice], typed: str) -> Choice | None:
    """The answer that somebody typed: its words, its key, or a short form of them."""
    typed_key = key_of(typed)
    for choice in choices:
        if typed_key in (key_of(str(choice.label)), key_of(choice.value)):
            return choice
    short: dict[str, Any] = PAY_ANSWERS if choices is PayOffered else SHORT_ANSWERS
    found = short.get(typed_key)
    return found if isinstance(found, choices) else None


def step_in(typed: str) -> Rung | None:
    """The step that somebody typed: "Engaging", "5", "Step 5" or "5 Engaging"."""
    typed_key = key_of(typed)
    by_name = {key_of(rung.label): rung for rung in RUNGS}
    if typed_key in by_name:
        return by_name[typed_key]
    found = _STEP.fullmatch(typed_key)
    if not found:
        return None
    rung = Rung(int(found[1]))
    return rung if found[2] in ("", key_of(rung.label)) else None


def several(typed: str) -> list[str]:
    """The answers in one cell, with ";" or line ends between them."""
    return [part.strip() for part in re.split(r"[;\n]", typed) if part.strip()]


def pick_several(typed: str, known: dict[str, Any]) -> tuple[list[Any], list[str]]:
    """What `known` holds for each answer in a cell, by `key_of`, and the answers that it does not hold.

    A comma between answers is forgiven where the whole is not an answer itself.
    """
    found, unknown = [], []
    for part in several(typed):
        pieces: Iterable[str] = [part] if key_of(part) in known else filter(str.strip, part.split(","))
        for piece in pieces:
            if (key := key_of(piece)) in known:
                found.append(known[key])
            else:
                unknown.append(piece.strip())
    return list(dict.fromkeys(found)), unknown
