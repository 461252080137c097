"""Who sees every project at once."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.choices import Role
from governance.rules import can_see_dashboard
from tests import factories

MAY = {Role.STEERING, Role.CO_CHAIR_EXPERT, Role.CO_CHAIR_OFFICER, Role.INVOLVEMENT}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_the_steering_group_and_the_involvement_team_see_the_dashboard(role):
    assert can_see_dashboard(factories.make_user("Kit Nance", role)) == (role in MAY)


def test_someone_not_signed_in_does_not():
    assert not can_see_dashboard(AnonymousUser())
