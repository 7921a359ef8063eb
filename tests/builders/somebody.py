"""An account with one of each thing that pages show, and the arguments with which every route is asked for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from builders.filings import an_account, drafted, linked
from builders.people import a_member, a_role
from builders.programs import a_client
from builders.register import a_patent
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import AccountSession, ApiClient, Invitation, Organisation, OrganisationTeam, User
from accounts.organising.inviting import token_of
from core.actor import Applicant, label
from core.clock import now
from core.models import StoredFile
from notifications.messages import RefundMade
from notifications.models import Delivery, Notice, Webhook
from notifications.recipients import Recipient
from notifications.services import tell
from notifications.webhooks.signing import new_secret, sealed
from payments.services import open_payment
from rights.models import ClientFile, Instruction, LinkRequest, ReminderCopy, Right, SavedView, TestMake
from rights.tracking.deciding import begin_review
from transactions.lists.checking import check_all
from transactions.lists.making import make_list
from transactions.lists.reading import Row
from transactions.models import AutomaticRenewal, ConsentRequest, Filing, PlannedRenewal


@dataclass(frozen=True)
class Theirs:
    """Everything that belongs to somebody else."""

    organisation: Organisation
    member: Applicant
    right: Right
    arguments: dict[str, dict[str, Any]]


def everything_of_somebody() -> Theirs:
    """An account with one of each thing."""
    at = now()
    member = an_account(at)
    organisation = Organisation.objects.get(pk=member.organisation_id)
    right = a_patent(published_on=None, granted_on=None)
    linked(right, member)
    published = a_patent(filed_on=at.date().replace(day=1) - timedelta(days=366 * 4 - 10))
    linked(published, member)
    draft = drafted("renew", [published], {}, by=member, at=at)
    payment = open_payment(
        subject=draft.reference, amount_pence=7000, description="Renewal", email="", language="en", by=member, at=at
    )
    told = RefundMade(reference=payment.reference, amount="£70", why="A test.")
    tell(told, to=Recipient(organisation_id=organisation.pk), key="theirs", about=payment.reference, at=at)
    request = link_request(organisation, published, at)
    firm = an_account(at, name="A representative", email="firm@represents.example")
    linked(right, firm, relation="representative")
    wanting = LinkRequest.everything.create(
        reference="LNK-3333-3333-3333", organisation_id=firm.organisation_id, right=published, proof="owner",
        relation="representative", state="with-owner", batch="OWN-3333-3333-3333", asked_at=at, asked_by="user:y",
    )  # fmt: skip
    session = AccountSession.everything.create(
        user_id=member.user_id, door="customer", session_key="theirs", organisation=organisation, issuer="x",
        subject="x", signed_in_at=at, authenticated_at=at, last_active_at=at, browser="x",
    )  # fmt: skip
    role = a_role(organisation, ["view"])
    colleague = a_member(organisation, email="colleague@account.example", permissions=["view"])
    invitation = Invitation.objects.create(
        organisation=organisation, email="invited@account.example", name="Invited", role=role,
        invited_by=User.objects.get(pk=member.user_id), invited_at=at, expires_at=at + timedelta(days=14),
    )  # fmt: skip
    team = OrganisationTeam.objects.create(organisation=organisation, name="A team", created_at=at)
    file = ClientFile.everything.create(organisation=organisation, name="A client", created_at=at)
    told = Instruction.everything.create(batch="ASK-1", right=right, firm=organisation, answer="renew", answered_at=at)
    saved = SavedView.everything.create(organisation=organisation, user_id=member.user_id, name="A view", created_at=at)
    review = begin_review("A review", client="", due_on=at.date(), by=member, at=at)
    agreed = AutomaticRenewal.everything.create(organisation=organisation, scope="right", right=right, agreed_at=at)
    plan = PlannedRenewal.everything.create(
        agreement=agreed,
        organisation=organisation,
        right=right,
        year=5,
        pence=7000,
        noticed_on=at.date(),
        renews_on=at.date(),
    )
    copied = ReminderCopy.everything.create(
        organisation=organisation,
        address="else@account.example",
        scope="right",
        right=published,
        made_at=at,
        wall_key="",
    )
    listed = make_list("renew", [Row(right.number)], name="A list", by=member, at=at)
    check_all(listed, by=member, at=at)
    filing = {"reference": draft.reference}
    Filing.everything.filter(pk=draft.pk).update(along_with="SET-2222-2222-2222")
    asked = ConsentRequest.everything.create(
        reference="AGR-2222-2222-2222", filing=draft, party="Somebody", role="proprietor", way="account", asked_at=at,
        expires_at=at,
    )  # fmt: skip
    asked.rights.add(right)
    asked.accounts.add(organisation)
    arguments = {
        "message": {"reference": Notice.everything.get(key="theirs").reference},
        "payment": {"reference": payment.reference},
        "payment-return": {"reference": payment.reference, "token": "a" * 32},
        "payment-receipt": {"reference": payment.reference},
        "payment-take-back": {"reference": payment.reference},
        "payment-receipt-file": {"reference": payment.reference},
        "right": {"number": right.number},
        "right-reference": {"number": right.number},
        "right-everything": {"number": right.number},
        "link-unlink": {"number": right.number},
        "link-dispute": {"number": right.number},
        **{
            name: {"reference": file.reference} for name in ALL if name.startswith("client") and name not in OWN_ACCOUNT
        },
        **{
            name: {"reference": listed.reference} for name in ALL if name.startswith("list") and name not in OWN_ACCOUNT
        },
        "reminder-copy-stop": {"reference": copied.reference},
        "list-line": {"reference": listed.reference, "place": 1},
        "instruction-withdraw": {"reference": told.reference},
        "view-drop": {"reference": saved.reference},
        "review": {"reference": review.reference},
        "review-close": {"reference": review.reference},
        "calendar-feed": {"secret": "a" * 43},
        "automatic-stop": {"reference": agreed.reference},
        "automatic-plan-stop": {"reference": plan.reference},
        "join": {"token": token_of(invitation)},
        "organisation-invitation-cancel": {"reference": invitation.reference},
        "organisation-person-role": {"user": colleague.pk},
        "organisation-person-remove": {"user": colleague.pk},
        "organisation-role": {"reference": role.reference},
        "organisation-role-retire": {"reference": role.reference},
        "organisation-team": {"key": team.key},
        "end-session": {"session_id": session.pk},
        "agreement": {"reference": asked.reference},
        "representative-answer": {"batch": wanting.batch},
        "representative": {"firm": firm.organisation_id},
        "filing": filing,
        "filing-check": filing,
        "filing-letter": filing,
        "filing-certificates": filing,
        "filing-certificates-file": filing | {"form": "pdf"},
        "filing-document": filing | {"file": uuid4()},
        "filing-picture": filing | {"file": uuid4(), "page": 1},
        "filing-pay": filing,
        "filing-withdraw": filing,
        "filing-reopen": filing,
        "filing-exit": filing | {"key": "any"},
        "filing-step": filing | {"key": "receipt"},
        "filing-questions": filing,
        "set": {"reference": "SET-2222-2222-2222"},
        "filing-more": filing,
        "filing-together": filing,
        "filing-item": filing | {"key": "receipt", "number": 1},
        "filing-item-remove": filing | {"key": "receipt", "number": 1},
        "filing-evidence": filing | {"key": "any"},
        "filing-evidence-remove": filing | {"key": "any", "file": uuid4()},
        "feedback": filing,
        "feedback-thanks": filing,
        "staff:team": {"team": "formalities"},
        "staff:board": {"team": "formalities"},
        "staff:board-share": {"team": "formalities"},
        "staff:board-place": {"team": "formalities"},
        "staff:board-leave": {"team": "formalities", "user": uuid4()},
        "staff:fee-decide": {"proposal": 1},
        "staff:absence-drop": {"absence": 1},
        "staff:text": {"slug": "signature"},
        "staff:allocate-team": {"team": "formalities"},
        "staff:right": {"number": right.number},
        "staff:account": {"account": organisation.pk},
        "staff:account-link": {"account": organisation.pk},
        "staff:payment": {"reference": "PAY-2222-2222-2222"},
    }
    arguments |= {name: filing for name in ALL if name.startswith("staff:case")}
    arguments |= {f"staff:{name}": arguments[name] for name in KEYED_PAGES}
    rows = [name for name in ALL if name.startswith("reference:") and name.endswith(("_change", "_delete", "_history"))]
    arguments |= {name: {"object_id": "1"} for name in rows} | {"reference:app_list": {"app_label": "casework"}}
    sent = filing | {"message": "MSG-2222-2222-2222"}
    arguments |= {"staff:case-message": sent, "staff:case-message-file": sent}
    arguments["staff:case-document"] = filing | {"file": uuid4()}
    arguments["staff:case-picture"] = filing | {"file": uuid4(), "page": 1}
    arguments |= {name: {"reference": request.reference} for name in LINK_PAGES}
    client = a_client(member)
    system = {"reference": client.reference}
    arguments |= {name: system for name in ALL if name.startswith("system") and name not in OWN_ACCOUNT}
    arguments["tool-stop"] = system
    hook = a_webhook(client, at)
    told = {"reference": hook.reference, "delivery": "DLV-2222-2222-2222"}
    arguments |= {"webhook-by-program": {"reference": hook.reference}, "webhook-delivery": told}
    arguments["webhook-end"] = system | {"webhook": hook.reference}
    arguments |= {"webhook": system | {"webhook": hook.reference}, "webhook-act": system | {"webhook": hook.reference, "what": "pause"}}  # fmt: skip
    arguments |= {"stored-file": {"id": a_file(member, at)}, "given-document": filing | {"id": uuid4()}}
    arguments["filed-document"] = {"number": right.number, "id": uuid4()}
    arguments["test-patents"] = {"reference": made_patents(organisation, at)}
    return Theirs(organisation, member, right, arguments)


def a_webhook(client: ApiClient, at: datetime) -> Webhook:
    """Where the system is called, with one event that it was told."""
    made = Webhook.everything.create(
        organisation_id=client.organisation_id, client=client, url="https://docketing.firm.example/hook",
        events=["filing.moved"], sealed_secret=sealed(new_secret(), at=at), created_at=at, changed_at=at,
    )  # fmt: skip
    Delivery.everything.create(
        reference="DLV-2222-2222-2222", webhook=made, event_id="evt_1", kind="filing.moved", body="{}", created_at=at,
        about="REN-2222-2222-2222",
    )  # fmt: skip
    return made


KEYED_PAGES = (
    "filing", "filing-check", "filing-document", "filing-evidence", "filing-evidence-remove", "filing-item",
    "filing-item-remove", "filing-pay", "filing-step", "filing-withdraw",
)  # fmt: skip
LINK_PAGES = (
    "link-request", "link-cancel", "link-prove", "link-enter-code", "link-prove-identity", "link-give-authority",
)  # fmt: skip


def link_request(organisation: Organisation, right: Right, at: datetime) -> LinkRequest:
    return LinkRequest.everything.create(
        reference="LNK-2222-2222-2222", organisation=organisation, right=right, relation="owner", proof="code",
        state="code-sent", asked_at=at, asked_by="user:x",
    )  # fmt: skip


def a_file(by: Applicant, at: datetime) -> UUID:
    return StoredFile.everything.create(
        organisation_id=by.organisation_id, name="theirs.pdf", media_type="application/pdf", size=1,
        content_hash="0" * 64, given_at=at, given_by=label(by),
    ).reference  # fmt: skip


def made_patents(organisation: Organisation, at: datetime) -> str:
    return TestMake.everything.create(
        organisation=organisation, relation="owner", conditions=["due"], count=1, email="theirs@account.example",
        asked_at=at, asked_by="user:x", made_at=at,
    ).reference  # fmt: skip


def routes(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            yield f"{space}{entry.name}", entry


OFFICE = ("staff:", "reference:")
BY_PROGRAM = ("api-", "oauth:", "openapi")
"""Asked by programs and not by browsers: walked by tests/architecture/test_strangers_by_program.py."""
ALL = dict(routes(get_resolver()))

OPEN_TO_ALL = {
    "developers:start", "developers:quickstart", "developers:standard", "developers:errors", "developers:operation",
    "start", "find", "change", "journal", "journal-issue", "journal-issue-csv", "journal-issue-xml", "public-right", "right-then", "right-title", "right-title-file", "right-documents", "right-document", "right-picture", "daily-roots", "renew", "certificate-code", "certificate", "certificate-file", "not-me",
    "reminder-copy-confirm", "reminder-copy-stop-at", "this-is-wrong", "agree-at-address", "help", "enquiry", "enquiry-taken", "cookies", "privacy", "accessibility", "terms", "feedback-page",
    "feedback-page-thanks", "alive", "ready", "robots",
    "security-txt", "jwks", "language", "sign-in", "sign-in-start", "sign-in-again", "sign-in-again-start",
    "prove-identity", "oidc-callback", "back-channel-logout", "sign-out", "signed-out", "stay-signed-in", "keep-typed",
    "pay-webhook", "notify-receipt", "link-authority-form", "oauth-metadata",
    "staff:sign-in", "staff:sign-in-start", "staff:sign-in-again", "staff:sign-in-again-start", "staff:oidc-callback",
    "staff:sign-out", "staff:signed-out", "staff:stay-signed-in", "staff:keep-typed", "staff:jwks",
}  # fmt: skip
"""Reviewed: these show public facts, begin something of one's own, or belong to signing in."""

