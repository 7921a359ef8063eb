"""The parts of the API: every folder under ``api/`` with addresses of it, not those of tokens and of pages."""

import pkgutil
from importlib.util import find_spec

import api

NOT_OF_V1 = ("developers", "kernel", "oauth")


def part_names() -> list[str]:
    """Their names, sorted."""
    folders = sorted(one.name for one in pkgutil.iter_modules(api.__path__) if one.ispkg)
    return [name for name in folders if name not in NOT_OF_V1 and find_spec(f"api.{name}.urls") is not None]
