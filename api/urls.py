"""The addresses of the API: each part brings its own; a new part is a new folder."""

import importlib

from django.urls import URLPattern, URLResolver, path, re_path

from api.kernel.describing import description, unknown
from api.kernel.parts import part_names


def _parts() -> list[URLPattern | URLResolver]:
    found: list[URLPattern | URLResolver] = []
    for name in part_names():
        found += importlib.import_module(f"api.{name}.urls").urlpatterns
    return found


urlpatterns = [*_parts(), path("openapi.json", description, name="openapi"), re_path(r"", unknown, name="api-unknown")]
