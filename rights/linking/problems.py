"""Why a link cannot be asked for or proved as wanted; each message is a sentence for the person."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CannotLink(Exception):
    """The link cannot be made this way; ``words`` say what to do."""

    words: str | Promise = _("This cannot be done now. Look at your requests to see how they stand.")

    def __init__(self, words: str | Promise = "") -> None:
        self.words = words or self.words
        super().__init__(str(self.words))


class NotFound(CannotLink):
    """Unknown, unpublished and withheld numbers answer alike."""

    words = _("We cannot find a published patent with this number. Check it against your certificate or letter.")


class AlreadyLinked(CannotLink):
    """The account has this link, or has asked for it."""

    words = _("Your account is already linked to this patent, or has asked to be.")


class NoSuchProof(CannotLink):
    """The proof is not open to this right, or the request is past it."""

    words = _("You cannot prove the link this way. Choose another proof.")


class TooMany(CannotLink):
    """A limit was reached; the message says when to come back."""

    words = _("You have asked too often. Try again tomorrow, or choose another proof.")


class WrongCode(CannotLink):
    """The code was not the one sent."""

    def __init__(self, tries_left: int) -> None:
        self.tries_left = tries_left
        tries = _("You have 1 try left.") if tries_left == 1 else _("You have %d tries left.") % tries_left
        super().__init__(_("The code is not right. Check it and enter it again. %(tries)s") % {"tries": tries})


class CodeOver(CannotLink):
    """The code or address expired, was used, or is locked after too many tries."""

    words = _("This code no longer works. Ask for a new one, or choose another proof.")


class ReasonMissing(CannotLink):
    """A dispute says why."""

    words = _("Say why the link is wrong")
