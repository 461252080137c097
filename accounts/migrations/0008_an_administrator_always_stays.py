"""The last administrator is never ended, closed or removed, whoever writes."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0007_roles_from_a_day_to_a_day")]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="rolegrant",
            trigger=pgtrigger.compiler.Trigger(
                name="an_administrator_always_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"role\" = 'administrator')",
                    declare="DECLARE left_from date;",
                    func="\n                    IF TG_OP = 'DELETE' THEN\n                        left_from := (now() AT TIME ZONE 'Europe/London')::date;\n                    ELSIF NEW.ends_on IS NULL OR NEW.ends_on >= OLD.ends_on THEN\n                        RETURN NEW;\n                    ELSE\n                        left_from := NEW.ends_on + 1;\n                    END IF;\n                    PERFORM pg_advisory_xact_lock(hashtext('an administrator always stays'));\n                    IF NOT EXISTS (\n                        SELECT FROM accounts_rolegrant other JOIN accounts_user person\n                        ON person.id = other.user_id AND person.is_active\n                        WHERE other.id <> OLD.id AND other.role = 'administrator'\n                        AND other.ends_on IS NULL AND other.starts_on <= left_from\n                    ) THEN\n                        RAISE EXCEPTION 'One administrator always stays'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN COALESCE(NEW, OLD);\n                ",
                    hash="637dab71a5788f46bc903b00a308378755952c81",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_an_administrator_always_stays_6666e",
                    table="accounts_rolegrant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="the_last_administrator_is_never_closed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NOT NEW."is_active" AND OLD."is_active")',
                    declare="DECLARE today date;",
                    func="\n                    PERFORM pg_advisory_xact_lock(hashtext('an administrator always stays'));\n                    today := (now() AT TIME ZONE 'Europe/London')::date;\n                    IF EXISTS (\n                        SELECT FROM accounts_rolegrant WHERE user_id = OLD.id\n                        AND role = 'administrator' AND (ends_on IS NULL OR ends_on >= today)\n                    ) AND NOT EXISTS (\n                        SELECT FROM accounts_rolegrant other JOIN accounts_user person\n                        ON person.id = other.user_id AND person.is_active AND person.id <> OLD.id\n                        WHERE other.role = 'administrator' AND other.ends_on IS NULL\n                        AND other.starts_on <= today\n                    ) THEN\n                        RAISE EXCEPTION 'One administrator always stays'\n                            USING ERRCODE = 'integrity_constraint_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="0e0d0a7d2b48547147ccf7699d44e2224f329fed",
                    operation='UPDATE OF "is_active"',
                    pgid="pgtrigger_the_last_administrator_is_never_closed_13115",
                    table="accounts_user",
                    when="BEFORE",
                ),
            ),
        ),
    ]
