"""The stand-in for GOV.UK Pay as a whole: which address leads where."""

from werkzeug.routing import Map, Rule

from stubs.pay.pages import CardPages

_GET = [
    ("/", "home"),
    ("/secure/<token>", "secure"),
    ("/v1/payments", "search_payments"),
    ("/v1/payments/<payment_id>", "get_payment"),
    ("/v1/payments/<payment_id>/events", "get_events"),
    ("/v1/payments/<payment_id>/refunds", "get_refunds"),
    ("/v1/payments/<payment_id>/refunds/<refund_id>", "get_refund"),
    ("/v1/refunds", "search_refunds"),
    ("/v1/agreements", "search_agreements"),
    ("/v1/agreements/<agreement_id>", "get_agreement"),
    ("/v1/disputes", "search_disputes"),
]
_POST = [
    ("/secure", "secure_post"),
    ("/card_details/<payment_id>/cancel", "cancel_card"),
    ("/v1/payments", "create_payment"),
    ("/v1/payments/<payment_id>/cancel", "cancel_payment"),
    ("/v1/payments/<payment_id>/capture", "capture_payment"),
    ("/v1/payments/<payment_id>/refunds", "create_refund"),
    ("/v1/agreements", "create_agreement"),
    ("/v1/agreements/<agreement_id>/cancel", "cancel_agreement"),
    ("/v1/auth", "authorise_moto"),
    ("/__stub__/pay", "control_pay"),
    ("/__stub__/expire", "control_expire"),
    ("/__stub__/dispute", "control_dispute"),
    ("/__stub__/webhooks/deliver", "control_deliver"),
    ("/__stub__/webhooks/replay", "control_replay"),
]
_BOTH = [
    ("/card_details/<payment_id>", "card_details"),
    ("/card_details/<payment_id>/confirm", "confirm_payment"),
    ("/__stub__/refunds", "control_refunds"),
    ("/__stub__/webhooks", "control_webhooks"),
]


class Pay(CardPages):
    """GOV.UK Pay: the API under /v1/, the card pages, the webhooks and the controls."""

    name = "pay"
    title = "GOV.UK Pay"
    port_offset = 3
    rules = Map(
        [
            *(Rule(path, endpoint=endpoint, methods=["GET"]) for path, endpoint in _GET),
            *(Rule(path, endpoint=endpoint, methods=["POST"]) for path, endpoint in _POST),
            *(Rule(path, endpoint=endpoint, methods=["GET", "POST"]) for path, endpoint in _BOTH),
        ],
        strict_slashes=False,
    )
