"""Apps, middleware, templates, languages and static files."""

from django.utils.translation import gettext_lazy as _

from oneipo.settings.environment import BASE_DIR, ENV

DEVELOPMENT = ENV.development
DEBUG = False
PUBLIC_URL = ENV.public_url
SANDBOX = ENV.sandbox
SANDBOX_URL = ENV.sandbox_url.rstrip("/")
BRANDING = ENV.branding
DATA_DIR = ENV.data_dir

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "csp",
    "rest_framework",
    "oauth2_provider",
    "drf_spectacular",
    "core",
    "core.design",
    "accounts",
    "notifications",
    "rights",
    "payments",
    "transactions",
    "casework",
    "portal",
    "staff",
    "api",
    "oneipo.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "oneipo.middleware.correlation.CorrelationMiddleware",
    "oneipo.middleware.sandbox.SandboxMiddleware",
    "oneipo.middleware.sessions.TwoDoorSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "oneipo.middleware.actors.ActorMiddleware",
    "oneipo.middleware.idle.IdleMiddleware",
    "oneipo.middleware.sign_in.SignInMiddleware",
    "oneipo.middleware.rulebook.RulebookMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "oneipo.middleware.characters.CharactersMiddleware",
]

# The admin asks for Django's own session middleware; TwoDoorSessionMiddleware does its work for each door.
SILENCED_SYSTEM_CHECKS = ["admin.E410"]

ROOT_URLCONF = "oneipo.urls"
WSGI_APPLICATION = "oneipo.wsgi.application"

# Our own folder first; from the apps come the pages of the Django admin alone.
LOADERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", LOADERS)],
            "builtins": ["core.design.templatetags.govuk"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.design.context.design",
                "oneipo.context.who_is_here",
            ],
        },
    }
]

# Before a qualified translator has signed the Welsh, a public site offers it to nobody.
WELSH_SHOWN = ENV.development or ENV.welsh_shown
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), *([("cy", _("Cymraeg"))] if WELSH_SHOWN else [])]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["oneipo.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = ENV.data_dir / "static"
WHITENOISE_USE_FINDERS = ENV.development
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": ENV.files_backend, "OPTIONS": ENV.files_options}
    if ENV.files_backend
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(ENV.data_dir / "files")},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENV.development
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SOURCE_CODE_URL = ENV.source_code_url
HELP_EMAIL = ENV.help_email
