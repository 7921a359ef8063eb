"""Reads the environment of the stand-ins and refuses to start where they must not: anywhere but development."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from stubs.clock import Clock
from stubs.frame import LOOPBACK_HOSTS, StandIn, Surroundings
from stubs.store import Store


class MustNotStart(Exception):
    """The stand-ins must not start here; the message says why and what to do."""


def read_port(environ: Mapping[str, str]) -> int:
    """Return PORT, from which the stand-ins' ports follow; raise MustNotStart if it is no usable number."""
    text = environ.get("PORT", "8000")
    if not text.isdecimal() or not 1 <= int(text) <= 65530:
        raise MustNotStart(f'Set PORT to a number from 1 to 65530, not "{text}".')
    return int(text)


def check_allowed(environ: Mapping[str, str]) -> None:
    """Raise MustNotStart outside development or if PUBLIC_URL names another machine."""
    kind = environ.get("ENVIRONMENT", "development")
    if kind != "development":
        raise MustNotStart(f'The stand-ins start in development only; ENVIRONMENT is "{kind}".')
    url = read_public_url(environ)
    if urlsplit(url).hostname not in LOOPBACK_HOSTS:
        raise MustNotStart(
            f"The stand-ins serve this machine only; PUBLIC_URL is {url}. Set it to http://localhost:8000."
        )
    if environ.get("STUBS_HOST", "127.0.0.1") not in LOOPBACK_HOSTS:
        raise MustNotStart("The stand-ins listen on this machine only; remove STUBS_HOST.")


def read_public_url(environ: Mapping[str, str]) -> str:
    """Return the product's address without a slash at the end."""
    return (environ.get("PUBLIC_URL") or f"http://localhost:{read_port(environ)}").rstrip("/")


def surround(kind: type[StandIn], environ: Mapping[str, str]) -> StandIn:
    """Return a stand-in of this kind, on the port and with the memory that the environment names."""
    port = read_port(environ) + kind.port_offset
    public_url = read_public_url(environ)
    host = urlsplit(public_url).hostname
    own_host = host if host in ("localhost", "127.0.0.1") else "localhost"
    store = Store(_store_path(kind.name, environ))
    return kind(Surroundings(port, public_url, f"http://{own_host}:{port}", store, Clock(store), environ))


def _store_path(name: str, environ: Mapping[str, str]) -> str:
    folder = environ.get("STUBS_DATA_DIR") or ".data/stubs"
    return folder if folder == ":memory:" else str(Path(folder) / f"{name}.sqlite3")
