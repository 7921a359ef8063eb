"""Gives components their own words (Error, Menu, Previous) in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

# The design system's script chooses among these by the plural rules of the page's language.
PLURALS = ("zero", "one", "two", "few", "many", "other")


def translated(component: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parameters with words added where the component would print English; unchanged on English pages."""
    if (get_language() or "en").startswith("en"):
        return params
    words = {**_own_words(component), **params}
    error = words.get("errorMessage")
    if error:
        words["errorMessage"] = {"visuallyHiddenText": _("Error"), **error}
    return words


def _own_words(component: str) -> dict[str, Any]:
    simple = {
        "back-link": {"text": _("Back")},
        "breadcrumbs": {"labelText": _("Breadcrumb")},
        "error-message": {"visuallyHiddenText": _("Error")},
        "service-navigation": {"menuButtonText": _("Menu"), "ariaLabel": _("Service information")},
        "warning-text": {"iconFallbackText": _("Warning")},
        "notification-banner": {"titleText": _("Important")},
    }
    spoken = {"character-count": _counting, "file-upload": _uploading}
    return spoken[component]() if component in spoken else dict(simple.get(component, {}))


def _plural(text: str) -> dict[str, str]:
    return dict.fromkeys(PLURALS, text)


def _counting() -> dict[str, Any]:
    return {
        "textareaDescriptionText": _("You can enter up to %{count} characters"),
        "charactersUnderLimitText": _plural(_("Characters remaining: %{count}")),
        "charactersAtLimitText": _("You have 0 characters remaining"),
        "charactersOverLimitText": _plural(_("Characters over the limit: %{count}")),
    }


def _uploading() -> dict[str, Any]:
    return {
        "chooseFilesButtonText": _("Choose file"),
        "noFileChosenText": _("No file chosen"),
        "multipleFilesChosenText": _plural(_("Files chosen: %{count}")),
        "dropInstructionText": _("or drop file"),
        "enteredDropZoneText": _("Entered drop zone"),
        "leftDropZoneText": _("Left drop zone"),
    }
