from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Lower, Upper
import django.db.models.deletion
import django.utils.timezone

import accounts.models.organisations
import accounts.models.teams

MANAGES = "manage-people"


def give_roles(apps, schema_editor):
    """What each member could do becomes a role of the organisation, one for each set of permissions."""
    Membership = apps.get_model("accounts", "Membership")
    Role = apps.get_model("accounts", "OrganisationRole")
    roles = {}
    for one in Membership.objects.select_related("organisation").order_by("pk"):
        wanted = sorted(one.permissions)
        key = (one.organisation_id, tuple(wanted))
        if key not in roles:
            name = "Administrator" if MANAGES in wanted else f"Role {len(roles) + 1}"
            roles[key] = Role.objects.create(
                reference=accounts.models.organisations.new_role_reference(),
                organisation=one.organisation,
                name=name if (one.organisation_id, name) not in {(r.organisation_id, r.name) for r in roles.values()} else f"{name} {len(roles) + 1}",
                permissions=wanted,
                created_at=one.joined_at,
            )
        one.role = roles[key]
        one.save(update_fields=["role"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_drafts_may_be_handed_over")]
    operations = [
        migrations.CreateModel(
            name="OrganisationRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(default=accounts.models.organisations.new_role_reference, max_length=24, unique=True)),
                ("name", models.CharField(max_length=60)),
                ("permissions", ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ("created_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="accounts.organisation")),
            ],
        ),
        migrations.AddField(
            model_name="membership",
            name="role",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.organisationrole"),
        ),
        migrations.RunPython(give_roles, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="membership", name="permissions"),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="accounts.organisationrole"),
        ),
    ]
