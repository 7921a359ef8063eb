"""The parts of the service in development: what each is called, how it is started, and when it answers."""

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from oneipo.embedded.child import stop_process, tied
from oneipo.env import BASE_DIR, Environment

PARTS_OF_PORT = 6
TOLD = (
    "ENVIRONMENT", "PUBLIC_URL", "PORT", "DATA_DIR", "ONE_LOGIN_CLIENT_ID", "STAFF_OIDC_CLIENT_ID",
    "PAY_API_KEY", "PAY_WEBHOOK_SECRET", "NOTIFY_API_KEY", "NOTIFY_CALLBACK_TOKEN", "COMPANIES_HOUSE_API_KEY",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A child process: its name for people, its log's name, and the command."""

    title: str
    log_name: str
    command: list[str]


@dataclass
class Running:
    """A part that was started."""

    title: str
    log: Path
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        """Asks it to end, insists after ten seconds, and ends children of it that outlived it."""
        stop_process(self.process, signal.SIGTERM, seconds=10)
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


STAND_INS = Part("The stand-ins", "stand-ins", [sys.executable, "-m", "stubs"])


def own_parts(env: Environment) -> list[Part]:
    """The web server, the worker and the scheduler."""
    celery = [sys.executable, "-m", "celery", "-A", "oneipo"]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(env.port)]
    web += ["--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "oneipo.wsgi:application"]
    worker = [*celery, "worker", "--loglevel", "warning", "--concurrency", "1", "--without-gossip"]
    beat = [*celery, "beat", "--loglevel", "warning", "--schedule", str(env.data_dir / "beat")]
    return [
        Part("The web server", "server", web),
        Part("The worker", "worker", worker),
        Part("The scheduler", "scheduler", beat),
    ]


def surroundings(env: Environment) -> dict[str, str]:
    """What every part is told: the same settings, whatever filled them in."""
    shared = {name: str(getattr(env, name.lower())) for name in TOLD}
    ours = {"STUBS_DATA_DIR": str(env.data_dir / "stubs"), "PYTHONWARNINGS": "ignore", "C_FORCE_ROOT": "1"}
    ours |= {"DJANGO_SETTINGS_MODULE": "oneipo.settings", "PYTHONPATH": str(BASE_DIR)}
    return os.environ | shared | ours


def start(part: Part, env: Environment) -> Running:
    """Starts a part that ends with this process, and writes its words to its log."""
    folder = (env.data_dir / "log").resolve()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = folder / f"{part.log_name}.log"
    with log.open("ab") as out:
        process = subprocess.Popen(
            tied(part.command), cwd=BASE_DIR, env=surroundings(env), stdout=out, stderr=out, start_new_session=True
        )
    return Running(part.title, log, process)


def health_of_stand_ins(env: Environment) -> list[str]:
    """The addresses that answer once every stand-in is there."""
    return [f"http://127.0.0.1:{env.port + offset}/__stub__/health" for offset in range(1, PARTS_OF_PORT)]


def answers(address: str) -> bool:
    """Whether one of our own addresses answers 200 now."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own loopback addresses
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
