"""Serves stand-ins over HTTP on loopback, a thread for each and one for what time brings about."""

import errno
import logging
import signal
import socket
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from stubs.frame import StandIn

LOG = logging.getLogger(__name__)
HOST = "127.0.0.1"
TICK_SECONDS = 0.5
ENDING_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class CannotListen(Exception):
    """A stand-in's port cannot be had; the message says which and what to do."""


class QuietHandler(WSGIRequestHandler):
    """Answers without writing a line for each call."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: errors are printed where they happen."""


def listen(stand_in: StandIn) -> socket.socket:
    """Return a listening socket on the stand-in's port; raise CannotListen with a plain sentence."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    port = stand_in.around.port
    try:
        listener.bind((HOST, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = (
            "is taken by another program" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        )
        raise CannotListen(
            f"Port {port}, needed by the stand-in for {stand_in.title}, {reason}. "
            "Stop that program, or set PORT to another number."
        ) from error
    return listener


def serve(stand_ins: Iterable[StandIn]) -> None:
    """Serve until SIGINT or SIGTERM. Prints one line for each stand-in once it answers; raises CannotListen."""
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)
    pairs = [(stand_in, listen(stand_in)) for stand_in in stand_ins]
    servers = [_start(stand_in, listener) for stand_in, listener in pairs]
    ending = threading.Event()
    threading.Thread(target=_tick, args=([stand_in for stand_in, _ in pairs], ending), daemon=True).start()
    signal.sigwait(ENDING_SIGNALS)
    ending.set()
    with ThreadPoolExecutor(len(servers)) as pool:
        list(pool.map(lambda server: server.shutdown(), servers))


def _start(stand_in: StandIn, listener: socket.socket) -> BaseWSGIServer:
    port = stand_in.around.port
    server = make_server(HOST, port, stand_in, threaded=True, request_handler=QuietHandler, fd=listener.fileno())
    listener.close()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()
    print(f"{stand_in.title} stand-in: {stand_in.around.own_url}/", flush=True)
    return server


def _tick(stand_ins: list[StandIn], ending: threading.Event) -> None:
    while not ending.wait(TICK_SECONDS):
        for stand_in in stand_ins:
            try:
                stand_in.run_tick()
            except Exception:
                LOG.exception("The stand-in for %s stumbled", stand_in.title)
