"""What every test may ask for: a rolled-back database, a committed one, and the stand-ins."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
import requests
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases

ROOT = Path(__file__).resolve().parent.parent
STAND_INS = range(int(os.environ["PORT"]) + 1, int(os.environ["PORT"]) + 6)
LOOPBACK = ("127.", "::1", "localhost")


def _transaction_is_open() -> bool:
    return any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks)


def pytest_configure(config: pytest.Config) -> None:
    """Tests keep promises themselves, when they mean to; each worker empties a cache of its own."""
    django_settings.OUTBOX_NUDGES = False
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    place = django_settings.CACHES["default"]
    place["LOCATION"] = f"{place['LOCATION'].partition('?')[0]}?db={2 + worker}"


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    """No test reaches beyond this machine, nor to a stand-in from inside a database transaction."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):  # type: ignore[index]
            raise RuntimeError(f"A test reached out to {address}")
        if self.family != socket.AF_UNIX and int(address[1]) in STAND_INS and _transaction_is_open():  # type: ignore[index]
            raise RuntimeError(f"A stand-in at {address} was called with a database transaction open")
        real(self, address)  # type: ignore[arg-type]

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


@pytest.fixture
def at() -> datetime:
    """A moment on a plain working day: Wednesday 12 June 2024, 10:30 in London."""
    return datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: object
) -> Iterator[None]:
    """The test database, for every run that asks for it; pytest-django's own would see tests with its marks only."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set())
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _close_all()
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def _template(django_db_setup: None, django_db_blocker: object) -> str:
    """A copy of the fresh test database, from which it is made again after tests that commit."""
    name = f"{connection.settings_dict['NAME']}_template"
    _close_all()
    _administer(f'DROP DATABASE IF EXISTS "{name}"', _copy(name, str(connection.settings_dict["NAME"])))
    return name


@pytest.fixture
def committed(_template: str, django_db_blocker: object) -> Iterator[None]:
    """A database in which commits are real and history's triggers stay on; made afresh afterwards."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        cache.clear()
        yield
        _close_all()
    name = str(connection.settings_dict["NAME"])
    assert name.startswith("test_"), name
    _administer(f'DROP DATABASE "{name}" WITH (FORCE)', _copy(name, _template))


def _copy(name: str, source: str) -> str:
    return f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY FILE_COPY'


def _close_all() -> None:
    for each in connections.all(initialized_only=True):
        each.close()


def _administer(*statements: str) -> None:
    parameters = connection.get_connection_params() | {"dbname": "postgres"}
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    with psycopg.connect(**parameters, autocommit=True) as administrator:
        for statement in statements:
            administrator.execute(statement)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """All stand-ins in a process of their own, at the addresses that the settings name."""
    names = ["one_login", "staff_provider", "pay", "notify", "companies_house"]
    addresses = {name: f"http://localhost:{int(os.environ['PORT']) + n}" for n, name in enumerate(names, 1)}
    environ = os.environ | {
        "STUBS_DATA_DIR": str(tmp_path_factory.mktemp("stubs")),
        "PUBLIC_URL": django_settings.PUBLIC_URL,
        "ENVIRONMENT": "development",
        "STUBS_DIE_WITH_PARENT": "1",
        "ONE_LOGIN_CLIENT_ID": django_settings.ONE_LOGIN_CLIENT_ID,
        "STAFF_OIDC_CLIENT_ID": django_settings.STAFF_OIDC_CLIENT_ID,
        "PAY_API_KEY": django_settings.PAY_API_KEY,
        "PAY_WEBHOOK_SECRET": django_settings.PAY_WEBHOOK_SECRET,
        "NOTIFY_API_KEY": django_settings.NOTIFY_API_KEY,
        "NOTIFY_CALLBACK_TOKEN": django_settings.NOTIFY_CALLBACK_TOKEN,
        "COMPANIES_HOUSE_API_KEY": django_settings.COMPANIES_HOUSE_API_KEY,
    }
    process = subprocess.Popen([sys.executable, "-m", "stubs"], cwd=ROOT, env=environ)
    try:
        for address in addresses.values():
            _wait_for(f"{address}/__stub__/health")
        yield addresses
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            if requests.get(address, timeout=2).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")
