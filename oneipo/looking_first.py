"""What ``make up`` looks at first, so that a failure is a plain sentence before anything was started."""

import errno
import shutil
import socket
from typing import Any
from urllib.parse import unquote

import environ
import psycopg
import redis

from oneipo.embedded.child import CannotStart
from oneipo.env import Environment
from oneipo.parts import PARTS_OF_PORT

DISK_NEEDED_BYTES = 200 * 1024 * 1024


def make_data_dir(env: Environment) -> None:
    """Raises:
    CannotStart: outside development, and where the disk has no room.
    """
    if not env.development:
        raise CannotStart("make up is for development: in production start each part as docs/deployment.md says.")
    env.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(env.data_dir).free
    if free < DISK_NEEDED_BYTES:
        raise CannotStart(
            f"Only {free // 1048576} MB are free where {env.data_dir} lies: "
            f"free at least {DISK_NEEDED_BYTES // 1048576} MB and try again."
        )


def look_first(env: Environment) -> None:
    """Raises:
    CannotStart: for a port, a database or a queue that cannot be had.
    """
    for port in range(env.port, env.port + PARTS_OF_PORT):
        _demand_free(port, env.port)
    _demand_database(env)
    _demand_queue(env)


def _demand_free(port: int, first: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError:
            raise CannotStart(
                f"Port {port} is for the administrator only: choose others, for example: make up PORT=8000"
            ) from None
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "is taken by another program" if taken else f"cannot be used ({error.strerror})"
            other = first + 100 if first < 65000 else 8000
            raise CannotStart(
                f"Port {port} {why}. Stop that program, or choose six other ports, for example: make up PORT={other}"
            ) from None


def _demand_database(env: Environment) -> None:
    if env.database_url == "embedded":
        return
    try:
        psycopg.connect(**_connection(env.database_url), connect_timeout=5).close()
    except psycopg.OperationalError as error:
        said = str(error).strip().splitlines()[-1].strip()
        raise CannotStart(
            f"The database that DATABASE_URL names cannot be used: {said} "
            "Start it, correct DATABASE_URL, or remove it to use the embedded one."
        ) from None


def _connection(address: str) -> dict[str, Any]:
    """The address as Django reads it, in psycopg's words."""
    read = environ.Env.db_url_config(address)
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    return {word: unquote(str(read[name])) for name, word in names.items() if read.get(name)}


def _demand_queue(env: Environment) -> None:
    if env.redis_url == "embedded":
        return
    try:
        redis.Redis.from_url(env.redis_url, socket_connect_timeout=5).ping()
    except redis.RedisError as error:
        raise CannotStart(
            f"The queue that REDIS_URL names cannot be used: {error} "
            "Start it, correct REDIS_URL, or remove it to use the embedded one."
        ) from None
