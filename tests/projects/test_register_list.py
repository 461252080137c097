"""The list of the register: what it finds, in which order, what it counts, and how it helps."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from accounts.choices import Role
from council.models import Area
from ladder.rungs import Rung
from projects.choices import Stage, WayToTakePart
from projects.forms.searching import Facet
from projects.models import Project
from projects.views.finding import found
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.ladder.tallies import check_of, same
from tests.projects.many import make_many

pytestmark = pytest.mark.django_db


@made_once
def involvement():
    return factories.make_user("Rosa Vean", Role.INVOLVEMENT)


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@made_once
def project(lead):
    return factories.make_project(by=lead, now=MONDAY - timedelta(days=90))


@made_once
def many(lead):
    """Sixty projects of every kind."""
    return make_many(60, by=lead)


def look(client, query=""):
    response = client.get(f"{reverse('projects:list')}?{query}")
    assert response.status_code == 200
    return response


def names(client, query=""):
    return [row.project.name for row in look(client, query).context["rows"]]


def text_of(response):
    return unescape(" ".join(response.content.decode().split()))


def main_of(response):
    """The page between its header and its footer: what is the same for everybody."""
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL).group()


def change(project, **fields):
    Project.objects.filter(pk=project.pk).update(**fields)


# What the list shows, and to whom


def test_the_list_shows_published_projects_with_both_sides(client, project, lead, involvement):
    factories.make_draft("A secret draft", by=lead)
    factories.make_closed_round(project, by=involvement, answers=12, step=4)
    said = text_of(look(client))
    assert "1 project</h2>" in said
    assert "Direct payments support" in said
    assert "Adult social care. Designing. About 10 people answered." in said
    assert "<b>Ways to take part:</b> Design group" in said
    assert "<dd>Consulting</dd>" in said
    assert "A secret draft" not in said


def test_the_list_is_the_public_view_for_everybody(client, many, project, involvement, lead):
    factories.make_closed_round(project, by=involvement, answers=7, invited=12, step=4)
    query = "badge=talk&stage=designing&sort=name"
    to_anyone = main_of(look(client, query))
    assert "A small group: the people in the project see more" in to_anyone
    for insider in (involvement, lead):
        client.force_login(insider)
        assert main_of(look(client, query)) == to_anyone


@pytest.mark.parametrize("query", ["q=secret", "q=Q", "stage=designing", "step=7", "badge=none", "sort=name"])
def test_a_draft_is_never_found_and_never_counted_even_by_its_lead(client, lead, query):
    draft = factories.make_ready_draft("A secret draft", by=lead)
    client.force_login(lead)
    for asked in (query, f"q={draft.reference}"):
        response = look(client, asked)
        assert response.context["found"] == response.context["published"] == 0
        assert "(1)" not in main_of(response)


# The order


def test_what_needs_attention_comes_first_and_the_widest_gap_that_is_printed(client, lead, involvement):
    made = (
        ("No check", 7, None),
        ("Too few", 7, (3, 7)),
        ("Buses match", 7, (12, 7)),
        ("Autism match", 3, (12, 2)),
        ("Higher", 3, (12, 6)),
        ("Apart", 7, (12, 5)),
        ("Widely apart", 7, (12, 1)),
        ("autumn, apart", 7, (12, 5)),
    )
    for name, stated, answered in made:
        project = factories.make_project(name, by=lead, rung=Rung(stated))
        if answered:
            people, step = answered
            factories.make_result(project, check_of(*same(people, "p", step)), by=involvement)
    assert names(client) == [
        "Widely apart", "Apart", "autumn, apart", "Higher", "Autism match", "Buses match", "Too few",
        "No check",
    ]  # fmt: skip
    assert names(client, "sort=name") == sorted((name for name, *_ in made), key=str.casefold)


def test_the_newest_check_first_and_those_without_one_last(client, lead):
    for name, days in (("Older", 30), ("Newer", 2), ("Never", None)):
        project = factories.make_project(name, by=lead)
        if days is not None:
            factories.make_result(project, check_of(*same(12, "p", 7)), by=lead, days_before=days)
    assert names(client, "sort=newest") == ["Newer", "Older", "Never"]


# Filters


def test_each_filter_finds_those_that_have_it(client, project, lead, involvement):
    other = factories.make_project("Parks", by=lead, rung=Rung.CONSULTING)
    place = factories.make_directorate("Environment")
    change(other, directorate=place, stage=Stage.RUNNING, ways=[WayToTakePart.SURVEY, WayToTakePart.ONLINE])
    area = Area.objects.create(name="Trelow")
    other.areas.add(area, Area.objects.create(name="Gwithen"))
    factories.make_result(other, check_of(*same(12, "p", 4)), by=involvement)
    for query in (
        "badge=match", "step=4", f"directorate={place.pk}", "stage=running", "way=online", "way=survey",
        f"area={area.pk}",
    ):  # fmt: skip
        assert names(client, query) == ["Parks"], query
    assert names(client, "badge=none&way=design-group&step=7") == ["Direct payments support"]


def test_values_of_one_filter_widen_and_filters_together_narrow(client, many):
    one, other = (look(client, f"step={step}").context["found"] for step in (4, 5))
    assert look(client, "step=4&step=5").context["found"] == one + other
    both = look(client, "step=4&step=5&way=survey")
    assert 0 < both.context["found"] < one + other
    for row in both.context["rows"]:
        assert row.stated in (4, 5)
        assert "survey" in row.project.ways


def test_the_step_is_the_one_that_the_row_prints(client, project, lead, involvement):
    """A badge stands beside the step it was worked out with, and so does the filter."""
    factories.make_result(project, check_of(*same(12, "p", 3)), by=involvement)
    project.stated_levels.create(
        rung=3,
        justification="We were wrong.",
        changed_because="People said so.",
        stated_on=MONDAY.date(),
        stated_by=lead,
    )
    assert names(client, "step=7") == ["Direct payments support"]
    assert names(client, "step=3") == []


QUERIES = [
    "",
    "step=7&step=6",
    "badge=talk&way=survey",
    "q=swimming&stage=testing",
    "sort=name&badge=few&stage=running&step=2",
]


@pytest.mark.parametrize("query", QUERIES)
def test_every_number_beside_a_box_is_what_that_box_alone_would_find(client, many, query):
    context = look(client, query).context
    groups = context["first_groups"] + context["more_groups"]
    assert groups
    for group in groups:
        for box in group["boxes"]:
            others = QueryDict(query, mutable=True)
            others.setlist(group["key"], [box["value"]])
            assert look(client, others.urlencode()).context["found"] == box["count"], (group["key"], box)


def test_without_filters_a_filters_numbers_add_up_to_every_project(client, many):
    context = look(client).context
    groups = context["first_groups"] + context["more_groups"]
    assert [group["key"] for group in groups] == [facet.value for facet in Facet]
    for group in context["first_groups"]:
        assert sum(box["count"] for box in group["boxes"]) == 60


def test_a_ticked_box_stays_even_when_it_finds_nothing(client, project):
    said = main_of(look(client, "stage=stopped"))
    assert 'value="stopped" checked>' in said
    assert "Stopped (0)" in said
    assert '<details class="govuk-details" open>' in said


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("step=9", "The council says"),
        ("badge=wonderful", "What we say, what people say"),
        ("directorate=99999999999999999999", "Directorate"),
        ("area=x%00", "Area"),
        ("stage=²&stage=designing", "Stage"),
        ("way=%27", "Ways to take part"),
        ("sort=gap", "Sort by"),
    ],
)
def test_what_the_list_does_not_know_is_left_out_with_a_sentence(client, project, query, heading):
    said = text_of(look(client, query))
    assert f"We left out a choice that we do not know, under “{heading}”." in said
    assert "Direct payments support" in said


def test_keys_that_are_not_the_lists_own_are_nobodys_business(client, project):
    said = text_of(look(client, "utm_source=letter&page=rubbish&stage="))
    assert "We left out" not in said
    assert "1 project</h2>" in said


# Finding the way


def test_each_chip_takes_out_exactly_one_thing(client, many):
    query = "q=swimming&badge=talk&badge=few&step=7&stage=testing&way=survey&sort=name"
    context = look(client, query).context
    pairs = QueryDict(query).lists()
    every = {(key, value) for key, values in pairs for value in values}
    chips = context["chips"]
    left = [{(key, v) for key, values in QueryDict(chip["query"]).lists() for v in values} for chip in chips]
    gone = [every - each for each in left]
    assert [len(each) for each in gone] == [1] * 6
    assert set.union(*gone) == every - {("sort", "name")}
    assert all(each < every for each in left)
    assert [chip["label"] for chip in chips] == [
        "“swimming”", "Needs a conversation", "Not enough answers to show yet", "Co-production", "Testing",
        "Survey",
    ]  # fmt: skip
    assert "Remove all filters" in text_of(look(client, query))
    assert "Remove all filters" not in text_of(look(client, "step=7"))


def test_a_long_list_comes_in_pages_that_keep_what_was_asked(client, many):
    query = "badge=talk&badge=few&badge=none&badge=match&q=council&sort=name"
    first = look(client, query)
    assert len(first.context["rows"]) == 25
    links = re.findall(r'href="\?([^"]*page=2)"', first.content.decode())
    assert {_pairs(link) for link in links} == {_pairs(f"{query}&page=2")}
    seen = [name for number in (1, 2, 3) for name in names(client, f"{query}&page={number}")]
    assert len(seen) == len(set(seen)) == first.context["found"]
    assert seen == sorted(seen, key=str.casefold)
    assert "<title>Projects, page 2 of 3" in text_of(look(client, f"{query}&page=2"))


def _pairs(query):
    return frozenset((key, value) for key, values in QueryDict(unescape(query)).lists() for value in values)


def test_a_page_after_the_last_is_the_last(client, many):
    assert look(client, "page=99").context["page"].number == 3


def test_sorting_keeps_the_filters_and_filtering_keeps_the_order(client, many):
    said = main_of(look(client, "q=swimming&step=7&sort=newest"))
    sorting = said[said.index('aria-label="Sort projects"') :]
    for kept in ('name="q" value="swimming"', 'name="step" value="7"', '<option value="newest" selected>'):
        assert kept in sorting
    assert '<input type="hidden" name="sort" value="newest">' in said[: said.index("<section")]


def test_a_list_that_finds_nothing_says_what_holds_it_back(client, many):
    response = look(client, "q=zebra&stage=testing")
    said = text_of(response)
    testing = look(client, "stage=testing").context["found"]
    assert "No project has all of these: “zebra”, Testing." in re.sub(r"</?span[^>]*>", "", said)
    assert f">Look without “zebra”</a> ({testing} projects)" in said
    assert "Look without “Stage”" not in said  # the word alone finds nothing either
    assert ">see all projects</a>" in said
    assert "Or call us on" in said
    assert look(client, response.context["ways_out"][0]["query"]).context["found"] == testing > 1


def test_a_list_with_nothing_in_it_says_so(client):
    said = text_of(look(client))
    assert "No projects yet" in said
    assert "No projects match" not in said


def test_what_the_pages_show_is_what_others_may_ask_for_whole(client, many):
    for query in QUERIES:
        request = HttpRequest()
        request.GET = QueryDict(query)
        pages = look(client, query).context["page"].paginator.num_pages
        shown = [name for number in range(1, pages + 1) for name in names(client, f"{query}&page={number}")]
        assert [project.name for project in found(request)] == shown
