"""Everything that can go wrong on demand at One Login, by name."""

from stubs.oidc.mishaps import COMMON, IN_ID, Catalogue, Mishap

REFUSED = "The authorisation is refused"
USERINFO = "The userinfo endpoint is wrong"
CORE_IDENTITY = "The core identity is wrong"

REFUSALS = {
    "access_denied": "Access denied by resource owner or authorization server",
    "temporarily_unavailable": "The authorization server is temporarily unavailable",
    "login_required": "Login required",
    "unauthorized_client": "client deactivated",
    "invalid_request": "Invalid request",
    "server_error": "Unexpected server error",
}
CATALOGUE = Catalogue(
    (
        *(Mishap(error, REFUSED, error) for error in REFUSALS),
        *COMMON,
        Mishap("id-token-vot", IN_ID, "another level (vot) than was asked for"),
        Mishap("id-token-at-hash", IN_ID, "at_hash of another access token"),
        Mishap("userinfo-401", USERINFO, "answers 401"),
        Mishap("userinfo-500", USERINFO, "answers 500"),
        Mishap("userinfo-503", USERINFO, "answers 503"),
        Mishap("userinfo-slow", USERINFO, "takes 30 seconds"),
        Mishap("userinfo-garbage", USERINFO, "answers 200 with a page instead of JSON"),
        Mishap("userinfo-sub", USERINFO, "is about somebody else (sub)"),
        Mishap("userinfo-no-email", USERINFO, "leaves out the email address"),
        Mishap("core-identity-iss", CORE_IDENTITY, "issuer (iss) of somebody else"),
        Mishap("core-identity-aud", CORE_IDENTITY, "audience (aud) of another service"),
        Mishap("core-identity-sub", CORE_IDENTITY, "about somebody else (sub)"),
        Mishap("core-identity-signature", CORE_IDENTITY, "signed with a key that is not ours"),
        Mishap("core-identity-alg", CORE_IDENTITY, "algorithm (alg) HS256 with our public key as the secret"),
        Mishap("core-identity-alg-none", CORE_IDENTITY, "algorithm (alg) none, without a signature"),
        Mishap("core-identity-kid", CORE_IDENTITY, "names a key (kid) of another controller"),
        Mishap("core-identity-expired", CORE_IDENTITY, "expired an hour ago"),
        Mishap("core-identity-not-yet-valid", CORE_IDENTITY, "issued and valid an hour from now"),
        Mishap("core-identity-vot", CORE_IDENTITY, "level (vot) P0 instead of P2"),
        Mishap("core-identity-garbage", CORE_IDENTITY, "not a token at all"),
    )
)
