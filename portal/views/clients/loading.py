"""The one way to a client file: by its reference, for whom it is there."""

from django.http import Http404

from accounts.requests import SiteRequest
from core.actor import Applicant
from portal.pages import signed_in
from rights.clients.files import NoSuchClient, client_file
from rights.models import ClientFile


def file_for(request: SiteRequest, reference: str) -> tuple[ClientFile, Applicant]:
    """The file and who asks; for everybody else it is not there."""
    actor = signed_in(request)
    try:
        return client_file(reference, by=actor), actor
    except NoSuchClient:
        raise Http404 from None
