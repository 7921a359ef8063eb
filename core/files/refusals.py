"""Why a file is not taken, each in a sentence for the person who chose it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class FileRefused(Exception):
    """Base of all: ``str()`` is the sentence for the page."""

    sentence: Promise = _("The selected file could not be uploaded – try again")

    def __str__(self) -> str:
        return str(self.sentence)


class EmptyFile(FileRefused):
    """There is nothing in it."""

    sentence = _("The selected file is empty")


class TooLarge(FileRefused):
    """It is larger than the limit."""

    sentence = _("The selected file must be smaller than 25MB")


class WrongType(FileRefused):
    """Its content is of no type that is taken, whatever its name says."""

    sentence = _("The selected file must be a PDF, DOCX, ODT, JPG or PNG")


class Protected(FileRefused):
    """It cannot be opened without a password."""

    sentence = _("The selected file must not be password protected")


class HasScripts(FileRefused):
    """It carries macros or scripts."""

    sentence = _("The selected file must not contain macros or scripts. Save it without them and try again")


class Damaged(FileRefused):
    """It ends too early, or a part of it cannot be read."""

    sentence = _("The selected file is damaged. Open it on your computer, save it again and try once more")


class Overblown(FileRefused):
    """Unpacked it would be far larger than a document ever is."""

    sentence = _("The selected file cannot be opened safely. Save it as a PDF and try again")


class UploadsOff(FileRefused):
    """Nobody could scan it: neither a scanner is configured nor is going without one allowed."""

    sentence = _("Files cannot be uploaded at the moment. Try again later")
