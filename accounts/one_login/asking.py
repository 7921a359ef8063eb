"""What we ask of GOV.UK One Login, for each purpose."""

import json
from datetime import datetime
from typing import Any

from accounts.oidc.provider import one_login
from accounts.oidc.requests import signed_address
from accounts.oidc.tickets import Purpose

CORE_IDENTITY = "https://vocab.account.gov.uk/v1/coreIdentityJWT"
ADDRESS = "https://vocab.account.gov.uk/v1/address"
SIGNED_IN = "Cl.Cm"
PROVED = "Cl.Cm.P2"


def authorisation_address(
    asked: dict[str, Any], *, purpose: Purpose, language: str, id_token: str, at: datetime
) -> str:
    """Where to send the browser. ``asked`` holds state, nonce and challenge; ``id_token`` is the one that we hold.

    Authentication comes first and identity in a request of its own, as One Login asks; a fresh sign-in is asked for
    with ``prompt=login`` and the token of the person who must come back.
    """
    proving, again = purpose == Purpose.IDENTITY, purpose == Purpose.AGAIN
    whole = {**asked, "vtr": [PROVED if proving else SIGNED_IN], "ui_locales": "cy" if language == "cy" else "en"}
    whole["redirect_uri"] = one_login().redirect_uri
    if proving:
        whole["claims"] = json.dumps({"userinfo": {CORE_IDENTITY: None, ADDRESS: None}})
    if again:
        whole |= {"prompt": "login", "id_token_hint": id_token}
    return signed_address(one_login(), whole, at=at)
