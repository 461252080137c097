"""A message in every form, from one context and one folder of templates.

A folder of `templates/messages/` holds subject, plain, easy_read, text and phone. A letter says what plain
says: `form` tells a template which it is writing. A context holds, where they apply:

- name (the person), helps (whom they help), council; project with short_name and reference;
- days as dates, which each form says in its own way;
- link and code (each person's own), page (what they can read after signing in), script_page (for a caller).

Each form is written when it is first asked for: a message that goes as a text is never written as a letter.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Protocol

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.urls import reverse
from django.utils.text import capfirst

from council.colours import SHIPPED
from notices.models import Notice
from notices.scripts import Script, script_in
from words.gsm7 import fits, is_sendable, sendable, straight
from words.own_links import parts_of
from words.plain_dates import day_and_month, plain_date

YOUR_LINK, YOUR_CODE = "[your link]", "[your code]"
KEY_OF_NOBODY = "x" * 22  # as long as 128 random bits in an address
NEUTRAL = "neutral"
PEOPLE = ("name", "helps")
LONGEST_ADDRESS = 45
"""Of the portal: with a longer one, a text could hold little more than its link. Start-up refuses it."""


class Gone(Exception):
    """What a message speaks of is there no more, so it cannot be written again."""


class Hidden(str):
    """Stands for a link that is not made: a text message counts it as long as a real one, and nobody reads
    more than YOUR_LINK."""

    __slots__ = ()


class Written(dict[str, str]):
    """The forms of one message by their names, each written when it is first asked for."""

    def __init__(
        self, folder: str, context: Mapping[str, Any], *, easy_read: bool = False, neutral: bool = False
    ) -> None:
        super().__init__()
        self.folder, self.context, self.easy_read, self.neutral = folder, context, easy_read, neutral

    def __missing__(self, form: str) -> str:
        words = self[form] = self._hide(self._write(form))
        return words

    def chosen(self, *, easy_read: bool, neutral: bool) -> "Written":
        """The same message as somebody chose to get it."""
        if (easy_read, neutral) == (self.easy_read, self.neutral):
            return self
        return Written(self.folder, self.context, easy_read=easy_read, neutral=neutral)

    def _write(self, form: str) -> str:
        if form == "subject":
            return self._subject()
        if form == "text":
            return self._text()
        if form == "html":
            return self._html()
        return self._page_of_words(form)

    def _subject(self) -> str:
        folder = NEUTRAL if self.neutral else self.folder
        return " ".join(_render(folder, "subject", self._in_full("subject")).split())

    def _page_of_words(self, form: str) -> str:
        template = "plain" if form == "letter" else form
        if template == "plain" and self.easy_read:
            template = "easy_read"
        words = _paragraphs(_render(self.folder, template, self._in_full(form)))
        if self.neutral and form in ("plain", "easy_read"):
            hello, _, rest = words.partition("\n\n")
            first = _paragraphs(_render(NEUTRAL, "plain", self._in_full(form)))
            words = f"{hello}\n\n{first}\n\n{rest}"
        return f"{words}\n"

    def _in_full(self, form: str) -> dict[str, Any]:
        """The context with each day in full, and the greeting that goes with a form."""
        return said(self.context) | {"form": form, "hello": "Dear" if form == "letter" else "Hello"}

    def _text(self) -> str:
        words = ""
        for context in _ever_shorter(self.context):
            folder = NEUTRAL if self.neutral else self.folder
            words = capfirst(straight(" ".join(_render(folder, "text", context).split())))
            if fits(words):
                return words
        return sendable(words)

    def _html(self) -> str:
        council = self.context["council"]
        return get_template("messages/email.html").render(
            {
                "subject": self["subject"],
                "blocks": list(blocks_of(self["plain"])),
                "council": "" if self.neutral else council.name,
                "colours": council.colours or SHIPPED,
                "large": self.easy_read,
            }
        )

    def _hide(self, words: str) -> str:
        for value in self.context.values():
            if isinstance(value, Hidden):
                words = words.replace(value, YOUR_LINK)
        return words


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that one person should hear, in every form."""

    forms: Written
    neutral: bool = False

    def as_chosen(self, *, easy_read: bool = False, neutral: bool = False) -> "Message":
        """The message as this person gets it: in Easy Read, or telling nothing on the outside."""
        forms = self.forms.chosen(easy_read=easy_read, neutral=neutral)
        return replace(self, forms=forms, neutral=neutral)

    def written(self, forms: Iterable[str]) -> "Message":
        """The same, with these of its forms written now: whatever fails, fails before it leaves."""
        for form in forms:
            self.forms[form]
        return self

    @property
    def fewer_page(self) -> str:
        """Where the person can ask for fewer like this one, a reminder, or "" for what they must hear."""
        return str(self.forms.context.get("fewer_page", ""))

    @property
    def subject(self) -> str:
        """One line."""
        return self.forms["subject"]

    @property
    def plain(self) -> str:
        """The words of an e-mail."""
        return self.forms["plain"]

    @property
    def html(self) -> str:
        """The same words for mail programs that show more than words."""
        return self.forms["html"]

    @property
    def easy_read(self) -> str:
        """The same in Easy Read, whatever this person chose."""
        return self.forms["easy_read"]

    @property
    def text(self) -> str:
        """At most 160 septets."""
        return self.forms["text"]

    @property
    def letter(self) -> tuple[str, ...]:
        """The paragraphs of a letter, from "Dear" to who sends it. A new line within one stays one."""
        return tuple(self.forms["letter"].strip().split("\n\n"))

    @property
    def phone(self) -> Script:
        """What somebody who rings says, asks and does afterwards."""
        context = self.forms.context
        return script_in(
            self.forms["phone"],
            name=context["name"],
            council=context["council"].name,
            page=context.get("script_page", ""),
        )


