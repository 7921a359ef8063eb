"""The database, the cache and the queue."""

from typing import Any, cast
from urllib.parse import unquote

import environ
from redis.backoff import NoBackoff
from redis.retry import Retry

from oneipo.embedded.places import postgres_socket_dir, queue_socket
from oneipo.settings.environment import ENV

EMBEDDED_DATABASE = ENV.database_url == "embedded"
EMBEDDED_QUEUE = ENV.redis_url == "embedded"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "oneipo",
        "USER": "oneipo",
        "HOST": str(postgres_socket_dir(ENV.data_dir)),
    }
    if EMBEDDED_DATABASE
    else environ.Env.db_url_config(ENV.database_url)
}
DATABASES["default"] |= {
    "HOST": unquote(str(DATABASES["default"].get("HOST", ""))),  # a socket's folder comes as %2Fvar%2Frun
    "CONN_MAX_AGE": 300,
    "CONN_HEALTH_CHECKS": True,
    "ATOMIC_REQUESTS": False,
    "DISABLE_SERVER_SIDE_CURSORS": False,
    "OPTIONS": {
        **cast("dict[str, Any]", DATABASES["default"].get("OPTIONS", {})),  # what a DATABASE_URL says of TLS stays
        "options": "-c jit=off",  # compiling costs a page more than it ever saves: 30 of 36 ms for the counts
    },
}

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_socket = queue_socket(ENV.data_dir)
CACHES = {
    "default": {
        "BACKEND": "core.caching.ForgivingCache",
        "LOCATION": f"unix://{_socket}?db=1" if EMBEDDED_QUEUE else ENV.redis_url,
        "KEY_PREFIX": "oneipo",
        "OPTIONS": {"socket_timeout": 2, "retry": Retry(NoBackoff(), 1)},  # an answer later than that is none
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

CELERY_BROKER_URL = f"redis+socket://{_socket}?virtual_host=0" if EMBEDDED_QUEUE else ENV.redis_url
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
OUTBOX_NUDGES = True
