"""The rules that keep people safe, and those of a check's days, in plain words.

Every number comes from the code that keeps it.
"""

from collections.abc import Mapping

from council.choices import Figure, with_unit
from ladder import disclosure
from ladder import worked_examples as worked
from ladder.actions.talking import DAYS_TO_ANSWER, FEWEST
from ladder.as_shown import CONVERSATION_GAP
from ladder.choices import Audience, ClosedEarly, MoreTime, Voice
from ladder.disclosure import Rules
from ladder.more_time import AT_MOST, LONGEST
from ladder.result_words import NOT_ENOUGH
from ladder.rungs import RUNGS
from ladder.views.rule_sections import Section


def of_people(rules: Rules, numbers: Mapping[Figure, int]) -> tuple[Section, ...]:
    """What is hidden, who sees what, who is asked and when, under a council's own rules and figures."""
    return (
        _counted(),
        _who_sees_what(rules),
        _how_many(rules),
        _helped(),
        _comments(rules),
        _talk(),
        _dates(numbers),
        _lists(),
    )


def _counted() -> Section:
    never = disclosure.NEVER_COUNTED
    return Section(
        "counted",
        "Nobody can tell that everyone answered",
        (
            f"We always count as if {never} people or more did not answer. "
            "Else someone could learn that everyone did, and what each one said.",
        ),
        tables=(worked.counted(),),
    )


def _who_sees_what(rules: Rules) -> Section:
    public_floor = rules.floor_for(Audience.PUBLIC)
    return Section(
        "small",
        "Small groups, and who sees what",
        (
            "Nobody sees anything until a check closes. You only see how many people we asked.",
            f"A line is hidden if fewer than {rules.floor} people stand behind it. "
            f"All of it is hidden if we asked fewer than {rules.invited_floor}. "
            f"Anyone else sees it from {public_floor} people.",
            f"Then we say “{NOT_ENOUGH}”. We never say how many there were.",
            "A question is shown only if the score has enough people too. "
            "Else one could be worked out from the other.",
        ),
        tables=(worked.who_sees_a_result(rules),),
        after=(
            "Nobody can look up one person’s answers. When a check closes we add all the answers together. "
            "Then we delete each person’s.",
            "The council can make these numbers bigger. "
            f"It can never go under {disclosure.SMALLEST_FLOOR} people, or under "
            f"{disclosure.SMALLEST_INVITED_FLOOR} people asked. "
            f"For everyone to see, it can never go under {disclosure.SMALLEST_PUBLIC_FLOOR}. "
            "A check keeps the biggest number that it had while it was open.",
            *_raised(rules),
        ),
    )


def _raised(rules: Rules) -> tuple[str, ...]:
    """What this council has made bigger than the portal ships, a sentence for each."""
    floors = (
        (rules.floor, disclosure.SMALLEST_FLOOR, "people for a line"),
        (rules.invited_floor, disclosure.SMALLEST_INVITED_FLOOR, "people asked"),
        (rules.public_floor, disclosure.SMALLEST_PUBLIC_FLOOR, "people for everyone to see"),
    )
    return tuple(
        f"This council has made one bigger: {own} {what}, not {usual}."
        for own, usual, what in floors
        if own != usual
    )


def _how_many(rules: Rules) -> Section:
    return Section(
        "how-many",
        "How many people answered",
        (
            "We say it to the nearest 5. "
            f"From {max(disclosure.RATE_FROM, rules.floor)} people we say if most answered.",
            "Nobody but the involvement team can see who answered.",
        ),
        tables=(worked.how_many(rules),),
    )


def _helped() -> Section:
    some = disclosure.SOME_FROM
    return Section(
        "helped",
        "Help, paper and phone",
        (
            "Every way to answer counts the same: online, on paper, by phone or with help.",
            "Some people have someone who answers for them. "
            "Those answers count if they are under half of all that came. "
            "If not, we leave them out. "
            "They never count if the helper is paid to work on the project.",
        ),
        tables=(worked.answered_for_them(),),
        after=(
            f"We say “Some people had help” only if {some} or more did. And {some} or more must not. "
            "It is the same for paper and phone.",
        ),
    )


def _comments(rules: Rules) -> Section:
    words, name, count = (voice.label for voice in (Voice.WORDS, Voice.NAME, Voice.COUNT))
    return Section(
        "comments",
        "People’s own words",
        (
            "People can write what would make it better. We keep it apart from their answers. "
            "So nobody can match the two.",
            "A reviewer reads it first, and takes names out. Nobody reads it before the check closes.",
            f"It is shown if {rules.floor} or more people answered, in no order. "
            "Only people in the project and the council see it. It is never public.",
        ),
        points=(
            f"“{words}”: we show it without a name",
            f"“{name}”: we show the name the person gives",
            f"“{count}”: only the reviewer reads it",
        ),
        after=("The team may still know someone’s way of writing.",),
    )


def _talk() -> Section:
    return Section(
        "talk",
        "Talk it through",
        (
            "A small group can talk about the questions together. "
            f"It needs {FEWEST} people or more. Someone from outside the project leads it.",
            "The group says Yes, Partly, No, Not sure or “We do not agree”.",
            "Afterwards we ask each person alone if the team may see it. "
            f"They have {DAYS_TO_ANSWER} working days. If one says no, or says nothing, "
            "we only keep that the group met. Nobody can see who said no.",
            "It is never public. It is in no score, word or total.",
            "With 1 or 2 people there is no check. We offer them a talk, and keep only its date.",
        ),
    )


def _dates(numbers: Mapping[Figure, int]) -> Section:
    closing, rest, months, first, second, conversation = (
        with_unit(figure, numbers[figure])
        for figure in (
            Figure.CLOSING_DAYS,
            Figure.REST_DAYS,
            Figure.PANEL_MONTHS,
            Figure.REMINDER_DAYS,
            Figure.SECOND_REMINDER_DAYS,
            Figure.CONVERSATION_DAYS,
        )
    )
    return Section(
        "dates",
        "Who we ask, and when",
        (
            f"We ask everyone who took part in the last {months}. "
            "It does not matter who took them off the list. "
            "The involvement team confirms each person. Council staff are never asked.",
            "So a project cannot choose who answers.",
        ),
        points=(
            f"We send the first reminder {first} before the day to answer by",
            f"We send the second {second} before it. There is never a third",
            f"The check closes at 5pm, {closing} after that day",
            f"Then {rest} must pass before the next check of that project",
            f"If a check needs a conversation, its lead has {conversation} to hold it",
        ),
        after=(
            "Only the involvement team can give people more time. "
            f"It can do so {AT_MOST} times at most. People never have longer than {LONGEST.days} days. "
            f"It must give a reason, and we show it. {_reasons_for_more_time()}",
            "Only the involvement team can close a check early. "
            "It must send a reminder first. It must give one of these reasons, and we show which:",
        ),
        last_points=tuple(str(reason.label) for reason in ClosedEarly),
    )


def _reasons_for_more_time() -> str:
    return " ".join(f"{reason.label}." for reason in MoreTime)


def _lists() -> Section:
    return Section(
        "lists",
        "Lists and totals",
        (
            "Lists and totals use only what the reader may see. They look at nobody’s answers again.",
            "A total counts projects, never people.",
            "A list starts with the widest gap. A small group shows only its badge. "
            f"So it stands where a gap of {CONVERSATION_GAP} would.",
            f"All {len(RUNGS)} steps have the same colours. Colour follows the gap.",
            "A better answer never makes a score or a word worse.",
        ),
    )
