"""``make reset``: empties the demonstration's data, unless the service is running on it."""

import fcntl
import shutil
import sys
from pathlib import Path

from oneipo.embedded.borrowed import embedded_servers, is_lent
from oneipo.embedded.child import CannotStart
from oneipo.env import EMBEDDED, Environment, SettingsMissing, read

OURS = (
    "postgres",
    "postgres.log",
    "queue",
    "keys",
    "log",
    "stubs",
    "files",
    "static",
    "port",
    "beat",
    "beat.*",
    "beat-*",
)


def main() -> int:
    """Empties the data folder; returns the exit status."""
    try:
        env = read()
        _empty(env)
    except (CannotStart, SettingsMissing) as reason:
        print(reason, file=sys.stderr)
        return 1
    print(f"{env.data_dir} is empty. make up begins afresh.")
    if env.database_url != EMBEDDED:
        print("The database that DATABASE_URL names was left as it is: empty that one by hand.")
    return 0


def _empty(env: Environment) -> None:
    if not env.development:
        raise CannotStart("make reset empties the data of a demonstration; this is production, so nothing was done.")
    env.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (env.data_dir / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart("The service is running: stop it with Ctrl-C first, then run make reset again.") from None
        if is_lent(env.data_dir):
            raise CannotStart("A command is still using the database: wait for it, then run make reset again.")
        for server in embedded_servers(env.data_dir, database=True, queue=True):
            server.stop()
        for pattern in OURS:
            for path in env.data_dir.glob(pattern):
                _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


if __name__ == "__main__":
    sys.exit(main())
