"""A limit once set stays in the record: no door may rewrite why a date was what it was."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("journal", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cases_limitrecord
                FOR EACH ROW EXECUTE FUNCTION journal_forbid_change();
            """,
            "DROP TRIGGER append_only ON cases_limitrecord",
        ),
    ]
