"""Runs a stand-in on an ephemeral port and receives what it sends, for the tests of Pay and Notify."""

import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from werkzeug.serving import make_server

from stubs.clock import Clock
from stubs.frame import StandIn, Surroundings
from stubs.serving import QuietHandler
from stubs.store import Store

DATA = Path(os.environ.get("REFERENCE_DATA_DIR") or Path(__file__).parents[3] / "shared" / "data")


def description(name: str) -> str:
    """Return the path of a published description, or skip the test in words if it is not there."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"The published description {name} is not in REFERENCE_DATA_DIR ({DATA})")
    return str(path)


@dataclass
class Received:
    """One message that the product's side got."""

    path: str
    headers: Mapping[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        """The message read as JSON."""
        return json.loads(self.raw)


@dataclass
class Receiver:
    """A small HTTP server in the product's place; ``answers`` are its coming statuses, then 200."""

    url: str = ""
    got: list[Received] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Receive messages on an ephemeral port."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server calls
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(Received(self.path, dict(self.headers), raw))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}"
    with _in_thread(server):
        yield receiver


@contextmanager
def running(kind: type[StandIn], public_url: str = "http://127.0.0.1:9", **environ: str) -> Iterator[str]:
    """Run a stand-in without its own ticks, and yield its address; /__stub__/tick brings time's work about."""
    app: list[StandIn] = []

    def answer(environ: Any, start: Any) -> Any:
        return app[0](environ, start)

    server = make_server("127.0.0.1", 0, answer, threaded=True, request_handler=QuietHandler)
    own_url = f"http://127.0.0.1:{server.port}"
    store = Store(":memory:")
    app.append(kind(Surroundings(server.port, public_url, own_url, store, Clock(store), environ)))
    with _in_thread(server):
        yield own_url
    store.close()


@contextmanager
def _in_thread(server: Any) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def pass_time(url: str, *, seconds: float) -> None:
    """Move a stand-in's clock on and let it do what is due."""
    assert requests.post(f"{url}/__stub__/clock", json={"shift_seconds": seconds}, timeout=10).status_code == 200
    tick(url)


def tick(url: str) -> None:
    """Let a stand-in do what is due."""
    assert requests.post(f"{url}/__stub__/tick", timeout=30).status_code == 200


def force(url: str, **fault: Any) -> None:
    """Force a fault on coming calls."""
    assert requests.post(f"{url}/__stub__/faults", json=fault, timeout=10).status_code == 201
