"""What a paper check says: the framework's wording, and our own words around it.

`words` gives plain values, which the PDF and the page to print lay out: both say the same.
"""

from typing import Any

from ladder.choices import HelperPaid, Voice
from ladder.paper.form import About
from ladder.wording import Choice, Question, Statement, Wording

SHOWS = {
    "1-equal-partner.svg": "Two people sit at one table",
    "2-say-from-start.svg": "A person speaks at the start of a path",
    "3-skills-valued.svg": "A person with a star",
    "4-information.svg": "A page with information",
    "5-supported.svg": "A person helps another person",
    "6-accessible.svg": "A person in a wheelchair goes up a ramp to an open door",
    "7-real-difference.svg": "An idea becomes something real",
    "8-long-term.svg": "A plant grows tall over time",
    "a-time.svg": "A clock, and the number 8",
    "b-no-wrong.svg": "Two speech bubbles: one says yes, one says no",
    "c-private.svg": "A page with a lock",
    "e-practice.svg": "A cup of tea",
    "f-ladder.svg": "A ladder with seven steps",
    "g-better.svg": "A light bulb",
}
"""What the pictures of the portal show, for people who do not see them."""

# On paper, the words are typed in before anybody checks them: the framework's gloss does not say that.
COUNT_ON_PAPER = "We type them in, and 1 person checks them. Nobody else reads them."


def words(wording: Wording, about: About) -> dict[str, Any]:
    """Everything that each form of a check says, in the order it is read. The code comes with each form."""
    return {
        "language": "en",
        "title": f"Paper check: {about.project}",
        "council": about.council,
        "project": about.project,
        "heading": "Tell us what it is like",
        "about": "About:",
        "easy": _easy(about),
        "code": _code(about),
        "by": f"Please {'post' if about.freepost else 'give'} this to us by {about.answer_by}.",
        "by_more": f"The check closes on {about.closes_on}."
        + (" The extra days are for the post." if about.freepost else ""),
        "post": _post(about),
        "practice": _question(wording.practice, f"Practice: {wording.practice.wording}"),
        "how": ["Tick 1 box for each question.", "Made a mistake? Cross it out, then tick another box."],
        "statements": [_statement(statement) for statement in wording.statements],
        "answers": [_choice(choice) for choice in wording.answers],
        "more": "Tell us more, if you want to.",
        "ladder": _ladder(wording),
        "better": _better(wording),
        "voice": _voice(wording),
        "helped": _helped(wording),
        "next": _next(about),
    }


def _easy(about: About) -> list[dict[str, Any]]:
    text = f" Or text {about.text_number}." if about.text_number else ""
    return [
        _pictured(
            "a-time.svg",
            "You tell us how this project treats you.",
            "A practice, 8 questions, a ladder and a box for your ideas.",
        ),
        _pictured(
            "b-no-wrong.svg",
            "There are no wrong answers. It is OK to say no.",
            "You do not have to do this. We will not ask why.",
        ),
        _pictured(
            "c-private.svg",
            "Nobody can look up your answers. When the check closes we add everyone’s answers together"
            " and delete yours.",
        ),
        _pictured(
            "5-supported.svg", "You can ask someone to help you.", f"Or call us on {about.phone}.{text}"
        ),
    ]


def _code(about: About) -> dict[str, str]:
    return {
        "label": "Code",
        "yours": "Your code:",
        "only": "Your name is not on it. Only the code says who you are.",
        "online": "Online? Point a phone at the square.",
        "square": "A square code that opens this check online",
        "write": "We sent you a code. Write it in the 9 boxes, on each page.",
        "lost": f"No code? Call us on {about.phone}.",
    }


def _post(about: About) -> dict[str, str]:
    if about.freepost:
        return {"do": "Post it to", "where": about.freepost, "free": "You do not need a stamp."}
    return {"do": "Call us on", "where": about.phone, "free": "We say how to get it to us, free for you."}


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        **_pictured(statement.picture, *statement.easy, otherwise=statement.short),
        "heading": f"{statement.number}. {statement.wording}",
    }


def _question(question: Question, heading: str) -> dict[str, Any]:
    return {**_pictured(question.picture, *question.easy, otherwise=question.wording), "heading": heading}


def _pictured(picture: str, *lines: str, otherwise: str = "") -> dict[str, Any]:
    return {"picture": picture, "shows": SHOWS.get(picture, otherwise), "lines": list(lines)}


def _choice(choice: Choice) -> dict[str, str]:
    return {"key": choice.key, "word": choice.word, "gloss": choice.gloss}


def _ladder(wording: Wording) -> dict[str, Any]:
    """The steps from the top, then the two answers that are none of them."""
    outside = [choice for choice in wording.answers if choice.key in ("not-sure", "skip")]
    return {
        **_question(wording.step_question, wording.step_question.wording),
        "steps": [{"word": step.name, "gloss": step.easy} for step in reversed(wording.steps)],
        "outside": [_choice(choice) for choice in outside],
        "credit": [wording.credit, wording.credit_url.removeprefix("https://")],
    }


def _better(wording: Wording) -> dict[str, Any]:
    return {
        **_pictured(
            wording.better.picture,
            *wording.better.easy,
            "Please do not write names.",
            otherwise=wording.better.wording,
        ),
        "heading": wording.better.wording,
        "danger": "Is someone in danger?",
        "ring": "Ring 999.",
        "slow": "We do not read this form every day.",
    }


def _voice(wording: Wording) -> dict[str, Any]:
    return {
        "heading": "How may we use your words?",
        "lines": [
            "This is about all the words that you wrote on this form.",
            "Someone reads them first. They take out other people’s names.",
            "The team of the project never sees this paper. But they may know your way of writing.",
            "Tick 1 box. If you tick none, we just count you.",
        ],
        "choices": [
            {**_choice(choice), "gloss": COUNT_ON_PAPER if choice.key == Voice.COUNT else choice.gloss}
            for choice in wording.voices
        ],
        "name": "The name to show:",
    }


def _helped(wording: Wording) -> dict[str, Any]:
    return {
        "heading": wording.helped.wording,
        "lines": [*wording.helped.easy, "You can leave this empty."],
        "choices": [_choice(choice) for choice in wording.helpers],
        "paid": "Is your helper paid to work on this project?",
        "paid_choices": [{"key": "", "word": str(paid.label), "gloss": ""} for paid in HelperPaid],
        "answered": "Did they answer for you?",
        "how_known": "How do they know this is what you think?",
    }


def _next(about: About) -> dict[str, Any]:
    end = (
        f"Post it to {' '.join(about.freepost.split())}." if about.freepost else f"Call us on {about.phone}."
    )
    return {
        "heading": "What happens next",
        "lines": [
            "The involvement team types in what you wrote. We tell you when, and who did it.",
            "Then we shred this paper. Or we send it back, if you tick the box.",
            f"The check closes on {about.closes_on}. Then we add up all the answers and delete yours.",
            "What comes after that day is not counted. We do not read it. We still thank you.",
        ],
        "back": "Send this paper back to me",
        "end": end,
        "thanks": "Thank you.",
    }
