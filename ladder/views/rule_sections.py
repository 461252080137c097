"""The parts that "How scores work" is made of."""

from dataclasses import dataclass

from ladder.worked_examples import Table


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: what it says, its points, its examples, and what follows from them."""

    key: str
    title: str
    says: tuple[str, ...]
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    after: tuple[str, ...] = ()
    last_points: tuple[str, ...] = ()
