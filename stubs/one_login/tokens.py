"""Makes the ID token, the core identity and the userinfo reply, right or wrong on demand."""

from collections.abc import Mapping
from typing import Any

import jwt

from stubs.frame import Surroundings
from stubs.oidc.forging import Claims, signed, wrong_claims
from stubs.oidc.keys import Keys, at_hash
from stubs.one_login.asking import ADDRESS, CORE_IDENTITY, RETURN_CODE
from stubs.one_login.personas import Persona

ID_TOKEN_SECONDS = 120
CORE_IDENTITY_SECONDS = 1800
Grant = Mapping[str, Any]


class Tokens:
    """Makes the tokens of one provider. A grant says who signed in, what was asked for and what goes wrong."""

    def __init__(self, around: Surroundings, keys: Keys, identity_keys: Keys) -> None:
        """Sign with these keys."""
        self._around = around
        self._keys = keys
        self._identity_keys = identity_keys
        self.issuer = f"{around.own_url}/"
        self.identity_issuer = f"{around.own_url}/identity/"

    def id_token(self, grant: Grant, access_token: str, client_id: str, alg: str) -> str:
        """Return the ID token of a grant."""
        now = self._around.clock.timestamp()
        claims: Claims = {
            "sub": grant["sub"],
            "aud": client_id,
            "iss": self.issuer,
            "exp": now + ID_TOKEN_SECONDS,
            "iat": now,
            "nonce": grant["asked"]["nonce"],
            "vot": grant["asked"]["credential"],
            "vtm": f"{self._around.own_url}/trustmark",
            "sid": grant["sid"],
            "at_hash": at_hash(access_token),
            "auth_time": grant["auth_time"],
        }
        what = wrong_with(grant, "id-token-")
        if what == "vot":
            claims["vot"] = "Cl" if claims["vot"] == "Cl.Cm" else "Cl.Cm"
        return signed(wrong_claims(claims, what), self._keys.current(alg), what)

    def logout_hint(self, token: str) -> Claims | None:
        """Return the claims of an ID token of ours, however old, or None if it is not ours."""
        try:
            kid = jwt.get_unverified_header(token).get("kid")
            key = next(key for key in self._keys.published() if key.kid == kid)
            options: Any = {"verify_exp": False, "verify_aud": False, "verify_iat": False, "verify_nbf": False}
            return dict(jwt.decode(token, key.public_pem(), algorithms=[key.alg], options=options))
        except (jwt.PyJWTError, StopIteration):
            return None

    def userinfo(self, grant: Grant, person: Persona, identity: Persona | None, client_id: str) -> Claims:
        """Return what the userinfo endpoint says of the person, and of the identity proved (None if it was not)."""
        reply: Claims = {"sub": person.sub}
        scopes = grant["asked"]["scope"].split()
        if "email" in scopes:
            reply |= {"email": person.email, "email_verified": True}
        if "phone" in scopes and person.phone:
            reply |= {"phone_number": person.phone, "phone_number_verified": True}
        asked = grant["asked"]["claims"]
        if CORE_IDENTITY in asked and identity:
            reply[CORE_IDENTITY] = self.core_identity(grant, identity, client_id)
        if ADDRESS in asked and identity and identity.address:
            reply[ADDRESS] = [identity.address]
        if RETURN_CODE in asked and grant["return_codes"]:
            reply[RETURN_CODE] = [{"code": code} for code in grant["return_codes"]]
        return wrong_userinfo(reply, str(grant["mishap"]))

    def core_identity(self, grant: Grant, identity: Persona, client_id: str) -> str:
        """Return the core identity token: who the signed-in user was proved to be."""
        now = self._around.clock.timestamp()
        what = wrong_with(grant, "core-identity-")
        if what == "garbage":
            return "this is not a token"
        claims: Claims = {
            "sub": grant["sub"],
            "iss": self.identity_issuer,
            "aud": client_id,
            "nbf": now,
            "iat": now,
            "exp": now + CORE_IDENTITY_SECONDS,
            "vot": "P2",
            "vtm": f"{self._around.own_url}/trustmark",
            "vc": {
                "type": ["VerifiableCredential", "VerifiableIdentityCredential"],
                "credentialSubject": credential_subject(identity),
            },
        }
        key = self._identity_keys.current("ES256")
        controller = "did:web:somebody-else.example" if what == "kid" else self.did
        changes: dict[str, Claims] = {"sub": {"sub": "urn:fdc:gov.uk:2022:somebody-else"}, "vot": {"vot": "P0"}}
        wrong = wrong_claims(claims, what) | changes.get(what, {})
        return signed(wrong, key, what, {"kid": f"{controller}#{key.kid}"})

    @property
    def did(self) -> str:
        """The name of the identity issuer as a decentralised identifier."""
        return f"did:web:localhost%3A{self._around.port}:identity"

    def did_document(self) -> Claims:
        """Return the document that publishes the identity issuer's keys."""
        return {
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
            "id": self.did,
            "assertionMethod": [
                {
                    "type": "JsonWebKey",
                    "id": f"{self.did}#{key.kid}",
                    "controller": self.did,
                    "publicKeyJwk": {**key.public_jwk(), "alg": key.alg},
                }
                for key in self._identity_keys.published()
            ],
        }


def credential_subject(identity: Persona) -> Claims:
    """Return name and date of birth as the core identity writes them."""
    parts = [("GivenName", identity.given_name), ("FamilyName", identity.family_name)]
    return {
        "name": [{"validFrom": "2000-01-01", "nameParts": [{"type": kind, "value": text} for kind, text in parts]}],
        "birthDate": [{"value": identity.birth_date}],
    }


def wrong_userinfo(reply: Claims, mishap: str) -> Claims:
    """Return the reply with what the mishap does to it."""
    if mishap == "userinfo-sub":
        return reply | {"sub": "urn:fdc:gov.uk:2022:somebody-else"}
    if mishap == "userinfo-no-email":
        return {name: value for name, value in reply.items() if not name.startswith("email")}
    return reply


def wrong_with(grant: Grant, where: str) -> str:
    """Return what goes wrong in the part whose mishaps begin with ``where``, or ""."""
    mishap = str(grant["mishap"])
    return mishap.removeprefix(where) if mishap.startswith(where) else ""
