"""Two roles more: the involvement lead, who gives roles, and data protection."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_forget_sessions_kept_in_the_open")]

    operations = [
        migrations.AlterField(
            model_name="rolegrant",
            name="role",
            field=models.CharField(
                choices=[
                    ("staff", "council staff"),
                    ("involvement", "involvement team"),
                    ("involvement-lead", "involvement lead"),
                    ("facilitator", "facilitator"),
                    ("comment-reviewer", "comment reviewer"),
                    ("safeguarding", "safeguarding team"),
                    ("data-protection", "data protection"),
                    ("steering", "steering group"),
                    ("co-chair-expert", "co-chair, expert by experience"),
                    ("co-chair-officer", "co-chair, officer"),
                    ("administrator", "administrator"),
                ],
                max_length=20,
            ),
        ),
    ]
