"""The rules of the score, its words, its range, the steps and the two sides, in plain words.

Every number comes from the code that keeps it.
"""

from ladder import disclosure
from ladder import worked_examples as worked
from ladder.as_shown import BAND_EDGES, CONVERSATION_GAP, ONE_DECIMAL_FROM
from ladder.choices import Answer, Badge
from ladder.disclosure import Rules
from ladder.made_up import ExampleCheck
from ladder.result_words import BADGES, BANDS, FEW_PEOPLE, SOME_UNSURE, WORDS
from ladder.rungs import Rung
from ladder.scoring import NARROWEST_MOST_PEOPLE, SCORED_ANSWERS_NEEDED, STATEMENTS
from ladder.views.rule_sections import Section


def of_scores(rules: Rules, example: ExampleCheck) -> tuple[Section, ...]:
    """How answers become what a page shows, under a council's own rules, in the order that people read it."""
    return (
        _a_check(example),
        _a_persons_score(),
        _the_score(example),
        _a_question(rules),
        _bands(rules),
        _the_range(rules),
        _the_step(),
        _the_gap(),
        _two_sides(example),
    )


def _a_check(example: ExampleCheck) -> Section:
    answered = [answer.label for answer in Answer]
    many = example.people // len(worked.persons().rows)
    return Section(
        "example",
        "One check, from start to end",
        (
            f"A check has {STATEMENTS} questions about one project. "
            f"The answers are {', '.join(answered[:3])} or {answered[3]}. People can skip a question too.",
            "Then people choose the step on the ladder that feels most like the project. "
            "After that they see what the council says.",
            f"Here is a made-up check. The council says {worked.STATED.label}, step {int(worked.STATED)}. "
            f"It asks {example.invited} people, and {example.people} answer.",
            "Y is Yes, P is Partly and N is No. U is Not sure. S is a question someone skipped.",
            *([f"Each row stands for {many} people who said the same."] if many > 1 else []),
        ),
        tables=(worked.persons(), worked.whole_result(example)),
        after=("Now we say how we get from the first table to the second.",),
    )


def _a_persons_score() -> Section:
    return Section(
        "person",
        "One person’s score",
        (
            "Yes is 1 point. Partly is half a point. No is 0.",
            "Not sure and a skipped question are left out. They do no harm to the score.",
            f"A person has a score if {SCORED_ANSWERS_NEEDED} or more answers are Yes, Partly or No. "
            f"We find the average of those. Then we times it by {STATEMENTS}.",
            "The published questions have only Yes and No. We added Partly and Not sure.",
        ),
        after=(
            "In our check, person 11 has 2 points from 6 answers. So we count them as if for 8. "
            "Person 12 gave only 5 of those answers, so they have no score. "
            "Their answers still count for each question.",
        ),
    )


def _the_score(example: ExampleCheck) -> Section:
    return Section(
        "score",
        "The score of a check",
        (
            f"It is the average of people’s scores, out of {STATEMENTS}. "
            f"In our check the average is {worked.average(example)}. "
            f"We show {example.shown.score}.",
            "With few people, an exact score could give someone away. "
            "So we round it to the nearest half. Halfway goes up. The ends stay open.",
            f"From {ONE_DECIMAL_FROM} people we show one decimal.",
        ),
        tables=(worked.rounded_scores(),),
    )


def _a_question(rules: Rules) -> Section:
    low, lower, upper, high = worked.edges_of_words()
    few = disclosure.FIVE_WORDS_FROM
    in_small = (
        f"With fewer than {few} answers we use only the 3 words in the middle. "
        f"Then {WORDS[1]} takes in {WORDS[0]}, and {WORDS[3]} takes in {WORDS[4]}."
    )
    return Section(
        "words",
        "The word for a question",
        (
            "We find the average of the Yes, Partly and No answers. It is between 0 and 1. "
            f"It becomes one of {len(WORDS)} words. We never show a count.",
            *([in_small] if rules.floor < few else []),
        ),
        points=(
            f"{WORDS[0]}: 0 to {low}",
            f"{WORDS[1]}: more than {low}, and less than {lower}",
            f"{WORDS[2]}: {lower} to {upper}",
            f"{WORDS[3]}: more than {upper}, and less than {high}",
            f"{WORDS[4]}: {high} to 1",
        ),
        tables=(worked.words_of_a_question(rules),),
        after=(
            f"Sometimes we say “{SOME_UNSURE}” The check must have asked "
            f"{disclosure.UNSURE_INVITED_FROM} people or more. "
            f"At least {disclosure.UNSURE_FROM} people must say so. "
            f"They must be 1 in {1 / disclosure.UNSURE_SHARE} of the answers, or more. "
            "We never tell how many skipped.",
        ),
    )


