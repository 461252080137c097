"""What people are told about a check. Each message makes its own key while it is written."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from council.queries import the_council
from ladder.actions.keys import make_key
from ladder.arrived import what_waits
from ladder.due import people_to_remind, who_types_in
from ladder.key_words import words_of_key
from ladder.models import Invitation, Round
from ladder.reminders import why_not, why_not_this_one
from ladder.spoken_of import spoken_of, supporter_of
from notices.choices import Audience, Skip
from notices.kinds import Kind
from notices.models import Notice
from notices.words import Gone, Message, composed_of, in_every_form
from projects.models import Project
from projects.queries import named
from words.working_days import london_date


def invitation_of(notice: Notice) -> Invitation:
    """The invitation that a notice speaks of."""
    return spoken_of(notice, "invitation")


def words_for(invitation: Invitation, *, now: datetime, keys: bool = True) -> dict[str, Any]:
    """What every message to a person about a check says, with a new link and code."""
    key = make_key(invitation=invitation, now=now) if keys else None
    return {"name": invitation.expert.contact.name, **words_about(invitation), **words_of_key(key)}


def words_about(invitation: Invitation) -> dict[str, Any]:
    """What every message about an invitation says, to the person and to whoever helps them, without a key."""
    round_ = invitation.round
    return {
        **named(round_.project),
        "answer_by": round_.answer_by,
        "closes_on": london_date(round_.closes_at),
        "council": the_council(),
        "script_page": settings.PORTAL_ADDRESS + reverse("ladder:phone", args=[round_.pk, invitation.pk]),
    }


def preview_of_invitation(*, project: Project, answer_by: date, closes_at: datetime) -> Message:
    """What people will read, with "[your link]" where each person's own link will stand. It makes no key."""
    return in_every_form(
        "ladder_invitation",
        {
            "name": "[their name]",
            **named(project),
            **words_of_key(None),
            "answer_by": answer_by,
            "closes_on": london_date(closes_at),
            "council": the_council(),
        },
    )


