"""Rules and querysets asked straight, about the same things: what a status cannot tell from another.

A list opens for several people and shows each of them something else. And a rule may say no behind a page
that many may open: in a form, in an action, or to leave a link out. The words are written by hand, as they
are in kinds.py.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from accounts.models import RoleGrant
from council.models import Directorate
from experts import rules as experts
from experts.models import Expert, Supporter
from governance import rules as governance
from ladder import rules as ladder
from ladder.models import Comment, Conversation, Invitation, Round, Talk, TeamAnswers
from projects import rules as projects
from projects.models import ImportBatch, Project
from tests.access.kinds import (
    ADMINISTRATOR,
    DATA_PROTECTION,
    EXPERT,
    FACILITATOR,
    HATS,
    INSIDE,
    INVOLVEMENT_LEAD,
    ITS_TEAM,
    LEAD,
    NEVER_ONES_OWN,
    OTHER_EXPERT,
    OTHER_STAFF,
    REVIEWER,
    SAFEGUARDING,
    STEERING,
    THE_TEAM,
)
from tests.access.objects import NEIGHBOUR, OTHER, OWN
from tests.access.world import World
from tests.house.access import EVERYONE

PLACES = (OWN, NEIGHBOUR, OTHER)
SEEN, NOT_SEEN = "in", "404"


@dataclass(frozen=True)
class Straight:
    """One question put to a rule, or to a queryset, without a page between."""

    about: str
    asks: Callable
    part: str
    position: str
    word: str

    def __str__(self) -> str:
        return f"{self.about} as {self.part}, {self.position}"

    def ask(self, world: World) -> str:
        """The word that comes back."""
        return self.asks(world.people[self.part], world.bodies[self.position])


def shown(queryset: Callable, key: str) -> Callable:
    """Whether a list shows somebody what stands under this key."""

    def asks(user, body):
        field = {
            "reference": "reference",
            "draft": "reference",
            "closed": "round",
            "check_answered": "round",
            "check_elsewhere": "round",
        }.get(key, "pk")
        return SEEN if queryset(user).filter(**{field: body[key]}).exists() else NOT_SEEN

    return asks


def visible(model: type) -> Callable:
    return lambda user: model.objects.visible_to(user)


def agreed(rule: Callable, model: type | None = None, key: str = "") -> Callable:
    """Whether a rule says yes to somebody about what stands under this key."""

    def asks(user, body):
        things = (
            [model.objects.get(**{"reference" if key in BY_REFERENCE else "pk": body[key]})] if model else []
        )
        return "in" if rule(user, *things) else "no"

    return asks


BY_REFERENCE = {"reference", "draft", "asked_reference"}
DIRECTORATES = {"in in no": LEAD, "no no in": OTHER_STAFF}


def three(words: dict) -> dict:
    """The same words without the one for what is missing."""
    return {" ".join(said.split()[:3]): who for said, who in words.items()}


OWN_TEAM = {"in 404 404": LEAD, "404 404 in": OTHER_STAFF}
ALL, NONE = "in in in", "404 404 404"
LISTS = {
    "published projects": (shown(visible(Project), "reference"), {}, ALL),
    "drafts": (shown(visible(Project), "draft"), {**OWN_TEAM, ALL: THE_TEAM}, NONE),
    "lists brought in": (shown(visible(ImportBatch), "batch"), {**OWN_TEAM, ALL: THE_TEAM}, NONE),
    "checks": (shown(visible(Round), "check"), {ALL: THE_TEAM}, NONE),
    "people asked": (shown(visible(Invitation), "invitation"), {ALL: THE_TEAM}, NONE),
    "talks": (shown(visible(Talk), "met"), {"in in 404": FACILITATOR, ALL: THE_TEAM}, NONE),
    "comments": (shown(visible(Comment), "comment"), {ALL: REVIEWER, "in 404 in": HATS}, NONE),
    "worries": (
        shown(lambda user: Comment.objects.passed_on_to(user), "worry"),
        {ALL: SAFEGUARDING},
        NONE,
    ),
    "words nobody worries about": (
        shown(lambda user: Comment.objects.passed_on_to(user), "comment"),
        {},
        NONE,
    ),
    "conversations": (
        shown(visible(Conversation), "closed"),
        {"in in 404": LEAD, "404 404 in": OTHER_STAFF, ALL: (*THE_TEAM, *STEERING)},
        NONE,
    ),
    "what teams say": (shown(visible(TeamAnswers), "check_answered"), OWN_TEAM | {"404 in 404": HATS}, NONE),
    "supporters": (
        shown(visible(Supporter), "supporter"),
        {"in 404 404": EXPERT, "404 404 in": OTHER_EXPERT, ALL: THE_TEAM},
        NONE,
    ),
    "roles": (
        shown(visible(RoleGrant), "grant"),
        {ALL: (INVOLVEMENT_LEAD, DATA_PROTECTION, ADMINISTRATOR)},
        NONE,
    ),
}
NOBODY_MAY = "no no no"
TEAM = {"in no no": LEAD, "no in no": HATS, "no no in": OTHER_STAFF}
ITS_OR_INVOLVEMENT = three(ITS_TEAM)
RULES = {
    "undo a list": (agreed(projects.can_undo_import, ImportBatch, "batch"), ITS_OR_INVOLVEMENT),
    "add people": (agreed(projects.can_add_people, Project, "reference"), ITS_OR_INVOLVEMENT),
    "confirm people": (agreed(projects.can_confirm_people, Project, "reference"), {ALL: THE_TEAM}),
    "be its team": (agreed(projects.is_in_team, Project, "reference"), TEAM),
    "be its team, on its page": (
        agreed(
            lambda user, pk: projects.is_in_team(user, Project.objects.with_page().get(pk=pk.pk)),
            Project,
            "reference",
        ),
        TEAM,
    ),
    "take part": (
        agreed(projects.takes_part, Project, "reference"),
        three({"in no no 404": EXPERT, "no no in 404": OTHER_EXPERT}),
    ),
    "open a check": (agreed(ladder.can_open, Project, "reference"), {ALL: THE_TEAM}),
    "open a check of a draft": (agreed(ladder.can_open, Project, "draft"), {}),
    "review": (agreed(ladder.can_review, Project, "reference"), {ALL: REVIEWER, "in no in": HATS}),
    "close it early with nobody reminded": (agreed(ladder.can_close_early, Round, "check"), {}),
    "give more time": (agreed(ladder.can_give_more_time, Round, "check"), three(NEVER_ONES_OWN)),
    "give more time too late": (agreed(ladder.can_give_more_time, Round, "closed"), {}),
    "answer for the team": (agreed(ladder.can_answer_for_team, Round, "check"), TEAM),
    "answer for the team too late": (agreed(ladder.can_answer_for_team, Round, "closed"), {}),
    "hold a conversation": (
        agreed(lambda user, check: ladder.can_hold_conversation(user, check.conversation), Round, "closed"),
        ITS_OR_INVOLVEMENT,
    ),
    "have a conversation in their name": (agreed(ladder.can_own_conversation, Project, "reference"), TEAM),
    "lead a talk": (agreed(ladder.can_lead_talk, Project, "reference"), {ALL: FACILITATOR, "in no in": HATS}),
    "write a talk down": (
        agreed(ladder.can_record_talk, Talk, "met"),
        {"in in no": FACILITATOR, "no no in": HATS},
    ),
    "handle": (agreed(ladder.can_handle, Project, "reference"), three(NEVER_ONES_OWN)),
    "arrange a talk": (agreed(ladder.can_arrange_talk, Project, "reference"), three(NEVER_ONES_OWN)),
    "arrange a talk of a draft": (agreed(ladder.can_arrange_talk, Project, "draft"), {}),
    "post a code": (agreed(experts.can_post_code, Expert, "expert"), three(NEVER_ONES_OWN)),
    "set how somebody is reached": (
        agreed(experts.can_set_contact_for, Expert, "expert"),
        {**three(NEVER_ONES_OWN), ALL: ("involvement", "involvement_two", INVOLVEMENT_LEAD)},
    ),
    "see an address": (agreed(experts.can_see_address, Expert, "expert"), three(NEVER_ONES_OWN)),
    "note supporters": (agreed(experts.can_note_supporters, Expert, "expert"), three(NEVER_ONES_OWN)),
    "see a directorate": (
        agreed(governance.can_see_directorate, Directorate, "directorate"),
        {**DIRECTORATES, ALL: (*THE_TEAM, *STEERING)},
    ),
    "see a project's results": (
        agreed(ladder.can_read_results, Project, "reference"),
        three(INSIDE),
    ),
}


def straight_questions() -> Iterator[Straight]:
    """Everything that is asked straight, of everyone about all three."""
    for about, (asks, words, others) in LISTS.items():
        yield from of_everyone(f"list of {about}", asks, words, others)
    for about, (asks, words) in RULES.items():
        yield from of_everyone(f"may {about}", asks, words, NOBODY_MAY)


def of_everyone(about: str, asks: Callable, words: dict, others: str) -> Iterator[Straight]:
    """The same question of each part of the cast: of others, where no word of their own is given."""
    for part in sorted(EVERYONE):
        said = next((said for said, who in words.items() if part in _several(who)), others)
        for position, word in zip(PLACES, said.split(), strict=False):
            yield Straight(about, asks, part, position, word)


def _several(who):
    return (who,) if isinstance(who, str) else who
