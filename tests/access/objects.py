"""What addresses can speak of: the same things of three projects, and nothing that exists.

A body is one project with its people, its checks, its talks and what came of them, so that each address can
be asked about one's own, about another project's, about another directorate's, and about what is missing.
"""

from datetime import timedelta
from typing import Any

from accounts.actions.kept_forms import Late, keep_form
from accounts.models import User
from coproduction.outbox.lines import group_mark
from council.choices import Figure
from council.colours import SHIPPED, fingerprint
from council.models import DatedBands, DatedFigure, Directorate
from experts.choices import Way
from experts.supporting import add_supporter
from ladder.actions.forms_that_came import log_form
from ladder.actions.keys import make_key
from ladder.actions.reviewing import mark_read
from ladder.choices import Voice
from ladder.models import Film, Round, StatementSet, WayTask
from notices.actions import deliver
from notices.models import Attempt, Contact, Notice
from notices.preview import mark_of
from notices.reaching import set_how_to_reach
from projects.actions.leading import name_co_lead
from projects.models import Project
from tests.access.people import SUPPORTER, make_member
from tests.accounts.second_steps import browser_of, give_passkey
from tests.factories import (
    MONDAY,
    make_comment,
    make_draft,
    make_open_round,
    make_project,
    make_result,
)
from tests.ladder.talks import arranged, recorded
from tests.ladder.tallies import check_of, same
from tests.projects.importing import check_file
from tests.projects.spreadsheets.files import project as line

OWN, NEIGHBOUR, OTHER, MISSING = "own", "neighbour", "other", "missing"
POSITIONS = (OWN, NEIGHBOUR, OTHER, MISSING)
DAYS_SINCE_A_CHECK = 100
NO_ID, NO_REFERENCE = 2_000_000_000, "ZZZZZZ"

# What an address names by a word: what there is, and what there is not.
WORDS = {"table": "gaps", "which": "directorates", "figure_key": Figure.FLOOR.value, "slot": "practice"}
WORDS_OF_NOTHING = {"table": "nothing", "which": "directorates", "figure_key": "nothing", "slot": "nothing"}
WORDS |= {"file": "csv", "stamp": fingerprint(SHIPPED), "film_file": "0.mp4", "number": 1}
WORDS_OF_NOTHING |= {"file": "doc", "stamp": "0", "film_file": "1.mp4", "number": 99, "key": "A" * 22}
WORDS |= {"dark": "083a40", "link": "0e5e64", "tint": "cbe6e4"}
WORDS_OF_NOTHING |= {"dark": "zzzzzz", "link": "0e5e64", "tint": "cbe6e4"}

Body = dict[str, Any]
"""What stands in addresses that speak of one project, or of what is in it, by a name of its own."""


def make_bodies(people: dict[str, User]) -> dict[str, Body]:
    """The three that exist, by position, and what does not. Adds the people who come with a project.

    `lead`, the expert and their supporter belong to one's own. The neighbour, in the same directorate, is
    led by the person with many hats. The other directorate's has staff and an expert of its own.
    """
    bodies = {}
    for position, name, lead, facilitator, mail in (
        (OWN, "Buses", "lead", "facilitator", SUPPORTER[1]),
        (NEIGHBOUR, "Parks", "many_hats", "facilitator", ""),
        (OTHER, "Homes", "other_staff", "many_hats", ""),
    ):
        bodies[position], member = make_body(
            name, by=people[lead], involvement=people["involvement"], facilitator=people[facilitator],
            reviewer=people["comment_reviewer"], mail=mail,
        )  # fmt: skip
        people |= {OWN: {"expert": member}, OTHER: {"other_expert": member}}.get(position, {})
    people["supporter"] = User.objects.get(email=SUPPORTER[1])
    roles = {OWN: "lead", NEIGHBOUR: "involvement_lead", OTHER: "other_staff"}
    for position, part in roles.items():
        holder = people[part]
        bodies[position] |= {"holder": holder.pk, "grant": holder.grants.get().pk, **_settings(position)}
    return {**bodies, MISSING: nothing_like(bodies[OWN])}


