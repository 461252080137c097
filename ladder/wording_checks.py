"""What keeps a new version of the framework's wording from being used, in plain sentences.

Pure: the version's data, as its file says it, and the names of the pictures that there are, are passed in.
"""

import math
from collections.abc import Iterator, Mapping, Set
from typing import Any

from ladder.choices import Answer, Help, Voice
from ladder.rungs import RUNGS
from projects.choices import Reason

STATEMENT_KEYS = (
    "equal-partner", "say-from-start", "skills-valued", "information",
    "support", "accessible", "real-difference", "long-term",
)  # fmt: skip
"""What each of the eight is about. It stays, so that results of two versions are about the same things."""
WORTH = {Answer.YES: 1, Answer.PARTLY: 0.5, Answer.NO: 0}
"""What the score counts. A file may say it too, and may not say anything else."""

FORMS = {
    "wording": "plain wording",
    "short": "short name",
    "easy": "Easy Read lines",
    "phone": "words for the phone",
    "picture": "picture",
    "we": "“We” sentence for the team",
    "yes_looks_like": "example of a yes",
    "no_looks_like": "example of a no",
    "name": "name",
    "meaning": "meaning",
    "example": "example",
    "word": "word to choose",
    "gloss": "few words more",
}
"""How a sentence names each form of a question or an answer."""

STATEMENT = ("wording", "short", "easy", "phone", "picture", "we", "yes_looks_like", "no_looks_like")
STEP = ("name", "meaning", "example", "easy", "phone")
QUESTIONS = {
    "practice": ("The practice question", True),
    "step_question": ("The question about the ladder", True),
    "better": ("The box for ideas", True),
    "helped": ("The question about help", False),
}
"""The questions that are not one of the eight, and whether each has a picture."""
HELPERS = [key for key in Help.values if key != Help.NOT_ASKED]
NAMED = {"reason": True, "principle": True, "benefit": False}
"""Lists of names, and whether each name needs a meaning."""
LISTS = ("statement", "rung", "answer", "helper", "voice", *NAMED)


def problems(data: Mapping[str, Any], *, pictures: Set[str]) -> list[str]:
    """Every problem of a version, one sentence each. A version with none of them has every form.

    The paper form is made from these words, so it is there when they are.
    """
    return [
        *_cannot_be_kept(data, "The file"),
        *_lists(data),
        *_text(data, ("credit", "credit_url"), "The file"),
        *_link(data),
        *_statements(data, pictures),
        *_steps(data),
        *_questions(data, pictures),
        *_choices(data, "answer", "answers", Answer.values, more=("value",)),
        *_worth(data),
        *_choices(data, "helper", "ways of being helped", HELPERS, needs=("word", "phone")),
        *_choices(data, "voice", "ways to share words", Voice.values, needs=("word", "phone")),
        *_named(data),
        *_keys(_rows(data, "reason"), "reasons", Reason.values),
    ]


def next_version_problem(data: Mapping[str, Any], *, newest: int) -> str:
    """Why the number of a version is not the next one, or "" when it is."""
    version = data.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        return f"The file has no version. Write: version = {newest + 1}"
    if version <= newest:
        return f"Version {version} is loaded already and never changes. Give the new one number {newest + 1}"
    if version > newest + 1:
        return f"Version {version} is not the next one. Give it number {newest + 1}"
    return ""


def _lists(data: Mapping[str, Any]) -> Iterator[str]:
    for part in LISTS:
        rows = data.get(part, [])
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            yield f"“{part}” must be written as [[{part}]], once for each"


def _statements(data: Mapping[str, Any], pictures: Set[str]) -> Iterator[str]:
    rows = _rows(data, "statement")
    if [row.get("number") for row in rows] != list(range(1, len(STATEMENT_KEYS) + 1)):
        yield "There must be 8 statements, with the numbers 1 to 8 in this order"
    yield from _keys(rows, "statements", STATEMENT_KEYS)
    for place, row in enumerate(rows, start=1):
        name = f"Statement {place}"
        yield from _row(row, name, STATEMENT, allowed=("number", "key"))
        yield from _picture(row, name, pictures)


def _steps(data: Mapping[str, Any]) -> Iterator[str]:
    rows = _rows(data, "rung")
    found = [(row.get("step"), row.get("key"), row.get("name")) for row in rows]
    if found != [(rung.value, rung.key, rung.label) for rung in RUNGS]:
        names = ", ".join(rung.label for rung in RUNGS)
        yield f"There must be 7 steps with the numbers 1 to 7, their own keys and these names: {names}"
    for place, row in enumerate(rows, start=1):
        yield from _row(row, f"Step {place}", STEP, lists=(), allowed=("step", "key"))


