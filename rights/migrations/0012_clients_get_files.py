from django.db import migrations
from django.utils import timezone

from rights.models.clients import new_client_reference


def open_files(apps, schema_editor):
    """Each client that an account had named becomes a file with the same rights."""
    Link = apps.get_model("rights", "Link")
    ClientFile = apps.get_model("rights", "ClientFile")
    named = Link._base_manager.exclude(client="").values_list("organisation_id", "client").distinct()
    for organisation_id, client in named.order_by("organisation_id", "client"):
        file = ClientFile._base_manager.create(
            reference=new_client_reference(), organisation_id=organisation_id, name=client, created_at=timezone.now()
        )
        Link._base_manager.filter(organisation_id=organisation_id, client=client).update(client_file=file)


class Migration(migrations.Migration):
    dependencies = [("rights", "0011_client_files")]
    operations = [
        migrations.RunPython(open_files, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
    ]
