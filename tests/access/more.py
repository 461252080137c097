"""Questions about what the bodies of the table lack: drafts with people in them, reminders, second steps."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.test import override_settings

from accounts import rules as accounts
from accounts.choices import Role, StaffSignIn
from accounts.models import User
from accounts.rules import can_remove_factor
from experts.models import Expert
from experts.rules import can_choose_supporters
from ladder import rules as ladder
from ladder.choices import TeamAnswer
from ladder.models import Comment, Conversation, Round, TeamAnswers
from notices.choices import Skip
from notices.models import Notice
from projects import rules as projects
from projects.choices import ImportState
from projects.imports import what_is_known
from projects.models import ImportBatch, Membership, Project, TeamMember
from projects.spreadsheets.matching import key_of
from tests.access.kinds import (
    ADMINISTRATOR,
    DATA_PROTECTION,
    EXPERT,
    FACILITATOR,
    HATS,
    INVOLVEMENT_LEAD,
    LEAD,
    OTHER_EXPERT,
    OTHER_STAFF,
    REVIEWER,
    SAFEGUARDING,
    STEERING,
    SUPPORTER,
    THE_TEAM,
)
from tests.access.objects import OTHER, OWN
from tests.access.straight import ALL, NOBODY_MAY, PLACES, Straight, agreed, of_everyone, shown
from tests.access.world import World
from tests.factories import LONG_AGO, MONDAY, make_comment, make_project, make_result, make_user
from tests.ladder.talks import arranged
from tests.ladder.tallies import check_of, same
from tests.projects.importing import check_file
from tests.projects.spreadsheets.files import project as line

INVOLVEMENT, IN_THE_GROUP = "involvement", "a facilitator in its group"


def add_more(world: World) -> None:
    """What these questions speak of, beside what the table has."""
    people, own = world.people, world.bodies[OWN]
    by = people[INVOLVEMENT]
    for position in PLACES:
        body = world.bodies[position]
        lead = Project.objects.get(reference=body["reference"]).team.get().user
        body["check_answered"] = body["check"]
        TeamAnswers.objects.create(
            round_id=body["check"], answers=[TeamAnswer.YES] * 8, sent_by=lead, sent_at=MONDAY
        )
    draft = Project.objects.get(reference=own["draft"])
    _add(draft, people[EXPERT], by=by, confirmed=True)
    _add(
        Project.objects.get(reference=own["reference"]),
        people[OTHER_EXPERT],
        by=people[LEAD],
        confirmed=False,
    )
    drafts = [Project.objects.get(reference=world.bodies[at]["draft"]) for at in (OWN, OTHER)]
    own["list_of_others"] = _brought_in(drafts[0], by=people[HATS]).pk
    own["list_of_ones_own"] = _brought_in(drafts[1], by=people[LEAD]).pk
    Project.objects.filter(reference=own["reference"]).update(parent=drafts[1])
    own["check_of_another"] = world.bodies[OTHER]["check"]
    own["early_words"] = make_comment(Round.objects.get(pk=own["check"]), "Too early").pk
    own["talk_of_ones_own"] = _talk_of_ones_own(people).pk
    project = Project.objects.get(reference=own["reference"])
    TeamMember.objects.create(
        project=project,
        user=people[OTHER_STAFF],
        starts_on=LONG_AGO,
        ends_on=MONDAY.date() - timedelta(days=1),
    )
    # Staff of one directorate lead a project of another.
    elsewhere = make_project("Trams apart", by=people[OTHER_STAFF], now=MONDAY)
    own["check_elsewhere"] = make_result(elsewhere, check_of(*same(12, "p", 2)), by=people[OTHER_STAFF]).pk
    people[IN_THE_GROUP] = make_user("Fern Rowe", Role.FACILITATOR)
    Expert.objects.create(contact=people[IN_THE_GROUP].contact, added_at=MONDAY)
    _add(project, people[IN_THE_GROUP], by=by, confirmed=True)


def _brought_in(draft, *, by):
    """A list of projects, and this draft among them, whoever leads it now."""
    without = dict.fromkeys(("lead", "areas", "plan_step", "why_resources", "again_resources"))
    directorate = by.grants.exclude(directorate=None).get().directorate.name
    file = check_file(line(f"Trams of {by.pk}", directorate=directorate, step="7", **without), by=by)
    ImportBatch.objects.filter(pk=file.pk).update(state=ImportState.DONE, lines=[], made_at=MONDAY)
    Project.objects.filter(pk=draft.pk).update(imported_in=file)
    return file


def _talk_of_ones_own(people):
    """A talk whose facilitator has come into the project's team since."""
    project = make_project("Trams met", by=people[LEAD], now=MONDAY)
    talk = arranged(project, by=people[INVOLVEMENT], facilitator=people[HATS])
    project.team.update(user=people[HATS])
    return talk


