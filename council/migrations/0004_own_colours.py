"""A council may have three colours of its own, or none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0003_areas"),
    ]

    operations = [
        migrations.AddField(
            model_name="council",
            name="dark",
            field=models.CharField(blank=True, default="", max_length=7),
        ),
        migrations.AddField(
            model_name="council",
            name="link",
            field=models.CharField(blank=True, default="", max_length=7),
        ),
        migrations.AddField(
            model_name="council",
            name="tint",
            field=models.CharField(blank=True, default="", max_length=7),
        ),
        migrations.AddConstraint(
            model_name="council",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dark", ""), ("link", ""), ("tint", "")),
                    models.Q(
                        ("dark__regex", "^#[0-9a-f]{6}$"),
                        ("link__regex", "^#[0-9a-f]{6}$"),
                        ("tint__regex", "^#[0-9a-f]{6}$"),
                    ),
                    _connector="OR",
                ),
                name="a_council_has_three_colours_of_six_figures_or_none",
                violation_error_message="Give three colours, each as six figures or letters after #",
            ),
        ),
    ]
