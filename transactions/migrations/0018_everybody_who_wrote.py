"""Everybody who wrote a draft, instead of who wrote last."""

from django.db import migrations, models


def from_last(apps, schema_editor):
    """Whoever is known: who began it, and who wrote last."""
    filings = apps.get_model("transactions", "Filing").objects.exclude(answered_by="")
    for filing in filings.only("pk", "answered_by", "created_by").iterator(chunk_size=2000):
        names = list(dict.fromkeys([filing.created_by, filing.answered_by]))
        filings.filter(pk=filing.pk).update(written_by=names)


class Migration(migrations.Migration):
    dependencies = [("transactions", "0017_lists_by_key")]

    operations = [
        migrations.AddField(model_name="filing", name="written_by", field=models.JSONField(default=list)),
        migrations.RunPython(from_last, migrations.RunPython.noop),
        migrations.RemoveField(model_name="filing", name="answered_by"),
    ]
