"""``make up``: starts every part, says where and as whom to sign in, watches, and ends all of it together."""

import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import IO

from oneipo.development import remember_port
from oneipo.embedded.borrowed import Server, embedded_servers, is_lent
from oneipo.embedded.child import CannotStart, tied
from oneipo.env import BASE_DIR, Environment, SettingsMissing, read
from oneipo.looking_first import look_first, make_data_dir
from oneipo.parts import PARTS_OF_PORT, STAND_INS, Running, answers, health_of_stand_ins, own_parts, start, surroundings

READY_WITHIN_SECONDS = 150
NOBODY_WITHIN_SECONDS = 10
FULL_DISK_BYTES = 20 * 1024 * 1024


class Ended(Exception):
    """Somebody asked us to end."""


def main() -> int:
    """Starts, watches and stops; returns the exit status."""
    for ask in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ask, _end)
    started: list[Running] = []
    servers: list[Server] = []
    try:
        os.environ.setdefault("SANDBOX", "true")  # the demonstration is one: whoever tries it may make patents
        env = read()
        make_data_dir(env)
        with (env.data_dir / "up.lock").open("a") as lock, (env.data_dir / "servers.users").open("a") as users:
            _be_the_only_one(lock, env)
            look_first(env)
            _wait_for_nobody(env)
            fcntl.flock(users, fcntl.LOCK_SH)
            remember_port(env.data_dir, env.port)
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


def _be_the_only_one(lock: IO[str], env: Environment) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise CannotStart(
            f"The service already runs on the data in {env.data_dir}. Stop it there with Ctrl-C, "
            "or name another folder in DATA_DIR."
        ) from None


def _wait_for_nobody(env: Environment) -> None:
    end = time.monotonic() + NOBODY_WITHIN_SECONDS
    while is_lent(env.data_dir):
        if time.monotonic() > end:
            raise CannotStart("A command is still using the database: wait until it has ended, then run make up again.")
        time.sleep(0.2)


def _run(env: Environment, started: list[Running], servers: list[Server]) -> int:
    began = time.monotonic()
    _say("Starting the stand-ins, the database and the queue")
    started.append(start(STAND_INS, env))
    database, queue = env.database_url == "embedded", env.redis_url == "embedded"
    for server in embedded_servers(env.data_dir, database=database, queue=queue):
        servers.append(server)
        server.start(with_us=True)
    _say("Preparing the database and the demonstration register")
    _prepare(env)
    started.extend(start(part, env) for part in own_parts(env))
    everything = [*started, *_running(servers)]
    _wait_until_ready(env, everything)
    print(f"Ready after {time.monotonic() - began:.0f} seconds.", _welcome(env), sep="\n", flush=True)
    return _watch(env, everything)


def _say(sentence: str) -> None:
    print(f"{sentence} …", flush=True)


def _running(servers: list[Server]) -> list[Running]:
    """The servers as parts that are watched like all others."""
    return [Running(server.title, server.log, server.process) for server in servers if server.process is not None]


def _prepare(env: Environment) -> None:
    command = tied([sys.executable, "manage.py", "prepare"])
    done = subprocess.run(command, cwd=BASE_DIR, env=surroundings(env), check=False)
    if done.returncode:
        raise CannotStart("The database could not be prepared: the reason stands above. To begin afresh: make reset")


def _wait_until_ready(env: Environment, everything: list[Running]) -> None:
    end = time.monotonic() + READY_WITHIN_SECONDS
    waiting = [f"http://127.0.0.1:{env.port}/readyz", *health_of_stand_ins(env)]
    while waiting and time.monotonic() < end:
        _complain_of_the_dead(env, everything)
        waiting = [address for address in waiting if not answers(address)]
        time.sleep(0.1)
    if waiting:
        raise CannotStart(f"{waiting[0]} does not answer; look into {env.data_dir / 'log'} for the reason.")


def _complain_of_the_dead(env: Environment, everything: list[Running]) -> None:
    for running in everything:
        status = running.process.poll()
        if status is not None:
            how = f"killed by signal {-status}" if status < 0 else f"ended with status {status}"
            raise CannotStart(
                f"{running.title} stopped ({how}), so everything is stopped. {_advice(env)} "
                f"Its own words are in {running.log}"
            )


def _advice(env: Environment) -> str:
    if shutil.disk_usage(env.data_dir).free < FULL_DISK_BYTES:
        return "The disk is full: free some space, then run make up again. Nothing that was saved is lost."
    return "Nothing that was saved is lost: run make up again."


def _watch(env: Environment, everything: list[Running]) -> int:
    while True:
        _complain_of_the_dead(env, everything)
        time.sleep(0.5)


def _stop_all(started: list[Running], servers: list[Server]) -> None:
    for running in reversed(started):
        if running.process.poll() is None:
            running.process.terminate()
    for running in reversed(started):
        running.stop()
    for server in reversed(servers):
        server.stop()


def _disk_sentence(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "The disk is full: free some space, then run make up again. Nothing that was saved is lost."
    return f"{error.strerror or error}: {error.filename or ''}".strip()


def _welcome(env: Environment) -> str:
    welcome = (Path(__file__).parent / "welcome.txt").read_text()
    return welcome.format(
        address=env.public_url, port=env.port, **{f"port{n}": env.port + n for n in range(1, PARTS_OF_PORT)}
    )


if __name__ == "__main__":
    sys.exit(main())
