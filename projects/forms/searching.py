"""What the register's list can be asked: words, filters and an order, all in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.http import QueryDict

from council.models import Area, Directorate
from govuk.fields import PlainTextField
from govuk.forms import GovukForm
from ladder.rungs import Rung
from ladder.side_by_side import ATTENTION_FIRST
from projects.choices import Stage, WayToTakePart
from projects.queries import can_be_searched


class SearchForm(GovukForm, forms.Form):
    """A few words to look for in the register."""

    q = PlainTextField(label="Search by word", required=False, max_length=100)


class Facet(models.TextChoices):
    """What the list can be narrowed by: its key in the address, and its heading."""

    BADGE = "badge", "What we say, what people say"
    STEP = "step", "The council says"
    DIRECTORATE = "directorate", "Directorate"
    STAGE = "stage", "Stage"
    WAY = "way", "Ways to take part"
    AREA = "area", "Area"


class Sort(models.TextChoices):
    """The orders that the list can be read in."""

    NEED = "need", "Needs a conversation first"
    NAME = "name", "Name"
    NEWEST = "newest", "Newest check"


Options = Mapping[Facet, Mapping[str, str]]
"""For each facet, its values as they stand in the address, and what they are called."""


def every_option() -> Options:
    """All that can be chosen, in the order of the page. Two queries."""
    return {
        Facet.BADGE: {badge.value: str(badge.label) for badge in ATTENTION_FIRST},
        Facet.STEP: {str(rung.value): rung.label for rung in reversed(Rung)},
        Facet.DIRECTORATE: {str(pk): name for pk, name in Directorate.objects.values_list("pk", "name")},
        Facet.STAGE: dict(Stage.choices),
        Facet.WAY: dict(WayToTakePart.choices),
        Facet.AREA: {str(pk): name for pk, name in Area.objects.values_list("pk", "name")},
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """What one address asks of the list, with nothing in it that the list does not know."""

    words: str
    chosen: Mapping[Facet, tuple[str, ...]]
    sort: Sort

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out of the whole register."""
        return bool(self.words or any(self.chosen.values()))

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """This, as an address says it. What goes without saying is left out."""
        words = [("q", self.words)] if self.words else []
        chosen = [(facet.value, value) for facet, values in self.chosen.items() for value in values]
        return words + chosen + ([("sort", self.sort.value)] if self.sort != Sort.NEED else [])

    @property
    def query(self) -> str:
        """The part of the address after the question mark."""
        return urlencode(self.pairs)

    def without_words(self) -> "Asked":
        """The same, with no words to look for."""
        return replace(self, words="")

    def without(self, facet: Facet, value: str) -> "Asked":
        """The same, with one value of one filter taken out."""
        kept = tuple(each for each in self.chosen[facet] if each != value)
        return replace(self, chosen={**self.chosen, facet: kept})

    def without_facet(self, facet: Facet) -> "Asked":
        """The same, with one filter taken out whole."""
        return replace(self, chosen={**self.chosen, facet: ()})


@dataclass(frozen=True, slots=True)
class Reading:
    """An address as the list understood it, and what it had to leave out."""

    form: SearchForm
    asked: Asked
    too_common: str
    """Words that say too little to search with, or ""."""
    unknown: tuple[str, ...]
    """The headings under which the address had a value that the list does not know."""


def read(address: QueryDict, options: Options) -> Reading:
    """Understand an address. What is not known is left out, and named. One query where there are words."""
    form = SearchForm(address if "q" in address else None)
    typed = form.cleaned_data["q"] if form.is_valid() else ""
    words = typed if typed and can_be_searched(typed) else ""
    given = {facet: {value for value in address.getlist(facet.value) if value} for facet in Facet}
    sort = address.get("sort", "")
    unknown = [facet.label for facet in Facet if given[facet] - set(options[facet])]
    if sort and sort not in Sort.values:
        unknown.append("Sort by")
    chosen = {facet: tuple(value for value in options[facet] if value in given[facet]) for facet in Facet}
    asked = Asked(words, chosen, Sort(sort) if sort in Sort.values else Sort.NEED)
    return Reading(form, asked, too_common=typed if typed != words else "", unknown=tuple(unknown))
