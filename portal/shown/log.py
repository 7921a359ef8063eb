"""What the organisation's log says of an act, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
}


def verb_words(verb: str) -> str:
    """The act in words; one without words of its own by its name."""
    return str(VERBS.get(verb) or verb.replace("-", " ").capitalize())
