"""Reads HTML so that two pieces can be compared by what they mean, whatever their ids, spaces and order."""

import json
from html.parser import HTMLParser
from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls")
NOT_COMPARED = ("aria-invalid", "spellcheck")
"""What Django says beside GOV.UK's markup: aria-invalid on a box with a mistake."""


def fixtures(component):
    """The examples of one GOV.UK component that we compare with."""
    return json.loads((FIXTURES / f"{component}.json").read_text(encoding="utf-8"))


class Reader(HTMLParser):
    """Collects what is on the page, in order: tags with their attributes, and text."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.found.append((f"/{tag}", None))

    def handle_data(self, data):
        if text := " ".join(data.split()):
            self.found.append((None, text))


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.found


def part(html, css):
    """The first element with this class, with all that is in it."""
    found, depth, kept = read(html), 0, []
    for tag, rest in found:
        if not kept and not (isinstance(rest, dict) and css in (rest.get("class") or "").split()):
            continue
        kept.append((tag, rest))
        if tag and tag.startswith("/"):
            depth -= 1
        elif tag and tag not in ("input", "br", "img"):
            depth += 1
        if depth == 0:
            return kept
    raise AssertionError(f"nothing on the page has the class {css}")


def same(found, *, without=()):
    """`found` made comparable: ids by order of use, classes as sets, our own `app-` classes left out.

    `without`: inside elements with one of these classes nothing is compared.
    """
    found = list(found)
    used = {each for _, rest in found if isinstance(rest, dict) for each in _references(rest)}
    names = {}
    out, skipping = [], 0
    for tag, rest in found:
        if skipping:
            skipping += _step(tag)
            if skipping:
                continue
        if not isinstance(rest, dict):
            out.append((tag, rest))
            continue
        out.append((tag, _attributes(rest, used, names)))
        if set(without) & set((rest.get("class") or "").split()):
            skipping = 1
    return out


def _step(tag):
    if tag is None or tag in ("input", "br", "img"):
        return 0
    return -1 if tag.startswith("/") else 1


def _references(attrs):
    for name in REFERENCES:
        yield from (attrs.get(name) or "").split()
    if (attrs.get("href") or "").startswith("#"):
        yield attrs["href"][1:]


def _attributes(attrs, used, names):
    def number(each):
        return names.setdefault(each, len(names))

    kept = {}
    for name, value in sorted(attrs.items()):
        if name in NOT_COMPARED or (name == "id" and value not in used):
            continue
        if name == "class":
            kept[name] = frozenset(each for each in value.split() if not each.startswith("app-"))
        elif name == "id":
            kept[name] = number(value)
        elif name in REFERENCES:
            kept[name] = tuple(number(each) for each in (value or "").split())
        elif name == "name":
            kept[name] = "given"
        elif name == "href" and value.startswith("#") and value[1:] in used:
            kept[name] = number(value[1:])
        else:
            kept[name] = value
    return tuple(kept.items())