OWN_ACCOUNT = {
    "home", "agreements", "portfolio", "portfolio-export", "filings", "messages", "account", "account-name", "account-own-name", "account-drafts", "account-reminders", "end-other-sessions", "link",
    "link-requests", "change-several", "filing-begin", "link-found", "organisations", "organisation-switch",
    "organisation-new", "organisation", "organisation-leave", "organisation-people", "organisation-invite",
    "organisation-responsible", "organisation-roles", "organisation-role-new", "organisation-rules", "organisation-teams",
    "organisation-team-new", "organisation-log", "sandbox", "sandbox-make", "systems", "system-new", "tool-new", "clients", "client-new",
    "organisation-rules-answer", "portfolio-tools", "portfolio-documents", "representatives", "reminder-copy-add", "lists", "list-new", "list-template", "list-from-portfolio",
    "views", "view-save", "portfolio-file", "forecast", "calendar", "reviews", "automatic", "automatic-agree", "instructions", "instructions-ask", "instructions-give", "basket", "money", "money-open", "money-top-up", "money-people", "money-warning", "money-statement", "money-statement-csv",
    "money-statement-pdf",
}  # fmt: skip
"""Without an argument that names somebody's thing: each account sees its own."""


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


def asked(browser: Client, address: str) -> Iterator[tuple[str, Any]]:
    """The answer to every method; a form comes with a field, so that no page takes it for one that was not sent."""
    for method in METHODS:
        yield method, browser.generic(method, address, "a=b", content_type="application/x-www-form-urlencoded")


def is_not_there(answer: Any) -> bool:
    return answer.status_code in (404, 405)
