import pytest
from django.core.exceptions import PermissionDenied

from govuk.pages import public, require


def can_open(person, thing):
    return person == thing


def test_a_rule_that_says_yes_lets_the_page_go_on():
    assert require(can_open, "sam", "sam") is None


def test_a_rule_that_says_no_stops_the_page():
    with pytest.raises(PermissionDenied):
        require(can_open, "sam", "alex")


def test_a_public_page_needs_no_signing_in():
    @public
    def page(request):
        return None

    assert page.login_required is False
