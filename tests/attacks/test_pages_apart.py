"""Nobody can tell two worlds apart that have the same frozen result: not by a page, a file or a message.

What follows from the result itself is attacked in `tests/attacks/inferring`. Here nothing else may tell more.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from django.db import transaction
from django.urls import reverse

from ladder.models import Invitation
from ladder.queries import open_checks
from ladder.rungs import Rung
from projects.views import project_page
from tests.attacks.inferring.pairs import pairs
from tests.attacks.two_worlds import counters, differences, make_county, read_world, set_counters
from tests.fixtures_database import put_back_rows_of_migrations
from tests.ladder.tallies import person, same

pytestmark = pytest.mark.django_db
INVITED = 15
I_SAID = person("ypnuypny", 5)
CONTENT = [I_SAID, *same(11, "y", 7)]
UNHAPPY = [I_SAID, *same(6, "n", 1)]
# The quick size: each page that speaks of answers is read in one pair of these, by everyone who is shown it.
QUICK_PAIRS = 3


@pytest.fixture
def county(db):
    with a_county(INVITED) as county:
        yield county


@pytest.fixture(scope="module")
def extremes(request, django_db_setup, django_db_blocker):
    """Two worlds as unlike as can be, but for what one reader said: every link is followed by everyone.

    At the quick size two readers look at pages of fixed words for all, three at files for all and at their
    own wishes, and forms are read at the second moment alone.
    """
    full = request.config.getoption("--full")
    with django_db_blocker.unblock(), transaction.atomic():
        put_back_rows_of_migrations()
        with a_county(INVITED) as county:
            read = [read_world(county, sent, fixed_words_by_all=full) for sent in (CONTENT, UNHAPPY)]
        transaction.set_rollback(True)
    return read


def test_while_a_check_is_open_nobody_reads_who_answered_or_what(extremes):
    content, unhappy = (world.at("open") for world in extremes)
    assert len(content.pages) > 100
    assert differences(content, unhappy) == []


def test_a_live_counter_would_be_seen(county, monkeypatch):
    """The control: the project's page counts those who answered, in place of those invited."""
    monkeypatch.setattr(project_page, "open_checks", counting_answers)
    page = reverse("projects:show", args=[county.project.slug])
    content, unhappy = (
        read_world(county, sent, moments=("open",), only=[(reader, page) for reader in county.readers])
        for sent in (CONTENT, UNHAPPY)
    )
    seen_by = {key[1] for key in differences(content, unhappy) if key in content.pages}
    assert seen_by == set(county.readers)


def counting_answers(project_ids):
    answered = Invitation.objects.exclude(answered_on=None).count()
    return {key: replace(check, invited=answered) for key, check in open_checks(project_ids).items()}


@pytest.fixture(scope="module")
def speaking(extremes):
    """Whatever page differs for the two extremes speaks of answers: the reader and the address of each."""
    content, unhappy = (world.at("closed") for world in extremes)
    speaking = sorted(key[1:] for key in differences(content, unhappy) if key in content.pages)
    readers = {reader for _, reader, _ in content.pages}
    assert {reader for reader, _ in speaking} == readers, "Each is shown results"
    return speaking


@dataclass(frozen=True)
class Apart:
    """What tells the two worlds of a pair apart, as they are and with a counter in them."""

    as_they_are: list
    with_a_counter: list
    not_shown: list

    @classmethod
    def of(cls, one, other):
        plain, counted = ([world.at(moment) for world in (one, other)] for moment in ("closed", "changed"))
        assert plain[0].pages
        not_shown = [key for key, told in plain[0].pages.items() if not told.startswith("200 ")]
        return cls(differences(*plain), differences(*counted), not_shown)


@pytest.fixture(scope="module")
def read_in_pairs(request, speaking, django_db_setup, django_db_blocker):
    """Those pages in each pair of worlds, and one of them again with a counter in it."""
    full, found = request.config.getoption("--full"), []
    with django_db_blocker.unblock(), transaction.atomic():
        put_back_rows_of_migrations()
        for number, pair in enumerate(pairs(300 if full else QUICK_PAIRS)):
            found.append(Apart.of(*read_pair(pair, speaking if full else speaking[number::QUICK_PAIRS])))
        transaction.set_rollback(True)
    return found


def test_once_it_has_closed_worlds_with_one_result_are_alike_to_everyone(read_in_pairs):
    unlike = [(number, apart) for number, apart in enumerate(read_in_pairs) if apart.as_they_are]
    assert unlike == []
    assert [apart.not_shown for apart in read_in_pairs if apart.not_shown] == []


def test_in_each_pair_a_counter_that_stayed_after_closing_would_be_seen(read_in_pairs):
    """The control: the project's page says for ever how many answered."""
    assert len(read_in_pairs) >= QUICK_PAIRS
    assert all(apart.with_a_counter == [("changed", *COUNTED)] for apart in read_in_pairs)


COUNTED = ("nobody", "/projects/direct-payments-support/")


@contextmanager
def with_a_counter():
    plainly = project_page._project

    def counting(user, **which):
        project = plainly(user, **which)
        project.name += f" {Invitation.objects.exclude(answered_on=None).count()}"
        return project

    with pytest.MonkeyPatch.context() as instead:
        instead.setattr(project_page, "_project", counting)
        yield


def read_pair(pair, pages):
    """Both worlds of a pair: another number of people answered, and one person answered quite otherwise."""
    both = enumerate(zip(pair.one, pair.other, strict=True))
    silent = next((place for place, said in both if said == (None, None)), None)
    asked = {"moments": ("closed",), "only": pages, "then": (with_a_counter, [COUNTED])}
    with a_county(pair.invited, rung=Rung(pair.stated), answered=pair.reader, silent=silent) as county:
        return [read_world(county, sent, **asked) for sent in (pair.one, pair.other)]


@contextmanager
def a_county(*of, **kind):
    """A county that is gone afterwards, and the next one begins with the same numbers of rows: addresses of
    pages hold them."""
    before = counters()
    with transaction.atomic():
        yield make_county(*of, **kind)
        transaction.set_rollback(True)
    set_counters(before)
