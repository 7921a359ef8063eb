"""What is done in a sandbox alone: refused everywhere else."""

from django.conf import settings


class NotASandbox(Exception):
    """This deployment is for real rights and real money: nothing is invented here."""


def demand_sandbox() -> None:
    """Raises:
    NotASandbox: where the setting ``SANDBOX`` is off.
    """
    if not settings.SANDBOX:
        raise NotASandbox("This is not a sandbox")
