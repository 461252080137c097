"""A check opens only where no talk of the project is near. The talk's own trigger is the other way round."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0010_groups_that_talk_it_through"),
    ]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="round",
            trigger=pgtrigger.compiler.Trigger(
                name="a_check_keeps_its_distance_from_talks",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    PERFORM FROM projects_project WHERE id = NEW.project_id FOR NO KEY UPDATE;\n                    IF EXISTS (\n                        SELECT FROM ladder_talk WHERE project_id = NEW.project_id\n                        AND daterange(opens_on, rest_until) && daterange(NEW.opens_on, NEW.rest_until)\n                    ) THEN\n                        RAISE EXCEPTION 'A talk of this project is too near'\n                            USING ERRCODE = 'exclusion_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="f441b66e3c3a59d225a8bb9f485b92ce778ede8b",
                    operation='INSERT OR UPDATE OF "opens_on", "rest_until"',
                    pgid="pgtrigger_a_check_keeps_its_distance_from_talks_482eb",
                    table="ladder_round",
                    when="BEFORE",
                ),
            ),
        ),
    ]
