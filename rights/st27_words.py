"""What the codes of WIPO ST.27 that the register uses mean, in our own words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KEY_EVENTS: Mapping[str, Promise] = {
    "A10": _("Application filed"),
    "B10": _("Application ended"),
    "F10": _("Right granted"),
    "H10": _("Right ended"),
    "K10": _("Right restored, or its restoration asked for"),
    "L10": _("Review or surrender of a right asked for"),
    "P10": _("Document changed"),
    "Q10": _("Document published"),
    "R10": _("Particulars of a party changed"),
    "S10": _("Licence or security recorded"),
    "U10": _("Fee paid"),
    "Y10": _("Earlier event corrected"),
}
DETAILED_EVENTS: Mapping[str, Promise] = {
    "A12": _("National or regional application filed"),
    "B11": _("Application withdrawn"),
    "B12": _("Application treated as withdrawn"),
    "B15": _("Application refused after examination"),
    "F11": _("Granted after examination"),
    "H00": _("Ended in a way that the standard has no code for"),
    "H12": _("Ended after a review, such as by revocation"),
    "H13": _("Lapsed, because a fee was not paid"),
    "H14": _("Expired at the end of its term"),
    "H15": _("Surrendered"),
    "K11": _("Restoration asked for"),
    "K12": _("Restoration refused"),
    "K13": _("Restored in full"),
    "L14": _("Offered to surrender"),
    "L18": _("Request refused or withdrawn"),
    "P14": _("Change of a document asked for"),
    "P15": _("Change of a document refused"),
    "P16": _("Document changed"),
    "Q12": _("Application published"),
    "R13": _("New name of an applicant or owner"),
    "R14": _("Ownership passed on"),
    "R16": _("Inventors changed"),
    "R17": _("Representative changed"),
    "R18": _("Address of a party changed"),
    "S11": _("Licence recorded"),
    "S12": _("Licence changed"),
    "S13": _("Licence ended"),
    "S14": _("Exclusive licence recorded"),
    "S15": _("Exclusive licence changed"),
    "S17": _("Non-exclusive licence recorded"),
    "S18": _("Non-exclusive licence changed"),
    "S20": _("Security recorded"),
    "S21": _("Security changed"),
    "S22": _("Security ended"),
    "S26": _("Licences of right entered"),
    "S27": _("Licences of right cancelled"),
    "U11": _("Renewal fee paid"),
    "Y00": _("Register corrected"),
}
STATES: Mapping[str, Promise] = {"A": _("Active"), "N": _("Not active"), "T": _("Ended for good")}
