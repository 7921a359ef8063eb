"""What a system or tool did, and what was done about it, for those who manage it to read."""

from django.db.models import Q, QuerySet

from accounts.models import ApiClient
from accounts.organising.log import log_of
from accounts.organising.roles import demand_manager
from core.actor import Applicant
from core.models.audit import AuditEvent


def log_of_client(client: ApiClient, *, by: Applicant) -> QuerySet[AuditEvent]:
    """The newest first, without what stands behind a wall to the reader.

    Raises:
        NotPermitted.
    """
    demand_manager(by)
    did = Q(actor=f"machine:{client.client_id}") | Q(details__tool=client.client_id)
    return log_of(by, tokens=True).filter(did | Q(subject=client.reference))
