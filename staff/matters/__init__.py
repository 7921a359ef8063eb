"""What a case page shows of its matter, one module for each kind of case: ``shown(case, request)`` gives the context.

The module of a kind is named like its slug, and so is its template under ``templates/office/matters/``.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from accounts.requests import SiteRequest
from casework.models import Case


def matter_context(case: Case, request: SiteRequest) -> Mapping[str, Any]:
    """What the kind's template reads, and its name."""
    name = case.kind.replace("-", "_")
    shown: Mapping[str, Any] = import_module(f"staff.matters.{name}").shown(case, request)
    return {**shown, "matter_template": f"office/matters/{name}.html"}