def _add(project, person, *, by, confirmed):
    """Into its people. Those whom its team adds wait until the involvement team says yes."""
    Membership.objects.create(
        project=project,
        expert=Expert.objects.get(contact=person.contact_id),
        added_as=person.contact.name,
        starts_on=MONDAY.date(),
        added_by=by.contact,
        confirmed_by=by.contact if confirmed else None,
    )


def _dates_are_fair(days: int) -> Callable:
    return lambda user, body: (
        "in" if ladder.answer_by_is_fair(MONDAY.date(), MONDAY.date() + timedelta(days)) else "no"
    )


def _reminded(
    *, sent=None, skipped="", closed=False, kind="ladder.reminder", of="check", another_waits=False
) -> Callable:
    """Whether a check may close early, where a reminder of it, or of another, stands so."""

    def asks(user, body):
        check = Round.objects.get(pk=body["check"])
        invitation = (
            check if of == "check" else Round.objects.exclude(pk=check.pk).get(pk=body[of])
        ).invitations.first()
        Notice.objects.filter(kind="ladder.reminder").delete()
        alike = {
            "kind": kind,
            "contact_id": invitation.expert.contact_id,
            "subject_kind": "invitation",
            "subject_id": invitation.pk,
            "made_at": MONDAY,
            "due_at": MONDAY,
            "look_at": MONDAY,
        }
        if another_waits:
            Notice.objects.create(**alike, period="2")
        Notice.objects.create(
            **alike,
            period="1",
            taken_at=sent,
            sent_at=sent,
            skipped_because=skipped,
            skipped_at=MONDAY if skipped else None,
        )
        check.closed_at = MONDAY if closed else None
        return "in" if ladder.can_close_early(user, check) else "no"

    return asks


def _results_in(directorate: int | None) -> Callable:
    """Whether somebody reads the results of a project that stands in this directorate, or in none."""

    def asks(user, body):
        project = Project.objects.get(reference=body["reference"])
        project.directorate_id = directorate
        return "in" if ladder.can_read_results(user, project) else "no"

    return asks


def _as_on_its_page(user, body):
    project = projects.for_reader(Project.objects.filter(reference=body["reference"]), user).get()
    return "in" if projects.takes_part_or_is_let_in(user, project) else "no"


def _name_is_known(user, body):
    """Whether whoever brings a list in is told that a draft of this name is there already."""
    known = what_is_known(user, [], on=MONDAY.date())
    name = Project.objects.get(reference=body["draft"]).name
    return "in" if any(key_of(name) == each for _, each in known.names) else "no"


def _second_step(*kinds: str, is_required: bool = True) -> Callable:
    """Whether somebody with these second steps may take the first of them away, or somebody else's."""

    def asks(user, body):
        made = [
            Authenticator.objects.create(user=user, type=kind, data={"name": kind, "secret": ""})
            for kind in kinds
        ]
        first = made[0] if made else Authenticator.objects.get(pk=body["factor"])
        with override_settings(STAFF_SECOND_FACTOR_REQUIRED=is_required):
            return "in" if can_remove_factor(user, first) else "no"

    return asks


def agreed_plain(rule: Callable, *more) -> Callable:
    return lambda user, body: "in" if rule(user, *more) else "no"


def _with_work_accounts(rule: Callable) -> Callable:
    """Whether a rule says yes where staff sign in with a work account alone, and must have a second step."""

    def asks(user, body):
        with override_settings(STAFF_SIGN_IN=StaffSignIn.WORK_ACCOUNT, STAFF_SECOND_FACTOR_REQUIRED=True):
            return "in" if rule(user) else "no"

    return asks


