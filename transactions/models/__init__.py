"""The tables of requests to change the register."""

from transactions.models.access import KEYED
from transactions.models.automatic import AutomaticRenewal, PlannedRenewal
from transactions.models.bundles import CertificateBundle
from transactions.models.certificates import Certificate
from transactions.models.consents import ConsentAnswer, ConsentRequest, ConsentToken
from transactions.models.documents import FilingDocument
from transactions.models.feedback import Feedback
from transactions.models.filings import Filing
from transactions.models.lists import ListLine, RightsList
from transactions.models.movements import Movement
from transactions.models.objections import ObjectionToken
from transactions.models.pins import YearPin
from transactions.models.rights import FilingRight
from transactions.models.together import FilerNote, FilingComment, Query, QueryAnswer

__all__ = [
    "KEYED",
    "AutomaticRenewal",
    "Certificate",
    "CertificateBundle",
    "ConsentAnswer",
    "ConsentRequest",
    "ConsentToken",
    "Feedback",
    "FilerNote",
    "Filing",
    "FilingComment",
    "FilingDocument",
    "FilingRight",
    "ListLine",
    "Movement",
    "ObjectionToken",
    "PlannedRenewal",
    "Query",
    "QueryAnswer",
    "RightsList",
    "YearPin",
]
