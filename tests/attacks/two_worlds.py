"""A check made twice through the real actions, with other answers, and read over HTTP by everyone who may.

Both worlds begin with the same people, projects and numbers of rows, so that whatever differs in an answer of
the portal comes from what people said.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from io import BytesIO
from urllib.parse import urldefrag, urlsplit
from zipfile import ZipFile

import time_machine
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from experts.supporting import add_supporter
from ladder.actions.answering import change_draft, send_answers
from ladder.actions.closing import close_round
from ladder.actions.opening import open_round
from ladder.actions.team import send_team_answers
from ladder.answers import STEP_SKIPPED, Answers
from ladder.choices import TeamAnswer
from ladder.models import Round
from ladder.rungs import Rung
from ladder.scoring import SentAnswers
from notices.actions import deliver, promise
from notices.models import Notice
from projects.models import Project
from tests.factories import MONDAY, by_day, make_directorate, make_members, make_project, make_user

NOON_LATER = timedelta(days=3)
TEAM_SAYS = (TeamAnswer.YES, TeamAnswer.PARTLY, TeamAnswer.NO, TeamAnswer.YES) * 2
FIXED_WORDS = (
    "/what-is-co-production/", "/how-scores-work/", "/privacy/", "/cookies/", "/accessibility/", "/worried/",
    "/contact/", "/easier-to-read/", "/check/",
)  # fmt: skip
"""Pages that say the same to everyone, whatever anyone answers. They may be read by two people alone."""
OWN_WISHES = ("/me/contact/", "/me/signed-in/", "/how-you-sign-in/", "/staff/import/")
"""What somebody chose for themselves: it may be read by one who answered and one who did not."""
FILES_FOR_ALL = "/projects/download."
"""A file of what the list of projects shows to whoever asks."""
READ_ALL_WORDS = ("nobody", "answered")
READ_FILES = ("nobody", "answered", "lead")
READ_OWN_WISHES = ("answered", "did not answer", "lead")
FORMS = re.compile(r"/me/contact/|/staff/projects/\w+/register/|.*/end/$")
"""What asks and does not tell: it may be read once, after the check has closed."""
HOMES = ("/", "/projects/", "/staff/", "/me/", "/steering/")
# Made anew for each page or message: they do not come from what anyone said.
NEW_EACH_TIME = re.compile(
    r"""(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=/c/)[\w-]+|(?<=type this code: )[^\n]+"""
)
REFERENCE = "HK4MX7"
MOST_PAGES = 150
ZIPPED = b"PK"
LINK = re.compile(r'href="([^"]*)"')
NO_PAGES = ("/static/", "/media/", "/development/", "/theme", "mailto:", "tel:", "http:", "https:")


@dataclass
class County:
    """What both worlds begin with: a project, the experts who are asked, and everyone who reads."""

    project: Project
    experts: list
    readers: dict[str, User | None]
    involvement: User
    lead: User
    counters: dict[str, int] = field(default_factory=dict)


def make_county(
    invited: int, *, rung: Rung = Rung.CO_PRODUCTION, answered: int = 0, silent: int | None = -1
) -> County:
    """A project with so many members, and somebody of every part who may not know what others said.

    `answered` is the place among the members of the reader who answers, in every world, and knows their own
    answers; `silent` that of one who never does, if there is one.
    """
    lead, involvement = make_user("Alex Morgan", Role.STAFF), make_user("Jo Pascoe", Role.INVOLVEMENT)
    other_lead = make_user("Robin Shah", Role.STAFF, directorate=make_directorate("Housing"))
    project = make_project(by=lead, rung=rung, now=MONDAY)
    # References are drawn at random, and addresses hold them.
    Project.objects.filter(pk=project.pk).update(reference=REFERENCE)
    make_project("Repairs by appointment", by=other_lead, now=MONDAY)
    experts = make_members(project, invited, by=involvement, now=MONDAY)
    supporter = add_supporter(
        expert=experts[answered], name="Merryn Bray", email="merryn.bray@example.org", may_help_answer=False,
        may_see_results=True, by=experts[answered].contact, now=MONDAY,
    )  # fmt: skip
    user_of = {user.contact_id: user for user in User.objects.all()}
    readers = {
        "nobody": None,
        "answered": user_of[experts[answered].contact_id],
        "supporter": User.objects.get(contact=supporter.contact),
        "lead": lead,
        "another lead": other_lead,
        "colleague": make_user("Wen Daniels", Role.STAFF),
        "co-chair": make_user("Dee Angove", Role.CO_CHAIR_EXPERT),
        "steering": make_user("Val Kitto", Role.STEERING),
    }
    if silent is not None:
        readers["did not answer"] = user_of[experts[silent].contact_id]
    county = County(Project.objects.get(pk=project.pk), experts, readers, involvement, lead)
    county.counters = counters()
    return county


@dataclass(frozen=True)
class Read:
    """All that one world told: pages by (moment, reader, address), and messages by (moment, reader)."""

    pages: dict[tuple[str, str, str], str]
    messages: dict[tuple[str, str], list[str]]

    def at(self, moment: str) -> "Read":
        """What it told at this one of the two moments."""
        pages = {key: told for key, told in self.pages.items() if key[0] == moment}
        return Read(pages, {key: told for key, told in self.messages.items() if key[0] == moment})


def read_world(
    county: County,
    sent: Sequence[SentAnswers | None],
    *,
    moments: Iterable[str] = ("open", "closed"),
    only: Iterable[tuple[str, str]] | None = None,
    fixed_words_by_all: bool = True,
    then: tuple[Callable[[], AbstractContextManager], Iterable[tuple[str, str]]] | None = None,
) -> Read:
    """Hold a check in which these people answer so, and read it while it is open and once it has closed.

    `sent` is what each member sends, in their order, or None. Everything is undone afterwards.
    Every link is followed by everyone, or `only` these pairs of (reader, address) are read. Pages of fixed
    words, files for all, and one's own wishes can be left to a few readers, and forms to the second moment.
    `then` is how the portal is changed once all is read, and what is read again, as at the moment "changed".
    """
    pairs = None if only is None else set(only)
    pages, messages = {}, {}
    with transaction.atomic():
        set_counters(county.counters)
        mail.outbox.clear()
        with time_machine.travel(MONDAY, tick=False) as clock:
            check = _answered(county, sent)
            clock.move_to(MONDAY + NOON_LATER)
            if "open" in moments:
                pages |= _read_all(county.readers, "open", pairs, all_by_all=fixed_words_by_all)
            reminding = check.closes_at - timedelta(days=9)
            promise(only=["ladder.reminder"], now=reminding)
            if "open" in moments:
                clock.move_to(reminding + timedelta(hours=1))
                messages |= _messages(county, "open")
            if "closed" in moments:
                close_round(round_=check, by="system", now=check.closes_at)
                clock.move_to(check.closes_at + timedelta(hours=1))
                pages |= _read_all(county.readers, "closed", pairs, all_by_all=fixed_words_by_all)
                messages |= _messages(county, "closed")
            if then:
                change, again = then
                with change():
                    pages |= _read_all(county.readers, "changed", set(again))
        transaction.set_rollback(True)
    return Read(pages, messages)


def differences(one: Read, other: Read) -> list:
    """Every page and message that is not alike in two worlds."""
    keys = one.pages.keys() | other.pages.keys()
    apart = [key for key in keys if one.pages.get(key) != other.pages.get(key)]
    said = one.messages.keys() | other.messages.keys()
    return sorted(apart) + sorted(who for who in said if one.messages.get(who) != other.messages.get(who))


def _answered(county: County, sent: Sequence[SentAnswers | None]) -> Round:
    answer_by = MONDAY.date() + timedelta(days=14)
    check = open_round(project=county.project, answer_by=answer_by, by=county.involvement, now=MONDAY)
    send_team_answers(round_=check, answers=TEAM_SAYS, by=county.lead, now=MONDAY)
    deliver(now=MONDAY)
    asked = {invitation.expert_id: invitation for invitation in check.invitations.all()}
    for expert, said in zip(county.experts, sent, strict=False):
        if said is None:
            continue
        answers = Answers(
            statements=tuple(answer.value for answer in said.answers),
            step=STEP_SKIPPED if said.placement is None else said.placement,
            help=said.help.value,
            channel=said.channel.value,
            seen_better=True,
            seen_helped=True,
            practised=True,
        )
        invitation = asked[expert.pk]
        change_draft(invitation=invitation, change=lambda _, made=answers: made, now=MONDAY)
        send_answers(invitation=invitation, now=MONDAY)
    return check


def _read_all(readers: dict, moment: str, pairs: set | None, *, all_by_all: bool = True) -> dict:
    pages = {}
    for reader, user in readers.items():
        client = Client()
        if user:
            client.force_login(user)
        if pairs is None:
            found = _follow(
                client, lambda address, who=reader: all_by_all or _is_read_by(who, address, moment)
            )
        else:
            found = {address: _told(client.get(address)) for who, address in pairs if who == reader}
        pages |= {(moment, reader, address): told for address, told in found.items()}
    return pages


def _is_read_by(reader: str, address: str, moment: str) -> bool:
    """Whether it is for this reader now, where a few read for all what is the same for each."""
    if moment == "open" and FORMS.match(address):
        return False
    if address in FIXED_WORDS:
        return reader in READ_ALL_WORDS
    if address.startswith(FILES_FOR_ALL):
        return reader in READ_FILES
    return reader in READ_OWN_WISHES or not address.startswith(OWN_WISHES)


def _follow(client: Client, is_read: Callable[[str], bool]) -> dict[str, str]:
    """Every page that can be reached by links alone, of those that are read."""
    found, ahead = {}, list(HOMES)
    while ahead:
        assert len(found) < MOST_PAGES, "There is no end of pages"
        address = ahead.pop(0)
        if address not in found and is_read(address):
            response = client.get(address)
            found[address] = _told(response)
            if response.get("Content-Type", "").startswith("text/html"):
                ahead += _links(response.content.decode())
    return found


def _links(page: str) -> list[str]:
    links = [urldefrag(unescape(link)).url for link in LINK.findall(page)]
    plain = [link for link in links if link.startswith("/") and not link.startswith(NO_PAGES)]
    # Searching and sorting a list shows rows that its first page may show as well.
    return [link for link in plain if not urlsplit(link).query]


def _told(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(ZIPPED):  # a workbook says when it was packed
        with ZipFile(BytesIO(body)) as files:
            body = b"\n".join(files.read(name) for name in sorted(files.namelist()))
    headers = {name: value for name, value in response.headers.items() if name != "Set-Cookie"}
    return NEW_EACH_TIME.sub("…", f"{response.status_code} {headers}\n{body.decode(errors='replace')}")


def _messages(county: County, moment: str) -> dict[tuple[str, str], list[str]]:
    """All that readers were sent until now, and what else is on their lists."""
    deliver(now=by_day(timezone.now()))
    addresses = {user.email: reader for reader, user in county.readers.items() if user}
    told: dict[str, list[str]] = {}
    for message in mail.outbox:
        for address in message.recipients():
            if address in addresses:
                words = NEW_EACH_TIME.sub("…", f"{message.subject}\n{message.body}")
                told.setdefault(addresses[address], []).append(words)
    for notice in Notice.objects.filter(contact__email__in=addresses).order_by("pk"):
        told.setdefault(f"{addresses[notice.contact.email]}, list", []).append(notice.kind)
    return {(moment, reader): words for reader, words in told.items()}


def counters() -> dict[str, int]:
    """Where every counter of rows stands: rolling back does not put them back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences")
        return dict(cursor.fetchall())


def set_counters(counters: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.DATABASE_OWNER_ROLE)}")
        for name, value in counters.items():
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, max(value, 1), value > 0])
        cursor.execute(f"SET ROLE {connection.ops.quote_name(settings.DATABASE_APP_ROLE)}")