TOTP, CODES, KEY = "totp", "recovery_codes", "webauthn"
ONE = "no"
ELSEWHERE = {
    ALL: (*THE_TEAM, *STEERING),
    "in no no": (LEAD, EXPERT, SUPPORTER),
    "no no in": (OTHER_STAFF, OTHER_EXPERT),
}
EMPLOYED = (
    *THE_TEAM,
    LEAD,
    OTHER_STAFF,
    INVOLVEMENT_LEAD,
    REVIEWER,
    SAFEGUARDING,
    DATA_PROTECTION,
    ADMINISTRATOR,
    "co_chair_officer",
)
MORE = {
    "see a project's results with its team elsewhere": (_results_in(0), ELSEWHERE, NOBODY_MAY),
    "see a project's results with it nowhere": (_results_in(None), ELSEWHERE, NOBODY_MAY),
    "be let in": (
        agreed(projects.takes_part_or_is_let_in, Project, "reference"),
        {"in no no": (EXPERT, SUPPORTER), "no no in": OTHER_EXPERT},
        NOBODY_MAY,
    ),
    "be let in, on its page": (
        _as_on_its_page,
        {"in no no": (EXPERT, SUPPORTER), "no no in": OTHER_EXPERT},
        NOBODY_MAY,
    ),
    "close it early with a reminder sent": (_reminded(sent=MONDAY), {"in": THE_TEAM}, ONE),
    "close it early with one sent and one to come": (
        _reminded(sent=MONDAY, another_waits=True),
        {"in": THE_TEAM},
        ONE,
    ),
    "close it early with a reminder left out": (_reminded(skipped=Skip.HELP_ENDED), {"in": THE_TEAM}, ONE),
    "close it early with a reminder to come": (_reminded(), {}, ONE),
    "close it early with another message sent": (_reminded(sent=MONDAY, kind="ladder.other"), {}, ONE),
    "close it early when it has closed": (_reminded(sent=MONDAY, closed=True), {}, ONE),
    "close it early with a reminder of another check": (
        _reminded(sent=MONDAY, of="check_of_another"),
        {},
        ONE,
    ),
    "see a list of others with one's draft": (
        shown(lambda user: ImportBatch.objects.visible_to(user), "list_of_others"),
        {"in": (*THE_TEAM, LEAD)},
        "404",
    ),
    "see a conversation of a project led from elsewhere": (
        shown(lambda user: Conversation.objects.visible_to(user), "check_elsewhere"),
        {"in": (*THE_TEAM, *STEERING, LEAD, OTHER_STAFF)},
        "404",
    ),
    "read words of an open check": (
        shown(lambda user: Comment.objects.visible_to(user), "early_words"),
        {},
        "404",
    ),
    "know a draft's name": (
        _name_is_known,
        {ALL: THE_TEAM, "in no no": LEAD, "no no in": OTHER_STAFF},
        NOBODY_MAY,
    ),
    "give roles with no lead there": (
        agreed_plain(accounts.can_give_roles, False),
        {"in": (INVOLVEMENT_LEAD, ADMINISTRATOR)},
        ONE,
    ),
    "give roles with a lead there": (
        agreed_plain(accounts.can_give_roles, True),
        {"in": INVOLVEMENT_LEAD},
        ONE,
    ),
    "see who lacks a second step": (
        agreed_plain(accounts.can_see_who_lacks_second_step),
        {"in": (*THE_TEAM, INVOLVEMENT_LEAD, ADMINISTRATOR)},
        ONE,
    ),
    "sign in with a work account alone": (
        _with_work_accounts(accounts.must_use_work_account),
        {"in": EMPLOYED},
        ONE,
    ),
    "need a second step beside work accounts": (
        _with_work_accounts(accounts.must_have_second_step),
        {"in": FACILITATOR},
        ONE,
    ),
    "see staff pages": (
        agreed_plain(accounts.can_see_staff_pages),
        {"in": (*THE_TEAM, LEAD, OTHER_STAFF, FACILITATOR, REVIEWER, SAFEGUARDING)},
        ONE,
    ),
    "see who has what": (
        agreed_plain(accounts.can_see_roles),
        {"in": (INVOLVEMENT_LEAD, ADMINISTRATOR, DATA_PROTECTION)},
        ONE,
    ),
    # The neighbour's is the involvement lead's own account.
    "change somebody's roles": (
        agreed(accounts.can_change_roles_of, User, "holder"),
        {"in no in": INVOLVEMENT_LEAD},
        NOBODY_MAY,
    ),
    "register": (agreed_plain(projects.can_register), {"in": (*THE_TEAM, LEAD, OTHER_STAFF)}, ONE),
    "see talks": (agreed_plain(ladder.can_see_talks), {"in": (*THE_TEAM, FACILITATOR)}, ONE),
    "choose supporters": (agreed_plain(can_choose_supporters), {"in": (EXPERT, OTHER_EXPERT)}, ONE),
}


def more_questions() -> Iterator[Straight]:
    """The questions that need something more to be there."""
    for about, (asks, words, others) in MORE.items():
        yield from of_everyone(f"may {about}", asks, words, others)
    for part, kinds, word in (
        (EXPERT, (TOTP,), "in"),
        (LEAD, (TOTP,), "no"),
        (FACILITATOR, (TOTP,), "no"),
        (LEAD, (TOTP, KEY), "in"),
        (LEAD, (TOTP, CODES), "no"),
        (OTHER_EXPERT, (), "no"),
        (EXPERT, (), "in"),
    ):
        about = f"may take away {' of '.join(kinds) or 'a passkey of the first'}"
        yield Straight(about, _second_step(*kinds), part, OWN, word)
    yield Straight(
        "may take away totp, where none is required", _second_step(TOTP, is_required=False), LEAD, OWN, "in"
    )
    lead = agreed(ladder.can_lead_talk, Project, "reference")
    yield Straight("may lead a talk", lead, IN_THE_GROUP, OWN, "no")
    yield Straight("may lead a talk", lead, IN_THE_GROUP, OTHER, "in")
    for days, word in ((6, "no"), (7, "in"), (60, "in"), (61, "no")):
        yield Straight(f"may ask for answers in {days} days", _dates_are_fair(days), INVOLVEMENT, OWN, word)
