"""A provider that answers without end, or with what fits nowhere, is a provider that is down."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from accounts.oidc import gateway
from core.outside import Unavailable

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@contextmanager
def answering(first: bytes, again: bytes, *, pause: float) -> Iterator[str]:
    """A server that says ``first``, and then ``again`` after every pause until nobody listens."""
    over = Event()

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            try:
                connection.sendall(first)
                while not over.wait(pause):
                    connection.sendall(again)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        worker = Thread(target=serve, daemon=True)
        worker.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        over.set()
        worker.join()


@pytest.mark.parametrize(
    ("first", "again"),
    [
        (HEAD + b"Content-Length: 5000\r\n\r\n{", b" "),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
    ],
)
def test_an_answer_that_trickles_is_given_up(first: bytes, again: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "LONGEST", 0.5)
    began = time.monotonic()
    with answering(first, again, pause=0.05) as address, pytest.raises(Unavailable, match="without end"):
        gateway.fetch(address)
    assert time.monotonic() - began < 5


def test_an_answer_that_is_far_too_large_is_given_up() -> None:
    with (
        answering(HEAD + b"\r\n", b" " * 500_000, pause=0.001) as address,
        pytest.raises(Unavailable, match="without end"),
    ):
        gateway.fetch(address)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000])
def test_an_answer_that_is_no_object_is_no_answer(body: bytes) -> None:
    whole = HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body
    with answering(whole, b"", pause=0.05) as address, pytest.raises(Unavailable):
        gateway.fetch(address)


@pytest.mark.parametrize("token", ["\u2603", "a\nb", "a\r\nX: y"])
def test_an_access_token_that_fits_in_no_header_is_no_token(token: str) -> None:
    with pytest.raises(Unavailable):
        gateway.userinfo("http://127.0.0.1:1/", token)
