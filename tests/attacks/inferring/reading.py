"""What a reader has: everything that pages print of a closed check, as the real code decides it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from fractions import Fraction

from ladder.as_shown import range_as_shown
from ladder.choices import Audience
from ladder.disclosure import NEVER_COUNTED, Shown, disclose
from ladder.scoring import Tally
from tests.attacks.inferring.worlds import World, taken_places, tally_of

Pages = tuple[Shown, Shown, Hashable]
"""What members read, what the public reads, and what stands beside."""


@dataclass(frozen=True)
class Reading:
    """The strongest reader's pages: the members' result and the public's.

    Every reader is also granted how many were invited, and the step the council states. The rest are what
    controls let slip: another way to disclose (`never_counted` and `range_as_shown` say how far it differs),
    how many answered, and who.
    """

    disclose: Callable[..., Shown] = disclose
    never_counted: int = NEVER_COUNTED
    range_as_shown: Callable[[Fraction, Fraction, Fraction], tuple[float, float]] = range_as_shown
    tells_how_many: bool = False
    tells_who: bool = False

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

    def beside(self, world: World) -> Hashable:
        """What is told of who answered: by the portal, nothing."""
        who = tuple(taken_places(world))
        return len(who) if self.tells_how_many else None, who if self.tells_who else None

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
