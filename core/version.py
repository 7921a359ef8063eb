"""Which version of the service this is, and how it names itself when it calls others."""

import tomllib
from functools import cache
from pathlib import Path

from django.conf import settings

PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


@cache
def version() -> str:
    """The version that the project file declares, such as ``0.1.0``."""
    return str(tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"])


def user_agent() -> str:
    """The ``User-Agent`` of every call: ``oneipo/0.1.0 (https://service.example)``."""
    return f"oneipo/{version()} ({settings.PUBLIC_URL})"
