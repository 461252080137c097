"""Nobody can tell two worlds apart that have the same frozen result: not by a page, a file or a message.

What follows from the result itself is attacked in `tests/attacks/inferring`. Here nothing else may tell more.
"""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import transaction
from django.urls import reverse

from ladder.models import Invitation
from ladder.queries import open_checks
from ladder.rungs import Rung
from projects.views import project_page
from tests.attacks.inferring.pairs import pairs
from tests.attacks.two_worlds import differences, make_county, read_world
from tests.ladder.tallies import person, same

pytestmark = pytest.mark.django_db
INVITED = 15
I_SAID = person("ypnuypny", 5)
CONTENT = [I_SAID, *same(11, "y", 7)]
UNHAPPY = [I_SAID, *same(6, "n", 1)]


@pytest.fixture
def county(db):
    return make_county(INVITED)


def test_while_a_check_is_open_nobody_reads_who_answered_or_what(county):
    """Two worlds as unlike as can be, but for what one reader said: every link is followed."""
    content, unhappy = (read_world(county, sent, moments=("open",)) for sent in (CONTENT, UNHAPPY))
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


def test_once_it_has_closed_worlds_with_one_result_are_alike_to_everyone(full):
    """Whatever page differs for the two extremes speaks of answers: those are read in each pair of worlds."""
    with a_county(INVITED) as county:
        content, unhappy = (read_world(county, sent, moments=("closed",)) for sent in (CONTENT, UNHAPPY))
        speaking = {key[1:] for key in differences(content, unhappy) if key in content.pages}
        assert {reader for reader, _ in speaking} == set(county.readers), "Each is shown results"
    for number, pair in enumerate(pairs(300 if full else 10)):
        one, other = read_pair(pair, speaking)
        assert one.pages
        assert differences(one, other) == [], f"pair {number}"


def read_pair(pair, pages):
    """Both worlds of a pair: another number of people answered, and one person answered quite otherwise."""
    both = enumerate(zip(pair.one, pair.other, strict=True))
    silent = next((place for place, said in both if said == (None, None)), None)
    with a_county(pair.invited, rung=Rung(pair.stated), answered=pair.reader, silent=silent) as county:
        return [read_world(county, sent, moments=("closed",), only=pages) for sent in (pair.one, pair.other)]


@contextmanager
def a_county(*of, **kind):
    """A county that is gone afterwards, so that the next one begins with the same numbers of rows."""
    with transaction.atomic():
        yield make_county(*of, **kind)
        transaction.set_rollback(True)
