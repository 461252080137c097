"""Words planted in every typed field come back to those who may see them, and to nobody else.

Each stands nowhere else. Everyone opens what they may open, and what speaks of what they may not have; then
messages, log lines, the cache and the tables themselves are read for words that should not be there.
"""

import io
import logging
from collections import Counter
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.urls import path, reverse

from audit.models import Event
from coproduction import urls
from experts.models import Expert, Supporter
from govuk.pages import public
from ladder.models import Comment
from notices import kinds
from notices.choices import Channel, Outcome
from notices.models import Attempt, Notice
from projects.models import CoLead
from projects.querysets import ImportBatchQuerySet
from tests.canaries.addresses import FOR_DEVELOPERS, in_a_check, openings
from tests.canaries.around import every_line, everything_in_the_cache, sent_again, tables_as_they_lie
from tests.canaries.audiences import AUDIENCES, NOT_EVERY_ROW, NOT_PLANTED, Audiences, anyone, self_of
from tests.canaries.county import SEALED, make_county
from tests.canaries.crawl import Crawl, words_of
from tests.canaries.planting import typed_fields
from tests.fixtures_database import put_back_rows_of_migrations
from tests.house.access import ACCESS
from tests.house.reads import READS, READS_WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def county(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """The county, opened by everyone once. All tests look at what came of it."""
    folder = tmp_path_factory.mktemp("canaries")
    log, found = io.StringIO(), SimpleNamespace()
    with (
        django_db_blocker.unblock(),
        override_settings(
            EMAIL_FILE_PATH=str(folder / "mail"), MEDIA_ROOT=str(folder / "media"), STAFF_SIGN_IN="both"
        ),
        transaction.atomic(),
    ):
        put_back_rows_of_migrations()
        world = make_county(folder)
        found.planted, found.may = world.planted, Audiences()

        _let_a_message_be_stuck(world)
        crawl = Crawl(world)
        with every_line(log):
            full = request.config.getoption("--full")
            found.openings = [crawl.open(*each) for each in openings(world, full=full)]
            found.openings += _in_a_check(crawl)
            found.broken = _broken(crawl)
            messages = list(sent_again(world, full=full))
        found.log, found.cache = log.getvalue(), list(everything_in_the_cache())
        found.tables = {table: world.planted.found_in(rows) for table, rows in tables_as_they_lie()}
        found.tickets = world.tickets
        found.kinds = {kind for kind, *_ in messages}
        written = [
            (tickets, f"in {kind}", found.planted.found_in(words)) for kind, tickets, words in messages
        ]
        found.leaks_of_messages = _leaks(found, written)
        found.controls = _controls(crawl, found)
        found.people, found.agreed = _people(), _who_agreed()
        found.comments = set(Comment.objects.values_list("pk", flat=True))
        found.person_of = {
            each: NAMES[each.field](each.row) for each in found.planted.all if each.field in NAMES
        }
        found.heads = _heads(crawl)
        found.leaks = _leaks(found, _pages(found, found.openings))
        transaction.set_rollback(True)
    return found


def _in_a_check(crawl):
    """The pages of a check, with and without its answers shown, in the browser that a link opened."""
    return [
        crawl.open("answering", address, posted, keeps_cookies=posted is not None)
        for address, posted in in_a_check(crawl.world)
    ]


@public
def breaks(request):
    """Our own mistake, with words of somebody's in its message."""
    raise ValueError(f"{request.GET['said']} is not a number")


urlpatterns = [*urls.urlpatterns, path("breaks/", breaks)]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def _broken(crawl):
    """What somebody reads where a page breaks, and where a form comes too late."""
    draft = crawl.world.ready
    with override_settings(ROOT_URLCONF=__name__, DEBUG=False):
        careful = Client(enforce_csrf_checks=True, raise_request_exception=False)
        answers = [
            careful.get("/breaks/", {"said": draft.name}),
            careful.post(reverse("account_request_login_code"), {"email": "a"}),
            careful.get(f"/c/{draft.name}/"),
        ]
    assert [each.status_code for each in answers[:2]] == [500, 403]
    return {each.wsgi_request.path: crawl.planted.found_in("\n".join(words_of(each))) for each in answers}


def _leaks(found, got):
    """What somebody got who may not have it, in a line each. `got`: with which tickets, where, what."""
    return sorted(
        {
            f"{canary.field} of {canary.row.pk} {where}"
            for tickets, where, canaries in got
            for canary in canaries
            if not found.may.may(canary, tickets)
        }
    )


def _pages(found, openings_):
    """What `_leaks` asks, of what was opened."""
    for each in openings_:
        where = f"to {each.viewer or 'nobody'} on {each.name} {each.path}"
        yield found.tickets[each.viewer], where, each.found


def _controls(crawl, found):
    """What the same looking finds in a list that asks nobody who they are, in a log and in the cache."""
    right, log = ImportBatchQuerySet.visible_to, io.StringIO()
    named = crawl.world.ready.name
    ImportBatchQuerySet.visible_to = lambda self, user: self
    try:
        opened = [crawl.open("other_lead", reverse("projects:import"))]
    finally:
        ImportBatchQuerySet.visible_to = right
    with every_line(log):
        logging.getLogger("projects").debug("Saved %s", named)
    cache.set("last", {"name": named})
    kept = list(everything_in_the_cache())
    cache.delete("last")
    return SimpleNamespace(leaks=_leaks(found, _pages(found, opened)), log=log.getvalue(), cache=kept)


def test_every_field_that_somebody_types_in_holds_a_canary_or_says_why_not():
    planted = set(AUDIENCES) - {"projects.Project.yearly_pay_budget_pence"}
    assert sorted(typed_fields()) == sorted(planted | set(NOT_PLANTED))
    assert not planted & set(NOT_PLANTED)


def test_nobody_gets_what_they_may_not_see(county):
    assert county.leaks == [], "\n".join(county.leaks)


def test_every_canary_is_found_by_somebody_who_may_see_it(county):
    found = {canary for opening in county.openings for canary in opening.found}
    missing = Counter(canary.field for canary in county.planted.all if canary not in found)
    assert (
        {canary.field for canary in found}
        == {canary.field for canary in county.planted.all}
        == set(AUDIENCES)
    )
    assert {field: rows for field, rows in missing.items() if field not in NOT_EVERY_ROW} == {}


def test_every_address_with_a_page_is_opened(county):
    opened = {opening.name for opening in county.openings}
    assert {name for name, row in ACCESS.items() if row.get} - opened == FOR_DEVELOPERS | {"account_login"}


def test_messages_say_to_each_person_what_they_may_see(county):
    assert county.leaks_of_messages == []
    assert county.kinds == set(kinds._kinds)


def test_no_log_line_holds_what_somebody_typed(county):
    found = county.planted.found_in(county.log)
    assert {canary.field for canary in found} == set()
    assert '"error": "ValueError"' in county.log


def test_the_cache_holds_nothing_that_somebody_typed(county):
    assert [line for line in county.cache if county.planted.found_in(line)] == []


def test_pages_that_say_what_went_wrong_quote_nobody(county):
    assert {where: found for where, found in county.broken.items() if found} == {}


def test_a_word_stands_in_its_own_table_alone_and_sealed_where_it_is_sealed(county):
    encrypted = {f"{label}.{field}" for label, field in _sealed_fields()} | set(SEALED)
    wrong = set()
    for table, found in county.tables.items():
        for canary in found:
            elsewhere = canary.row._meta.db_table != table and AUDIENCES[canary.field] is not anyone
            if elsewhere or canary.field in encrypted:
                wrong.add(f"{canary.field} in {table}")
    assert sorted(wrong) == []


def _sealed_fields():
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if type(field).__name__ == "EncryptedTextField":
                yield model._meta.label, field.name


def test_a_list_that_asks_nobody_who_they_are_is_found(county):
    """Without `visible_to`, somebody of another directorate reads which files were brought in."""
    assert any(line.startswith("projects.ImportBatch.file_name") for line in county.controls.leaks)


def test_a_word_in_a_log_and_a_word_in_the_cache_are_found(county):
    assert county.planted.found_in(county.controls.log)
    assert county.planted.found_in("\n".join(county.controls.cache))


def _let_a_message_be_stuck(world):
    """Somebody whose message was taken and never came back: the involvement team rings them."""
    before = world.now - timedelta(hours=1)
    stuck = Notice.objects.filter(kind="ladder.invitation").exclude(pk=world.letter.pk).latest("pk")
    Notice.objects.filter(pk=stuck.pk).update(taken_at=before, sent_at=None)
    became = {"channel": Channel.EMAIL, "taken_at": before, "outcome": Outcome.UNKNOWN, "outcome_at": before}
    Attempt.objects.update_or_create(notice=stuck, number=1, defaults=became)


def _people():
    """All experts by experience and supporters."""
    return {
        *Expert.objects.values_list("contact", flat=True),
        *Supporter.objects.values_list("contact", flat=True),
    }


def _who_agreed():
    """Those who said yes to their name on the page of their project, where anyone reads it."""
    agreed = CoLead.objects.filter(ends_on=None, name_consents__withdrawn_at=None).exclude(name_consents=None)
    return set(agreed.values_list("membership__expert__contact", flat=True))


def _heads(crawl):
    """How many lines stand before and after the heads of a few pages were asked for."""
    world, client, before = crawl.world, crawl.client("involvement"), Event.objects.count()
    for name in ("ladder:invited", "ladder:round", "ladder:talk"):
        about = world.talks.asked.pk if name == "ladder:talk" else world.check.pk
        assert client.head(reverse(name, args=[about])).status_code == 200
    assert client.head(reverse("coproduction:your_work")).status_code == 200
    return before, Event.objects.count()


# A person's own pages about those whom they chose themselves.
NOT_READ_BY_OTHERS = {"coproduction:who_looked", "experts:list", "experts:change", "experts:end"}
NAMES = {
    "notices.Contact.name": lambda contact: contact.pk,
    "experts.Supporter.known_as": lambda supporter: supporter.contact_id,
    "projects.Membership.added_as": lambda membership: membership.expert.contact_id,
}


def _names_on(opening, county):
    """The experts by experience and supporters whose names somebody else read on a page."""
    shown = {county.person_of[each] for each in opening.on_page if each in county.person_of}
    own = {pk for pk in shown if self_of(pk) in county.tickets[opening.viewer]}
    return shown & county.people - county.agreed - own


def test_a_name_that_somebody_else_reads_is_written_down(county):
    missing, found = set(), set()
    for opening in county.openings:
        shown = _names_on(opening, county)
        if not shown or opening.name in NOT_READ_BY_OTHERS:
            continue
        purposes = {line.person: line.purpose for line in opening.lines}
        found.add(opening.name)
        if unsaid := shown - set(purposes):
            missing.add(
                f"{opening.name} to {opening.viewer}: nothing about {len(unsaid)} of {len(shown)} people"
            )
        elif {purposes[one] for one in shown} != {READS.get(opening.name)}:
            missing.add(f"{opening.name} to {opening.viewer}: for {set(purposes.values())}")
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
