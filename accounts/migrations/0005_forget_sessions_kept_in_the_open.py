"""Sessions that an older version kept without encryption are removed. Everybody signs in once more."""

from django.db import migrations

EMPTY = """
DO $$
BEGIN
    IF to_regclass('public.django_session') IS NOT NULL THEN
        DELETE FROM public.django_session;
    END IF;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_where_people_are_signed_in"),
    ]

    operations = [
        migrations.RunSQL(EMPTY, migrations.RunSQL.noop),
    ]
