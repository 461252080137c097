"""One person's answers while they are being given. Pure: what a draft holds, and what is left to do."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ladder.choices import Answer, Channel, Help, HelperPaid, Voice
from ladder.scoring import STATEMENTS, SentAnswers

# What stands for a step when none was chosen. Both are outside the count.
STEP_SKIPPED = 0
STEP_NOT_SURE = -1
# A "Tell us more" box follows each statement and the step, so that its presence tells nothing.
BOXES = STATEMENTS + 1
STEP_BOX = BOXES
LONGEST_WORDS = 400
HELPED = (Help.READ, Help.WROTE, Help.ANSWERED)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has answered so far.

    `statements` holds an Answer key or "" for each of the eight; `step` is 1 to 7, STEP_SKIPPED,
    STEP_NOT_SURE, or None while it has no answer. `more` holds what was added after each statement and,
    last, after the step. `helper_paid` is a HelperPaid key or "", and `how_known` a helper's own words.
    """

    statements: tuple[str, ...] = field(default=("",) * STATEMENTS)
    step: int | None = None
    more: tuple[str, ...] = field(default=("",) * BOXES)
    words: str = ""
    voice: str = ""
    name_to_show: str = ""
    seen_better: bool = False
    practised: bool = False
    help: str = Help.NOT_ASKED
    helper_paid: str = ""
    how_known: str = ""
    seen_helped: bool = False
    channel: str = Channel.ONLINE

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Answers":
        """Answers from a draft or a seal."""
        lists = {name: tuple(data[name]) for name in ("statements", "more") if name in data}
        return cls(**{**data, **lists})

    def as_dict(self) -> dict[str, Any]:
        """What goes under a seal."""
        return asdict(self)

    def with_statement(self, number: int, answer: Answer) -> "Answers":
        """The same, with statement `number` (1 to 8) answered."""
        answers = list(self.statements)
        answers[number - 1] = answer.value
        return replace(self, statements=tuple(answers))

    def with_more(self, box: int, text: str, *, unseen: bool = False) -> "Answers":
        """The same, with what was added in "Tell us more" after a statement (1 to 8) or the step (STEP_BOX).

        `unseen`: what was added before did not stand on the screen, so an empty box leaves it as it is.
        """
        if unseen and not text:
            return self
        more = list(self.more)
        more[box - 1] = text
        return replace(self, more=tuple(more))._without_an_idle_voice()

    def with_help(self, help: str, *, paid: str = "", how_known: str = "", unseen: bool = False) -> "Answers":
        """The same, with whether someone helped. Without a helper nothing is said of one.

        `unseen`: what was said before did not stand on the screen, so what is left empty stays as it is.
        """
        if unseen and help in ("", self.help):
            help, paid, how_known = self.help, paid or self.helper_paid, how_known or self.how_known
        return replace(
            self,
            help=help or Help.NOT_ASKED,
            helper_paid=paid if help in HELPED else "",
            how_known=how_known if help == Help.ANSWERED else "",
            seen_helped=True,
        )

    def with_words(
        self, words: str, *, voice: str, name: str, unseen: bool = False, stopping: bool = False
    ) -> "Answers":
        """The same, with what was written in the last box. The voice and the name are for all the words of a
        check. Without any words there is no voice, and no name.

        `unseen`: saved words did not stand on the screen, so an empty box leaves them as they are, and the
        voice and the name change only if they were given. `stopping`: an empty box is asked again later.
        """
        if unseen and not words:
            words, voice, name = self.words, voice or self.voice, name or self.name_to_show
        return replace(
            self,
            seen_better=self.seen_better or bool(words) or not stopping,
            words=words,
            voice=voice,
            name_to_show=name if voice == Voice.NAME else "",
        )._without_an_idle_voice()

    def _without_an_idle_voice(self) -> "Answers":
        return self if self.has_words else replace(self, voice="", name_to_show="")

    @property
    def has_words(self) -> bool:
        """Whether anything was written, in any box that others may read."""
        return bool(self.words) or any(self.more)

    def next_page(self, *, has_helper: bool = False) -> str:
        """Where to carry on: "practice", "1" to "8", "ladder", "better", "helped", or "" at the end.

        `has_helper`: a supporter is at the screen, so how they helped must be said.
        """
        if not self.practised:
            return "practice"
        for number, answer in enumerate(self.statements, start=1):
            if not answer:
                return str(number)
        if self.step is None:
            return "ladder"
        if self.words_wait or not self.seen_better:
            return "better"
        said_enough = self.help in HELPED if has_helper else self.seen_helped
        return "" if said_enough else "helped"

    @property
    def words_wait(self) -> bool:
        """Whether words were saved before their writer said who may read them, or under which name."""
        nameless = self.voice == Voice.NAME and not self.name_to_show
        return self.has_words and (not self.voice or nameless)

    @property
    def said_voice(self) -> Voice:
        """How the words may be used. Whoever never said, on paper say, is only counted."""
        return Voice(self.voice or Voice.COUNT)

    @property
    def placement(self) -> int | None:
        """The step that was chosen, 1 to 7, or None."""
        return self.step if self.step and self.step > 0 else None

    def to_send(self) -> SentAnswers:
        """As they are counted. A statement with no answer counts as "I do not want to answer this one"."""
        return SentAnswers(
            answers=tuple(Answer(answer or Answer.SKIP) for answer in self.statements),
            placement=self.placement,
            help=Help(self.help),
            channel=Channel(self.channel),
            voice=self.said_voice if self.has_words else None,
            helper_is_paid_staff=self.help == Help.ANSWERED and self.helper_paid == HelperPaid.YES,
        )
