"""Every page that shows a person's name to somebody else writes down that it was read.

Each person gets a name that stands nowhere else. Then each page is opened by everyone who may, and wherever
such a name comes back there must be a line about its person.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import Resolver404, resolve, reverse

from accounts.models import User
from audit.models import Event
from experts.models import Expert, Supporter
from ladder.models import Comment
from notices.models import Contact, Notice
from projects.models import CoLead, Membership
from tests.accounts.second_steps import browser_of
from tests.browser.pages import LOOKS
from tests.browser.world import World
from tests.fixtures_database import put_back_rows_of_migrations
from tests.house.access import ACCESS
from tests.house.reads import READS, READS_WORDS

pytestmark = pytest.mark.django_db
CANARY = re.compile(r"Canary[a-z]{6}")
# The world's people who stand for the parts of the table of access.
PARTS = {
    "lead": "lead",
    "involvement": "involvement",
    "facilitator": "facilitator",
    "comment_reviewer": "reviewer",
    "safeguarding": "safeguarding",
    "data_protection": "data_protection",
    "administrator": "administrator",
    "co_chair_expert": "chair",
    "expert": "expert",
}
# On a developer's machine only, and a person's own pages about those whom they chose themselves.
NOT_READ_BY_OTHERS = {
    "coproduction:sign_in_as",
    "coproduction:who_looked",
    "experts:list",
    "experts:change",
    "experts:end",
}
A_FEW = {"lead", "involvement", "expert"}


@dataclass(frozen=True)
class Opening:
    """One page as one person opened it: whose names came back, and what was written down."""

    name: str
    user: str
    shown: frozenset
    lines: tuple


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker, tmp_path_factory):
    """A county with a page in every state, read once by everyone. All tests look at what came of it."""
    folder = tmp_path_factory.mktemp("county")
    with (
        django_db_blocker.unblock(),
        override_settings(EMAIL_FILE_PATH=str(folder / "mail"), MEDIA_ROOT=str(folder / "media")),
        transaction.atomic(),
    ):
        put_back_rows_of_migrations()
        world = World(folder / "mail")
        world.canaries, world.clients = plant(), {}
        _let_a_message_be_stuck(world)
        found = SimpleNamespace(
            openings=[read(world, *opening) for opening in openings(world)],
            public=who_agreed(),
            comments=set(Comment.objects.values_list("pk", flat=True)),
            heads=_heads(world),
        )
        transaction.set_rollback(True)
    return found


def _let_a_message_be_stuck(world):
    """Somebody whose message was taken and never came back: the involvement team rings them."""
    before = world.now - timedelta(hours=1)
    stuck = Notice.objects.filter(kind="ladder.invitation").exclude(pk=world.letter.pk).latest("pk")
    Notice.objects.filter(pk=stuck.pk).update(taken_at=before, sent_at=None, skipped_because="")


def _heads(world):
    """How many lines stand before and after the heads of a few pages were asked for."""
    client, before = _browser(world, world.involvement), Event.objects.count()
    for name in ("ladder:invited", "ladder:round", "ladder:talk"):
        of = world.talks.asked.pk if name == "ladder:talk" else world.check.pk
        assert client.head(reverse(name, args=[of])).status_code == 200
    assert client.head(reverse("coproduction:your_work")).status_code == 200
    return before, Event.objects.count()


def _browser(world, user):
    if user.pk not in world.clients:
        world.clients[user.pk] = browser_of(user)
    return world.clients[user.pk]


def plant():
    """New names for all experts by experience and supporters. Returns whose each is."""
    people = set(Expert.objects.values_list("contact", flat=True))
    people |= set(Supporter.objects.values_list("contact", flat=True))
    names = {}
    for number, pk in enumerate(sorted(people)):
        letters = "".join("abcdefghij"[int(digit)] for digit in f"{number:06}")
        names[f"Canary{letters}"] = pk
        Contact.objects.filter(pk=pk).update(name=f"Canary{letters}")
        Membership.objects.filter(expert__contact=pk).exclude(added_as="").update(added_as=f"Canary{letters}")
        Supporter.objects.filter(contact=pk).update(known_as=f"Canary{letters}")
    return names


def who_agreed():
    """Those who said yes to their name on the page of their project, where anyone reads it."""
    agreed = CoLead.objects.filter(ends_on=None, name_consents__withdrawn_at=None)
    return set(agreed.exclude(name_consents=None).values_list("membership__expert__contact", flat=True))


def readers(world, name, part):
    """Everyone who may open a page and is in the world, with whoever a look says."""
    row = ACCESS[name]
    parts = set(PARTS) & (row.get or set())
    parts = parts & A_FEW if row.is_public else parts
    users = {getattr(world, PARTS[part]) for part in parts}
    if isinstance(getattr(world, part or "-", None), User):
        users.add(getattr(world, part))
    return sorted(users, key=attrgetter("pk"))


def read(world, name, user, path, posted):
    """Opens a page as somebody, then undoes it."""
    client = _browser(world, user)
    with transaction.atomic():
        since = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
        response = client.get(path) if posted is None else client.post(path, posted)
        lines = Event.objects.filter(pk__gt=since, what__endswith=".read", by=str(user.contact_id))
        lines = tuple(lines)
        transaction.set_rollback(True)
    is_page = response.status_code == 200 and "html" in response["Content-Type"]
    words = response.content.decode() if is_page else ""
    shown = {world.canaries[name] for name in CANARY.findall(words)} - {user.contact_id}
    return Opening(name, str(user), frozenset(shown), lines)


def name_of(path):
    """The name of an address, or "" where there is nothing."""
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return ""


def openings(world):
    """The page of every look, as whom the look says; each page once as everyone else who may open it; and
    the buttons that answer with a page."""
    seen = set()
    for look in LOOKS:
        path = look.path(world)
        name = name_of(path)
        if name not in ACCESS or name in NOT_READ_BY_OTHERS:
            continue
        its_own = getattr(world, look.part or "-", None)
        for user in readers(world, name, look.part):
            key = (path if user == its_own else name, user.pk)
            if key not in seen:
                seen.add(key)
                yield name, user, path, None
    yield from buttons(world)


def buttons(world):
    """Pages that come only when something is sent."""
    check, talk = world.check.pk, world.talks.asked
    yield "projects:leads", world.lead, reverse("projects:leads", args=[world.openable.reference]), None
    person = world.by_phone.pk
    asked = Notice.objects.filter(subject__startswith=f"talk:{talk.pk}:", skipped_because="no-email").first()
    for name, arguments, posted in (
        ("ladder:new_code", [check, person], {}),
        ("ladder:letter", [check, world.letter.pk], {}),
        ("ladder:talk_letter", [talk.pk, asked.pk], {}),
        ("ladder:paper_form", [check, world.on_paper.pk], {"size": "16", "cream": "white", "page": "1"}),
    ):
        yield name, world.involvement, reverse(name, args=arguments), posted
    yield "coproduction:audit", world.data_protection, reverse("coproduction:audit"), {"name": "canary"}


def test_a_name_that_somebody_else_reads_is_written_down(county):
    missing, found = set(), set()
    for opening in county.openings:
        shown = opening.shown - county.public
        purposes = {line.person: line.purpose for line in opening.lines}
        if not shown:
            continue
        found.add(opening.name)
        if unsaid := shown - set(purposes):
            missing.add(
                f"{opening.name} to {opening.user}: nothing about {len(unsaid)} of {len(shown)} people"
            )
        elif {purposes[one] for one in shown} != {READS.get(opening.name)}:
            missing.add(f"{opening.name} to {opening.user}: for {set(purposes.values())}")
    assert sorted(missing) == []
    assert sorted(set(READS) - found) == []


def test_words_that_somebody_reads_are_written_down_and_name_nobody(county):
    """Whoever reads what people wrote in a check: the lines name the words alone."""
    found = {}
    for opening in county.openings:
        if opening.name in READS_WORDS:
            assert {(line.what, line.person) for line in opening.lines} <= {("comment.read", None)}
            assert {int(line.subject_id) for line in opening.lines} <= county.comments
            found.setdefault(opening.name, set()).update(line.purpose for line in opening.lines)
    assert found == {name: {purpose} for name, purpose in READS_WORDS.items()}


def test_asking_for_the_head_of_a_page_is_no_reading(county):
    before, after = county.heads
    assert before == after
