"""What to say on the phone instead of a message: read out and asked, and what to do afterwards. Pure."""

from dataclasses import dataclass

SAY, ASK, AFTERWARDS = "Say", "Ask", "Afterwards"
YOUR_NAME = "[your name]"
NO_MESSAGE = "No answer? Leave no message."
SOMEBODY_ELSE = "Somebody else? Do not say what it is about. Ask when you can ring again."
TELL_NOTHING = "Somebody else? Do not say who we are or what it is about. Ask when you can ring again."


@dataclass(frozen=True, slots=True)
class Script:
    """The words of one call. `page` is where the caller goes on, or "" when all is said here.

    `afterwards` says where what they told us is seen to. No note of a call is kept: what somebody says on the
    phone is theirs, and words about a person would be read by whoever comes next.
    """

    name: str
    council: str
    say: tuple[str, ...]
    ask: tuple[str, ...]
    afterwards: tuple[str, ...]
    page: str = ""

    def opening(
        self, *, caller: str = YOUR_NAME, agreed_word: str = "", neutral: bool = False
    ) -> tuple[str, ...]:
        """The first words. Nobody hears more before it is certain that they are the right person.

        A `neutral` call does not even say who rings, until they have said that it is them.
        """
        first = [f"Hello. Can I speak to {self.name}?"]
        if agreed_word:
            first.append(f"The word that we agreed is: {agreed_word}.")
        if neutral:
            first += [f"My name is {caller}.", f"Am I speaking to {self.name}? Is now a good time?"]
            return (*first, f"I ring from {self.council}.")
        return (*first, f"My name is {caller}. I ring from {self.council}.", "Is now a good time?")

    def otherwise(self, *, neutral: bool = False, may_leave_a_message: bool = False) -> tuple[str, ...]:
        """What to do when nobody answers, or somebody else."""
        somebody_else = TELL_NOTHING if neutral else SOMEBODY_ELSE
        return (somebody_else,) if may_leave_a_message else (NO_MESSAGE, somebody_else)


def script_in(words: str, *, name: str, council: str, page: str = "") -> Script:
    """A script from its template: the lines under each of the three headings."""
    lines: dict[str, list[str]] = {SAY: [], ASK: [], AFTERWARDS: []}
    heading = SAY
    for line in filter(None, map(str.strip, words.splitlines())):
        if line in lines:
            heading = line
        else:
            lines[heading].append(line)
    return Script(
        name=name,
        council=council,
        say=tuple(lines[SAY]),
        ask=tuple(lines[ASK]),
        afterwards=tuple(lines[AFTERWARDS]),
        page=page,
    )
