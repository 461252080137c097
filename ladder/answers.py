"""One person's answers while they are being given. Pure: what a draft holds, and what is left to do."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ladder.choices import Answer, Channel, Help, Voice
from ladder.scoring import STATEMENTS, SentAnswers

# What stands for a step when none was chosen. Both are outside the count.
STEP_SKIPPED = 0
STEP_NOT_SURE = -1


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has answered so far.

    `statements` holds an Answer key or "" for each of the eight; `step` is 1 to 7, STEP_SKIPPED,
    STEP_NOT_SURE, or None while it has no answer.
    """

    statements: tuple[str, ...] = field(default=("",) * STATEMENTS)
    step: int | None = None
    words: str = ""
    voice: str = ""
    name_to_show: str = ""
    seen_better: bool = False
    practised: bool = False
    help: str = Help.NOT_ASKED
    channel: str = Channel.ONLINE

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Answers":
        """Answers from a draft or a seal."""
        return cls(**{**data, "statements": tuple(data["statements"])})

    def as_dict(self) -> dict[str, Any]:
        """What goes under a seal."""
        return asdict(self)

    def with_statement(self, number: int, answer: Answer) -> "Answers":
        """The same, with statement `number` (1 to 8) answered."""
        answers = list(self.statements)
        answers[number - 1] = answer.value
        return replace(self, statements=tuple(answers))

    def with_words(
        self, words: str, *, voice: str, name: str, unseen: bool = False, stopping: bool = False
    ) -> "Answers":
        """The same, with what was written in the box. Without words there is no voice, and no name.

        `unseen`: saved words did not stand on the screen, so an empty box leaves them as they are, and the
        voice and the name change only if they were given. `stopping`: an empty box is asked again later.
        """
        if not words and unseen:
            words, voice, name = self.words, voice or self.voice, name or self.name_to_show
        return replace(
            self,
            seen_better=self.seen_better or bool(words) or not stopping,
            words=words,
            voice=voice if words else "",
            name_to_show=name if words and voice == Voice.NAME else "",
        )

    def next_page(self) -> str:
        """Where to carry on: "practice", "1" to "8", "ladder", "better", or "" when nothing is left."""
        if not self.practised:
            return "practice"
        for number, answer in enumerate(self.statements, start=1):
            if not answer:
                return str(number)
        if self.step is None:
            return "ladder"
        return "better" if self.words_wait or not self.seen_better else ""

    @property
    def words_wait(self) -> bool:
        """Whether words were saved before their writer said who may read them, or under which name."""
        nameless = self.voice == Voice.NAME and not self.name_to_show
        return bool(self.words) and (not self.voice or nameless)

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
            voice=Voice(self.voice) if self.voice else None,
        )
