"""Projects with what their newest check shows, for lists, and the order that lists keep."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder.choices import Audience, Badge
from ladder.queries import OpenCheck, ShownCheck, badge_of, newest_results, open_checks
from ladder.result_words import NOT_ENOUGH, SMALL_GROUP, about_sentence
from ladder.rungs import Rung
from projects.models import Project

A_CHECK_IS_OPEN = "A check is open now"
ATTENTION_FIRST = (Badge.TALK, Badge.HIGHER, Badge.MATCH, Badge.FEW, Badge.NONE)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A project, the step the council says, and what one audience may see of its newest check."""

    project: Project
    result: ShownCheck | None
    open_check: OpenCheck | None
    """The check of it that people may answer now."""

    @property
    def stated(self) -> Rung:
        """The step stated when the check opened, which its badge speaks of; else the one in force."""
        return self.result.stated if self.result else Rung(self.project.stated.rung)

    @property
    def badge(self) -> Badge:
        """The badge of the newest check."""
        return badge_of(self.result)

    @property
    def experienced(self) -> int | None:
        """The step that people say, where this audience may see it."""
        return self.result.shown.experienced if self.result else None

    @property
    def most_people(self) -> tuple[int, int] | tuple[None, None]:
        """The lowest and the highest step of most people, where this audience may see them."""
        return (self.result and self.result.shown.most_people) or (None, None)

    @property
    def note(self) -> str:
        """Why there is no step that people say. Empty where there is one, or where nobody was asked."""
        return A_CHECK_IS_OPEN if self.open_check and not self.result else why_no_step(self.result)

    @property
    def about(self) -> str:
        """About how many people answered, where this audience may know."""
        return about_sentence(self.result.shown) if self.result else ""


def why_no_step(result: ShownCheck | None) -> str:
    """Why people's step is not shown for a closed check. Empty where it is, or where nothing has closed."""
    if result is None or result.shown.experienced is not None:
        return ""
    return SMALL_GROUP if result.shown.small_group else NOT_ENOUGH


def side_by_side(projects: Iterable[Project], *, audience: Audience) -> list[SideBySide]:
    """Each project, in the order given, with its newest result. Two queries."""
    projects = list(projects)
    ids = [project.pk for project in projects]
    results, open_now = newest_results(ids, audience=audience), open_checks(ids)
    return [SideBySide(each, results.get(each.pk), open_now.get(each.pk)) for each in projects]


def attention_order(badge: Badge, name: str) -> tuple[int, str]:
    """A sort key by badge alone: needs a conversation, experience is higher, match, too few answers, no
    check; then by name. Nothing else about a result, and never the step, moves a project in a list."""
    return ATTENTION_FIRST.index(badge), name.casefold()
