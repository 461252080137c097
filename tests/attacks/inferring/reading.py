"""What a reader has: everything that pages print of a closed check, as the real code decides it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from ladder.choices import Audience
from ladder.disclosure import Shown, disclose
from ladder.scoring import Tally
from tests.attacks.inferring.worlds import World, tally_of

Disclose = Callable[..., Shown]
Pages = tuple[Shown, Shown, Hashable]
"""What members read, what the public reads, and what stands beside."""


def nothing(world: World) -> Hashable:
    """What pages tell beside a result: nothing about answers."""
    return None


@dataclass(frozen=True)
class Reading:
    """The strongest reader's pages: the members' result and the public's, and what a control adds to them.

    Every reader is also granted how many were invited, and the step the council states.
    """

    disclose: Disclose = disclose
    beside: Callable[[World], Hashable] = nothing

    def of_tally(self, tally: Tally, stated: int) -> tuple[Shown, Shown]:
        """What members and the public are shown."""
        members, public = (
            self.disclose(tally, stated=stated, audience=audience)
            for audience in (Audience.MEMBERS, Audience.PUBLIC)
        )
        return members, public

    def of(self, world: World, stated: int) -> Pages:
        """Everything that is read when this is what people sent."""
        return *self.of_tally(tally_of(world), stated), self.beside(world)

    def reads_as(self, pages: Pages, world: World, stated: int) -> bool:
        """Whether this world gives exactly these pages. Most do not, and the first difference is enough."""
        members, public, beside = pages
        if self.beside(world) != beside:
            return False
        tally = tally_of(world)
        return (
            self.disclose(tally, stated=stated, audience=Audience.MEMBERS) == members
            and self.disclose(tally, stated=stated, audience=Audience.PUBLIC) == public
        )


PAGES = Reading()
"""What the portal prints."""
