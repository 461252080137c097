"""Each question of a version may have one signed film, with the names of its two files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0005_comments_reviewed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Film",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("practice", "Practice"),
                            ("1", "Question 1"),
                            ("2", "Question 2"),
                            ("3", "Question 3"),
                            ("4", "Question 4"),
                            ("5", "Question 5"),
                            ("6", "Question 6"),
                            ("7", "Question 7"),
                            ("8", "Question 8"),
                            ("step", "The ladder"),
                            ("better", "The box for ideas"),
                        ],
                        max_length=10,
                    ),
                ),
                ("film", models.CharField(max_length=80)),
                ("captions", models.CharField(max_length=80)),
                ("added_at", models.DateTimeField()),
                (
                    "statement_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="films",
                        to="ladder.statementset",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("statement_set", "slot"), name="a_question_has_one_film"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("film__regex", "^films/[0-9a-f]{64}\\.mp4$"),
                            ("captions__regex", "^films/[0-9a-f]{64}\\.vtt$"),
                        ),
                        name="files_of_films_have_names_of_our_own",
                    ),
                ],
            },
        ),
    ]
