"""What the tests of the demonstration look at: the database when the county had been made, read once."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from accounts.models import User
from audit.models import Event
from ladder.actions.opening import stoppers
from ladder.choices import Audience
from ladder.models import (
    Comment,
    Conversation,
    Draft,
    InvitationKey,
    Round,
    Salt,
    Seal,
    Talk,
    TeamAnswers,
)  # fmt: skip
from ladder.queries import newest_results, open_checks
from notices.models import Contact, Notice
from projects.models import Membership, Project
from tests.factories import MONDAY


@dataclass(frozen=True)
class Seen:
    """What was in the database when the county had been made, read once for all tests that only look."""

    projects: list
    results: dict
    open: dict
    rounds: list
    contacts: list
    users: dict
    members: list
    notices: list
    left_behind: dict
    newest_event: datetime
    stoppers: dict
    comments: list
    talks: list
    conversations: list
    teams: dict


def look() -> Seen:
    """Read all that the tests ask about."""
    projects = list(Project.objects.with_stated())
    ids = [project.pk for project in projects]
    open_rounds = Round.objects.open()
    return Seen(
        projects=projects,
        results={audience: newest_results(ids, audience=audience) for audience in Audience},
        open=open_checks(ids),
        rounds=list(Round.objects.select_related("project", "stated_level").order_by("opens_on")),
        contacts=list(Contact.objects.all()),
        users={user.email: {role for role, _ in user.roles} for user in User.objects.all()},
        members=list(Membership.objects.select_related("project", "expert__contact")),
        notices=[
            SimpleNamespace(kind=notice.kind, waits=notice in waiting, lapsed=notice.skipped_because)
            for waiting in [set(Notice.objects.waiting())]
            for notice in Notice.objects.all()
        ],
        left_behind={
            model.__name__: model.objects.exclude(**{f"{path}__in": open_rounds}).count()
            for model, path in (
                (Seal, "round"),
                (Salt, "round"),
                (Draft, "invitation__round"),
                (InvitationKey, "invitation__round"),
            )
        },
        newest_event=Event.objects.latest("at").at,
        talks=list(Talk.objects.select_related("project")),
        comments=list(Comment.objects.select_related("round__project")),
        conversations=list(Conversation.objects.all()),
        teams={each.round_id: each for each in TeamAnswers.objects.all()},
        stoppers={project.name: stoppers(project, now=MONDAY) for project in projects},
    )
