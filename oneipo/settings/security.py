"""Cookies, headers, sign-in and hosts."""

from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from oneipo.settings.environment import ENV


def _sign_out_origins() -> list[str]:
    """Where the form that signs out leads in the end: browsers hold redirects after a form to ``form-action``."""
    addresses = [urlsplit(url) for url in (ENV.one_login_discovery_url, ENV.staff_oidc_discovery_url)]
    origins = [f"{address.scheme}://{address.netloc}" for address in addresses]
    return origins + [f"https://*.{name}" for name in ["account.gov.uk"] if any(name in origin for origin in origins)]


SECRET_KEY = ENV.secret_key
_address = urlsplit(ENV.public_url)
_secure = _address.scheme == "https"
ALLOWED_HOSTS = [_address.hostname or "localhost"] + (["127.0.0.1", "localhost"] if ENV.development else [])
CSRF_TRUSTED_ORIGINS = [ENV.public_url]
CSRF_COOKIE_NAME = "__Host-csrf" if _secure else "csrf"
CSRF_COOKIE_SECURE = _secure
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "oneipo.middleware.stale_forms.csrf_failure"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SECURE = _secure

SESSION_COOKIE_NAME = "__Host-session" if _secure else "session"
STAFF_SESSION_COOKIE_NAME = "__Host-staff-session" if _secure else "staff-session"
VISITOR_COOKIE_NAME = "__Host-visitor" if _secure else "visitor"
SESSION_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
IDLE_SECONDS = 10 * 60
IDLE_WARNING_SECONDS = 2 * 60

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63072000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_HSTS_PRELOAD = _secure
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF, ENV.pay_url, "https://www.payments.service.gov.uk", *_sign_out_origins()],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "interest-cohort")
}

AUTHENTICATION_BACKENDS = ["accounts.one_login.backend.OneLoginBackend", "accounts.staff_sign_in.backend.StaffBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "signed-out"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
MAX_UPLOAD_BYTES = 25 * 1024 * 1024
CLAMAV_SOCKET = ENV.clamav_socket
UPLOADS_WITHOUT_SCAN = ENV.uploads_without_scan or ENV.development
