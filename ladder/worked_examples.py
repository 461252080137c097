"""Examples of every rule, each worked out by the code that makes the results. No result is typed in.

Made-up answers go in, under a council's own rules, and small tables of words come out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ladder.as_shown import (
    FIFTH_EDGES,
    ONE_DECIMAL_FROM,
    WIDE_ENDS_BELOW,
    badge_of,
    band_of,
    fifth_of,
    score_as_shown,
)
from ladder.choices import Audience, Badge, Help
from ladder.disclosure import FIVE_WORDS_FROM, Rules, Shown, counted_as_answered, disclose
from ladder.evidence import (
    Gate,
    evidenced_rung,
    gates,
)
from ladder.made_up import (
    EXAMPLE_DAY,
    NO,
    PARTLY,
    PEOPLE,
    RECORDS,
    STATED,
    TEAM,
    YES,
    ExampleCheck,
    answers,
    example_check,
    person,
)
from ladder.result_words import (
    BADGES,
    BANDS,
    NOT_ENOUGH,
    SMALL_GROUP,
    WORDS,
    answered_sentence,
    band_spans,
    band_word,
    experienced_sentence,
    gap_sentence,
    held_back_sentence,
    out_of_eight,
    range_sentence,
    score_sentence,
)
from ladder.rungs import Rung
from ladder.scoring import (
    STATEMENTS,
    add_up,
    likely_range,
    mean,
    middle_step,
    most_people,
    person_score,
    statement_mean,
)
from ladder.two_sides import apart, widest_difference


@dataclass(frozen=True, slots=True)
class Table:
    """One example. The first cell of a row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def plain(value: Fraction | float) -> str:
    """A number as people write it: "3.5", "about 2.67"."""
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return text if Fraction(text) == value else f"about {text}"


def persons() -> Table:
    """Each person of the check: their answers, the step they chose and their score."""
    return Table(
        "The answers of each person, and their score",
        ("Person", "Answers to the questions", "Step", "Score"),
        tuple(
            (str(number), " ".join(letters.upper()), str(step), _score_of(letters))
            for number, (letters, step) in enumerate(PEOPLE, start=1)
        ),
    )


def _score_of(letters: str) -> str:
    score = person_score(answers(letters))
    return "No score" if score is None else plain(score)


def whole_result(example: ExampleCheck) -> Table:
    """All that the page of a project would say of the check."""
    shown = example.shown
    rows = (
        ("Badge", BADGES[shown.badge]),
        ("The gap", gap_sentence(shown)),
        ("Where people put it", experienced_sentence(shown)),
        ("Score", out_of_eight(shown)),
        ("The score in words", score_sentence(shown)),
        ("From tokenistic to genuine", band_word(shown)),
        ("How sure it is", range_sentence(shown)),
        ("How many answered", answered_sentence(shown)),
        ("The questions", ", ".join(_word(one.word) for one in shown.statements)),
    )
    return Table("What the page says", ("What", "What the page says"), tuple(row for row in rows if row[1]))


def _word(word: int | None) -> str:
    return NOT_ENOUGH if word is None else WORDS[word]


def rounded_scores() -> Table:
    """How one average is said, the fewer people stand behind it."""
    groups = (WIDE_ENDS_BELOW - 1, ONE_DECIMAL_FROM - 1, ONE_DECIMAL_FROM)
    averages = [Fraction(text) for text in ("0.6", "0.9", "4.24", "4.25", "6.8", "7.3")]
    return Table(
        "How a score is rounded",
        ("The average", *(f"{people} people" for people in groups)),
        tuple((plain(value), *(score_as_shown(value, people)[1] for people in groups)) for value in averages),
    )


def words_of_a_question(rules: Rules) -> Table:
    """Answers to one question, their average and the word that it gets."""
    counts = ((4, 0, 16), (4, 1, 15), (8, 0, 12), (12, 0, 8), (12, 1, 7), (15, 1, 4), (16, 0, 4))
    rows = [(*map(str, each), *_average_and_word(*each)) for each in counts]
    few = FIVE_WORDS_FROM - 1
    if rules.floor <= few:
        rows += [(*map(str, each), *_in_a_small_group(*each, rules)) for each in ((0, 0, few), (few, 0, 0))]
    return Table("The word for a question", ("Yes", "Partly", "No", "The average", "The word"), tuple(rows))


