"""What the organisation's log says of an act, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.models import AuditEvent

VERBS: dict[str, str | Promise] = {
    "organisation-founded": _("Created the organisation"),
    "account-renamed": _("Changed the account’s name"),
    "role-composed": _("Composed a role"),
    "role-retired": _("Removed a role"),
    "role-given": _("Gave somebody another role"),
    "member-invited": _("Invited somebody"),
    "invitation-cancelled": _("Took an invitation back"),
    "member-joined": _("Joined"),
    "member-left": _("Left"),
    "member-removed": _("Removed somebody"),
    "responsible-officer-named": _("Named the responsible person"),
    "rules-chosen": _("Changed the rules for requests and payments"),
    "team-made": _("Made a team"),
    "team-changed": _("Changed who belongs to a team"),
    "team-closed": _("Closed a team"),
    "team-opened": _("Opened a team"),
    "wall-taken-away": _("Opened a client file to everybody"),
    "client-file-opened-new": _("Opened a client file"),
    "client-file-changed": _("Changed a client file"),
    "client-contacts-changed": _("Changed the contacts of a client"),
    "client-file-closed": _("Closed a client file to all but named people"),
    "client-file-reopened": _("Opened a client file to everybody"),
    "client-file-archived": _("Archived a client file, or brought it back"),
    "rights-placed": _("Put patents into a client file"),
    "own-reference-kept": _("Changed a reference"),
    "reminders-chosen": _("Changed the reminders"),
    "hand-over-chosen": _("Chose what happens to drafts"),
    "request-submit": _("Sent a request"),
    "request-ask-payment": _("Sent a request, to be paid"),
    "request-change": _("Went back to the answers of a request"),
    "request-answer": _("Answered the office"),
    "request-withdraw": _("Withdrew a request"),
    "payment-begun": _("Began a payment"),
    "agreement-given": _("Agreed to a request"),
    "agreement-refused": _("Did not agree to a request"),
    "more-sent": _("Sent more to the office"),
    "questions-answered": _("Answered the office"),
    "link-asked": _("Asked to link a patent"),
    "link-granted": _("Linked a patent"),
    "link-request-cancelled": _("Cancelled a request to link"),
    "unlinked": _("Unlinked a patent"),
    "link-disputed": _("Disputed another link"),
    "change-disputed": _("Said that a change was wrong"),
    "api-client-made": _("Let a system or tool use the API"),
    "api-client-changed": _("Changed what a system or tool may do"),
    "api-secret-changed": _("Gave a system or tool a new secret"),
    "api-keys-changed": _("Changed the public keys of a system or tool"),
    "api-client-revoked": _("Ended a system or tool"),
    "api-token": _("A system or tool signed in"),
    "api-tool-allowed": _("Let a tool act for them"),
    "api-tool-stopped": _("Stopped a tool that acted for them"),
    "change-dispute-settled": _("A dispute about a change was settled"),
    "link-owner-asked": _("Asked the owner to let us act"),
    "link-authority-given": _("Gave a signed authority"),
    "link-code-sent": _("Asked for a code"),
    "link-code-wrong": _("Typed a wrong code"),
    "link-identity-differs": _("Proved an identity that is not the owner’s"),
    "link-activated": _("A link took effect"),
    "link-contact-not-reached": _("A contact on record could not be reached"),
    "link-objected": _("Objected to a link"),
    "link-refused": _("Refused a link"),
    "link-unfrozen": _("A link goes on"),
    "link-dispute-settled": _("A dispute about a link was settled"),
    "linked-by-office": _("The office linked a patent"),
    "authority-changed": _("Changed what a representative may do"),
    "authority-ended": _("Ended the authority of a representative"),
    "instructions-asked": _("Asked for instructions"),
    "instructions-given": _("Gave instructions"),
    "instructions-answered": _("Answered a request for instructions"),
    "instruction-withdrawn": _("Took an instruction back"),
    "automatic-agreed": _("Agreed to automatic renewal"),
    "automatic-stopped": _("Stopped automatic renewal"),
    "planned-renewal-stopped": _("Stopped one planned renewal"),
    "list-made": _("Made a list"),
    "list-corrected": _("Corrected a line of a list"),
    "list-line-left-out": _("Left a line of a list out, or took it in again"),
    "list-dropped": _("Deleted a list"),
    "list-sent": _("Made a request of a list"),
    "basket-opened": _("Put requests together to pay them"),
    "paid-from-deposit": _("Asked to pay from the deposit account"),
    "transfer-announced": _("Announced a bank transfer"),
    "deposit-opened": _("Opened the deposit account"),
    "deposit-users-changed": _("Changed who may pay from the deposit account"),
    "deposit-warning-chosen": _("Chose when to be warned of a low balance"),
    "top-up-begun": _("Began a top-up"),
    "decisions-noted": _("Noted decisions about patents"),
    "review-begun": _("Began a review"),
    "review-closed": _("Closed a review"),
    "reminder-copy-added": _("Added an address for copies of reminders"),
    "reminder-copy-stopped": _("Stopped copies of reminders"),
    "draft-handed-over": _("Handed a draft over"),
    "right-opened": _("Opened a patent"),
    "client-file-opened": _("Looked at a client file"),
    "wall-left-empty": _("The last person who could see it left"),
    "wall-named-by-office": _("The office named who may see it"),
}


def who_words(event: AuditEvent, names: Mapping[str, str], tools: Mapping[str, str]) -> str:
    """Who it was: a person, with the tool that they did it through; a system; or the service itself."""
    name = names.get(event.actor) or gettext("The service")
    tool = tools.get(event.details.get("tool", ""))
    return gettext("%(name)s, with %(tool)s") % {"name": name, "tool": tool} if tool else name


def verb_words(verb: str) -> str:
    """The act in words; one without words of its own by its name."""
    return str(VERBS.get(verb) or verb.replace("-", " ").capitalize())
