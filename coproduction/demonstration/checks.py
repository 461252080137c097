"""Holds the checks of the invented county: opened, answered and closed on their days."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from audit.actions import SYSTEM
from coproduction.demonstration import days
from coproduction.demonstration.answers import answers_of
from coproduction.demonstration.comments import review
from coproduction.demonstration.county import County
from coproduction.demonstration.people import DAVY, LOWENA, TO_SIGN_IN_AS
from coproduction.demonstration.stories import TEAM, CheckStory, ProjectStory
from experts.choices import PaperSize, Way
from ladder.actions.answering import change_draft, send_answers
from ladder.actions.closing import close_round
from ladder.actions.conversations import say_it_was_held
from ladder.actions.forms_that_came import log_form
from ladder.actions.more_time import give_more_time
from ladder.actions.opening import open_round
from ladder.actions.team import send_team_answers
from ladder.actions.ways import ask_for_another_way
from ladder.answers import Answers
from ladder.choices import MoreTime
from ladder.models import Invitation, Round
from notices.actions import let_lapse, promise
from projects.models import Project
from words.working_days import add_working_days, working_days_before

WORKING_DAYS_MORE = 5
LEFT_TO_TRY = frozenset(person.email for person in TO_SIGN_IN_AS)


def hold(check: CheckStory, story: ProjectStory, *, project: Project, county: County) -> None:
    """A whole check in the past: opened, answered by people and by most teams, reminded of, and closed by
    its date or early."""
    round_ = _open(check, project=project, county=county)
    reminded = days.morning(round_.reminder_on)
    last_answer = reminded if check.closed_early else days.noon(round_.answer_by)
    sent = answers_of(check, key=story.key)
    _answer(_asked(round_, check, story), sent, start=days.morning(round_.opens_on), end=last_answer)
    if check.team:
        answers = [TEAM[letter] for letter in check.team]
        send_team_answers(round_=round_, answers=answers, by=county.staff[story.led_by], now=reminded)
    promise(now=reminded, only=["ladder.reminder"])
    let_lapse(made_before=round_.closes_at)  # it is past: nobody is written to about it
    if check.closed_early:
        davy = county.staff[DAVY]
        close_round(
            round_=round_, by=davy, now=reminded + timedelta(hours=4), early_because=check.closed_early
        )
    else:
        close_round(round_=round_, by=SYSTEM, now=round_.closes_at)
    round_ = Round.objects.get(pk=round_.pk)
    review(check, round_=round_, county=county)
    if check.came_of_it:
        _talk_about_it(check, story, round_=round_, county=county)


def _talk_about_it(check: CheckStory, story: ProjectStory, *, round_: Round, county: County) -> None:
    """People and the team met a few days before the conversation was due."""
    day = days.morning(working_days_before(round_.conversation.due_on, 4))
    say_it_was_held(
        conversation=round_.conversation,
        held_on=day.date(),
        outcome=check.came_of_it,
        by=county.staff[story.led_by],
        now=day,
    )


def begin(check: CheckStory, story: ProjectStory, *, project: Project, county: County) -> None:
    """A check that is open now. Some have answered; nobody who can be signed in as, or needs a letter."""
    round_ = _open(check, project=project, county=county)
    ready = [
        invitation
        for invitation in _asked(round_, check, story)
        if invitation.expert.contact.email and invitation.expert.contact.email not in LEFT_TO_TRY
    ]
    _answer(ready, answers_of(check, key=story.key), start=days.morning(round_.opens_on), end=county.now)
    _ask_for_other_ways(round_, now=county.now)
    if check.more_time:
        _give_a_week_more(round_, check.more_time, county=county)
    _a_form_comes(ready[-1], county=county)


def _give_a_week_more(round_: Round, because: MoreTime, *, county: County) -> None:
    """People, their supporters and the team have the old dates, so they hear that there is more time."""
    later = add_working_days(round_.answer_by, WORKING_DAYS_MORE)
    give_more_time(round_=round_, answer_by=later, because=because, by=county.staff[LOWENA], now=county.now)


def _a_form_comes(invitation: Invitation, *, county: County) -> None:
    """Somebody who has not answered sent their form by post. It waits to be typed in."""
    log_form(invitation=invitation, arrived_on=county.today, by=county.staff[LOWENA], now=county.now)


def _ask_for_other_ways(round_: Round, *, now: datetime) -> None:
    """Two people without email: one wants very large words on cream paper, the other wants to be rung."""
    asked = Invitation.objects.filter(round=round_, expert__contact__email="").order_by("pk")
    wishes = (
        {"way": Way.PAPER, "size": PaperSize.VERY_LARGE, "cream": True},
        {"way": Way.PHONE, "phone": "01632 960 741", "when_to_ring": "Mornings. Let it ring a while"},
    )
    for invitation, wish in zip(asked, wishes, strict=False):
        ask_for_another_way(invitation=invitation, by=invitation.expert.contact, now=now, **wish)


def _open(check: CheckStory, *, project: Project, county: County) -> Round:
    opened = county.morning(check.opened_days_ago)
    answer_by = opened.date() + timedelta(days=days.DAYS_TO_ANSWER)
    return open_round(project=project, answer_by=answer_by, by=county.staff[LOWENA], now=opened)


def _asked(round_: Round, check: CheckStory, story: ProjectStory) -> list[Invitation]:
    """Everyone who is asked, in the order in which they find the time to answer."""
    invitations = list(
        Invitation.objects.filter(round=round_).select_related("expert__contact").order_by("pk")
    )
    dice = random.Random(f"{story.key}{check.opened_days_ago}")  # noqa: S311 - the same order each time
    dice.shuffle(invitations)
    return invitations


def _answer(people: Sequence[Invitation], sent: Sequence[Answers], *, start: datetime, end: datetime) -> None:
    """The first people of the list answer, one after the other."""
    moments = days.moments(start, end, len(sent))
    for invitation, answers, now in zip(people, sent, moments, strict=False):
        change_draft(invitation=invitation, change=lambda _, made=answers: made, now=now)
        send_answers(invitation=invitation, now=now)
