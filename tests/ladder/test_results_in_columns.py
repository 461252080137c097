"""What members are shown, in columns that SQL can sort and count: always what the frozen result says."""

import pytest
from django.db import DatabaseError, connection, transaction

from ladder.disclosure import Shown
from ladder.models import RoundResult
from tests.factories import MONDAY, make_project, make_result
from tests.ladder.tallies import check_of, same

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("people", "letters", "step"), [(12, "ypnppyns", 4), (27, "y", 7), (6, "n", 3), (3, "n", 3), (0, "y", 7)]
)
def test_the_columns_say_what_members_are_shown(lead, involvement, people, letters, step):
    tally = check_of(*same(people, letters, step), invited=40)
    make_result(make_project(by=lead, now=MONDAY), tally, by=involvement)
    result = RoundResult.objects.get()
    shown = Shown.from_dict(result.members)
    assert result.badge == shown.badge
    assert (result.gap, result.experienced, result.score) == (shown.gap, shown.experienced, shown.score_value)
    assert result.words == [statement.word for statement in shown.statements]


def test_nobody_writes_a_column_that_says_something_else(lead, involvement):
    make_result(make_project(by=lead, now=MONDAY), check_of(*same(12)), by=involvement)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ladder_roundresult SET badge = 'match'")
