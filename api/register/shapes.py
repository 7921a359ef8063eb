"""What the register looks like: members are named after the components of WIPO ST.96 and ST.97 where they exist."""

from rest_framework import serializers

from api.kernel.shapes import Page, Shape
from rights.interests import EndedHow, Exclusivity, Nature
from rights.portfolio.lists import KINDS
from rights.procedures import Procedure, ProcedureStage
from rights.statuses import Devolution, Purpose, Status


class RightFound(Shape):
    """A right in a list; members that do not apply are left out."""

    number = serializers.CharField(help_text="The publication number; put it into the address of the right.")
    kind = serializers.ChoiceField(KINDS)
    status = serializers.ChoiceField(Status.values)
    inventionTitle = serializers.CharField(required=False)
    owner = serializers.CharField(required=False, help_text="The owners' names with semicolons between.")
    applicationNumber = serializers.CharField(required=False)
    filingDate = serializers.DateField()
    publicationDate = serializers.DateField()
    grantDate = serializers.DateField(required=False)


class RightsFound(Page):
    """One page of rights."""

    items = RightFound(many=True)


class ApplicationNumber(Shape):
    """A number of an application."""

    applicationNumberText = serializers.CharField()


class ApplicationIdentification(Shape):
    """INID 21 and 22."""

    ipOfficeCode = serializers.CharField(help_text="WIPO ST.3.")
    applicationNumber = ApplicationNumber()
    filingDate = serializers.DateField()


class PatentPublicationIdentification(Shape):
    """INID 11 and 43."""

    ipOfficeCode = serializers.CharField(help_text="WIPO ST.3.")
    publicationNumber = serializers.CharField()
    publicationDate = serializers.DateField(required=False)


class PatentGrantIdentification(Shape):
    """INID 11 and 45."""

    ipOfficeCode = serializers.CharField(help_text="WIPO ST.3.")
    patentNumber = serializers.CharField()
    grantDate = serializers.DateField()


class PostalAddress(Shape):
    """An address that the public register shows."""

    addressLineText = serializers.ListField(child=serializers.CharField())
    postalCode = serializers.CharField(required=False)
    countryCode = serializers.CharField(required=False, help_text="ISO 3166.")


class PartyShown(Shape):
    """Somebody on the register; without a name where it is withheld."""

    sequenceNumber = serializers.IntegerField()
    name = serializers.CharField(required=False)
    share = serializers.CharField(required=False)
    companyNumber = serializers.CharField(required=False)
    sinceDate = serializers.DateField()
    postalAddress = PostalAddress(required=False)
    isWithheld = serializers.BooleanField(help_text="Whether particulars are withheld.")


class PartyBag(Shape):
    """Parties by what they are to the right; applicants only until there is an owner."""

    applicantBag = PartyShown(many=True, required=False)
    ownerBag = PartyShown(many=True, required=False)
    registeredPractitionerBag = PartyShown(many=True, required=False)
    licenseeBag = PartyShown(many=True, required=False)
    mortgageeBag = PartyShown(many=True, required=False)


class AddressOnRecord(Shape):
    """The address on record for a purpose (Patents Rules 2007 r.44)."""

    purpose = serializers.ChoiceField([Purpose.PROPRIETOR.value, Purpose.SERVICE.value])
    name = serializers.CharField(required=False)
    postalAddress = PostalAddress(required=False)
    sinceDate = serializers.DateField()
    isWithheld = serializers.BooleanField(help_text="Whether it is withheld.")


class LicenceShown(Shape):
    """A licence, mortgage or other security."""

    nature = serializers.ChoiceField(Nature.values)
    licenceCategory = serializers.CharField(help_text="The word of ST.96; it has none for a sole licence.")
    licenceStatusCategory = serializers.ChoiceField(["Valid", "Expired", "Cancelled"])
    exclusivity = serializers.ChoiceField(Exclusivity.values, required=False)
    licenseeText = serializers.CharField(required=False, help_text="The holders' names with semicolons between.")
    licenceDate = serializers.DateField()
    share = serializers.CharField(required=False)
    fieldOfUse = serializers.CharField(required=False)
    territoryLimitationText = serializers.CharField(required=False)
    isSublicensingAllowed = serializers.BooleanField(required=False)
    periodLimitationStartDate = serializers.DateField(required=False)
    periodLimitationEndDate = serializers.DateField(required=False)
    endedDate = serializers.DateField(required=False)
    endedHow = serializers.ChoiceField(EndedHow.values, required=False)


class LorData(Shape):
    """Licences are available as of right (s.46)."""

    lorDate = serializers.DateField()


class ProcedureShown(Shape):
    """What was asked for and how it stands."""

    procedure = serializers.ChoiceField(Procedure.values)
    stage = serializers.ChoiceField(ProcedureStage.values)
    stageDate = serializers.DateField()
    protectsFrom = serializers.DateField(required=False, help_text="Section 28A: who began in good faith may go on.")
    protectsUntil = serializers.DateField(required=False)


