"""Pages about many projects: what they say, to whom, and that a page of fifty has totals over all."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from accounts.choices import Role
from governance.queries import programme, totals
from ladder.models import Conversation
from ladder.rungs import Rung
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.ladder.tallies import check_of, same
from tests.projects.many import make_many
from words.working_days import london_date

pytestmark = pytest.mark.django_db


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


@pytest.fixture
def chair(client):
    chair = factories.make_user("Asha Kaur", Role.CO_CHAIR_EXPERT)
    client.force_login(chair)
    return chair


def checked(name, lead, *, stated=7, people=12, step=7, letters="p"):
    project = factories.make_project(name, by=lead, rung=Rung(stated))
    factories.make_result(project, check_of(*same(people, letters, step)), by=lead)
    return project


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_steering_group_sees_a_portal_with_no_checks(client, chair):
    said = text_of(client.get("/steering/"))
    assert "No project has a result to show yet." in said
    assert "No projects here yet" in said


def test_the_dashboard_says_what_stands_out(client, chair, lead):
    checked("Parks", lead, step=2)
    checked("Buses", lead, step=4)
    checked("Autism", lead, step=7)
    checked("Repairs", lead, stated=3, step=6)
    checked("Short breaks", lead, people=3)
    factories.make_project("Coast", by=lead)
    said = text_of(client.get("/steering/"))
    assert "1 of 4 projects matches." in said
    assert "<b>2 projects need a conversation.</b> People put them 2 or more steps lower" in said
    assert "<b>In 1 project, experience is higher.</b> We can learn from it." in said
    assert "1 project does not have enough answers to show yet." in said
    assert '<span class="app-figure__n">6</span>' in said
    assert "1 has had no check yet" in said


def test_the_chart_and_its_table_say_the_same_in_the_same_order(client, chair, lead):
    checked("Parks", lead, step=2, letters="n")
    checked("Autism", lead, step=7)
    checked("Short breaks", lead, people=3)
    factories.make_project("Coast", by=lead)
    for page in ("/steering/", "/steering/gaps/"):
        chart, table, *_ = text_of(client.get(page)).split("See this as a table")
        for part in (chart, table):
            places = [part.index(name) for name in ("Parks", "Autism", "Short breaks", "Coast")]
            assert places == sorted(places)
        assert "People say 5 steps lower. Tokenistic." in chart
        assert '<td class="govuk-table__cell" data-label="Council says">Co-production</td>' in table
        assert 'Educating<br><span class="app-muted">Most: step 1 to 3</span>' in table
        assert '<td class="govuk-table__cell" data-label="Record shows">Nothing recorded yet</td>' in table
        assert "0.5 or less" in table
        assert "Not enough answers to show yet" in table
        assert "No check yet" in table


def test_a_small_group_is_shown_to_the_steering_group(client, chair, lead):
    checked("Parks", lead, people=6, step=3)
    said = text_of(client.get("/steering/"))
    assert "People say 4 steps lower. In between." in said
    assert "Few people answered" in said


def test_the_season_before_and_conversations_stand_out(client, chair, lead):
    project = checked("Parks", lead, step=7)
    factories.make_result(project, check_of(*same(12, "p", 2)), by=lead, days_before=100)
    checked("Autism", lead, step=3)
    Conversation.objects.update(due_on=MONDAY.date() - timedelta(days=200), owner=None)
    with time_machine.travel(MONDAY, tick=False):
        said = text_of(client.get("/steering/"))
    assert "<b>1 of 2 projects matches.</b> In Summer 2026 it was 0 of 1." in said
    assert "<b>2 conversations are late.</b> <b>Nobody leads 2 conversations yet.</b>" in said
    assert "reads Mixed or lower in <b>2 of 2 projects</b>" in said
    assert (
        '<th scope="row" class="govuk-table__header" data-label="Season"><div>Summer 2026</div></th>' in said
    )


@pytest.mark.parametrize("where", ["/steering/", "/steering/gaps/"])
@pytest.mark.parametrize(
    ("days", "held", "says"),
    [
        (1, False, "Late: due by 20 December 2026"),
        (0, False, "Due by 20 December 2026"),
        (1, True, "Held on 21 December 2026"),
    ],
)
def test_each_conversation_is_one_press_away_with_its_day(client, chair, lead, where, days, held, says):
    project = checked("Parks", lead, step=3)
    checked("Autism", lead, step=7)
    needed = Conversation.objects.get()
    day = date(2026, 12, 20) + timedelta(days=days)
    Conversation.objects.update(due_on=date(2026, 12, 20))
    if held:
        said = {
            "held_on": day,
            "outcome": "We meet twice a year.",
            "recorded_by": lead,
            "recorded_at": MONDAY,
        }
        Conversation.objects.update(**said)
    with time_machine.travel(day, tick=False):
        client.force_login(chair)
        shown = text_of(client.get(where))
    address = reverse("ladder:conversation", args=[project.slug, london_date(needed.round.closed_at)])
    chart, table, *_ = shown.split("See this as a table")
    assert chart.count("/conversation/") == 1
    assert f'href="{address}">The conversation' in chart
    assert f"</a>. {says}." in chart
    assert f'data-label="Conversation">{says}</td>' in table
    assert table.count('data-label="Conversation">–</td>') == 1


def test_blocks_become_one_bar_above_forty_projects(client, chair, lead):
    for number in range(2):
        checked(f"Project {number}", lead, step=7)
    said = text_of(client.get("/steering/"))
    assert "Each block is 1 project." in said
    blocks = said.count('<rect class="app-c-match"')
    make_many(60, by=lead)
    said = text_of(client.get("/steering/"))
    assert "Each bar is as long as its number of projects." in said
    assert said.count('<rect class="app-c-match"') < blocks + 2


def test_a_page_has_fifty_rows_and_totals_over_all_of_them(client, chair, lead):
    make_many(80, by=lead)
    found = totals(programme(chair))
    first, second = (client.get(f"/steering/questions/?page={page}") for page in (1, 2))
    assert [len(page.context["rows"]) for page in (first, second)] == [50, 30]
    each = found.statements[0]
    for page in (first, second):
        said = text_of(page)
        assert "80 projects, widest gap first, page" in said
        assert f"<td>{each.low} of {each.shown}</td>" in said
    names = [row["name"] for page in (first, second) for row in page.context["rows"]]
    gaps = [
        row["name"] for page in (1, 2) for row in client.get(f"/steering/gaps/?page={page}").context["rows"]
    ]
    assert names == gaps
    assert len(set(names)) == 80


def test_a_cell_says_a_word_or_why_there_is_none(client, chair, lead):
    checked("Parks", lead, letters="ynpyyyyy")
    checked("Short breaks", lead, people=3)
    factories.make_project("Coast", by=lead)
    said = text_of(client.get("/steering/questions/"))
    assert '<td class="h4">Yes</td><td class="h0">No</td><td class="h2">Mixed</td>' in said
    assert said.count('<td class="hx"><span>Not enough</span></td>') == 8
    assert said.count('<td class="hn">Not asked yet</td>') == 8


def test_each_team_that_answered_has_a_line(client, chair, lead):
    sides = {"Far": ["yes"] * 8, "Near": ["partly"] * 8, "Unsure": ["not-sure"] * 8}
    for name, team in sides.items():
        project = factories.make_project(name, by=lead)
        tally = check_of(*same(12, "ypppnppp" if name == "Far" else "p", 7))
        factories.make_result(project, tally, by=lead, team=team)
    few = factories.make_project("Few", by=lead)
    factories.make_result(few, check_of(*same(3)), by=lead, team=["yes"] * 8)
    checked("No side", lead)
    page = client.get("/steering/two-sides/")
    said = {row["name"]: (row["asked"], row["people"], row["team"]) for row in page.context["rows"]}
    assert list(said) == ["Far", "Near", "Few", "Unsure"]
    assert said["Far"] == ("Am I supported to participate fully?", "No", "Yes")
    assert said["Near"] == ("The two sides agree", "", "")
    assert said["Few"] == ("Not enough answers to show yet", "", "")
    assert said["Unsure"] == ("The team was not sure", "", "")
    assert "In 1 other project, the team did not answer." in text_of(page)


def test_a_directorate_has_its_own_projects_and_totals(client, lead):
    checked("Parks", lead, step=2)
    moved = checked("Autism", lead, step=7)
    housing = factories.make_directorate("Housing")
    Project.objects.filter(pk=moved.pk).update(directorate=housing)
    client.force_login(factories.make_user("Kit Nance", Role.STAFF, directorate=housing))
    for page in ("", "gaps/", "questions/"):
        said = text_of(client.get(f"/steering/directorates/{housing.pk}/{page}"))
        assert "Autism" in said
        assert "Parks" not in said
    assert "The one project with a result matches." in text_of(
        client.get(f"/steering/directorates/{housing.pk}/")
    )
    other = factories.make_directorate("Adult social care").pk
    for page in ("", "gaps/", "questions/", "two-sides/", "gaps.csv", "numbers.csv"):
        assert client.get(f"/steering/directorates/{other}/{page}").status_code == 403
        assert client.get(f"/steering/{page}").status_code == 403
    home = text_of(client.get("/staff/"))
    assert f'href="/steering/directorates/{housing.pk}/"' in home
    assert f'href="/steering/directorates/{other}/"' not in home


def test_a_directorate_can_be_chosen(client, chair, lead):
    housing = factories.make_directorate("Housing")
    assert client.get(f"/steering/?directorate={housing.pk}").url == f"/steering/directorates/{housing.pk}/"
    said = text_of(client.get(f"/steering/directorates/{housing.pk}/"))
    assert f'<option value="{housing.pk}" selected>Housing</option>' in said
    assert "No projects here yet" in said
    for odd in ("", "x", "²", "-1"):
        assert client.get("/steering/", {"directorate": odd}).status_code == 200
    assert client.get(f"/steering/?directorate={'9' * 30}", follow=True).status_code == 404
    assert client.get("/steering/directorates/999999/").status_code == 404


@pytest.mark.parametrize("role", [Role.STAFF, Role.ADMINISTRATOR])
def test_others_are_told_that_the_page_is_not_for_them(client, role):
    client.force_login(factories.make_user("Kit Nance", role))
    assert client.get("/steering/").status_code == 403


def test_someone_not_signed_in_is_asked_to(client):
    answer = client.get("/steering/")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in/")
