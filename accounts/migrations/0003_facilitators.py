"""One role more: the facilitator, who leads a group that talks a project through."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_readers_of_what_people_write"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rolegrant",
            name="role",
            field=models.CharField(
                choices=[
                    ("staff", "council staff"),
                    ("involvement", "involvement team"),
                    ("facilitator", "facilitator"),
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
