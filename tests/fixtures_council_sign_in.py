"""The council's own sign-in, for tests of work accounts."""

import pytest
from allauth.socialaccount.models import SocialAccount

from accounts.choices import Role
from accounts.work_accounts import PROVIDER
from tests.accounts.council_sign_in import OID, run_provider, use
from tests.factories import make_user


@pytest.fixture(scope="session")
def council_sign_in_runs():
    """One provider for all tests of a process."""
    yield from run_provider()


@pytest.fixture
def council_sign_in(council_sign_in_runs, settings):
    """The council's own sign-in, as it should be. People may sign in with a code as well."""
    council_sign_in_runs.fresh()
    use(settings, council_sign_in_runs)
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    settings.SIGN_IN_ANSWERS_AFTER = 0
    return council_sign_in_runs


@pytest.fixture
def priya(db):
    """Council staff, whose work account signs her in."""
    user = make_user("Priya Nair", Role.STAFF)
    SocialAccount.objects.create(provider=PROVIDER, user=user, uid=OID)
    return user
