"""``make up``: starts every part, says where and as whom to sign in, watches, and ends all of it together."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import IO

from oneipo.embedded.borrowed import Server, embedded_servers, is_lent
from oneipo.embedded.child import CannotStart, stop_process, tied
from oneipo.env import BASE_DIR, Environment, SettingsMissing, read

PARTS_OF_PORT = 6
DISK_NEEDED_BYTES = 400 * 1024 * 1024
READY_WITHIN_SECONDS = 150


class Ended(Exception):
    """Somebody asked us to end."""


@dataclass(frozen=True)
class Part:
    """A child process: its name for people, and the command."""

    name: str
    command: list[str]


@dataclass
class Running:
    """A part that was started."""

    part: Part
    process: "subprocess.Popen[bytes]"


def main() -> int:
    """Starts, watches and stops; returns the exit status."""
    for ask in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ask, _end)
    started: list[Running] = []
    servers: list[Server] = []
    try:
        env = read()
        _look_first(env)
        with (env.data_dir / "up.lock").open("a") as lock, (env.data_dir / "servers.users").open("a") as users:
            _be_the_only_one(lock, env)
            _wait_for_nobody(env)
            fcntl.flock(users, fcntl.LOCK_SH)
            return _run(env, started, servers)
    except (CannotStart, SettingsMissing) as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{_disk_sentence(error)}", file=sys.stderr)
        return 1
    except Ended:
        print("\nStopping. What was entered is kept; start again with: make up")
        return 0
    finally:
        _stop_all(started, servers)


def _end(number: int, frame: FrameType | None) -> None:
    for ask in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ask, signal.SIG_IGN)
    raise Ended


def _look_first(env: Environment) -> None:
    """Raises:
    CannotStart: for what would fail later and less plainly.
    """
    if not env.development:
        raise CannotStart("make up is for development: in production start each part as docs/deployment.md says.")
    env.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(env.data_dir).free
    if free < DISK_NEEDED_BYTES:
        raise CannotStart(
            f"Only {free // 1048576} MB are free where {env.data_dir} lies: free at least 400 MB and try again."
        )
    for port in range(env.port, env.port + PARTS_OF_PORT):
        _demand_free(port, env.port)


def _demand_free(port: int, first: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotStart(
                f"Port {port} is taken by another program. Stop that program, or choose six other ports, "
                f"for example: make up PORT={first + 100}"
            ) from None


def _be_the_only_one(lock: IO[str], env: Environment) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotStart(
            f"The service already runs on the data in {env.data_dir}. Stop it there with Ctrl-C, "
            "or name another folder in DATA_DIR."
        ) from None


def _wait_for_nobody(env: Environment) -> None:
    if is_lent(env.data_dir):
        raise CannotStart("A command is still using the database: wait until it has ended, then run make up again.")


def _run(env: Environment, started: list[Running], servers: list[Server]) -> int:
    began = time.monotonic()
    _say("Starting the stand-ins, the database and the queue")
    _start(started, Part("The stand-ins", [sys.executable, "-m", "stubs"]), env)
    database, queue = env.database_url == "embedded", env.redis_url == "embedded"
    for server in embedded_servers(env.data_dir, database=database, queue=queue):
        servers.append(server)
        server.start(tied=True)
    _say("Preparing the database and the demonstration register")
    _prepare(env)
    for part in _parts(env):
        _start(started, part, env)
    _wait_until_ready(env, started)
    _say(f"Ready after {time.monotonic() - began:.0f} seconds")
    print(_welcome(env), flush=True)
    return _watch(started)


def _say(sentence: str) -> None:
    print(f"{sentence} …", flush=True)


def _parts(env: Environment) -> list[Part]:
    python = sys.executable
    celery = [python, "-m", "celery", "-A", "oneipo"]
    web = [python, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(env.port)]
    web += ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "oneipo.wsgi:application"]
    return [
        Part("The web server", web),
        Part("The worker", [*celery, "worker", "--loglevel", "warning", "--concurrency", "1", "--without-gossip"]),
        Part("The scheduler", [*celery, "beat", "--loglevel", "warning", "--schedule", str(env.data_dir / "beat")]),
    ]


def _surroundings(env: Environment) -> dict[str, str]:
    """What every part is told: the same settings, whatever filled them in."""
    shared = {
        name: str(getattr(env, name.lower()))
        for name in (
            "ENVIRONMENT", "PUBLIC_URL", "PORT", "DATA_DIR", "ONE_LOGIN_CLIENT_ID", "STAFF_OIDC_CLIENT_ID",
            "PAY_API_KEY", "PAY_WEBHOOK_SECRET", "NOTIFY_API_KEY", "NOTIFY_CALLBACK_TOKEN", "COMPANIES_HOUSE_API_KEY",
        )
    }  # fmt: skip
    ours = {"STUBS_DATA_DIR": str(env.data_dir / "stubs"), "PYTHONWARNINGS": "ignore", "C_FORCE_ROOT": "1"}
    ours |= {"DJANGO_SETTINGS_MODULE": "oneipo.settings", "PYTHONPATH": str(BASE_DIR), "SUPERVISED": "1"}
    return os.environ | shared | ours


def _start(started: list[Running], part: Part, env: Environment) -> None:
    log = (env.data_dir / "log").resolve()
    log.mkdir(exist_ok=True, mode=0o700)
    out = (log / f"{part.name.split()[-1]}.log").open("ab")
    process = subprocess.Popen(
        tied(part.command), cwd=BASE_DIR, env=_surroundings(env), stdout=out, stderr=out, start_new_session=True
    )
    started.append(Running(part, process))


def _prepare(env: Environment) -> None:
    command = tied([sys.executable, "manage.py", "prepare"])
    done = subprocess.run(command, cwd=BASE_DIR, env=_surroundings(env), check=False)
    if done.returncode:
        raise CannotStart("The database could not be prepared: the reason stands above. To begin afresh: make reset")


def _wait_until_ready(env: Environment, started: list[Running]) -> None:
    end = time.monotonic() + READY_WITHIN_SECONDS
    waiting = [f"http://127.0.0.1:{env.port}/readyz", *_health_of_stand_ins(env)]
    while waiting and time.monotonic() < end:
        _complain_of_the_dead(started)
        waiting = [address for address in waiting if not _answers(address)]
        time.sleep(0.1)
    if waiting:
        raise CannotStart(f"{waiting[0]} does not answer; look into {env.data_dir / 'log'} for the reason.")


def _health_of_stand_ins(env: Environment) -> list[str]:
    return [f"http://127.0.0.1:{env.port + offset}/__stub__/health" for offset in range(1, PARTS_OF_PORT)]


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own loopback addresses
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _complain_of_the_dead(started: list[Running]) -> None:
    for running in started:
        status = running.process.poll()
        if status is not None:
            how = f"was killed (signal {-status})" if status < 0 else f"ended by itself (status {status})"
            raise CannotStart(
                f"{running.part.name} {how}, so everything is stopped. Nothing entered is lost: run make up again. "
                f"Its own words are in the log folder of the data folder."
            )


def _watch(started: list[Running]) -> int:
    while True:
        _complain_of_the_dead(started)
        time.sleep(0.5)


def _stop_all(started: list[Running], servers: list[Server]) -> None:
    for running in reversed(started):
        if running.process.poll() is None:
            running.process.terminate()
    for running in reversed(started):
        stop_process(running.process, signal.SIGTERM, seconds=10)
        _end_group(running.process.pid)
    for server in reversed(servers):
        server.stop()


def _end_group(pid: int) -> None:
    """Children of a part that outlived it."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _disk_sentence(error: OSError) -> str:
    if error.errno == 28:
        return "The disk is full: free some space and run make up again. Nothing entered is lost."
    return f"{error.strerror or error}: {error.filename or ''}".strip()


def _welcome(env: Environment) -> str:
    welcome = (Path(__file__).parent / "welcome.txt").read_text()
    return welcome.format(
        address=env.public_url, port=env.port, **{f"port{n}": env.port + n for n in range(1, PARTS_OF_PORT)}
    )


if __name__ == "__main__":
    sys.exit(main())
