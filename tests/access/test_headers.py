"""What every address tells a browser, compared with the tables in docs/security/headers.md."""

import pytest

from tests.access.objects import OWN
from tests.access.rows import Row, answer, groups
from tests.house.access import ACCESS
from tests.house.test_headers import in_production, wrong_on  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_every_address_says_what_the_tables_say(world, in_production):  # noqa: F811
    wrong = []
    for name, group in {name: group for name, group, _ in groups()}.items():
        row = ACCESS[name]
        allowed = sorted((row.get or row.post or set()) - {"nobody"})
        for part in ("nobody", *allowed[:1]):
            for method in ("get", "post"):
                response = answer(Row(name, method, part, OWN, group), world, secure=True).response
                lines = wrong_on(response, name, signed_in=part != "nobody")
                wrong += [f"{method} as {part}: {line}" for line in lines]
    assert wrong == [], "\n".join(wrong)
