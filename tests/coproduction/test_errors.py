"""What people read when something is not there, not for them, or not right."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import OperationalError
from django.urls import path, reverse

from accounts.choices import Role
from coproduction import urls
from govuk.pages import public
from tests import factories

pytestmark = pytest.mark.django_db


@public
def breaks(request):
    """A page with a mistake in it."""
    raise OperationalError("the database has gone")


@public
def is_suspicious(request):
    """A page that was asked for something no page of ours sends."""
    raise SuspiciousOperation("not ours")


urlpatterns = [*urls.urlpatterns, path("breaks/", breaks), path("is-suspicious/", is_suspicious)]
handler400, handler500 = urls.handler400, urls.handler500


def test_a_page_that_is_not_there_says_how_to_go_on(client):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    said = answer.content.decode()
    assert "<title>We cannot find that page" in said
    assert "01632 960 000" in said
    assert f'<form action="{reverse("projects:list")}" method="get"' in said
    assert 'name="q"' in said


def test_a_page_of_a_check_that_is_not_there_leads_back_to_the_check(client):
    said = client.get("/check/nowhere/").content.decode()
    assert f'href="{reverse("ladder:enter_code")}"' in said.partition("<main")[2].partition("</main>")[0]
    assert "Search projects" not in said


def test_a_page_for_someone_else_says_so_kindly(client):
    client.force_login(factories.make_user("Tom Rowe", Role.STAFF))
    answer = client.get("/steering/")
    assert answer.status_code == 403
    assert "This page is not for you" in answer.content.decode()
    assert "You have done nothing wrong." in answer.content.decode()
    assert "It is for the steering group and the involvement team." in answer.content.decode()
    assert "You are signed in as Tom Rowe." in answer.content.decode()


@pytest.mark.urls(__name__)
def test_our_own_mistake_is_said_without_asking_the_database(client, django_assert_num_queries):
    client.raise_request_exception = False
    client.cookies["reading"] = "size-3.cream"
    with django_assert_num_queries(0):
        answer = client.get("/breaks/")
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in answer.content.decode()
    assert "database" not in answer.content.decode()
    assert 'class="govuk-template app-size-3 app-cream"' in answer.content.decode()


def test_with_no_database_at_all_the_front_page_still_says_sorry(client, django_db_blocker):
    """The front page itself, with the database out of reach: it breaks where it really would."""
    client.raise_request_exception = False
    with django_db_blocker.block():
        answer = client.get("/")
    assert answer.status_code == 500
    assert "Sorry, something went wrong" in answer.content.decode()
    assert "What you saved before is safe." in answer.content.decode()


@pytest.mark.urls(__name__)
def test_a_request_that_makes_no_sense_is_turned_away_in_plain_words(client):
    answer = client.get("/is-suspicious/")
    assert answer.status_code == 400
    assert "not ours" not in answer.content.decode()
    assert "<h1" in answer.content.decode()


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/no-such-page/", "/breaks/", "/is-suspicious/"])
def test_error_pages_keep_the_strict_policy(client, address):
    client.raise_request_exception = False
    answer = client.get(address)
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "style=" not in answer.content.decode()