def _average_and_word(yes: int, partly: int, no: int) -> tuple[str, str]:
    average = statement_mean({YES: yes, PARTLY: partly, NO: no})
    return plain(average), WORDS[fifth_of(average)]


def _in_a_small_group(yes: int, partly: int, no: int, rules: Rules) -> tuple[str, str]:
    letters = "y" * yes + "p" * partly + "n" * no
    people = [person(letter * STATEMENTS, STATED) for letter in letters]
    invited = max(rules.invited_floor, len(people) + 5)
    shown = disclose(add_up(people, invited=invited), stated=STATED, audience=Audience.MEMBERS, rules=rules)
    return _average_and_word(yes, partly, no)[0], _word(shown.statements[0].word)


def edges_of_words() -> tuple[str, ...]:
    """Where the five words meet, from 0 to 1: "0.2"."""
    return tuple(plain(edge) for edge in FIFTH_EDGES)


def bands(rules: Rules) -> Table:
    """Every score that can be shown to half a point, by the band that it falls in."""
    halves = [Fraction(number, 2) for number in range(1, 2 * STATEMENTS)]
    found: dict[int, list[Fraction]] = {}
    for value in halves:
        found.setdefault(band_of(value, rules.band_edges), []).append(value)
    return Table(
        "The word for a score",
        ("Word", "Scores to the nearest half", "Where it starts and ends"),
        tuple(
            (word, _from_to(found.get(band, [])), scores)
            for band, (word, scores) in enumerate(band_spans(rules.band_edges))
        ),
    )


def _from_to(values: Sequence[Fraction]) -> str:
    if not values:
        return "None"
    ends = [plain(value) for value in (values[0], values[-1])]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def held_back(rules: Rules) -> Table:
    """A good average with one question that half of it is not true of: the word stays one lower."""
    example = example_check(rules)
    letters = ("y" * (STATEMENTS - 1)) + "p"
    tally = add_up([person(letters, STATED)] * example.people, invited=example.invited)
    shown = disclose(tally, stated=STATED, audience=Audience.PUBLIC, rules=rules)
    alone = (
        ""
        if shown.score_value is None
        else BANDS[band_of(Fraction(shown.score_value).limit_denominator(10), rules.band_edges)]
    )
    return Table(
        f"{STATEMENTS - 1} questions read Yes, and one reads Mixed",
        ("What", "What the page says"),
        (
            ("Score", out_of_eight(shown)),
            ("The word for that score", alone),
            ("The word we use", band_word(shown)),
            ("Why", held_back_sentence(shown)),
        ),
    )


def ranges(rules: Rules) -> Table:
    """The likely range of the check, before and after it is rounded."""
    example = example_check(rules)
    scores = example.tally.scores
    counted = counted_as_answered(len(scores), example.invited)
    low, high = likely_range(scores, invited=example.invited, counted=counted)
    shown = example.shown.likely_range or (0.0, 0.0)
    return Table(
        "The likely range",
        ("What", "From", "To"),
        (
            ("Worked out", f"{low:.2f}", f"{high:.2f}"),
            ("As we show it", f"{shown[0]:g}", f"{shown[1]:g}"),
        ),
    )


def average(example: ExampleCheck) -> str:
    """The average of the people's scores in the check."""
    return plain(mean(example.tally.scores))


STEPS_CHOSEN = (
    "2 3 3 3 4 4 4 4 5 5 6 7",
    "4 4 4 4 4 4 5 5 5 5",
    "7 7 7 7 7 7 7 7 7 7",
    "1 1 1 1 1 7 7 7 7 7",
)


def steps() -> Table:
    """Steps that people chose, the one in the middle and the stretch of most people."""
    rows = []
    for chosen in STEPS_CHOSEN:
        placements = [chosen.split().count(str(int(rung))) for rung in Rung]
        low, high = most_people(placements)
        rows.append((chosen, str(middle_step(placements)), f"{low} to {high}"))
    return Table("Where people put it", ("Steps people chose", "The middle", "Most people"), tuple(rows))


