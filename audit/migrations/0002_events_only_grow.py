"""The app role adds audit lines and reads them. It cannot change or remove one."""

from django.db import migrations

from privacy.rights import only_grows


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_events_and_job_runs"),
    ]
    operations = [only_grows("audit_event")]
