"""The tables of reference data: who may change which, and what each said before."""

from typing import Any, ClassVar

import pghistory
from django import forms
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from pghistory.models import Events

from accounts.roles import OfficePermission, allows
from casework.colleagues import names_of
from casework.models import RoutingRule, SampleRule, ServiceStandard, Team
from core import audit
from core.actor import label
from core.clock import now
from core.days import legal_day
from core.scoping import rows_for
from rights.models import ExcludedDay, FeeTable
from rights.rulebook import forget_rulebook
from staff.pages import here
from staff.reference.site import site

SHOWN = 200


class ReferenceForm(forms.ModelForm):  # type: ignore[type-arg]
    """Says itself what the tables' constraints say, because their rows are read through a scope only."""

    actor: ClassVar[Any] = None
    once: ClassVar[tuple[str, ...]] = ()

    def validate_unique(self) -> None:
        """See ``clean``."""

    def _get_validation_exclusions(self) -> set[str]:
        """The constraint is left to ``clean``."""
        return {*super()._get_validation_exclusions(), *self.once}  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """No second row for the same thing."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.once and all(name in cleaned for name in self.once):
            same = rows_for(type(self.instance), self.actor).filter(**{name: cleaned[name] for name in self.once})
            if same.exclude(pk=self.instance.pk).exists():
                raise ValidationError(_("There is a row for this already. Change that one."))
        return cleaned


class ReferenceAdmin(ModelAdmin):  # type: ignore[type-arg]
    """One table; every change is in the audit log, and the database keeps what the row said before."""

    permission: ClassVar[OfficePermission] = OfficePermission.MANAGE_RULES
    once: ClassVar[tuple[str, ...]] = ()
    is_kept: ClassVar[bool] = True
    is_read_only: ClassVar[bool] = False
    form = ReferenceForm
    show_facets = None  # type: ignore[assignment]

    def has_module_permission(self, request: Any) -> bool:
        """Whoever may open the site sees that the table is there."""
        return site.has_permission(request)

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        """Whoever may open the site."""
        return site.has_permission(request)

    def has_add_permission(self, request: Any) -> bool:
        """Whoever keeps the table."""
        return not self.is_read_only and allows(request.actor, self.permission)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Whoever keeps the table."""
        return self.has_add_permission(request)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Only where nothing hangs on a row."""
        return not self.is_kept and self.has_add_permission(request)

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        """Through the scope."""
        return rows_for(self.model, request.actor).order_by(*(self.get_ordering(request) or ["pk"]))

    def get_urls(self) -> list[Any]:
        """Without the short address that only leads to the long one."""
        return [one for one in super().get_urls() if one.name]

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Choices through the scope."""
        kwargs["queryset"] = rows_for(db_field.related_model, request.actor)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form, which knows who asks."""
        made = super().get_form(request, obj, change=change, **kwargs)
        return type(made.__name__, (made,), {"actor": request.actor, "once": self.once})

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """What is changed here bears the officer's label in the history."""
        with pghistory.context(by=label(request.actor)):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The same for what is deleted."""
        with pghistory.context(by=label(request.actor)):
            return super().delete_view(request, *args, **kwargs)

    def log_addition(self, request: Any, obj: Any, message: Any) -> Any:
        """In the one audit log."""
        self._note("reference-added", request, obj)

    def log_change(self, request: Any, obj: Any, message: Any) -> Any:
        """In the one audit log."""
        self._note("reference-changed", request, obj)

    def log_deletions(self, request: Any, queryset: Any) -> Any:
        """In the one audit log."""
        for obj in queryset:
            self._note("reference-deleted", request, obj)

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Each state that the row had, the latest first, with whoever made it so."""
        tracked: Any = Events.objects
        events = tracked.tracks(self.get_object(request, object_id)).order_by("-pgh_created_at")
        rows = list(events[:SHOWN])
        by = [str((row.pgh_context or {}).get("by", "")) for row in rows]
        names = names_of(by, by=here(request))
        shown = [
            {"event": row, "by": names.get(text, text), "changed": row.pgh_diff or row.pgh_data}
            for row, text in zip(rows, by, strict=True)
        ]
        context = {**self.admin_site.each_context(request), "title": _("History"), "rows": shown, "opts": self.opts}
        return TemplateResponse(request, "admin/reference_history.html", context)

    def _note(self, verb: str, request: Any, obj: Any) -> None:
        details = {"table": type(obj).__name__, "row": str(obj.pk)}
        audit.note(verb, by=here(request), at=now(), subject=str(obj)[:80], details=details)


class TeamAdmin(ReferenceAdmin):
    """Teams are closed, never deleted."""

    list_display = ("name", "slug", "place", "closed_at")
    once = ("slug",)


class RoutingRuleAdmin(ReferenceAdmin):
    """The first rule that fits names the team."""

    list_display = ("place", "kind", "topic", "channel", "flag", "from_rights", "team", "urgent")
    list_select_related = ("team",)
    is_kept = False


class ServiceStandardAdmin(ReferenceAdmin):
    """A new figure is a new row from a day on."""

    list_display = ("kind", "topic", "working_days", "percent", "from_on", "until_on", "certain")
    once = ("kind", "topic", "from_on")


class SampleRuleAdmin(ReferenceAdmin):
    """How much is looked at once more."""

    list_display = ("route", "percent")
    once = ("route",)


class ClosedDayForm(ReferenceForm):
    """Days to come only: what is past has counted."""

    def clean(self) -> dict[str, Any]:
        """Both ends in order, and in the future."""
        cleaned = super().clean()
        first, last = cleaned.get("from_on"), cleaned.get("until_on")
        if first and first <= legal_day(now()):
            self.add_error("from_on", _("The first day must be in the future"))
        if first and last and last < first:
            self.add_error("until_on", _("The last day must not be before the first day"))
        return cleaned


class ExcludedDayAdmin(ReferenceAdmin):
    """Closed days to come are added, changed and taken back; those that have come stay."""

    permission = OfficePermission.MANAGE_REFERENCE_DATA
    form = ClosedDayForm
    once = ("kind", "from_on")
    is_kept = False
    fields = ("kind", "from_on", "until_on", "name", "source")
    list_display = ("from_on", "until_on", "name", "kind", "source")
    ordering = ("-from_on",)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Nothing that has come."""
        return super().has_change_permission(request, obj) and (obj is None or obj.from_on > legal_day(now()))

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Nothing that has come; and not many at once."""
        return obj is not None and super().has_delete_permission(request, obj) and obj.from_on > legal_day(now())

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """Counts from the next request on."""
        obj.loaded_at = now()
        super().save_model(request, obj, form, change)
        transaction.on_commit(forget_rulebook)

    def delete_model(self, request: Any, obj: Any) -> None:
        """Counts from the next request on."""
        super().delete_model(request, obj)
        transaction.on_commit(forget_rulebook)


class FeeTableAdmin(ReferenceAdmin):
    """Read here; new fees are proposed and approved on their own page."""

    permission = OfficePermission.MANAGE_REFERENCE_DATA
    is_read_only = True
    list_display = ("part", "place", "from_on", "loaded_at")
    ordering = ("part", "place")


site.register(Team, TeamAdmin)
site.register(RoutingRule, RoutingRuleAdmin)
site.register(ServiceStandard, ServiceStandardAdmin)
site.register(SampleRule, SampleRuleAdmin)
site.register(ExcludedDay, ExcludedDayAdmin)
site.register(FeeTable, FeeTableAdmin)
