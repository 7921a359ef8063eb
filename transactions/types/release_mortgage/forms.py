"""When a security was released."""

from django.utils.translation import gettext_lazy

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown


class DayForm(GovukForm):
    """The day of the release."""

    ended_on = shown(
        DateInputField(
            label=gettext_lazy("On which day was it released?"),
            help_text=gettext_lazy("For example, 27 3 2024"),
        ),
        noun=gettext_lazy("the day of the release"),
    )
