"""Keep the name a person gave their supporter, how they told us, and refuse that anyone supports themselves.

Whether two contacts are the same takes two tables, so a trigger says it, under a name like a constraint's.
"""

from django.db import migrations, models

TRIGGER = """
CREATE FUNCTION nobody_is_their_own_supporter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM experts_expert WHERE id = NEW.expert_id AND contact_id = NEW.contact_id) THEN
        RAISE EXCEPTION 'nobody_is_their_own_supporter'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_is_their_own_supporter';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER nobody_is_their_own_supporter BEFORE INSERT OR UPDATE OF expert_id, contact_id
    ON experts_supporter FOR EACH ROW EXECUTE FUNCTION nobody_is_their_own_supporter();
"""
TAKE_AWAY = """
DROP TRIGGER nobody_is_their_own_supporter ON experts_supporter;
DROP FUNCTION nobody_is_their_own_supporter();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("experts", "0002_ways_to_answer_and_supporters"),
    ]

    operations = [
        migrations.AddField(
            model_name="supporter",
            name="known_as",
            field=models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="supporter",
            name="told_how",
            field=models.CharField(
                choices=[
                    ("here", "They said so here, signed in"),
                    ("phone", "By phone"),
                    ("letter", "By letter"),
                    ("face-to-face", "Face to face"),
                ],
                default="here",
                max_length=20,
            ),
        ),
        migrations.RunSQL(TRIGGER, TAKE_AWAY),
    ]
