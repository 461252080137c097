"""The people who do things in the invented county, and the day that everything is counted back from."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from coproduction.demonstration.days import morning, working_day
from council.models import Area, Directorate
from words.working_days import london_date


@dataclass(frozen=True, slots=True)
class County:
    """Staff, directorates and areas by name, and the moment the county is made."""

    now: datetime
    staff: dict[str, User]
    directorates: dict[str, Directorate]
    areas: dict[str, Area]

    @property
    def today(self) -> date:
        """The day the county is made, in London."""
        return london_date(self.now)

    def morning(self, days_ago: int) -> datetime:
        """10am on the last working day that is at least so many days ago."""
        return morning(working_day(self.today, days_ago=days_ago))
