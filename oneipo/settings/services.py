"""The services outside: One Login, the staff provider, Pay, Notify, Companies House."""

from oneipo.settings.environment import BASE_DIR, ENV

ONE_LOGIN_DISCOVERY_URL = ENV.one_login_discovery_url
ONE_LOGIN_CLIENT_ID = ENV.one_login_client_id
ONE_LOGIN_PRIVATE_KEY = ENV.one_login_private_key
ONE_LOGIN_IDENTITY_ISSUER = ENV.one_login_identity_issuer

STAFF_OIDC_DISCOVERY_URL = ENV.staff_oidc_discovery_url
STAFF_OIDC_CLIENT_ID = ENV.staff_oidc_client_id
STAFF_OIDC_PRIVATE_KEY = ENV.staff_oidc_private_key

OIDC_RP_CLIENT_ID = ENV.one_login_client_id
OIDC_RP_CLIENT_SECRET = ""
OIDC_RP_SIGN_ALGO = "ES256"
OIDC_RP_SCOPES = "openid email"
OIDC_USE_PKCE = True
OIDC_OP_AUTHORIZATION_ENDPOINT = ""
OIDC_OP_TOKEN_ENDPOINT = ""
OIDC_OP_USER_ENDPOINT = ""
OIDC_OP_JWKS_ENDPOINT = ""
OIDC_STORE_ID_TOKEN = True

PAY_URL = ENV.pay_url
PAY_API_KEY = ENV.pay_api_key
PAY_WEBHOOK_SECRET = ENV.pay_webhook_secret
PAY_MAX_PENCE = ENV.pay_max_pence
BANK_DETAILS = ENV.bank_details
PAY_TAKES_REAL_MONEY = ENV.pay_api_key.startswith("api_live_")
FEES_CONFIRMED = ENV.fees_confirmed

NOTIFY_URL = ENV.notify_url
NOTIFY_API_KEY = ENV.notify_api_key
NOTIFY_CALLBACK_TOKEN = ENV.notify_callback_token
NOTIFY_TEMPLATES_DIR = BASE_DIR / "notifications" / "templates"

COMPANIES_HOUSE_URL = ENV.companies_house_url
COMPANIES_HOUSE_API_KEY = ENV.companies_house_api_key

ST96_XSD_DIR = ENV.st96_xsd_dir