def make_body(
    name: str, *, by: User, involvement: User, facilitator: User, reviewer: User, mail: str
) -> tuple[Body, User]:
    """A project led by `by` with one of everything that has an address, and the expert who takes part in it.

    Somebody supports that expert: with an address in `mail`, they see results and can sign in.
    """
    project, asked, met = _projects(name, by=by)
    member = make_member(f"Sam {name}", project, asked, by=involvement)
    mine = project.memberships.get()
    supporter = add_supporter(
        expert=mine.expert, name=SUPPORTER[0], email=mail, may_help_answer=True, may_see_results=bool(mail),
        by=mine.expert.contact, now=MONDAY,
    )  # fmt: skip
    name_co_lead(project=project, membership=mine, by=involvement, now=MONDAY)
    return {
        "reference": project.reference,
        "slug": project.slug,
        "draft": _draft(f"{name} later", by=by).reference,
        "membership": mine.pk,
        "co_lead": project.co_leads.get().pk,
        "directorate": project.directorate_id,
        "expert": mine.expert_id,
        "supporter": supporter.pk,
        "batch": _list(f"{name} in a list", by=by).pk,
        **_closed(project, by=by, reviewer=reviewer),
        **_open(project, by=involvement),
        **_talks(asked, met, by=involvement, facilitator=facilitator),
        **_of_ones_own(member),
        "mine": mark_of(_sent(member)),
        **WORDS,
    }, member


def nothing_like(body: Body) -> Body:
    """Addresses in the same shape, of what does not exist."""
    words = {
        "slug": "no-such-project",
        "closed_on": MONDAY.date(),
        "reference": NO_REFERENCE,
        "asked_reference": NO_REFERENCE,
        "draft": NO_REFERENCE,
        **WORDS_OF_NOTHING,
    }
    return {key: words.get(key, NO_ID) for key in body}


def _projects(name: str, *, by: User) -> tuple[Project, ...]:
    """The project itself, one whose group is being asked, and one whose group has met."""
    made = [make_project(each, by=by, now=MONDAY) for each in (name, f"{name} asked", f"{name} met")]
    Project.objects.filter(pk__in=[each.pk for each in made]).update(directorate=_place(by))
    return tuple(Project.objects.get(pk=each.pk) for each in made)


def _place(user: User) -> Directorate:
    return user.grants.exclude(directorate=None).get().directorate


def _draft(name: str, *, by: User) -> Project:
    draft = make_draft(name, by=by, now=MONDAY)
    Project.objects.filter(pk=draft.pk).update(directorate=_place(by))
    return draft


def _list(name, *, by):
    """A list of one project that somebody brought in, checked and not made yet."""
    left_out = dict.fromkeys(("lead", "areas", "plan_step", "why_resources", "again_resources"))
    return check_file(line(name, directorate=_place(by).name, step="7", **left_out), by=by)


def _closed(project: Project, *, by: User, reviewer: User) -> Body:
    """A check that closed with a wide gap, with words that wait for a reviewer and words that worry one."""
    closed = make_result(project, check_of(*same(12, "p", 2)), by=by, days_before=DAYS_SINCE_A_CHECK)
    comment, worry = make_comment(closed), make_comment(closed, "Somebody hurt me", voice=Voice.COUNT)
    mark_read(comment=worry, by=reviewer, now=MONDAY, passes_on=True)
    return {
        "closed": closed.pk,
        "closed_on": closed.closed_at.date(),
        "comment": comment.pk,
        "worry": worry.pk,
    }


def _open(project: Project, *, by: User) -> Body:
    """An open check with somebody who wants a call and a letter, and a form of somebody else's that came."""
    check = make_open_round(project, by=by, now=MONDAY, members=7)
    invitation, paper_one, rung = check.invitations.order_by("-pk")[:3]
    WayTask.objects.create(invitation=invitation, way=Way.PHONE, asked_at=MONDAY)
    return {
        "check": check.pk,
        "invitation": invitation.pk,
        "form": log_form(invitation=paper_one, arrived_on=MONDAY.date(), by=by, now=MONDAY).pk,
        **_by_hand(invitation.expert.contact, rung.expert.contact, by=by),
        **_messages(check),
        "key": make_key(invitation=paper_one, now=MONDAY).link,
    }


