"""Who has looked at records in the invented county in the last weeks, so that those pages tell something."""

from accounts.models import User
from audit.actions import record_reads
from audit.choices import Purpose, Seen
from coproduction.demonstration.county import County
from coproduction.demonstration.people import DAVY, LOWENA, MERRYN, PIRAN, SAM, TOM, address_of
from projects.models import Project

LOOKS = (
    (54, TOM, Purpose.PEOPLE, (Seen.NAME,)),
    (40, LOWENA, Purpose.CHECK, (Seen.NAME, Seen.WAY, Seen.PHONE, Seen.SUPPORTERS)),
    (33, DAVY, Purpose.RING, (Seen.NAME,)),
    (12, LOWENA, Purpose.SUPPORT, (Seen.NAME, Seen.SUPPORTERS)),
    (9, MERRYN, Purpose.HELP, (Seen.NAME,)),
    (4, LOWENA, Purpose.CHECK, (Seen.NAME, Seen.WAY)),
    (3, PIRAN, Purpose.PROTECT, (Seen.NAME, Seen.LOOKED)),
)
"""How many days ago, who, why, and what they saw."""


def look_at_a_record(county: County) -> None:
    """What was read of Sam's record, by the people who would read it."""
    sam = User.objects.get(email=address_of(SAM))
    merryn = User.objects.get(email=address_of(MERRYN))
    project = Project.objects.with_expert(sam).published().order_by("pk").first()
    for days_ago, name, purpose, fields in LOOKS:
        record_reads(
            [sam.contact_id],
            by=merryn if name == MERRYN else county.staff[name],
            fields=fields,
            purpose=purpose,
            now=county.morning(days_ago),
            for_=None if purpose in (Purpose.HELP, Purpose.PROTECT) else project,
        )
