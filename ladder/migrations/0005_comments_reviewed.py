"""What people write is read by a reviewer first: who read it, what others may read of it, and why not."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import privacy.fields


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0004_every_way_of_answering"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="dealt_with_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="dealt_with_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="kept_back_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("shows-who", "It would show who someone is"),
                    ("hurts", "It hurts someone"),
                    ("off-topic", "It has nothing to do with the project"),
                    ("danger", "It is about a danger, and safeguarding has it"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="passed_on_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="review",
            field=models.CharField(
                choices=[
                    ("waiting", "Waits to be read"),
                    ("shown", "Shown"),
                    ("kept-back", "Kept back"),
                    ("read", "Read"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="reviewed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="reviewed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="comment",
            name="shown_words",
            field=privacy.fields.EncryptedTextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("review__in", ("waiting", "read")), ("voice", "count")),
                    models.Q(
                        models.Q(("voice", "count"), _negated=True),
                        models.Q(("review", "read"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="words_for_the_reviewer_alone_are_read_and_no_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("review", "shown"), models.Q(("shown_words", ""), _negated=True)),
                    models.Q(models.Q(("review", "shown"), _negated=True), ("shown_words", "")),
                    _connector="OR",
                ),
                name="words_to_show_stand_only_where_they_are_shown",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("review", "kept-back"), models.Q(("kept_back_because", ""), _negated=True)),
                    models.Q(models.Q(("review", "kept-back"), _negated=True), ("kept_back_because", "")),
                    _connector="OR",
                ),
                name="words_kept_back_say_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kept_back_because", "danger"), _negated=True),
                    ("passed_on_at__isnull", False),
                    _connector="OR",
                ),
                name="words_kept_back_for_a_danger_were_passed_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("review", "waiting"), ("reviewed_at", None), ("reviewed_by", None)),
                    models.Q(
                        models.Q(("review", "waiting"), _negated=True),
                        ("reviewed_at__isnull", False),
                        ("reviewed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_review_has_a_person_and_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(("name_to_show", ""), ("voice", "name"), _connector="OR"),
                name="a_name_stands_only_beside_words_shared_with_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dealt_with_at", None), ("dealt_with_by", None)),
                    models.Q(
                        ("dealt_with_at__isnull", False),
                        ("dealt_with_by__isnull", False),
                        ("passed_on_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_what_was_passed_on_is_dealt_with_and_by_a_person",
            ),
        ),
    ]
