"""The record is append-only twice over: by trigger for everybody, by grant for the application."""

from django.conf import settings
from django.db import migrations

FORBID = """
CREATE FUNCTION journal_forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_forbid_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_forbid_change();
"""
ALLOW = """
DROP TRIGGER append_only ON journal_entry;
DROP TRIGGER never_emptied ON journal_entry;
DROP FUNCTION journal_forbid_change();
"""


def revoke(apps, editor):
    role = editor.quote_name(settings.APPLICATION_ROLE)
    editor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON journal_entry FROM {role}")


def grant(apps, editor):
    role = editor.quote_name(settings.APPLICATION_ROLE)
    editor.execute(f"GRANT UPDATE, DELETE ON journal_entry TO {role}")


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(FORBID, ALLOW),
        migrations.RunPython(revoke, grant),
    ]
