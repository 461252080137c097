"""Who may do what to a check, and which view of its result a person has."""

from datetime import date

from django.db.models import Count, Q

from accounts.rules import (
    Person,
    is_comment_reviewer,
    is_facilitator,
    is_involvement,
    is_steering,
    staff_directorates,
)
from ladder.choices import Audience
from ladder.models import Conversation, Round, Talk
from ladder.more_time import LONGEST
from notices.models import Notice
from projects.models import Project
from projects.rules import is_in_team, takes_part, takes_part_or_is_let_in


def can_open(user: Person, project: Project) -> bool:
    """Only the involvement team opens checks, and only of projects that anyone may read."""
    return is_involvement(user) and project.published_at is not None


def can_handle(user: Person, project: Project) -> bool:
    """The involvement team makes letters and forms, rings people and types in answers, but nobody does any
    of it for a project of their own."""
    return is_involvement(user) and not is_in_team(user, project)


def can_review(user: Person, project: Project) -> bool:
    """A comment reviewer reads what people wrote, but not of a project whose team they are in."""
    return is_comment_reviewer(user) and not is_in_team(user, project)


def can_add_films(user: Person) -> bool:
    """The involvement team adds signed films to the questions, and takes them away."""
    return is_involvement(user)


def can_close_early(user: Person, round_: Round) -> bool:
    """Only the involvement team closes a check early, and only after a reminder."""
    return is_involvement(user) and round_.closed_at is None and reminder_has_gone(round_)


def reminder_has_gone(round_: Round) -> bool:
    """Whether the people in a check have been reminded, or each has a reason why not."""
    asked = round_.invitations.values_list("pk", flat=True)
    reminders = Notice.objects.about("invitation", asked).filter(kind="ladder.reminder")
    waits = Q(sent_at=None, skipped_because="")
    found = reminders.aggregate(
        sent=Count("pk", filter=Q(sent_at__isnull=False)), wait=Count("pk", filter=waits), all=Count("pk")
    )
    return found["sent"] > 0 or (found["all"] > 0 and found["wait"] == 0)


def can_give_more_time(user: Person, round_: Round) -> bool:
    """The involvement team gives an open check more time, but nobody does so for a project of their own."""
    return round_.closed_at is None and can_handle(user, round_.project)


def can_answer_for_team(user: Person, round_: Round) -> bool:
    """The project's team gives its side of a check while it is open. An expert who co-leads is asked like
    any member, and takes no part in it."""
    return round_.closed_at is None and is_in_team(user, round_.project)


def can_own_conversation(user: Person, project: Project) -> bool:
    """Someone of the project's team holds the conversation that a check asks for."""
    return is_in_team(user, project)


def can_hold_conversation(user: Person, conversation: Conversation) -> bool:
    """The project's team, and the involvement team, say whose a conversation is and what came of it."""
    return is_involvement(user) or is_in_team(user, conversation.round.project)


def can_arrange_talk(user: Person, project: Project) -> bool:
    """The involvement team arranges that a group talks it through, but nobody does so for a project of
    their own."""
    return can_open(user, project) and can_handle(user, project)


def can_lead_talk(user: Person, project: Project) -> bool:
    """A facilitator leads a group that talks a project through: never one whose team or group they are in."""
    return is_facilitator(user) and not is_in_team(user, project) and not takes_part(user, project)


def can_record_talk(user: Person, talk: Talk) -> bool:
    """Only the facilitator of a talk writes down what its group said, and only once."""
    return talk.facilitator_id == user.pk and can_lead_talk(user, talk.project)


def can_see_talks(user: Person) -> bool:
    """The involvement team arranges talks, and facilitators lead them."""
    return is_involvement(user) or is_facilitator(user)


def audience_of(user: Person, project: Project) -> Audience:
    """Members' view for the people in a project, the supporters they let see it, its team, its directorate's
    staff, the involvement team and the steering group; the public view for everyone else."""
    inside = (
        is_involvement(user)
        or is_steering(user)
        or project.directorate_id in staff_directorates(user)
        or is_in_team(user, project)
        or takes_part_or_is_let_in(user, project)
    )
    return Audience.MEMBERS if inside else Audience.PUBLIC


def can_read_results(user: Person, project: Project) -> bool:
    """Whoever has the members' view of a project reads the pages of its closed checks."""
    return audience_of(user, project) == Audience.MEMBERS


def answer_by_is_fair(opens_on: date, answer_by: date) -> bool:
    """People get at least a week, and at most 60 days."""
    return 7 <= (answer_by - opens_on).days <= LONGEST.days
