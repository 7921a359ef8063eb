"""The member of staff in whose name a command acts."""

from django.core.management.base import CommandError

from accounts.actors import officer
from accounts.models import User
from core.actor import Officer


def officer_named(email: str) -> Officer:
    """Raises:
    CommandError: if nobody of the staff has the address.
    """
    found = User.objects.filter(kind=User.Kind.STAFF, email__iexact=email, is_active=True).first()
    if found is None:
        raise CommandError(f"No member of staff has the address {email}: they sign in once first")
    return officer(found, signed_in_at=None)
