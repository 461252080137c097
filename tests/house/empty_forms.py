"""Which pages of the demonstration are read, and which forms sent empty, to read what comes back."""

from collections import Counter, defaultdict
from http import HTTPStatus

from tests.house.access import SIGNED_IN

ENOUGH = 2


class EmptyForms:
    """At the full size everyone sends each form that they may send.

    At the quick size nobody sends one that does not open for them, one that came back to somebody before, or
    a third of one address. What only the others say was 12 sentences of 4,661 when this was written, all
    short ones; a template that only they show would be missed until the full size is run. Nor does a third
    person look at a page for everyone who is signed in, where two read the same on it.
    """

    def __init__(self, *, full):
        self.full, self.came_back, self.many = full, set(), Counter()
        self.read = defaultdict(list)

    def is_read(self, row, path):
        """Whether one more person opens a page. `row` says who may."""
        read = self.read[path]
        return self.full or row.get != SIGNED_IN or len(read) < ENOUGH or len(set(read)) > 1

    def is_sent(self, name, path, opened):
        """`opened` is what the person got who asked for it first, or None for an address without a page."""
        if self.full:
            return True
        opens = opened is None or opened.status_code == HTTPStatus.OK
        return opens and path not in self.came_back and self.many[name] < ENOUGH

    def note_read(self, path, pages):
        """Keeps what somebody read there, and hands it on."""
        for page in pages:
            self.read[path].append(page.sentences)
            yield page

    def note(self, name, path, response):
        if response.status_code == HTTPStatus.OK:
            self.came_back.add(path)
            self.many[name] += 1
        return response
