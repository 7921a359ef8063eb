"""A firm's receiver of webhooks: a small server on this machine that answers as it is told and keeps what came."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from standardwebhooks import Webhook


@dataclass
class Receiver:
    """``answers`` are the statuses of the next calls; then ``usual``. ``came`` are the calls: headers and body."""

    url: str = ""
    usual: int = 204
    answers: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    came: list[tuple[dict[str, str], str]] = field(default_factory=list)

    def events(self, secret: str) -> list[dict[str, Any]]:
        """What came, each verified as the specification's own library does it."""
        return [Webhook(secret).verify(body, headers) for headers, body in self.came]


@contextmanager
def a_receiver(**said: Any) -> Iterator[Receiver]:
    """One that listens until the block ends."""
    made = Receiver(**said)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.came.append((dict(self.headers), body))
            self.send_response(made.answers.pop(0) if made.answers else made.usual)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_said: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/hook"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
