"""Two roles more: the comment reviewer, and the safeguarding team."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_people_who_sign_in")]

    operations = [
        migrations.AlterField(
            model_name="rolegrant",
            name="role",
            field=models.CharField(
                choices=[
                    ("staff", "council staff"),
                    ("involvement", "involvement team"),
                    ("comment-reviewer", "comment reviewer"),
                    ("safeguarding", "safeguarding team"),
                    ("steering", "steering group"),
                    ("co-chair-expert", "co-chair, expert by experience"),
                    ("co-chair-officer", "co-chair, officer"),
                    ("administrator", "administrator"),
                ],
                max_length=20,
            ),
        ),
    ]
