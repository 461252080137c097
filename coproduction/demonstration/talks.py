"""Small groups of the invented county that talked it through, on their days."""

from datetime import timedelta

from coproduction.demonstration.county import County
from coproduction.demonstration.people import HEDRA, LOWENA
from coproduction.demonstration.stories import GROUP, TalkStory
from ladder.actions.talking import arrange_talk, end_talk, record_talk, say
from ladder.choices import Consent
from ladder.group_answers import GroupAnswers
from ladder.models import Talk
from notices.actions import let_lapse
from projects.models import Project


def hold(story: TalkStory, *, project: Project, county: County) -> None:
    """A whole talk in the past: arranged, held, written down the same day, and each person asked alone.

    Where not everyone says yes, somebody says nothing at all.
    """
    now, hedra = county.morning(story.days_ago), county.staff[HEDRA]
    talk = arrange_talk(
        project=project, held_on=now.date(), facilitator=hedra, by=county.staff[LOWENA], now=now
    )
    people = list(talk.people.order_by("pk"))
    answers = GroupAnswers(statements=tuple(GROUP[letter].value for letter in story.said), step=story.step)
    record_talk(talk=talk, there=[each.pk for each in people], answers=answers, by=hedra, now=now)
    for person in people if story.all_say_yes else people[1:]:
        say(person=person, consent=Consent.YES, now=now + timedelta(hours=5))
    talk = Talk.objects.get(pk=talk.pk)
    let_lapse(made_before=talk.ask_until)  # it is past: nobody is written to about it
    end_talk(talk=talk, now=talk.ask_until)
