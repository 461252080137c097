"""A reader's line about the same things of the same record stands once an hour, whoever writes at once.

Only an exclusion over a span of time can say "no two within an hour" to two pages that are opened in the same
moment. It stands here and not in the model: Django's own form of it needs an application that we do not.
"""

from django.db import migrations

ONCE_AN_HOUR = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE audit_event ADD CONSTRAINT a_reader_is_written_down_once_an_hour
    EXCLUDE USING gist (
        "by" WITH =, subject_type WITH =, subject_id WITH =, fields WITH =,
        tsrange(at AT TIME ZONE 'UTC', at AT TIME ZONE 'UTC' + interval '1 hour') WITH &&
    ) WHERE (purpose <> '');
"""
TAKE_AWAY = "ALTER TABLE audit_event DROP CONSTRAINT a_reader_is_written_down_once_an_hour"


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_events_are_forgotten_when_old")]

    operations = [migrations.RunSQL(ONCE_AN_HOUR, TAKE_AWAY)]
