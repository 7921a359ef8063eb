"""Notify's API: sending messages, reading them back, and templates."""

import base64
import binascii
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from werkzeug.wrappers import Request, Response

from stubs.notify import addresses, bodies, fields, intake, markdown, messages, pdf, uploads
from stubs.notify.gate import Answer, Gate, call
from stubs.notify.messages import Message
from stubs.notify.moments import read
from stubs.notify.refusals import Refusal, bad, invalid, unknown
from stubs.notify.templates_on_disk import KINDS, Template

PAGE = 250
NO_TEMPLATE = {"id": "", "version": 0, "name": ""}


class Api(Gate):
    """The calls under /v2/."""

    # --- sending --------------------------------------------------------------------------------------------------

    @call
    def send_email(self, request: Request) -> Answer:
        """Take an email."""
        body = self._read("email", request)
        return 201, self._send("email", body, body["email_address"].strip())

    @call
    def send_sms(self, request: Request) -> Answer:
        """Take a text message."""
        body = self._read("sms", request)
        return 201, self._send("sms", body, body["phone_number"].strip())

    @call
    def send_letter(self, request: Request) -> Answer:
        """Take a letter: from a template, or made as a PDF by the service."""
        sent = intake.read_json(request.get_data())
        if "content" in sent and "template_id" not in sent:
            return 201, self._send_pdf(intake.read_message("precompiled", sent))
        body = self._read("letter", request)
        return 201, self._send("letter", body, "")

    def _read(self, kind: str, request: Request) -> dict[str, Any]:
        body = intake.read_message(kind, intake.read_json(request.get_data()))
        self.check_limits(kind)
        if kind != "letter":
            self.check_described(request, body)
        return body

    def _send(self, kind: str, asked: dict[str, Any], recipient: str) -> dict[str, Any]:
        template = self._template_for(kind, asked["template_id"])
        self._check_guest(recipient)
        given = asked.get("personalisation") or {}
        lines = addresses.lines_of(given) if kind == "letter" else []
        values, files = uploads.take(given, lambda _, value: self._keep_file(kind, value, recipient))
        message = self._written(kind, template, values) | {
            "reference": asked.get("reference"),
            "to": recipient or ", ".join(lines),
            "lines": lines,
            "postage": "second" if kind == "letter" else None,
            "files": [values[name] for name in files],
            "one_click_unsubscribe_url": asked.get("one_click_unsubscribe_url"),
            "sanitised": _sanitised(asked.get("sanitise_content_for"), given),
        }
        if not messages.is_smoke_test(recipient):
            first = "accepted" if kind == "letter" else "created"
            steps = messages.steps_of(kind, recipient, self.speed)
            self.keep(messages.begin(message, first, steps, self.clock.now()))
        return bodies.sent(message, self.around.own_url)

    def _keep_file(self, kind: str, value: dict[str, Any], recipient: str) -> str:
        if kind != "email":
            raise bad("Can only send a file by email")
        return self.keep_upload(value, recipient)

    def _check_guest(self, recipient: str) -> None:
        if self.key.kind == "team" and recipient.lower() not in self.guests:
            raise bad(
                "Can’t send to this recipient using a team-only API key - "
                "see https://www.notifications.service.gov.uk/trial-mode"
            )

    def _template_for(self, kind: str, template_id: str) -> Template:
        template = self.templates.find(template_id)
        if template is None:
            raise bad("Template not found")
        if template.kind != kind:
            raise bad(f"{template.kind} template is not suitable for {kind} notification")
        return template

    def _written(self, kind: str, template: Template, values: dict[str, Any]) -> Message:
        _check_complete(template, values)
        body = fields.fill(template.body, values, inline=kind == "sms")
        if kind == "email" and len(body.encode()) > intake.LARGEST_EMAIL_BYTES:
            raise bad("Emails cannot be longer than 2000000 bytes. Your message is too long.")
        named = {"id": template.id, "version": template.version, "name": template.name}
        subject = fields.fill(template.subject, values, inline=True)
        return {"id": str(uuid4()), "type": kind, "template": named, "subject": subject, "body": body}

    def _send_pdf(self, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            content = base64.b64decode(asked["content"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise bad("Cannot decode letter content (invalid base64 encoding)") from error
        self.check_limits("letter")
        message = {
            "id": str(uuid4()),
            "type": "letter",
            "template": NO_TEMPLATE,
            "subject": "Pre-compiled PDF",
            "body": "",
            "reference": asked["reference"],
            "to": "Provided as PDF",
            "lines": ["Provided as PDF"],
            "postage": asked.get("postage", "second"),
            "files": [],
            "one_click_unsubscribe_url": None,
            "pdf": asked["content"],
        }
        steps = messages.steps_of_pdf(content, self.speed)
        self.keep(messages.begin(message, "pending-virus-check", steps, self.clock.now()))
        return {name: message[name] for name in ("id", "reference", "postage")}

    # --- reading back ---------------------------------------------------------------------------------------------

    def _existing(self, notification_id: str) -> Message:
        if not intake.is_uuid(notification_id):
            raise invalid("notification_id is not a valid UUID")
        found = self.message(notification_id)
        if found is None:
            raise unknown()
        return found

    @call
    def get_message(self, request: Request, notification_id: str) -> Answer:
        """Return one message."""
        return 200, bodies.message(self._existing(notification_id), self.around.own_url)

    @call
    def get_messages(self, request: Request) -> Answer:
        """Return up to 250 messages, newest first, and where the next are."""
        given = request.args
        kind, statuses, older_than = given.get("template_type"), given.getlist("status"), given.get("older_than")
        _check_filters(kind, statuses, older_than)
        wanted = [
            one
            for one in self.all_messages()
            if kind in (None, one["type"])
            and (not statuses or one["status"] in statuses or ("failed" in statuses and "failure" in one["status"]))
            and given.get("reference") in (None, one["reference"])
        ]
        page = _older_than(wanted, older_than)[:PAGE]
        links = {"current": request.url}
        if page:
            query = [(key, value) for key, value in given.items(multi=True) if key != "older_than"]
            links["next"] = f"{request.base_url}?{urlencode([*query, ('older_than', page[-1]['id'])])}"
        return 200, {"notifications": [bodies.message(one, self.around.own_url) for one in page], "links": links}

    @call
    def get_pdf(self, request: Request, notification_id: str) -> Answer:
        """Return a letter's PDF, once there is one."""
        found = self._existing(notification_id)
        if found["type"] != "letter":
            raise bad("Notification is not a letter")
        if found["status"] == "virus-scan-failed":
            raise bad("File did not pass the virus scan")
        if found["status"] == "technical-failure":
            raise bad("PDF not available for letters in status technical-failure")
        ready_at = read(found["created_at"]) + messages.PDF_READY_AFTER / self.speed
        if found["status"] == "pending-virus-check" or self.clock.now() < ready_at:
            raise Refusal(400, "PDFNotReadyError", "PDF not available yet, try again later")
        return 200, Response(self.pdf_of(found), mimetype="application/pdf")

    def pdf_of(self, letter: Message) -> bytes:
        """Return the PDF of a letter."""
        if letter.get("pdf"):
            return base64.b64decode(letter["pdf"])
        return pdf.letter(letter["lines"], letter["subject"], letter["body"])

    @call
    def get_received_texts(self, request: Request) -> Answer:
        """Return no text messages: nobody can answer ours."""
        return 200, {"received_text_messages": [], "links": {"current": request.url}}

    # --- templates ------------------------------------------------------------------------------------------------

    def _template(self, template_id: str, version: int | None = None) -> Template:
        if not intake.is_uuid(template_id):
            raise invalid("id is not a valid UUID")
        found = self.templates.find(template_id, version)
        if found is None:
            raise unknown()
        return found

    @call
    def get_template(self, request: Request, template_id: str, version: int | None = None) -> Answer:
        """Return a template, or one of its versions."""
        return 200, bodies.template(self._template(template_id, version))

    @call
    def get_templates(self, request: Request) -> Answer:
        """Return all templates, or all of a type."""
        kind = request.args.get("type")
        if kind is not None and kind not in KINDS:
            raise invalid(f"type {kind} is not one of [sms, email, letter]")
        found = [one for one in self.templates.current() if kind in (None, one.kind)]
        return 200, {"templates": [bodies.template(one) for one in found]}

    @call
    def preview_template(self, request: Request, template_id: str) -> Answer:
        """Return a template filled in, sending nothing."""
        asked = intake.read_message("preview", intake.read_json(request.get_data() or b"{}"))
        template = self._template(template_id)
        filled = self._written(template.kind, template, asked.get("personalisation") or {})
        return 200, {
            "id": template.id,
            "type": template.kind,
            "version": template.version,
            "body": filled["body"],
            "html": markdown.to_html(filled["body"]) if template.kind == "email" else None,
            "subject": filled["subject"] or None,
            "postage": "second" if template.kind == "letter" else None,
        }


def _check_complete(template: Template, values: dict[str, Any]) -> None:
    missing = fields.missing(fields.names_in(template.subject, template.body), values)
    if missing:
        raise bad(f"Missing personalisation: {', '.join(missing)}")


def _sanitised(names: list[str] | None, given: dict[str, Any]) -> dict[str, Any] | None:
    if not names:
        return None
    texts = {name: given[name] for name in names if isinstance(given.get(name), str)}
    return {name: {"unsanitised": text, "sanitised": fields.sanitised(text)} for name, text in texts.items()}


def _check_filters(kind: str | None, statuses: list[str], older_than: str | None) -> None:
    every = dict.fromkeys(status for group in messages.STATUSES.values() for status in group) | {"failed": None}
    problems = [f"status {one} is not one of [{', '.join(every)}]" for one in statuses if one not in every]
    if kind is not None and kind not in KINDS:
        problems.append(f"template_type {kind} is not one of [sms, email, letter]")
    if older_than is not None and not intake.is_uuid(older_than):
        problems.append("older_than is not a valid UUID")
    if problems:
        raise invalid(*problems)


def _older_than(found: list[Message], message_id: str | None) -> list[Message]:
    if message_id is None:
        return found
    ids = [one["id"] for one in found]
    return found[ids.index(message_id) + 1 :] if message_id in ids else []
