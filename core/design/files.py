"""The field that takes several files at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

MOST_AT_ONCE = 20


class ManyFiles(forms.ClearableFileInput):
    """A box that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several uploads; each is looked at by itself when it is stored."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The uploads in the order given.

        Raises:
            ValidationError: where there are more than may be sent at once.
        """
        given = data if isinstance(data, list | tuple) else [data]
        found = [super(ManyFilesField, self).clean(one, initial) for one in given]
        uploads: list[Any] = [one for one in found if one]
        if len(uploads) > MOST_AT_ONCE:
            text = _("You can upload up to %(most)s files at a time")
            raise forms.ValidationError(text % {"most": MOST_AT_ONCE})
        return uploads
