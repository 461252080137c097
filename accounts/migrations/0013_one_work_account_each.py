"""A person has one work account, and nothing is kept of it but its id: whatever allauth comes to do."""

from django.db import migrations

TABLE = "socialaccount_socialaccount"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_links_to_work_accounts"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]

    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {TABLE} ADD CONSTRAINT a_person_has_one_work_account UNIQUE (user_id)",
            f"ALTER TABLE {TABLE} DROP CONSTRAINT a_person_has_one_work_account",
        ),
        migrations.RunSQL(
            f"ALTER TABLE {TABLE} ADD CONSTRAINT a_work_account_is_its_id_and_no_more CHECK (extra_data = '{{}}')",
            f"ALTER TABLE {TABLE} DROP CONSTRAINT a_work_account_is_its_id_and_no_more",
        ),
    ]
