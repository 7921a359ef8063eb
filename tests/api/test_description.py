"""The description is whole and true: nothing that it allows, and nothing that it forbids, gets an answer outside it."""

import contextlib
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from builders.programs import a_client, a_token, one_connection
from builders.somebody import Theirs, everything_of_somebody
from django.conf import settings as django_settings
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.kernel.describing import as_text, described
from api.kernel.parts import part_names
from api.management.commands.api_description import CURRENT

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
MANY = settings(
    max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@pytest.fixture
def caller(db: None) -> Iterator[tuple[Theirs, str]]:
    """Somebody who has one of everything, and a system of theirs that may do everything."""
    limits = django_settings.API_REQUESTS_A_MINUTE, django_settings.API_PUBLIC_REQUESTS_A_MINUTE
    django_settings.API_REQUESTS_A_MINUTE = django_settings.API_PUBLIC_REQUESTS_A_MINUTE = 10**6
    theirs = everything_of_somebody()
    with one_connection():
        yield theirs, a_token(a_client(theirs.member, limit_pence=10**7))
    django_settings.API_REQUESTS_A_MINUTE, django_settings.API_PUBLIC_REQUESTS_A_MINUTE = limits


@schema.parametrize()
@MANY
def test_every_answer_is_one_that_the_description_knows(case: Any, caller: tuple[Theirs, str]) -> None:
    _theirs, token = caller
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)


def test_the_description_is_made_without_a_warning_and_is_the_committed_one() -> None:
    described.cache_clear()
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        text = as_text()
    assert said.getvalue() == ""
    assert CURRENT.read_text() == text, "run manage.py api_description"


def test_it_is_valid_openapi_and_says_everything_that_a_reader_needs() -> None:
    whole = json.loads(as_text())
    validate(whole)
    assert whole["openapi"].startswith("3.1")
    operations = [one for path in whole["paths"].values() for one in path.values()]
    assert {tag for one in operations for tag in one["tags"]} == {name.replace("_", "-") for name in part_names()}
    for one in operations:
        assert one["summary"], one
        assert one["description"], one
        assert one["operationId"].isalnum(), one
        assert {"400", "404", "429"} <= set(one["responses"])
    assert len({one["operationId"] for one in operations}) == len(operations)
