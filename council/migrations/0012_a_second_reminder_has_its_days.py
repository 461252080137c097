"""A council sets two numbers of days: for the first reminder of a check, and for the second."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0011_months_between_checks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="datedfigure",
            name="a_figure_is_within_reason",
        ),
        migrations.AlterField(
            model_name="datedfigure",
            name="key",
            field=models.CharField(
                choices=[
                    ("floor", "Answers needed before members see a figure"),
                    ("invited-floor", "People invited before a check may open"),
                    ("public-floor", "Answers needed before everyone sees a figure"),
                    ("closing-days", "Working days from ‘please answer by’ to closing"),
                    ("rest-days", "Days between a project’s checks"),
                    ("panel-months", "Months that someone who has left is still asked"),
                    ("reminder-days", "Working days from the first reminder to ‘please answer by’"),
                    ("second-reminder-days", "Working days from the second reminder to ‘please answer by’"),
                    ("check-minutes", "Minutes that a check takes"),
                    ("conversation-days", "Working days to hold a conversation that a check asks for"),
                    ("first-check-months", "Months from a project’s start to its first check"),
                    ("next-check-months", "Months to a project’s next check, at the soonest"),
                    ("late-check-months", "Months after which a project’s next check is late"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="datedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("key", "floor"), ("value__lte", 100)),
                    models.Q(("key", "invited-floor"), ("value__lte", 100)),
                    models.Q(("key", "public-floor"), ("value__lte", 100)),
                    models.Q(("key", "closing-days"), ("value__lte", 30)),
                    models.Q(("key", "rest-days"), ("value__lte", 365)),
                    models.Q(("key", "panel-months"), ("value__lte", 60)),
                    models.Q(("key", "reminder-days"), ("value__lte", 10)),
                    models.Q(("key", "second-reminder-days"), ("value__lte", 10)),
                    models.Q(("key", "check-minutes"), ("value__lte", 240)),
                    models.Q(("key", "conversation-days"), ("value__lte", 60)),
                    models.Q(("key", "first-check-months"), ("value__lte", 24)),
                    models.Q(("key", "next-check-months"), ("value__lte", 24)),
                    models.Q(("key", "late-check-months"), ("value__lte", 36)),
                    _connector="OR",
                ),
                name="a_figure_is_within_reason",
                violation_error_message="This is more than anyone needs",
            ),
        ),
    ]
