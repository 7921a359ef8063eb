"""The stand-in for GOV.UK Notify as a whole: which address leads where."""

from werkzeug.routing import Map, Rule

from stubs.notify.outbox import Outbox

_GET = [
    ("/", "home"),
    ("/messages/<message_id>", "show_message"),
    ("/messages/<message_id>/letter.pdf", "show_letter"),
    ("/d/<upload_id>/<key>/file", "download_file"),
    ("/v2/notifications", "get_messages"),
    ("/v2/notifications/<notification_id>", "get_message"),
    ("/v2/notifications/<notification_id>/pdf", "get_pdf"),
    ("/v2/received-text-messages", "get_received_texts"),
    ("/v2/templates", "get_templates"),
    ("/v2/template/<template_id>", "get_template"),
    ("/v2/template/<template_id>/version/<int:version>", "get_template"),
    ("/__stub__/outbox", "control_outbox"),
]
_POST = [
    ("/v2/notifications/email", "send_email"),
    ("/v2/notifications/sms", "send_sms"),
    ("/v2/notifications/letter", "send_letter"),
    ("/v2/template/<template_id>/preview", "preview_template"),
    ("/__stub__/status", "control_status"),
    ("/__stub__/return-letter", "control_return_letter"),
    ("/__stub__/callbacks/deliver", "control_deliver"),
    ("/__stub__/key", "control_key"),
]
_BOTH = [
    ("/d/<upload_id>/<key>", "show_file"),
    ("/__stub__/callbacks", "control_callbacks"),
]


class Notify(Outbox):
    """GOV.UK Notify: the API under /v2/, the outbox, the callbacks and the controls."""

    name = "notify"
    title = "GOV.UK Notify"
    port_offset = 4
    rules = Map(
        [
            *(Rule(path, endpoint=endpoint, methods=["GET"]) for path, endpoint in _GET),
            *(Rule(path, endpoint=endpoint, methods=["POST"]) for path, endpoint in _POST),
            *(Rule(path, endpoint=endpoint, methods=["GET", "POST"]) for path, endpoint in _BOTH),
        ],
        strict_slashes=False,
    )
