"""A council may never shorten who counts as a member, nor set a figure to nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0001_the_council"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="datedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gte", 1)),
                name="a_figure_is_more_than_nothing",
                violation_error_message="Give a number of 1 or more",
            ),
        ),
        migrations.AddConstraint(
            model_name="datedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("key", "panel-months"), _negated=True), ("value__gte", 12), _connector="OR"
                ),
                name="the_panel_months_may_only_be_raised",
                violation_error_message="This may not go below 12. It keeps people safe",
            ),
        ),
    ]
