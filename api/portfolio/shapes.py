"""What the portfolio looks like."""

from rest_framework import serializers

from api.kernel.shapes import Money, Page, Shape
from api.quotes.shapes import RenewalQuote
from rights.models import Relation
from rights.portfolio import NEEDS
from rights.portfolio.lists import KINDS
from rights.statuses import PartyRole, Purpose, Status
from transactions.states import State


def a_day(words: str = "") -> serializers.DateField:
    """A day that may not apply."""
    return serializers.DateField(allow_null=True, help_text=words)


class PortfolioRight(Shape):
    """One right of the account. Days are nominal but for ``actByDate``, which honours days of closure."""

    number = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    owner = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(KINDS)
    status = serializers.ChoiceField(Status.values)
    relation = serializers.ChoiceField(Relation.values)
    ownReference = serializers.CharField(allow_blank=True)
    client = serializers.CharField(allow_blank=True, help_text="The name of the client file.")
    clientFile = serializers.CharField(allow_null=True, help_text="Its reference.")
    nextRenewalDate = a_day()
    opensDate = a_day("From when the next renewal can be paid.")
    dueDate = a_day()
    lateUntilDate = a_day()
    restoreByDate = a_day()
    need = serializers.ChoiceField(NEEDS, allow_null=True)
    actByDate = a_day("The last day for the next step.")
    isRenewable = serializers.BooleanField(help_text="Whether it can be paid today.")


class PortfolioRights(Page):
    """One page of the portfolio."""

    items = PortfolioRight(many=True)


class PortfolioParty(Shape):
    """Somebody on the register; ``address`` is empty where it is withheld or unknown."""

    role = serializers.ChoiceField(PartyRole.values)
    name = serializers.CharField(allow_blank=True)
    isPerson = serializers.BooleanField()
    companyNumber = serializers.CharField(allow_blank=True)
    share = serializers.CharField(allow_blank=True)
    sinceDate = serializers.DateField()
    address = serializers.ListField(child=serializers.CharField())
    isWithheld = serializers.BooleanField()


class PortfolioAddress(Shape):
    """An address on record; ``email`` is masked."""

    purpose = serializers.ChoiceField(Purpose.values)
    name = serializers.CharField(allow_blank=True)
    address = serializers.ListField(child=serializers.CharField())
    email = serializers.CharField(allow_null=True)
    sinceDate = serializers.DateField()
    isWithheld = serializers.BooleanField()


class PortfolioLines(Shape):
    """A licence, security or proceeding in the register's words."""

    title = serializers.CharField()
    lines = serializers.ListField(child=serializers.CharField())


class PossibleAction(Shape):
    """A type of transaction; without ``reasons`` it can be begun now."""

    type = serializers.CharField()
    title = serializers.CharField()
    isOpen = serializers.BooleanField()
    reasons = serializers.ListField(child=serializers.CharField())


class FilingOnRight(Shape):
    """A request of the account about the right."""

    reference = serializers.CharField()
    type = serializers.CharField()
    state = serializers.ChoiceField(State.values)
    changedAt = serializers.DateTimeField()


class CertificateOfRight(Shape):
    """A certificate of renewal of the account's."""

    code = serializers.CharField()
    filing = serializers.CharField()
    issuedAt = serializers.DateTimeField()


class DocumentOnRight(Shape):
    """A document that the account gave with a request."""

    reference = serializers.UUIDField()
    name = serializers.CharField()
    filing = serializers.CharField()
    givenAt = serializers.DateTimeField()


class WholePortfolioRight(Shape):
    """Everything about one right of the account."""

    number = serializers.CharField()
    applicationNumber = serializers.CharField(allow_blank=True)
    publicationNumber = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    owner = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(KINDS)
    status = serializers.ChoiceField(Status.values)
    filingDate = serializers.DateField()
    publicationDate = a_day()
    grantDate = a_day()
    expiryDate = a_day()
    ceasedDate = a_day()
    lastRenewalDate = a_day()
    licencesOfRightSinceDate = a_day()
    paidThroughYear = serializers.IntegerField(allow_null=True)
    isPublic = serializers.BooleanField()
    isOnHold = serializers.BooleanField(help_text="Whether the office holds changes back while it looks at a dispute.")
    relation = serializers.ChoiceField(Relation.values)
    standsFor = serializers.CharField(allow_blank=True, help_text="The party for whom the link was proved.")
    linkedAt = serializers.DateTimeField()
    ownReference = serializers.CharField(allow_blank=True)
    client = serializers.CharField(allow_blank=True)
    clientFile = serializers.CharField(allow_null=True)
    instruction = serializers.CharField(allow_null=True, help_text="renew, lapse or other: the owner's word in force.")
    nextRenewalDate = a_day()
    opensDate = a_day()
    dueDate = a_day()
    lateUntilDate = a_day()
    restoreByDate = a_day()
    need = serializers.ChoiceField(NEEDS, allow_null=True)
    actByDate = a_day()
    isRenewable = serializers.BooleanField()
    parties = PortfolioParty(many=True)
    addresses = PortfolioAddress(many=True)
    interests = PortfolioLines(many=True)
    procedures = PortfolioLines(many=True)
    quote = RenewalQuote()
    actions = PossibleAction(many=True)
    filings = FilingOnRight(many=True, help_text="The latest ten.")
    certificates = CertificateOfRight(many=True)
    documents = DocumentOnRight(many=True)


class OwnWords(Shape):
    """What the account keeps about a right; null takes it away, a member that is left out stays."""

    ownReference = serializers.CharField(required=False, allow_null=True, allow_blank=True, max_length=60)
    client = serializers.CharField(
        required=False,
        allow_null=True,
        allow_blank=True,
        max_length=60,
        help_text="The name of a client file; it is opened if there is none.",
    )


class PortfolioEntry(Shape):
    """One thing that happened to the right, in the office's words."""

    number = serializers.IntegerField(help_text="The number of the register's entry.")
    effectiveDate = serializers.DateField()
    enteredAt = serializers.DateTimeField()
    title = serializers.CharField()
    text = serializers.CharField(allow_blank=True)
    filing = serializers.CharField(allow_null=True, help_text="The account's own request for which it was entered.")


class PortfolioEntries(Shape):
    """The whole history, the newest first."""

    items = PortfolioEntry(many=True)


class CappedCount(Shape):
    """A number that is not counted further than a limit."""

    count = serializers.IntegerField()
    isMore = serializers.BooleanField(help_text="Whether there are more than the count says.")


class PortfolioSummary(Shape):
    """What needs doing."""

    rights = CappedCount()
    due = CappedCount(help_text="In time, within three months.")
    late = CappedCount()
    restorable = CappedCount()
    unreadMessages = CappedCount()


class ClientCosts(Shape):
    """What the rights of one client cost, year by year; an empty name is no client."""

    client = serializers.CharField(allow_blank=True)
    amounts = Money(many=True)
    total = Money()


class PortfolioForecast(Shape):
    """Renewal fees by calendar year, if each is paid in time."""

    years = serializers.ListField(child=serializers.IntegerField())
    clients = ClientCosts(many=True)
    totals = Money(many=True)
    rights = serializers.IntegerField()
    unknownFees = serializers.IntegerField(help_text="Fees that are in no table yet.")
    isCertain = serializers.BooleanField()
