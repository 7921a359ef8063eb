"""Writes messages and templates the way Notify's API shows them."""

from collections.abc import Mapping
from typing import Any

from stubs.notify import fields
from stubs.notify.moments import stamp
from stubs.notify.templates_on_disk import Template

Json = dict[str, Any]

FROM_EMAIL = "one.ipo@notifications.service.gov.uk"
FROM_NUMBER = "GOVUK"


def template_link(template: Mapping[str, Any], own_url: str) -> Json:
    """Return which version of which template was used."""
    uri = f"{own_url}/v2/template/{template['id']}/version/{template['version']}"
    return {"id": template["id"], "version": template["version"], "uri": uri}


def sent(message: Mapping[str, Any], own_url: str) -> Json:
    """Return the answer to a message that was taken."""
    content: Json = {"body": message["body"]}
    if message["type"] != "sms":
        content["subject"] = message["subject"]
    if message["type"] == "email":
        content |= {"from_email": FROM_EMAIL, "one_click_unsubscribe_url": message["one_click_unsubscribe_url"]}
    if message["type"] == "sms":
        content["from_number"] = FROM_NUMBER
    body: Json = {
        "id": message["id"],
        "reference": message["reference"],
        "content": content,
        "uri": f"{own_url}/v2/notifications/{message['id']}",
        "template": template_link(message["template"], own_url),
        "scheduled_for": None,
    }
    return body | {"sanitised_content": message["sanitised"]} if message["type"] == "email" else body


def message(found: Mapping[str, Any], own_url: str) -> Json:
    """Return a message with its status."""
    kind, lines = found["type"], found["lines"]
    address: Json = {
        f"line_{number}": (lines[number - 1] if number <= len(lines) - 1 else None) for number in range(1, 7)
    }
    return {
        "id": found["id"],
        "reference": found["reference"],
        "email_address": found["to"] if kind == "email" else None,
        "phone_number": found["to"] if kind == "sms" else None,
        **address,
        "postcode": lines[-1] if lines else None,
        "postage": found["postage"],
        "type": kind,
        "status": found["status"],
        "template": template_link(found["template"], own_url),
        "body": found["body"],
        "subject": found["subject"] if kind != "sms" else None,
        "created_at": found["created_at"],
        "created_by_name": None,
        "sent_at": found["sent_at"],
        "completed_at": found["completed_at"],
        "scheduled_for": None,
        "one_click_unsubscribe_url": found["one_click_unsubscribe_url"],
        "is_cost_data_ready": True,
        "cost_in_pounds": 0.0,
        "cost_details": {},
    }


def template(found: Template) -> Json:
    """Return a template."""
    names = fields.names_in(found.subject, found.body)
    return {
        "id": found.id,
        "name": found.name,
        "type": found.kind,
        "created_at": stamp(found.changed_at),
        "updated_at": None,
        "version": found.version,
        "created_by": "one-ipo@example.gov.uk",
        "body": found.body,
        "subject": found.subject or None,
        "postage": "second" if found.kind == "letter" else None,
        "personalisation": {name: {"required": True} for name in names},
        "letter_contact_block": None,
    }