def badges() -> Table:
    """What the council says, what people say, the gap between and the badge."""
    pairs = ((7, 4), (7, 5), (7, 6), (5, 5), (4, 5), (4, 6))
    return Table(
        "The gap and the badge",
        ("Council says", "People say", "The gap", "The badge"),
        tuple(
            (
                str(stated),
                str(people),
                str(stated - people).replace("-", "−"),
                BADGES[badge_of(stated - people)],
            )
            for stated, people in pairs
        ),
    )


def two_sides(example: ExampleCheck) -> Table:
    """The team's answers beside people's words, and how many words lie between."""
    rows = []
    for number, (one, team) in enumerate(zip(example.shown.statements, TEAM, strict=True), start=1):
        distance = apart(one.word, team)
        rows.append(
            (
                str(number),
                _word(one.word),
                str(team.label),
                "Not compared" if distance is None else str(distance),
            )
        )
    return Table("The two sides", ("Question", "People", "The team", "Words apart"), tuple(rows))


def widest(example: ExampleCheck) -> int | None:
    """The question where the two sides of the check differ most."""
    found = widest_difference(example.shown, TEAM)
    return found.number if found else None


def counted() -> Table:
    """How many people count as having answered."""
    pairs = ((12, 15), (13, 15), (14, 15), (15, 15), (7, 7))
    return Table(
        "How many people we count",
        ("Answered", "Asked", "We count"),
        tuple((str(sent), str(asked), str(counted_as_answered(sent, asked))) for sent, asked in pairs),
    )


def who_sees_a_result(rules: Rules) -> Table:
    """What members and anyone read of a check, at each floor and one person under it."""
    floors = sorted({rules.floor, rules.floor_for(Audience.PUBLIC)})
    invited = max(rules.invited_floor, max(floors) + 5)
    rows = []
    for people in sorted({number for floor in floors for number in (floor - 1, floor)}):
        tally = add_up([person("p" * STATEMENTS, Rung.CONSULTING)] * people, invited=invited)
        seen = (
            disclose(tally, stated=STATED, audience=audience, rules=rules)
            for audience in (Audience.PUBLIC, Audience.MEMBERS)
        )
        rows.append((f"{people} of {invited}", *(_what_is_seen(shown) for shown in seen)))
    return Table(
        "What is shown of a small group",
        ("People who answered", "Anyone sees", "People in the project and the council see"),
        tuple(rows),
    )


def _what_is_seen(shown: Shown) -> str:
    if shown.badge == Badge.FEW:
        return NOT_ENOUGH
    if shown.small_group:
        return f"{BADGES[shown.badge]}. {SMALL_GROUP}"
    return f"{BADGES[shown.badge]}. {out_of_eight(shown)}. Step {shown.experienced}"


def how_many(rules: Rules) -> Table:
    """How the number of people who answered is said."""
    pairs = ((12, 15), (13, 20), (12, 20), (10, 25), (10, 26), (9, 12))
    rows = []
    for sent, asked in pairs:
        tally = add_up([person("y" * STATEMENTS, STATED)] * sent, invited=asked)
        shown = disclose(tally, stated=STATED, audience=Audience.PUBLIC, rules=rules)
        rows.append((f"{sent} of {asked}", answered_sentence(shown) or "We do not say"))
    return Table("How many answered", ("Answered", "What the page says"), tuple(rows))


def record_gates() -> tuple[Gate, ...]:
    """The seven gates of a made-up record."""
    return gates(RECORDS, today=EXAMPLE_DAY)


def record_lines() -> Table:
    """What a made-up record says of each gate."""
    return Table(
        "What one record shows",
        ("Line", "Step", "The record"),
        tuple((gate.asks, gate.rung.label, f"{gate.state.label}. {gate.found}") for gate in record_gates()),
    )


def record_step() -> Rung | None:
    """The step that the made-up record reaches."""
    return evidenced_rung(record_gates())


def answered_for_them() -> Table:
    """When answers that somebody gave for a person count."""
    return Table(
        "When someone answered for a person",
        ("Answered alone", "Answered for them", "Answers we count"),
        tuple(_answered_for(alone, helped) for alone, helped in ((3, 2), (3, 3), (2, 3))),
    )


def _answered_for(alone: int, helped: int) -> tuple[str, str, str]:
    letters = "y" * STATEMENTS
    people = [person(letters, STATED)] * alone + [person(letters, STATED, Help.ANSWERED)] * helped
    tally = add_up(people, invited=len(people))
    return str(alone), str(helped), str(len(tally.scores))
