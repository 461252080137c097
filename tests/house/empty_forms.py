"""Which forms of the demonstration are sent empty, to read what comes back."""

from collections import Counter
from http import HTTPStatus

ENOUGH = 2


class EmptyForms:
    """At the full size everyone sends each form that they may send.

    At the quick size nobody sends one that does not open for them, one that came back to somebody before, or
    a third of one address. What only the others say was 12 sentences of 4,661 when this was written, all
    short ones; a template that only they show would be missed until the full size is run.
    """

    def __init__(self, *, full):
        self.full, self.came_back, self.many = full, set(), Counter()

    def is_sent(self, name, path, opened):
        """`opened` is what the person got who asked for it first, or None for an address without a page."""
        if self.full:
            return True
        opens = opened is None or opened.status_code == HTTPStatus.OK
        return opens and path not in self.came_back and self.many[name] < ENOUGH

    def note(self, name, path, response):
        if response.status_code == HTTPStatus.OK:
            self.came_back.add(path)
            self.many[name] += 1
        return response
