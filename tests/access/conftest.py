"""The world of the table, made once for each module."""

import pytest
from django.template import engines

from devtools.strict_templates import RaisesWhenPrinted
from tests.access.world import the_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Everyone, and everything that addresses speak of. Every question is undone, so it stays as it is."""
    engines["django"].engine.string_if_invalid = RaisesWhenPrinted("%s")
    with django_db_blocker.unblock(), the_world() as made:
        yield made