def _bands(rules: Rules) -> Section:
    first, genuine = BANDS[0], BANDS[-1]
    return Section(
        "bands",
        f"From {first.lower()} to {genuine.lower()}",
        (
            f"There are {len(BANDS)} words for the score. We read the word off the score as we show it.",
            f"{genuine} needs more. All {STATEMENTS} questions must be shown to you. "
            f"None may read {WORDS[2]} or lower. So a good average never hides a “no”.",
        ),
        tables=(worked.bands(rules), worked.held_back(rules)),
        after=(
            *_moved(rules),
            "Each project with a score has a place on the line.",
            f"We print the word if the project says {Rung.ENGAGING.label} or above. "
            f"We print it too if the gap is {CONVERSATION_GAP} or more.",
            "A lower step that people agree with is honest. So it has a sentence in place of a word.",
        ),
    )


def _moved(rules: Rules) -> tuple[str, ...]:
    """Where the bands usually meet, in a council that has moved them."""
    if rules.band_edges == BAND_EDGES:
        return ()
    usual = ", ".join(worked.plain(edge) for edge in BAND_EDGES)
    return (f"This council has moved where the words meet. Usually they meet at {usual}.",)


def _the_range(rules: Rules) -> Section:
    return Section(
        "range",
        "The likely range",
        (
            "Not everyone answers. So the real score could be a bit higher or lower. "
            "The range shows how much, if the others feel the same way. It is right 4 times in 5.",
            f"We show it from {disclosure.RANGE_FROM} people. With fewer we say: “{FEW_PEOPLE}”",
            "We round its ends outwards to halves. They are never nearer than half a point to the score.",
        ),
        tables=(worked.ranges(rules),),
        after=(
            "For people who like sums: it is a t interval with a finite population correction.",
            "The sources of each sum are in the file docs/scoring.md, which comes with this program.",
        ),
    )


def _the_step() -> Section:
    return Section(
        "step",
        "Where people put it",
        (
            "We put the steps people chose in order. Then we take the one in the middle. "
            "If two are in the middle, we take the lower one.",
            f"From {disclosure.MOST_PEOPLE_FROM} people we also say where most people are. "
            "That is the middle half. "
            f"It is never less than {NARROWEST_MOST_PEOPLE} steps wide.",
        ),
        tables=(worked.steps(),),
    )


def _the_gap() -> Section:
    return Section(
        "gap",
        "The gap and the badge",
        (
            "The gap is the council’s step, less the step people put it on. "
            "It uses what the council said when the check opened.",
        ),
        points=(
            f"{BADGES[Badge.MATCH]}: the same step, or {CONVERSATION_GAP - 1} step apart",
            f"{BADGES[Badge.TALK]}: people put it {CONVERSATION_GAP} or more steps lower",
            f"{BADGES[Badge.HIGHER]}: people put it {CONVERSATION_GAP} or more steps higher",
        ),
        tables=(worked.badges(),),
        after=(
            "A low step is not a bad mark. A wide gap is what we want to talk about.",
            "What the record shows never changes the gap.",
        ),
    )


def _two_sides(example: ExampleCheck) -> Section:
    widest = worked.widest(example)
    found = f"In our check that is question {widest}." if widest else "In our check the two sides agree."
    return Section(
        "two-sides",
        "What the team says",
        (
            f"The project’s team answers the same {STATEMENTS} questions, as “We” sentences. "
            "They give one answer together. They send it before anyone sees results, and cannot change it.",
            f"Yes stands beside {WORDS[4]}. Partly stands beside {WORDS[2]}. No stands beside {WORDS[0]}. "
            "Not sure is not compared. Nor is a question that is hidden from you.",
        ),
        tables=(worked.two_sides(example),),
        after=(
            "Talk first about the question where the two sides are furthest apart. "
            f"If two are the same, we take the lower number. {found}",
        ),
    )
