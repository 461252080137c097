"""One person's answers while they are being given. Pure: what a draft holds, and what is left to do."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ladder.choices import Answer, Channel, Help, Voice
from ladder.scoring import STATEMENTS, SentAnswers


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person has answered so far. `statements` holds an Answer key or "" for each of the eight."""

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

    def next_page(self) -> str:
        """Where to carry on: "practice", "1" to "8", "ladder", "better", or "" when nothing is left."""
        if not self.practised:
            return "practice"
        for number, answer in enumerate(self.statements, start=1):
            if not answer:
                return str(number)
        if self.step is None:
            return "ladder"
        return "" if self.seen_better else "better"

    def to_send(self) -> SentAnswers:
        """As they are counted. A statement with no answer counts as "I do not want to answer this one"."""
        return SentAnswers(
            answers=tuple(Answer(answer or Answer.SKIP) for answer in self.statements),
            placement=self.step or None,
            help=Help(self.help),
            channel=Channel(self.channel),
            voice=Voice(self.voice) if self.voice else None,
        )
