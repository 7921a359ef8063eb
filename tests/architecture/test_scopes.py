"""Every table is either read through a scope, or reviewed here as one that needs none."""

import ast
from collections.abc import Iterator

from builders.sources import DOMAIN, FRONT_DOORS, sources
from django.apps import apps
from django.db.models import Model

from core.scoping import ScopedQuerySet

PUBLIC = {
    "rights.DailyRoot",
    "rights.ExcludedDay",
    "rights.FeeTable",
    "rights.JournalIssue",
    "transactions.Certificate",
}
"""Published to anybody; a certificate is shown to whoever holds its code."""

WHO_ACTS = {
    "accounts.User", "accounts.SignInIdentity", "accounts.Organisation", "accounts.Membership", "accounts.OrganisationRole",
    "accounts.Invitation", "accounts.ResponsibleOfficer", "accounts.OrganisationTeam", "accounts.OrganisationTeamMember",
    "accounts.ApiClient", "accounts.RulesProposal",
}  # fmt: skip
"""What an actor is made of, before there is one; read by the services of accounts."""

KERNEL = {
    "accounts.ProviderDocument", "accounts.UsedAssertion", "accounts.UsedLogoutToken", "core.AuditEvent", "core.BehindWall",
    "core.DemonstrationClock", "core.KeptAnswer", "core.OutboxMessage", "notifications.ReminderPreference", "payments.HeldMoney", "payments.StatementFile", "payments.WebhookDelivery", "rights.Hold",
    "rights.FeeProposal", "rights.LinkCodeSending", "rights.NotMeToken", "rights.SentReminder", "rights.SourceRecord", "rights.Watch",
    "transactions.ConsentToken", "transactions.Feedback", "transactions.ObjectionToken", "transactions.YearPin",
}  # fmt: skip
"""Bookkeeping that no page lists: counted, compared or written by services, by a key that they already hold."""


HISTORIES = {
    "casework.RoutingRuleEvent", "casework.SampleRuleEvent", "casework.ServiceStandardEvent", "casework.TeamEvent",
    "rights.ExcludedDayEvent", "rights.FeeTableEvent",
}  # fmt: skip
"""What reference data said before, written by triggers and read by whoever keeps that data."""


def models() -> Iterator[type[Model]]:
    yield from (model for model in apps.get_models() if model._meta.app_label in DOMAIN)


def is_scoped(model: type[Model]) -> bool:
    return isinstance(model._default_manager.get_queryset(), ScopedQuerySet)


def test_every_table_is_scoped_or_reviewed() -> None:
    open_ones = {model._meta.label for model in models() if not is_scoped(model)}
    assert open_ones == PUBLIC | WHO_ACTS | KERNEL | HISTORIES


def test_a_scoped_table_has_one_way_around_and_it_is_called_everything() -> None:
    for model in filter(is_scoped, models()):
        managers = {manager.name: manager for manager in model._meta.managers}
        assert set(managers) == {"objects", "everything"}, model
        assert model._base_manager.name == "everything", model


def test_the_front_doors_read_no_open_table_but_public_ones() -> None:
    names = {model.__name__ for model in models() if not is_scoped(model) and model._meta.label not in PUBLIC}
    assert [stray for stray in reads(*FRONT_DOORS) if stray[1] in names] == []


def reads(*packages: str) -> Iterator[tuple[str, str]]:
    """(module, model) for every ``Model.objects``."""
    for path, tree in sources(*packages):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                yield str(path), ast.unparse(node.value)


BACK_DOORS = {"_base_manager", "_default_manager", "_meta", "_raw_delete", "_fetch_all", "is_narrowed", "query"}


def test_the_front_doors_know_no_back_door() -> None:
    strays = []
    for path, tree in sources(*FRONT_DOORS):
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)} & {"everything"}
        named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & {"Subquery", "Exists", "RawSQL"}
        strays += [(str(path), found) for found in (attributes & BACK_DOORS) | words | named]
    assert strays == []


def test_nothing_switches_the_triggers_of_history_off() -> None:
    strays = [
        str(path)
        for path, tree in sources(*FRONT_DOORS, *DOMAIN, "oneipo")
        if {"pgtrigger.ignore", "pgtrigger.schema"}
        & {ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
        or any("session_replication_role" in str(n.value) for n in ast.walk(tree) if isinstance(n, ast.Constant))
    ]
    assert strays == []
