"""Loading a new version of the framework's wording."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from audit.actions import record
from ladder.models import StatementSet
from ladder.pictures import pictures
from ladder.wording_checks import next_version_problem, problems
from words.errors import Refused


class NotReady(Refused):
    """A version cannot be loaded. It knows every reason, one sentence each."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(". ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def load_wording(*, data: Mapping[str, Any], by: Any, now: datetime) -> StatementSet:
    """Keep a new version for good. Checks that open from now on use it; open ones keep their own.

    Raises NotReady with everything that is wrong with it.
    """
    newest = StatementSet.objects.latest("version").version
    wrong_number = next_version_problem(data, newest=newest)
    reasons = [*([wrong_number] if wrong_number else []), *problems(data, pictures=pictures())]
    if reasons:
        raise NotReady(reasons)
    try:
        with transaction.atomic():
            loaded = StatementSet.objects.create(version=data["version"], data=data)
    except IntegrityError as twice:
        raise NotReady([f"Version {data['version']} was loaded in the same moment"]) from twice
    record("wording.loaded", by=by, subject=loaded, now=now)
    return loaded
