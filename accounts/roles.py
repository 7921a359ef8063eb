"""The roles that the office's provider may give: what it names beyond these opens nothing."""

from django.utils.translation import gettext_lazy as _

FORMALITIES_OFFICER = "formalities_officer"
EXAMINER = "examiner"
TEAM_LEADER = "team_leader"

TITLES = {
    FORMALITIES_OFFICER: _("Formalities officer"),
    EXAMINER: _("Examiner"),
    TEAM_LEADER: _("Team leader"),
}
ROLES = frozenset(TITLES)
