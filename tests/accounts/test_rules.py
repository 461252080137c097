"""Who someone is, from the roles they hold."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import RoleGrant, User
from accounts.rules import can_see_staff_pages, is_comment_reviewer, is_safeguarding
from tests.factories import make_directorate, make_user

HAVE_A_STAFF_HOME = {Role.STAFF, Role.INVOLVEMENT, Role.FACILITATOR, Role.COMMENT_REVIEWER, Role.SAFEGUARDING}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_each_reader_is_known_by_their_own_role_alone(role):
    user = make_user("Kit Nance", role)

    assert is_comment_reviewer(user) == (role == Role.COMMENT_REVIEWER)
    assert is_safeguarding(user) == (role == Role.SAFEGUARDING)
    assert can_see_staff_pages(user) == (role in HAVE_A_STAFF_HOME)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COMMENT_REVIEWER, Role.SAFEGUARDING])
def test_a_reader_whose_role_has_ended_reads_no_more(role):
    user = make_user("Kit Nance", role)
    RoleGrant.objects.filter(user=user).update(ends_on=date(2026, 11, 1))
    user = User.objects.get(pk=user.pk)

    assert not is_comment_reviewer(user)
    assert not is_safeguarding(user)
    assert not can_see_staff_pages(user)


def test_someone_not_signed_in_is_none_of_them():
    assert not is_comment_reviewer(AnonymousUser())
    assert not is_safeguarding(AnonymousUser())
    assert not can_see_staff_pages(AnonymousUser())


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COMMENT_REVIEWER, Role.SAFEGUARDING])
def test_a_reader_reads_for_the_whole_council(role):
    user = make_user("Kit Nance")

    with pytest.raises(IntegrityError, match="others_for_the_council"), transaction.atomic():
        RoleGrant.objects.create(
            user=user, role=role, directorate=make_directorate("Housing"), starts_on=date(2026, 1, 1)
        )
