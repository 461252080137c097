"""What the outbox promises, kept by the database; and one text as a subject is gone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0008_what_went_before_was_tried_once"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="notice",
            name="notices_waiting_by_due",
        ),
        migrations.RemoveField(
            model_name="notice",
            name="channel",
        ),
        migrations.RemoveField(
            model_name="notice",
            name="subject",
        ),
        migrations.AlterField(
            model_name="attempt",
            name="channel",
            field=models.CharField(
                choices=[("email", "Email"), ("text", "Text"), ("letter", "Letter"), ("phone", "Phone")],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="id",
            field=models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("sent", "Sent"),
                    ("delivered", "It arrived"),
                    ("not-sent", "It did not leave. We try again"),
                    ("unknown", "We cannot tell if it went"),
                    ("temporary", "It could not be delivered for now"),
                    ("permanent", "The address or number does not work"),
                    ("technical", "The service could not send it"),
                    ("came-back", "It came back"),
                    ("no-answer", "Nobody answered"),
                    ("wrong-number", "The number is wrong"),
                    ("cannot-print", "The letter could not be made"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="held_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("paused", "They asked us to wait"),
                    ("quiet-hours", "Nothing goes out from 8pm to 9am"),
                    ("not-safe-now", "This is not a time that is safe for them"),
                    ("no-moment", "No safe time comes before it is too late"),
                    ("no-way", "We know no way to reach them"),
                    ("try-again", "The mail service did not take it yet"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="look_at",
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name="notice",
            name="skipped_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("answered", "They have answered"),
                    ("declined", "They said “No, thank you”"),
                    ("closed", "The check has closed"),
                    ("help-ended", "They do not help with this check any more"),
                    ("typed-in", "Everything that came is typed in and sent"),
                    ("two-sent", "Two have gone. We stop at 2"),
                    ("too-late", "It was too late to be of use"),
                    ("in-summary", "It is in another message, which puts several into one"),
                    ("stopped", "Somebody in the involvement team stopped it"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="subject_id",
            field=models.CharField(max_length=40),
        ),
        migrations.AlterField(
            model_name="notice",
            name="subject_kind",
            field=models.CharField(max_length=20),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("outcome__in", ["", "unknown"])),
                fields=["taken_at"],
                name="notices_attempts_not_known",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("sent_at", None), ("skipped_because", ""), ("taken_at", None)),
                fields=["look_at", "id"],
                name="notices_waiting_by_look",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["subject_kind", "subject_id"], name="notices_by_subject"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                fields=("notice", "number"), name="the_attempts_of_a_message_are_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "")), fields=("notice",), name="a_message_has_one_open_attempt"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="attempts_are_numbered_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("outcome_at", None)),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("outcome_at__isnull", False)),
                    _connector="OR",
                ),
                name="an_attempt_that_ended_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("kind", "subject_kind", "subject_id", "contact", "on_behalf_of", "period"),
                name="a_person_hears_each_thing_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("skipped_at", None), ("skipped_because", "")),
                    models.Q(models.Q(("skipped_because", ""), _negated=True), ("skipped_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_skipped_message_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("skipped_because", "stopped"), ("stopped_by__isnull", False)),
                    models.Q(models.Q(("skipped_because", "stopped"), _negated=True), ("stopped_by", None)),
                    _connector="OR",
                ),
                name="a_stopped_message_says_who_stopped_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("skipped_because", "in-summary"), ("summary__isnull", False)),
                    models.Q(models.Q(("skipped_because", "in-summary"), _negated=True), ("summary", None)),
                    _connector="OR",
                ),
                name="a_message_in_a_summary_says_in_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("held_because", ""),
                    models.Q(("sent_at", None), ("skipped_because", ""), ("taken_at", None)),
                    _connector="OR",
                ),
                name="a_message_is_held_only_while_it_waits",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("on_behalf_of", None),
                    models.Q(("on_behalf_of", models.F("contact")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_hears_on_behalf_of_themselves",
            ),
        ),
    ]