class Renewals(Shape):
    """Renewal fees on the register; what is owed on a day is a quote."""

    paidThroughYear = serializers.IntegerField(required=False)
    lastRenewedDate = serializers.DateField(required=False)
    nextRenewalDate = serializers.DateField(required=False)


class AsAt(Shape):
    """The day that was asked for."""

    day = serializers.DateField()
    basis = serializers.ChoiceField(["entered", "effective"])


class RightOnRegister(Shape):
    """Everything that the public register says of a right; members that do not apply are left out."""

    number = serializers.CharField(help_text="The publication number, or before publication the application number.")
    kind = serializers.ChoiceField(KINDS)
    status = serializers.ChoiceField(Status.values)
    patentPublicationIdentification = PatentPublicationIdentification(required=False)
    applicationIdentification = ApplicationIdentification()
    patentGrantIdentification = PatentGrantIdentification(required=False)
    inventionTitle = serializers.CharField(required=False)
    partyBag = PartyBag()
    addressBag = AddressOnRecord(many=True, required=False)
    licenceBag = LicenceShown(many=True, required=False)
    lorData = LorData(required=False)
    procedureBag = ProcedureShown(many=True, required=False)
    renewals = Renewals()
    expiryDate = serializers.DateField(required=False, help_text="The last day of the term.")
    ceasedDate = serializers.DateField(required=False)
    asAt = AsAt(required=False)


class Happening(Shape):
    """One thing that happened, as the register tells it."""

    kind = serializers.CharField(help_text="The kind of entry, such as `renewal-paid`.")
    title = serializers.CharField(help_text="In words, in the language that Accept-Language asks for.")
    text = serializers.CharField(required=False, help_text="Names, numbers and amounts.")
    effectiveDate = serializers.DateField(help_text="From when the law counts it.")
    eventDate = serializers.DateField(help_text="When it was entered.")
    isCorrected = serializers.BooleanField(help_text="Whether a later entry corrects it.")
    detailedEventCode = serializers.CharField(required=False, help_text="WIPO ST.27.")


class History(Shape):
    """Everything that happened, newest first."""

    items = Happening(many=True)


class StatusEventCode(Shape):
    """An event of WIPO ST.27 with the state of the right after it, and the stages before and after."""

    stateCode = serializers.ChoiceField(["A", "N", "T"])
    previousStageCode = serializers.CharField()
    currentStageCode = serializers.CharField()
    keyEventCode = serializers.CharField()
    detailedEventCode = serializers.CharField()
    nationalEventCode = serializers.CharField()


class PaymentEventData(Shape):
    """The year for which a fee was paid."""

    feePaymentYearNumber = serializers.IntegerField()


class StatusEventData(Shape):
    """One event."""

    statusEventCode = StatusEventCode()
    eventDate = serializers.DateField(help_text="When it was entered.")
    effectiveDate = serializers.DateField()
    paymentEventData = PaymentEventData(required=False)


class PatentLegalStatus(Shape):
    """A right's legal status, oldest event first."""

    applicationIdentification = ApplicationIdentification()
    patentPublicationIdentification = PatentPublicationIdentification(required=False)
    ipRightKindCategory = serializers.CharField()
    statusEventDataBag = StatusEventData(many=True)


class DocumentOfRight(Shape):
    """A document that was filed about a right."""

    id = serializers.UUIDField()
    what = serializers.CharField(help_text="What it is, in words.")
    name = serializers.CharField(help_text="The file's name.")
    mediaType = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    filedDate = serializers.DateField()
    href = serializers.CharField(help_text="Where its bytes are.")


class DocumentsOfRight(Shape):
    """What the caller may open, newest first."""

    items = DocumentOfRight(many=True)


class OwnerOnRegister(Shape):
    """One owner; `share` is null where all have equal shares."""

    name = serializers.CharField(allow_blank=True, help_text="Empty where it is withheld.")
    share = serializers.CharField(allow_null=True)
    companyNumber = serializers.CharField(allow_null=True)


class Tenure(Shape):
    """Owners from a day on, until the day before the next tenure begins."""

    ownerBag = OwnerOnRegister(many=True)
    fromDate = serializers.DateField()
    untilDate = serializers.DateField(allow_null=True, help_text="Null for the owners of today.")
    how = serializers.ChoiceField(
        [*Devolution.values, "renamed"], allow_null=True, help_text="Null where the register does not say."
    )
    enteredDate = serializers.DateField(help_text="When the register was told.")
    entryNumber = serializers.IntegerField(help_text="The entry that says so.")


class ChainOfTitle(Shape):
    """Every tenure, oldest first."""

    items = Tenure(many=True)