def _questions(data: Mapping[str, Any], pictures: Set[str]) -> Iterator[str]:
    for key, (name, has_picture) in QUESTIONS.items():
        question = data.get(key)
        if not isinstance(question, Mapping):
            yield f"{name} is missing. Write it under [{key}]"
            continue
        needs = ("wording", "easy", "phone", *(("picture",) if has_picture else ()))
        yield from _row(question, name, needs, allowed=("picture",))
        yield from _picture(question, name, pictures)


def _choices(
    data: Mapping[str, Any],
    part: str,
    called: str,
    keys: list[str],
    *,
    needs: tuple[str, ...] = ("word",),
    more: tuple[str, ...] = (),
) -> Iterator[str]:
    rows = _rows(data, part)
    yield from _keys(rows, called, keys)
    for place, row in enumerate(rows, start=1):
        optional = [name for name in ("gloss", "phone") if name in row and name not in needs]
        yield from _row(row, f"[[{part}]] number {place}", needs, allowed=("key", *optional, *more))
        for name in optional:
            if not isinstance(row[name], str):
                yield f"[[{part}]] number {place}: “{name}” must be words in quotation marks"


def _worth(data: Mapping[str, Any]) -> Iterator[str]:
    for row in _rows(data, "answer"):
        key = row.get("key")
        worth = WORTH.get(key) if isinstance(key, str) else None
        if "value" in row and row["value"] != worth:
            yield f"The answer “{key}” has another value than the score counts. Leave its value out"


def _named(data: Mapping[str, Any]) -> Iterator[str]:
    for part, has_meaning in NAMED.items():
        rows = _rows(data, part)
        if not rows:
            yield f"There is no [[{part}]]"
        needs = ("name", "meaning") if has_meaning else ("name",)
        for place, row in enumerate(rows, start=1):
            yield from _row(row, f"[[{part}]] number {place}", needs, allowed=("key", "meaning"))


def _keys(rows: list[Mapping[str, Any]], called: str, keys: Any) -> Iterator[str]:
    wanted = [str(key) for key in keys]
    if [row.get("key") for row in rows] != wanted:
        yield f"The keys of the {called} must be these, in this order: {', '.join(wanted)}"


def _row(
    row: Mapping[str, Any],
    name: str,
    needs: tuple[str, ...],
    *,
    lists: tuple[str, ...] = ("easy",),
    allowed: tuple[str, ...] = (),
) -> Iterator[str]:
    yield from _text(row, tuple(form for form in needs if form not in lists), name)
    for form in lists:
        if form in needs and not _are_lines(row.get(form)):
            yield f"{name} has no {FORMS[form]}. Write a list with one sentence or more"
    for unknown in sorted(str(key) for key in row if key not in (*needs, *allowed)):
        yield f"{name} has “{unknown}”, which no page reads. Take it out, or mend its name"


def _text(row: Mapping[str, Any], needs: tuple[str, ...], name: str) -> Iterator[str]:
    for form in needs:
        value = row.get(form)
        if not isinstance(value, str) or not value.strip():
            yield f"{name} has no {FORMS.get(form, form)}"


def _are_lines(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, str) and v.strip() for v in value)


def _picture(row: Mapping[str, Any], name: str, pictures: Set[str]) -> Iterator[str]:
    picture = row.get("picture")
    if isinstance(picture, str) and picture.strip() and picture not in pictures:
        yield f"{name} names the picture “{picture}”, which is not among the pictures"


def _link(data: Mapping[str, Any]) -> Iterator[str]:
    address = data.get("credit_url")
    if isinstance(address, str) and address.strip() and not address.startswith("https://"):
        yield "“credit_url” must begin with https://"


def _rows(data: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    """The rows of one list. What is no list of tables has none, and the rules about rows then say so."""
    rows = data.get(part)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _cannot_be_kept(value: Any, name: str) -> Iterator[str]:
    """What a file can say and the database cannot hold, so that it is a sentence and not a fault."""
    if isinstance(value, Mapping):
        for key, inside in value.items():
            yield from _cannot_be_kept(inside, f"“{key}”")
    elif isinstance(value, list):
        for inside in value:
            yield from _cannot_be_kept(inside, name)
    elif isinstance(value, str):
        if not _is_readable(value):
            yield f"{name} has a character in it that cannot be printed. Take it out"
    elif not isinstance(value, int | float) or not math.isfinite(value):
        yield f"{name} has something that is neither words nor a number. Write words"


def _is_readable(text: str) -> bool:
    return all(letter in "\n\t" or (letter.isprintable() or letter.isspace()) for letter in text)