def _ask(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return words_for(invitation_of(notice), now=now, keys=keys)


def _remind(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    invitation = invitation_of(notice)
    return words_for(invitation, now=now, keys=keys) | {"is_last": is_last(notice, invitation)}


def is_last(notice: Notice, invitation: Invitation) -> bool:
    """Whether a reminder is the last one that somebody gets about this check."""
    return int(notice.period or 1) >= len(invitation.round.reminder_days)


def words_after(invitation: Invitation) -> dict[str, Any]:
    """What a message says once answers, or a form, have come. It holds no key and nothing that was said."""
    round_ = invitation.round
    return {
        "name": invitation.expert.contact.name,
        **named(round_.project),
        "closes_on": london_date(round_.closes_at),
        "page": settings.PORTAL_ADDRESS + reverse("projects:show", args=[round_.project.slug]),
        "typed_in_by": invitation.entered_by.contact.name if invitation.entered_by else "",
        "council": the_council(),
    }


def thanks_in_a_call(invitation: Invitation, *, by: User) -> tuple[str, ...]:
    """What whoever typed in somebody's answers says once they are sent: the words of the message itself."""
    words = words_after(invitation) | {"typed_in_by": by.contact.name}
    return in_every_form("ladder_thanks", words).phone.say


def _thank(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    return words_after(invitation_of(notice))


def words_of_results(round_: Round, *, name: str) -> dict[str, Any]:
    """What a message says once a check has closed. No figure, no key: whoever reads on signs in first."""
    closed_on = london_date(round_.closed_at)
    return {
        "name": name,
        **named(round_.project),
        "closed_on": closed_on,
        "closed_early": bool(round_.closed_early_because),
        "page": settings.PORTAL_ADDRESS + reverse("ladder:results", args=[round_.project.slug, closed_on]),
        "council": the_council(),
    }


def _tell_of_results(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    if _is_for_supporter(notice):
        supporter = supporter_of(notice)
        name = supporter.known_as or supporter.contact.name
        round_ = spoken_of(notice, "round")
    else:
        name, round_ = notice.contact.name, invitation_of(notice).round
    return words_of_results(round_, name=name)


def _may_not_read(notice: Notice, now: datetime) -> Skip | None:
    """A supporter whose person has ended their help since is told nothing."""
    if not _is_for_supporter(notice):
        return None
    supporter = supporter_of(notice)
    return None if supporter.may_see_results and supporter.ends_on is None else Skip.HELP_ENDED


def _is_for_supporter(notice: Notice) -> bool:
    return notice.on_behalf_of_id is not None


def _tell_what_waits(notice: Notice, now: datetime, *, keys: bool) -> dict[str, Any]:
    round_ = spoken_of(notice, "round")
    waits = what_waits(round_)
    if waits is None:
        raise Gone
    return {
        "name": notice.contact.name,
        **named(round_.project),
        "waits": waits,
        "closes_on": london_date(waits.closes_at),
        "forms_page": settings.PORTAL_ADDRESS + reverse("ladder:forms", args=[waits.round_id]),
        "calls_page": settings.PORTAL_ADDRESS + reverse("ladder:ring", args=[waits.round_id]),
        "council": the_council(),
    }


def _why_not_tell(notice: Notice, now: datetime) -> Skip | None:
    round_ = spoken_of(notice, "round")
    if round_.is_over(now):
        return Skip.CLOSED
    waits = what_waits(round_)
    if waits is None:
        return Skip.TYPED_IN
    return None if waits.period(now) == notice.period else Skip.TOO_LATE


def _still_due(notice: Notice, now: datetime) -> Skip | None:
    return reason_not_to(invitation_of(notice), now)


def _reminder_is_due(notice: Notice, now: datetime) -> Skip | None:
    invitation = invitation_of(notice)
    return reason_not_to(invitation, now) or why_not_this_one(
        period=notice.period,
        days=invitation.round.reminder_days,
        today=london_date(now),
        sent=invitation.reminders_sent,
    )


def reason_not_to(invitation: Invitation, now: datetime) -> Skip | None:
    """Why somebody who was asked in a check needs no more messages to answer it, or None."""
    return why_not(
        answered=invitation.answered_on is not None,
        declined=invitation.declined_on is not None,
        closed=invitation.round.is_over(now),
        answer_by=invitation.round.answer_by,
        today=london_date(now),
    )


# An invitation is of use until its check's last day to answer, which `why_not` knows.
UNTIL_IT_CLOSES = timedelta(days=90)
FOUR_WEEKS = timedelta(days=28)
INVITATION = Kind(
    key="ladder.invitation",
    what="Invitation to a check",
    why="We ask everyone in the project",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=UNTIL_IT_CLOSES,
    compose=composed_of("ladder_invitation", _ask),
    why_not=_still_due,
)
REMINDER = Kind(
    key="ladder.reminder",
    what="Reminder to answer a check",
    why="We have no answer from them yet",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=timedelta(days=3),
    candidates=people_to_remind,
    compose=composed_of("ladder_reminder", _remind, can_stop=True),
    why_not=_reminder_is_due,
)
THANKS = Kind(
    key="ladder.thanks",
    what="Thank you for your answers",
    why="Their answers came",
    audience=Audience.EXPERT,
    about_check=True,
    urgent=True,  # whoever presses Send at 11pm wants to know that it arrived
    useful_for=FOUR_WEEKS,
    compose=composed_of("ladder_thanks", _thank),
)
LATE = Kind(
    key="ladder.late",
    what="Your form came late",
    why="Their form came after the check closed",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=FOUR_WEEKS,
    compose=composed_of("ladder_late", _thank),
)
RESULTS = Kind(
    key="ladder.results",
    what="The check has closed",
    why="A check that they may read has closed",
    audience=Audience.EXPERT,
    about_check=True,
    useful_for=UNTIL_IT_CLOSES,
    compose=composed_of("ladder_results", _tell_of_results),
    why_not=_may_not_read,
)
TO_TYPE = Kind(
    key="ladder.to_type",
    what="Type in what came",
    why="Forms or calls are not typed in and sent yet",
    audience=Audience.STAFF,
    about_check=True,
    useful_for=timedelta(days=2),
    candidates=who_types_in,
    compose=composed_of("ladder_to_type", _tell_what_waits),
    why_not=_why_not_tell,
)
