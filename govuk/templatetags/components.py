"""Tags for components that need a little counting before they are drawn. The rest are plain includes."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from govuk.ladder import NOT_ASKED, rows_of
from ladder.choices import Badge
from ladder.result_words import NOT_ENOUGH, SHORT_BADGES, WORDS
from ladder.rungs import Rung

register = template.Library()

BADGE_PICTURES = {
    Badge.MATCH: "equal",
    Badge.TALK: "chat",
    Badge.HIGHER: "up",
    Badge.FEW: "hidden",
    Badge.NONE: "none",
}


@register.inclusion_tag("components/badge.html")
def badge(key: str, big: bool = False, short: bool = False) -> dict[str, Any]:
    """What the council and people say of a project, in one label: match, talk, higher, few or none."""
    known = Badge(key)
    words = SHORT_BADGES[known] if short else known.label
    return {"key": known.value, "words": words, "picture": BADGE_PICTURES[known], "big": big}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """The way back, from the top: {% breadcrumbs home_url "Home" projects_url "Projects" %}."""
    return {"crumbs": [{"url": url, "text": text} for url, text in zip(pairs[::2], pairs[1::2], strict=True)]}


@register.simple_tag
def both_sides(
    badge_key: str,
    stated: int,
    experienced: int | None = None,
    low: int | None = None,
    high: int | None = None,
    note: str = "",
    record: int | None = None,
    record_words: str = "",
) -> SafeString:
    """A project in a list: the badge, the line of seven steps, and all three steps in words.

    Where people's step is not shown, `experienced` is None and `note` says why. `record_words` names the
    step that the record shows, or says that there is none.
    """
    return _drawn_once(badge_key, stated, experienced, low, high, note, record, record_words)


@lru_cache(maxsize=1024)
def _drawn_once(
    badge_key: str,
    stated: int,
    experienced: int | None,
    low: int | None,
    high: int | None,
    note: str,
    record: int | None,
    record_words: str,
) -> SafeString:
    """The same few words and numbers always draw the same, and drawing is most of a long list's work."""
    return render_to_string(
        "components/both_sides.html",
        {
            "badge_key": badge_key,
            "stated": stated,
            "experienced": experienced,
            "low": low,
            "high": high,
            "stated_word": Rung(stated).label,
            "people_word": "" if experienced is None else Rung(experienced).label,
            "note": note or (NOT_ASKED if badge_key == Badge.NONE else NOT_ENOUGH),
            "record": record,
            "record_words": record_words,
        },
    )


BOX = (
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="{0}-{1}" name="{0}"'
    ' type="checkbox" value="{1}"{2}><label class="govuk-label govuk-checkboxes__label" for="{0}-{1}">'
    "{3} ({4})</label></div>"
)


@register.simple_tag
def counted_boxes(key: str, boxes: Iterable[Mapping[str, Any]]) -> SafeString:
    """The boxes of one filter, each with how many things it finds: {% counted_boxes "stage" boxes %}.

    A box has value, label, count and ticked. Forty of them are joined here, because in a template they cost
    a third of the whole page.
    """
    checked = {True: mark_safe(" checked"), False: ""}  # noqa: S308
    return format_html_join(
        "", BOX, ((key, box["value"], checked[box["ticked"]], box["label"], box["count"]) for box in boxes)
    )


@register.inclusion_tag("components/ladder.html")
def ladder(
    stated: int,
    experienced: int | None = None,
    low: int | None = None,
    high: int | None = None,
    evidenced: int | None = None,
) -> dict[str, Any]:
    """The ladder: the council's and the record's flags on the left, people's bracket on the right."""
    return {"rows": rows_of(stated, experienced, low, high, evidenced)}


@register.inclusion_tag("components/fifth.html")
def fifth(word: int | None = None, hidden: bool = False, say: str = "") -> dict[str, Any]:
    """One statement: its bar, its word under it, and one more sentence if there is one."""
    words = NOT_ENOUGH if hidden else NOT_ASKED if word is None else WORDS[word]
    return {"word": word, "hidden": hidden, "words": words, "say": say}


@register.inclusion_tag("components/fifth_key.html")
def fifth_key(hidden: bool = True, unasked: bool = False) -> dict[str, Any]:
    """The key of the five words, with "not enough answers" and "not asked yet" where a chart needs them."""
    return {"words": WORDS, "hidden": hidden, "unasked": unasked}


@register.inclusion_tag("components/progress.html")
def progress(number: int, total: int = 8) -> dict[str, Any]:
    """Question 3 of 8, in words and as a row of parts."""
    states = [
        "is-done" if each < number else "is-now" if each == number else "" for each in range(1, total + 1)
    ]
    return {"number": number, "total": total, "states": states}


@register.inclusion_tag("components/table.html")
def plain_table(
    caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], caption_shown: bool = False
) -> dict[str, Any]:
    """A table of words. The first cell of a row is its head. On narrow screens each row becomes a list."""
    labels = tuple(heads)[1:]
    return {
        "caption": caption,
        "caption_shown": caption_shown,
        "heads": heads,
        "rows": [(first, list(zip(labels, cells, strict=True))) for first, *cells in rows],
    }


@register.inclusion_tag("components/pagination.html")
def pagination(page: "Page[Any]", query: str = "") -> dict[str, Any]:
    """Links to the other pages of a list; none for a single page. query: what they keep, like "q=bus"."""

    def url(number: int) -> str:
        return "?" + "&".join(part for part in (query, f"page={number}") if part)

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous_url": url(page.previous_page_number()) if page.has_previous() else "",
        "next_url": url(page.next_page_number()) if page.has_next() else "",
        "items": [
            {"number": each, "url": url(each), "current": each == page.number}
            if isinstance(each, int)
            else {}
            for each in shown
        ],
    }
