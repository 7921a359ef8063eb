"""What we ask of the office's provider: a second factor, always."""

import json
from datetime import datetime

from accounts.oidc.provider import staff_provider
from accounts.oidc.requests import plain_address
from accounts.oidc.tickets import Purpose

SECOND_FACTOR = "c1"
CLAIMS = {"id_token": {"acrs": {"essential": True, "value": SECOND_FACTOR}, "amr": None, "auth_time": None}}


def authorisation_address(asked: dict[str, str], *, purpose: Purpose, language: str, at: datetime) -> str:
    """Where to send the browser; with ``prompt=login`` when the action demands a fresh sign-in."""
    whole = {**asked, "redirect_uri": staff_provider().redirect_uri, "claims": json.dumps(CLAIMS)}
    whole["ui_locales"] = language
    if purpose == Purpose.AGAIN:
        whole["prompt"] = "login"
    return plain_address(staff_provider(), whole, at=at)