def _messages(check: Round) -> Body:
    """Reminders that wait for tomorrow, as many as make one line of a page, and a message that is stuck."""
    tomorrow, people = MONDAY + timedelta(days=1), check.invitations.select_related("expert__contact")
    for each in people:
        waiting = Notice.objects.create(
            kind="ladder.reminder", subject_kind="invitation", subject_id=each.pk, period="1",
            contact=each.expert.contact, made_at=MONDAY, due_at=tomorrow, look_at=tomorrow,
        )  # fmt: skip
    key = (tomorrow.date(), waiting.kind, check.project_id)
    stuck = Notice.objects.get(kind="ladder.invitation", subject_id=people.order_by("pk")[0].pk)
    tried = Attempt.objects.create(
        notice=stuck, number=9, channel="email", taken_at=MONDAY, outcome="unknown", outcome_at=MONDAY
    )
    return {"message": waiting.pk, "alike": group_mark(key), "stuck": tried.pk}


def _talks(asked: Project, met: Project, *, by: User, facilitator: User) -> Body:
    """A talk whose people are asked, one of them by letter, and one that nobody has written down."""
    people = {"by": by, "facilitator": facilitator}
    being_asked, to_write_down = recorded(asked, **people), arranged(met, **people)
    spoken_to = being_asked.people.order_by("-pk").first()
    return {
        "asked": being_asked.pk,
        "asked_reference": asked.reference,
        "asked_person": spoken_to.pk,
        "met": to_write_down.pk,
    }


def _by_hand(written_to: Contact, rung: Contact, *, by: User) -> Body:
    """The letter that waits for somebody who has no e-mail address, and the call that waits for another."""
    Contact.objects.filter(pk=written_to.pk).update(email="")
    set_how_to_reach(contact=rung, by=by, now=MONDAY, phone="01632 960 111", order=["phone"])
    deliver(now=MONDAY)
    waiting = {"notice__kind": "ladder.invitation", "outcome": ""}
    return {
        "letter": Attempt.objects.get(notice__contact=written_to, **waiting).pk,
        "call": Attempt.objects.get(notice__contact=rung, **waiting).pk,
    }


def _sent(member: User) -> Notice:
    """A message that they got."""
    return Notice.objects.create(
        kind="ladder.late", subject_kind="invitation", subject_id=NO_ID, contact=member.contact,
        made_at=MONDAY, due_at=MONDAY, look_at=MONDAY, taken_at=MONDAY, sent_at=MONDAY,
    )  # fmt: skip


def _of_ones_own(member: User) -> Body:
    """A place where they are signed in, a passkey, and what they sent when their time was over."""
    browser_of(member)
    return {
        "session": member.sessions.get().pk,
        "factor": give_passkey(member).pk,
        "kept": keep_form(member, Late("/me/", (("name", "Sam"),), False), now=MONDAY).pk,
    }


def _settings(position: str) -> Body:
    """Numbers of the council that change later, and a film. There is one of each, and it is nobody's own."""
    if position != OWN:
        return {}
    later = MONDAY.date().replace(year=MONDAY.year + 1)
    version = StatementSet.objects.latest("version")
    names = {"film": f"films/{'0' * 64}.mp4", "captions": f"films/{'0' * 64}.vtt"}
    Film.objects.create(statement_set=version, slot="practice", added_at=MONDAY, **names)
    return {
        "figure": DatedFigure.objects.create(key=Figure.FLOOR, value=6, starts_on=later).pk,
        "bands": DatedBands.objects.create(first=1, second=3, third=5, fourth=7, starts_on=later).pk,
        "version": version.version,
    }