class About(Protocol):
    """The context of one notice. Without keys it holds YOUR_LINK and YOUR_CODE, and nothing is written."""

    def __call__(self, notice: Notice, now: datetime, /, *, keys: bool) -> dict[str, Any]: ...


class Compose(Protocol):
    """Writes one notice. `keys=False` is for reading only: no key is made, none is shown."""

    def __call__(self, notice: Notice, now: datetime, /, *, keys: bool = True) -> Message: ...


def in_every_form(folder: str, context: Mapping[str, Any], *, can_stop: bool = False) -> Message:
    """A message from a folder of templates and what is to be filled in.

    One that somebody `can_stop` says where they choose how they are reached. That page asks them to sign in:
    nobody who was passed a message, and no mail program, ends anything for them.
    """
    fewer_page = settings.PORTAL_ADDRESS + reverse("experts:contact") if can_stop else ""
    whole = {"home": settings.PORTAL_ADDRESS, "fewer_page": fewer_page, **context}
    return Message(Written(folder, whole))


def composed_of(folder: str, about: About, *, can_stop: bool = False) -> Compose:
    """How a kind writes its messages: from a folder, filled in by `about`."""

    def compose(notice: Notice, now: datetime, /, *, keys: bool = True) -> Message:
        return in_every_form(folder, about(notice, now, keys=keys), can_stop=can_stop)

    return compose


def no_link(view: str) -> Hidden:
    """Stands for the link that a key would make at a page: none is made."""
    return Hidden(settings.PORTAL_ADDRESS + reverse(view, args=[KEY_OF_NOBODY]))


def said(context: Mapping[str, Any]) -> dict[str, Any]:
    """A context with each day in full: "Friday 4 December 2026"."""
    return _with_days(context, plain_date)


def blocks_of(plain: str) -> Iterator[dict[str, Any]]:
    """The words of an e-mail in pieces for HTML: lines of words, and each of our links that has a line to
    itself, which becomes a button."""
    for paragraph in plain.strip().split("\n\n"):
        lines: list[Any] = []
        for line in paragraph.split("\n"):
            parts = list(parts_of(line, settings.PORTAL_ADDRESS))
            if len(parts) == 1 and parts[0].is_link:
                if lines:
                    yield {"lines": lines}
                yield {"button": line}
                lines = []
            else:
                lines.append(parts)
        if lines:
            yield {"lines": lines}


def _render(folder: str, form: str, context: Mapping[str, Any]) -> str:
    template: Any = get_template(f"messages/{folder}/{form}.txt")
    return str(template.template.render(Context(dict(context), autoescape=False)))


def _paragraphs(words: str) -> str:
    """Words with one empty line between paragraphs, whatever a template left out."""
    return re.sub(r"\n\s*\n+", "\n\n", words).strip()


def _with_days(context: Mapping[str, Any], say: Callable[[date], str]) -> dict[str, Any]:
    return {key: say(value) if isinstance(value, date) else value for key, value in context.items()}


def _ever_shorter(context: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a text message is filled in with, until one fits. Nothing is cut: it is left out, or it has a
    shorter name. The day of the week first, then people, then a long address, and last the project's name."""
    near = _with_days(context, lambda day: day_and_month(day, weekday=True))
    days = _with_days(context, day_and_month)
    own = {key: context[key] if _can_send(context[key]) else "" for key in PEOPLE if key in context}
    if "project" in context:
        short, reference = context["short_name"], context["reference"]
        own["project"] = short if _can_send(short) else f"project {reference}"
    yield near | own
    yield days | own
    own |= dict.fromkeys(PEOPLE, "")
    yield near | own
    yield days | own
    if "page" in context:
        own["page"] = context["home"]
        yield days | own
    if "project" in context:
        for name in (f"project {reference}", reference):
            yield days | own | {"project": name}


def _can_send(words: str) -> bool:
    return is_sendable(straight(words))
