"""Groups that talk it through, made by the real actions."""

from datetime import timedelta

from ladder.actions.talking import arrange_talk, end_talk, record_talk, say
from ladder.choices import Consent, GroupAnswer
from ladder.group_answers import GroupAnswers
from ladder.models import Talk
from tests.factories import MONDAY, make_members

SAID = GroupAnswers(
    statements=tuple(
        GroupAnswer(answer).value
        for answer in ("yes", "partly", "no", "not-sure", "disagree", "yes", "yes", "partly")
    ),
    step=4,
)
YES, NO, SILENT = Consent.YES, Consent.NO, None


def arranged(project, *, by, facilitator, members=4, now=MONDAY, in_days=0):
    """A talk of a project with so many more people in it, on a day from now."""
    make_members(project, members, by=by, now=now)
    return arrange_talk(
        project=project,
        held_on=now.date() + timedelta(days=in_days),
        facilitator=facilitator,
        by=by,
        now=now,
    )


def recorded(project, *, by, facilitator, members=4, now=MONDAY, answers=SAID, left_out=0):
    """The same, held today and recorded. The last people `left_out` were not there."""
    talk = arranged(project, by=by, facilitator=facilitator, members=members, now=now)
    there = list(talk.people.order_by("pk").values_list("pk", flat=True))
    there = there[: len(there) - left_out]
    record_talk(talk=talk, there=there, answers=answers, by=facilitator, now=now)
    return Talk.objects.get(pk=talk.pk)


def asked(talk, *said, now=MONDAY):
    """The people of a talk say these in turn. SILENT says nothing."""
    for person, consent in zip(talk.people.order_by("pk"), said, strict=True):
        if consent:
            say(person=person, consent=consent, now=now)


def ended(talk):
    """A talk whose last moment has come, ended as the job does."""
    end_talk(talk=talk, now=talk.ask_until)
    return Talk.objects.get(pk=talk.pk)


def talks_in_every_state(make, *, by, facilitator, now):
    """One talk of each state, by its name, and somebody who is asked. `make` makes a project of a name."""
    people = {"by": by, "facilitator": facilitator}
    before = now - timedelta(days=30)
    all_yes = recorded(make("Said together"), now=before, **people)
    asked(all_yes, YES, YES, YES, YES, now=before)
    met = recorded(make("Only met"), now=before, **people)
    being_asked = recorded(make("Asked alone"), now=now, **people)
    return {
        "all_yes": ended(all_yes),
        "met": ended(met),
        "asked": being_asked,
        "person": being_asked.people.select_related("expert__contact").order_by("pk").first(),
        "to_record": arranged(make("To write down"), now=now, **people),
    }
