"""What the portal knows that a line may name: directorates, areas, staff and other projects. Pure."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody who may lead projects of these directorates, or of any."""

    pk: int
    directorates: frozenset[int]
    anywhere: bool


@dataclass(frozen=True, slots=True)
class Bigger:
    """A project on the register that others may be part of."""

    pk: int
    name: str
    reference: str
    directorate: int | None
    is_part: bool
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything that lines are checked against. Names are by `matching.key_of`, addresses in small letters.

    `own` are the directorates that whoever brings the lines in may bring them into. `names` are those of
    projects they may see; `references` are taken by any project.
    """

    own: dict[str, int]
    others: frozenset[str] = frozenset()
    areas: dict[str, int] = field(default_factory=dict)
    names_of_own: tuple[str, ...] = ()
    leads: dict[str, Lead] = field(default_factory=dict)
    importer: int
    names: frozenset[tuple[int, str]] = frozenset()
    references: frozenset[str] = frozenset()
    bigger: tuple[Bigger, ...] = ()
    may_join_any: bool = False
