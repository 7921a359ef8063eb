"""Log lines as data; nobody's name, address, code or card is ever in one."""

import structlog

from oneipo.settings.environment import ENV

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": "WARNING" if ENV.development else "INFO"},
    "loggers": {"django.server": {"level": "ERROR"}, "django.security.DisallowedHost": {"level": "CRITICAL"}},
}
