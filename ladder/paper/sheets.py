"""Which parts of a paper check stand on which sheet of the page that a browser prints."""

from typing import Any


def sheets(said: dict[str, Any]) -> list[dict[str, Any]]:
    """The sheets of one form, numbered: each with its parts in the order they are read.

    A page cannot ask a browser where its sheets end, and each browser has other letters. So a sheet holds
    less than the PDF's would, with one question on each, and nothing runs over at either size.
    """
    cover, post, ladder, more, better, voice, helped, after = (
        {"kind": kind} for kind in ("cover", "post", "ladder", "more", "better", "voice", "helped", "next")
    )
    practice = {"kind": "practice", **said["practice"]}
    questions = [[{"kind": "question", **statement}] for statement in said["statements"]]
    first, last = [[cover], [post], [practice]], [[ladder], [more], [better], [voice], [helped], [after]]
    return [
        {"number": number, "parts": held} for number, held in enumerate([*first, *questions, *last], start=1)
    ]
