"""Every world with the pages that were read, as constraints for OR-tools' CP-SAT.

Names do not matter to a result. So the asker comes first, if they are heard, and the others in the order of
their points. Steps, help and channels are only counted: who chose which is made up afterwards.
"""

from collections.abc import Mapping

from ortools.sat.python import cp_model

from ladder.choices import Answer, Channel, Help
from ladder.rungs import RUNGS
from ladder.scoring import POINTS, SCORED_ANSWERS_NEEDED, STATEMENTS, SentAnswers
from tests.attacks.inferring.questions import (
    ALL,
    MEAN,
    NOBODY,
    SAME_ANSWERS,
    SAME_STEP,
    SCORES_SUM,
    STEPS_SUM,
    SUMS,
    Question,
    figure_of,
    said_by_others,
)
from tests.attacks.inferring.tables import MOST_UNITS, UNITS, Tables, places_of_steps
from tests.attacks.inferring.worlds import World, taken_places, tally_of

OUTSIDE = Answer.SKIP
"""Stands for Not sure, too. How many of them are Not sure is counted apart."""
KINDS = (*POINTS, OUTSIDE)
ALL_SCORES = [
    (answers, points, points * 4 * UNITS // answers if answers >= SCORED_ANSWERS_NEEDED else 0)
    for answers in range(STATEMENTS + 1)
    for points in range(2 * answers + 1)
]
"""For one person: how many answers count, twice their points, and the score in units of 1/42."""
LONGEST = 20.0
"""How long to search: the solver's own measure of work, the same on any machine."""


class Constraints:
    """The worlds in which so many people have a score."""

    def __init__(
        self, tables: Tables, truth: World, who: int | None, scored: int, *, own_is_heard: bool
    ) -> None:
        self.tables, self.truth, self.who, self.scored = tables, truth, who, scored
        self.own = None if who is None else truth[who]
        self.own_is_heard = own_is_heard
        self.first = int(own_is_heard)
        self.places = range(len(truth))
        self.model = cp_model.CpModel()
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.random_seed = 1
        self.solver.parameters.max_deterministic_time = LONGEST
        self._people()
        self._statements()
        self._scores()
        self._ways_of_sending()
        self._steps()

    def _count(self, name: str, most: int | None = None) -> cp_model.IntVar:
        return self.model.new_int_var(0, len(self.truth) if most is None else most, name)

    def _people(self) -> None:
        """Who is heard, and what each of them answers."""
        model = self.model
        self.heard = [model.new_bool_var(f"heard {place}") for place in self.places]
        self.answer = [
            [
                {kind: model.new_bool_var(f"{place} {number} {kind}") for kind in KINDS}
                for number in _numbers()
            ]
            for place in self.places
        ]
        self.points = [self._count(f"points {place}", 2 * STATEMENTS) for place in self.places]
        self.score = [self._count(f"score {place}", MOST_UNITS) for place in self.places]
        self.has_score = [model.new_bool_var(f"has score {place}") for place in self.places]
        for place in self.places:
            given = self.answer[place]
            for number in _numbers():
                model.add(sum(given[number].values()) == self.heard[place])
            counts = self._count(f"counts {place}", STATEMENTS)
            model.add(counts == sum(given[number][kind] for number in _numbers() for kind in POINTS))
            model.add(self.points[place] == sum(_twice(given[number]) for number in _numbers()))
            model.add_allowed_assignments([counts, self.points[place], self.score[place]], ALL_SCORES)
            model.add(counts >= SCORED_ANSWERS_NEEDED).only_enforce_if(self.has_score[place])
            model.add(counts < SCORED_ANSWERS_NEEDED).only_enforce_if(self.has_score[place].negated())
        for place in self.places[self.first : -1]:
            model.add(self.heard[place] >= self.heard[place + 1])
            model.add(self.points[place] >= self.points[place + 1])
        if self.own_is_heard and self.own:
            model.add(self.heard[0] == 1)
            for number, answer in enumerate(self.own.answers):
                model.add(self.answer[0][number][answer if answer in POINTS else OUTSIDE] == 1)

    def _statements(self) -> None:
        model, tables = self.model, self.tables
        self.sums, self.unsure = [], []
        for number in _numbers():
            given = [self.answer[place][number] for place in self.places]
            people, total, unsure = (self._count(f"{name} {number}", 32) for name in ("of", "sum", "unsure"))
            model.add(people == sum(one[kind] for one in given for kind in POINTS))
            model.add(total == sum(_twice(one) for one in given))
            mine = self.own.answers[number] if self.own and self.own_is_heard else None
            model.add(unsure <= sum(one[OUTSIDE] for one in given) - (mine == Answer.SKIP))
            model.add(unsure >= int(mine == Answer.NOT_SURE))
            model.add_allowed_assignments([people, total], tables.statement(self.scored, number))
            model.add_allowed_assignments([people, unsure], tables.unsure(self.scored, number))
            self.sums.append(total)
            self.unsure.append(unsure)

    def _scores(self) -> None:
        model = self.model
        model.add(sum(self.has_score) == self.scored)
        sums = self.tables.sums(self.scored)
        self.total = model.new_int_var(sums[0], sums[-1], "sum of scores")
        model.add(self.total == sum(self.score))
        self.squares = None
        if self.tables.pages[0].likely_range is None:
            return
        ends = {total: self.tables.squares(self.scored, total) for total in sums}
        printed = {total: found for total, found in ends.items() if found is not None}
        possible = cp_model.Domain.from_values(list(printed))
        model.add_linear_expression_in_domain(self.total, possible)
        squared = [self._count(f"square {place}", MOST_UNITS**2) for place in self.places]
        each = sorted({score for _, _, score in ALL_SCORES})
        for place in self.places:
            model.add_allowed_assignments([self.score[place], squared[place]], [(s, s * s) for s in each])
        self.squares = self._count("squares", MOST_UNITS**2 * len(self.truth))
        model.add(self.squares == sum(squared))
        place = self.total - sums[0]
        for end, compare in enumerate((self.squares.__ge__, self.squares.__le__)):
            limit = self._count(f"end {end}", MOST_UNITS**2 * len(self.truth))
            model.add_element(place, [(printed.get(total) or (0, 0))[end] for total in sums], limit)
            model.add(compare(limit))

    def _ways_of_sending(self) -> None:
        """How many sent, how, with what help, and how many of them are not heard."""
        model, tables = self.model, self.tables
        self.sent = self._count("sent")
        model.add(self.sent <= len(self.truth) - (self.who is not None and self.own is None))
        self.help = {help: self._count(f"help {help}") for help in Help}
        model.add(self.sent == sum(self.help.values()))
        self.channel = {channel: self._count(f"channel {channel}") for channel in Channel}
        model.add(self.sent == sum(self.channel.values()))
        did, elsewhere = self._count("helped"), self._count("elsewhere")
        model.add(did == sum(self.help[help] for help in (Help.READ, Help.WROTE, Help.ANSWERED)))
        model.add(elsewhere == self.channel[Channel.PAPER] + self.channel[Channel.PHONE])
        model.add_allowed_assignments([self.sent, did, self.help[Help.NONE]], tables.helped())
        model.add_allowed_assignments([self.sent, elsewhere], tables.elsewhere())
        self.let_in = model.new_bool_var("answers given for people are let in")
        self.unheard = self._count("not heard")
        given_for = self.help[Help.ANSWERED]
        model.add(2 * given_for < self.sent).only_enforce_if(self.let_in)
        model.add(2 * given_for >= self.sent).only_enforce_if(self.let_in.negated())
        model.add(self.unheard == given_for).only_enforce_if(self.let_in.negated())
        model.add(self.unheard <= given_for)
        model.add(self.unheard == self.sent - sum(self.heard))
        if self.own:
            model.add(self.help[self.own.help] >= 1)
            model.add(self.channel[self.own.channel] >= 1)
            if self.own_is_heard and self.own.help == Help.ANSWERED:
                model.add(self.let_in == 1)
                model.add(self.unheard <= given_for - 1)
            elif not self.own_is_heard:
                model.add(self.unheard >= 1)
                if not self.own.helper_is_paid_staff:
                    model.add(self.let_in == 0)
        if tables.reading.tells_how_many or tables.reading.tells_who:
            model.add(self.sent == len(taken_places(self.truth)))

    def _steps(self) -> None:
        """How many chose each step. Three of them, in order, decide what is shown."""
        model = self.model
        self.on_step = [self._count(f"step {rung}") for rung in RUNGS]
        people = self._count("chose a step")
        model.add(people == sum(self.on_step))
        mine = self.own.placement if self.own and self.own_is_heard else None
        model.add(people <= sum(self.heard) - (self.own_is_heard and mine is None))
        if mine is not None:
            model.add(self.on_step[mine - 1] >= 1)
        shown = [model.new_int_var(1, len(RUNGS), f"shown step {end}") for end in range(3)]
        places = [self._count(f"shown place {end}", len(self.truth) + 1) for end in range(3)]
        model.add_allowed_assignments([people, *shown], self.tables.steps())
        model.add_allowed_assignments(
            [people, *places], [(number, *places_of_steps(number)) for number in range(len(self.truth) + 1)]
        )
        for step, place in zip(shown, places, strict=True):
            for rung in RUNGS:
                is_here = model.new_bool_var("")
                model.add(step == int(rung)).only_enforce_if(is_here)
                model.add(step != int(rung)).only_enforce_if(is_here.negated())
                somebody = model.new_bool_var("")
                model.add(people >= 1).only_enforce_if(somebody)
                model.add(people == 0).only_enforce_if(somebody.negated())
                both = [is_here, somebody]
                model.add(sum(self.on_step[: rung - 1]) < place).only_enforce_if(both)
                model.add(sum(self.on_step[:rung]) >= place).only_enforce_if(both)

    def ask(self, question: Question) -> None:
        """Keep only the worlds that answer otherwise than the truth."""
        model, others = self.model, len(self.truth) - (self.who is not None)
        own_sent = int(self.own is not None)
        if question == ALL:
            model.add(self.sent - own_sent < others)
        elif question == NOBODY:
            model.add(self.sent - own_sent >= 1)
        elif question in SAME_ANSWERS:
            said = said_by_others(question, self.truth, self.who)
            given = (self.answer[place][question.statement] for place in self.places[self.first :])
            model.add_bool_or(one[kind] for one in given for kind in POINTS if kind not in said)
        elif question == SAME_STEP:
            said = said_by_others(question, self.truth, self.who)
            mine = self.own.placement if self.own and self.own_is_heard else None
            chosen = sum(self.on_step[rung - 1] - int(mine == rung) for rung in RUNGS if rung not in said)
            model.add(chosen >= 1)
        else:
            self._ask_for_another_figure(question)

    def _ask_for_another_figure(self, question: Question) -> None:
        model, tally = self.model, tally_of(self.truth)
        true = figure_of(question, tally)
        if question in SUMS:
            model.add(self.sums[question.statement] != true)
        elif question == STEPS_SUM:
            model.add(sum(rung * self.on_step[rung - 1] for rung in RUNGS) != true)
        elif question == SCORES_SUM:
            model.add(self.total != int(true * UNITS))
        elif question == MEAN and true is not None:
            total = true * UNITS * self.scored
            if not self.scored:
                pass  # no score at all is another mean
            elif total.denominator == 1:
                model.add(self.total != int(total))
        elif question == MEAN and not self.scored:
            model.add_bool_or([])

    def solve(self) -> bool | None:
        """True for a solution, None when there is none, False when time ran out."""
        status = self.solver.solve(self.model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return True
        return None if status == cp_model.INFEASIBLE else False

    def leave_out(self) -> None:
        """Look for no other world with the sum and the spread of scores that was found last."""
        value = self.solver.value
        pair = [self.total] if self.squares is None else [self.total, self.squares]
        self.model.add_forbidden_assignments(pair, [[value(one) for one in pair]])

    def world(self) -> World:
        """The world that was found last, people put in places at random but for the asker."""
        value = self.solver.value
        heard = [place for place in self.places[self.first :] if value(self.heard[place])]
        unheard = value(self.unheard) - (self.own is not None and not self.own_is_heard)
        steps = [int(rung) for rung in RUNGS for _ in range(value(self.on_step[rung - 1]))]
        helps = [help for help in Help for _ in range(value(self.help[help]))]
        channels = [channel for channel in Channel for _ in range(value(self.channel[channel]))]
        if self.own is not None:
            helps.remove(self.own.help)
            channels.remove(self.own.channel)
            if self.own_is_heard and self.own.placement is not None:
                steps.remove(self.own.placement)
        for _ in range(unheard):
            helps.remove(Help.ANSWERED)
        steps += [None] * (len(heard) - len(steps))
        answers = self._answers_of(heard)
        sent = [
            SentAnswers(answers[place], step, help, channels.pop(), None)
            for place, step, help in zip(heard, steps, helps, strict=True)
        ]
        paid = bool(value(self.let_in))
        sent += [
            SentAnswers((OUTSIDE,) * STATEMENTS, None, Help.ANSWERED, channels.pop(), None, paid)
            for _ in range(unheard)
        ]
        world: list[SentAnswers | None] = [None] * len(self.truth)
        if self.who is not None:
            world[self.who] = self.own
        free = [place for place in self.places if place != self.who]
        for place, person in zip(free, sent, strict=False):
            world[place] = person
        return tuple(world)

    def _answers_of(self, heard: list[int]) -> dict[int, tuple[Answer, ...]]:
        """What each of these answers; as many of those outside the score as were counted are Not sure."""
        given: dict[int, list[Answer]] = {place: [] for place in heard}
        for number in _numbers():
            unsure = self.solver.value(self.unsure[number])
            if self.own and self.own_is_heard and self.own.answers[number] == Answer.NOT_SURE:
                unsure -= 1
            for place in heard:
                kinds = self.answer[place][number]
                kind = next(kind for kind in KINDS if self.solver.value(kinds[kind]))
                if kind == OUTSIDE and unsure > 0:
                    kind, unsure = Answer.NOT_SURE, unsure - 1
                given[place].append(kind)
        return {place: tuple(answers) for place, answers in given.items()}


def _numbers() -> range:
    return range(STATEMENTS)


def _twice(given: Mapping[Answer, cp_model.IntVar]) -> cp_model.LinearExpr:
    """Twice the points of one person's answer to one statement."""
    return 2 * given[Answer.YES] + given[Answer.PARTLY]
