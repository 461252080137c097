"""Lines leave only through `audit_forget`, which refuses years that are still kept.

It runs with the owner's rights, because the app role has none to remove a line. It asks the database's own
clock, so that no program can tell it a wrong year, and writes a line about what it did. The setting
`audit.forgetting` opens the trigger for the time of its one DELETE: whoever sets it without the owner's right
to DELETE gains nothing, and the owner does not remove a line by mistake.
"""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations

FORGET = """
CREATE FUNCTION public.audit_forget(before date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept_from CONSTANT date := (date_trunc('year', now() AT TIME ZONE 'Europe/London') - interval '6 years')::date;
    removed bigint;
BEGIN
    IF before IS NULL OR before > kept_from THEN
        RAISE EXCEPTION 'audit_forget: lines from % on are still kept', kept_from
            USING ERRCODE = 'check_violation';
    END IF;
    PERFORM set_config('audit.forgetting', 'yes', true);
    DELETE FROM public.audit_event WHERE at < before::timestamp AT TIME ZONE 'Europe/London';
    GET DIAGNOSTICS removed = ROW_COUNT;
    PERFORM set_config('audit.forgetting', '', true);
    INSERT INTO public.audit_event
        (at, "by", role, what, subject_type, subject_id, fields, purpose, for_type, for_id, details)
    VALUES
        (now(), 'system', '', 'audit.forgotten', 'audit.event', '', '', '', '', '',
         jsonb_build_object('count', removed, 'before', before::text));
    RETURN removed;
END $$;
REVOKE ALL ON FUNCTION public.audit_forget(date) FROM PUBLIC;
"""
TAKE_AWAY = "DROP FUNCTION public.audit_forget(date)"


def let_the_app_ask(apps, schema_editor):
    app = schema_editor.quote_name(settings.DATABASE_APP_ROLE)
    schema_editor.execute(f"GRANT EXECUTE ON FUNCTION public.audit_forget(date) TO {app}")


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_events_tell_whose_record")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="event", name="events_are_never_changed_or_removed"),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="events_are_never_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="34e9d16ea1b8ac0f332b2cff98928cca577cb772",
                    operation="UPDATE",
                    pgid="pgtrigger_events_are_never_changed_8ca88",
                    table="audit_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="events_are_only_forgotten_when_old",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (current_setting('audit.forgetting', true) IS DISTINCT FROM 'yes')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="7229e69b6b910b01345aff4f67b7a56a12f05017",
                    operation="DELETE",
                    pgid="pgtrigger_events_are_only_forgotten_when_old_f73ae",
                    table="audit_event",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(FORGET, TAKE_AWAY),
        migrations.RunPython(let_the_app_ask, migrations.RunPython.noop),
    ]
