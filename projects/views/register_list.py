"""The list of the register: search, filters with their counts, an order, and 25 rows a page."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from govuk.pages import public
from ladder.choices import Audience
from ladder.side_by_side import side_by_side
from projects.forms.searching import Facet, Sort, every_option, read
from projects.views.finding import WORDS, count, found_by
from words.working_days import london_date

PAGE_SIZE = 25
PRINTED = ("slug", "name", "summary", "stage", "ways", "directorate__name")
MORE_FACETS = (Facet.STAGE, Facet.WAY, Facet.AREA)


@public
@require_safe
def show_list(request):
    """Published projects, those that need a conversation first. Everyone reads the same public view."""
    options = every_option()
    reading = read(request.GET, options)
    asked, counts = reading.asked, count(reading.asked)
    paginator = Paginator(found_by(asked).only(*PRINTED), PAGE_SIZE)
    paginator.count = counts.found
    page = paginator.get_page(request.GET.get("page"))
    today = london_date(timezone.now())
    groups = [_group(facet, options[facet], asked, counts) for facet in Facet]
    return render(
        request,
        "projects/list.html",
        {
            "form": reading.form,
            "notes": _notes(reading),
            "asked": asked,
            "kept_when_sorting": [pair for pair in asked.pairs if pair[0] != "sort"],
            "first_groups": [each for each in groups if each["boxes"] and each["key"] not in MORE_FACETS],
            "more_groups": [each for each in groups if each["boxes"] and each["key"] in MORE_FACETS],
            "more_are_open": any(asked.chosen[facet] for facet in MORE_FACETS),
            "sorts": Sort.choices,
            "chips": _chips(asked, options),
            "ways_out": _ways_out(asked, counts) if not counts.found else [],
            "found": counts.found,
            "found_words": _how_many(asked, counts),
            "list_url": reverse("projects:list"),
            "published": counts.published,
            "page": page,
            "rows": side_by_side(page.object_list, audience=Audience.PUBLIC, today=today),
        },
    )


def _notes(reading):
    """What the address asked for and the list left out."""
    too_common = [f"We cannot search for “{reading.too_common}”. Try a word that says more."]
    unknown = [f"We left out a choice that we do not know, under “{heading}”." for heading in reading.unknown]
    return (too_common if reading.too_common else []) + unknown


def _group(facet, names, asked, counts):
    """The boxes of one filter: those that would find something, and those that are ticked."""
    numbers, ticked = counts.each[facet.value], asked.chosen[facet]
    return {
        "key": facet.value,
        "heading": facet.label,
        "boxes": [
            {"value": value, "label": name, "count": numbers.get(value, 0), "ticked": value in ticked}
            for value, name in names.items()
            if numbers.get(value) or value in ticked
        ],
    }


def _chips(asked, options):
    """The filters in use, each with the address of the list without it, and nothing else changed."""
    chips = [{"label": f"“{asked.words}”", "query": asked.without_words().query}] if asked.words else []
    return chips + [
        {"label": options[facet][value], "query": asked.without(facet, value).query}
        for facet, values in asked.chosen.items()
        for value in values
    ]


def _ways_out(asked, counts):
    """For a list that found nothing: what it would find without one of its filters, best first."""
    ways = [(WORDS, f"Look without “{asked.words}”", asked.without_words())] if asked.words else []
    ways += [
        (facet.value, f"Look without “{facet.label}”", asked.without_facet(facet))
        for facet, values in asked.chosen.items()
        if values
    ]
    ways.sort(key=lambda way: -counts.without[way[0]])
    return [
        {"text": text, "query": without.query, "found": _projects(counts.without[name])}
        for name, text, without in ways
        if counts.without[name]
    ]


def _how_many(asked, counts):
    """How many projects were found, and out of how many where some are left out."""
    if not asked.is_narrowed:
        return _projects(counts.published)
    return f"{counts.found:,} of {_projects(counts.published)}"


def _projects(number):
    return f"{number:,} project" if number == 1 else f"{number:,} projects"
