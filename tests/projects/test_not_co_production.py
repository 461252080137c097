"""Projects that are not co-production: their reasons, and when they look again."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from accounts.choices import Role
from ladder.rungs import Rung
from projects.actions import stating
from projects.actions.registering import publish
from projects.choices import Reason
from projects.models import Project
from tests import factories
from tests.factories import MONDAY
from tests.fixtures_made_once import made_once
from tests.projects.many import make_many

pytestmark = pytest.mark.django_db
WINTER = datetime(2026, 2, 2, 9, tzinfo=UTC)
SPRING = datetime(2026, 5, 4, 9, tzinfo=UTC)


@made_once
def lead():
    return factories.make_user("Tom Rowe", Role.STAFF)


def below(name, lead, reasons, rung=Rung.CONSULTING, now=MONDAY):
    """A published project on a lower step, with these days to look again."""
    draft = factories.make_ready_draft(name, by=lead, rung=rung, now=now)
    given = {reason: stating.Why(f"Why {reason}.", day) for reason, day in reasons.items()}
    stating.give_reasons(project=draft, reasons=given, by=lead, now=now)
    publish(project=draft, by=lead, now=now)
    return Project.objects.get(pk=draft.pk)


def look(client, query=""):
    response = client.get(reverse("projects:not_co_production") + query)
    assert response.status_code == 200
    return response


def said(response):
    return unescape(" ".join(response.content.decode().split()))


def names(client, query=""):
    return [row["project"].name for row in look(client, query).context["rows"]]


def test_each_project_says_its_step_its_reasons_and_when_it_looks_again(client, lead):
    below("Parks", lead, {Reason.LEGAL: date(2027, 3, 1), Reason.TIME: date(2027, 1, 9)})
    text = said(look(client))
    assert "The council says <b>Consulting</b>, step 4 of 7." in text
    assert "Legal constraints</h4>" in text
    assert "“Why legal.”" in text
    assert "They will look again by 1 March 2027." in text
    assert "They will look again by 9 January 2027." in text
    assert "A low step is not a bad mark." in text
    assert "1 project</h2>" in text


def test_a_day_that_has_passed_is_said_plainly_and_comes_first(client, lead):
    with time_machine.travel(SPRING, tick=False):
        below("Art", lead, {Reason.TIME: date(2026, 5, 4)}, now=WINTER)
        below("Zoo", lead, {Reason.LEGAL: date(2026, 5, 3)}, now=WINTER)
        text = said(look(client))
        assert "They said they would look again by 3 May 2026. That day has passed." in text
        assert "They will look again by 4 May 2026." in text
        assert names(client) == ["Zoo", "Art"]


def test_a_reason_from_before_days_were_asked_for_says_that_none_is_set(client, lead):
    project = factories.make_project("Parks", by=lead, now=MONDAY - timedelta(days=9))
    level = project.stated_levels.create(rung=4, justification="We ask.", changed_because="It is true.")
    level.why_nots.create(reason=Reason.TIME)
    project.stated_levels.filter(pk=level.pk).update(stated_on=MONDAY.date(), stated_by=lead)
    text = said(look(client))
    assert "No day to look again is set yet." in text
    assert "“”" not in text


def test_only_published_projects_below_co_production_are_there_for_everybody(client, lead):
    factories.make_project("Together", by=lead)
    factories.make_ready_draft("A draft", by=lead, rung=Rung.INFORMING)
    factories.make_project("Parks", by=lead, rung=Rung.INFORMING)
    for reader in (None, lead):
        if reader:
            client.force_login(reader)
        assert names(client) == ["Parks"]


def test_a_project_that_moved_up_is_gone_and_its_old_reasons_are_not_counted(client, lead):
    project = factories.make_project("Parks", by=lead, rung=Rung.CONSULTING, now=MONDAY - timedelta(days=9))
    project.stated_levels.create(
        rung=Rung.CO_PRODUCTION,
        justification="We share it all now.",
        changed_because="People joined.",
        stated_on=MONDAY.date(),
        stated_by=lead,
    )
    response = look(client)
    assert response.context["rows"] == []
    assert [choice["count"] for choice in response.context["choices"]] == [0] * len(Reason)
    assert "Every project on the list says it is co-production." in said(response)


def test_each_reason_says_how_many_projects_it_finds(client, lead):
    make_many(60, by=lead)
    below("Both", lead, {Reason.LEGAL: date(2027, 3, 1), Reason.TIME: date(2027, 1, 9)})
    response = look(client)
    every = response.context["everything"]["count"]
    assert every == response.context["page"].paginator.count
    counts = {choice["url"]: choice["count"] for choice in response.context["choices"]}
    assert sum(counts.values()) == every + 1
    for url, number in counts.items():
        found = client.get(url)
        assert found.context["page"].paginator.count == number
        assert found.context["everything"]["count"] == every
        assert [choice["count"] for choice in found.context["choices"]] == list(counts.values())
    one = said(look(client, "?reason=legal"))
    assert "with the reason “Legal constraints”</h2>" in one
    assert "<title>Projects that are not co-production: legal constraints" in one


def test_a_long_list_comes_in_pages_that_keep_the_reason(client, lead):
    make_many(200, by=lead)
    response = look(client, "?reason=time")
    assert len(response.context["rows"]) == 25
    assert "?reason=time&page=2" in said(response)
    both = names(client, "?reason=time") + names(client, "?reason=time&page=2")
    assert len(set(both)) == len(both) == response.context["page"].paginator.count


@pytest.mark.parametrize("query", ["?reason=other", "?reason=%00", "?reason=%27&page=x"])
def test_a_reason_that_is_none_of_the_five_is_left_out_with_a_sentence(client, lead, query):
    factories.make_project("Parks", by=lead, rung=Rung.CONSULTING)
    assert "We left out a reason that we do not know." in said(look(client, query))
    assert names(client, query) == ["Parks"]


def test_no_project_takes_the_address_of_this_page(client, lead):
    project = factories.make_project("Not co-production", by=lead)
    assert project.slug == "not-co-production-2"
    assert client.get(reverse("projects:show", args=[project.slug])).status_code == 200


def test_the_list_and_the_front_page_lead_here(client, lead):
    factories.make_project("Parks", by=lead, rung=Rung.CONSULTING)
    for page in ("/", reverse("projects:list"), reverse("projects:show", args=["parks"])):
        assert reverse("projects:not_co_production") in client.get(page).content.decode()
