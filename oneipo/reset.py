"""``make reset``: empties the demonstration's data, unless the service is running on it."""

import fcntl
import shutil
import sys

from oneipo.embedded.borrowed import embedded_servers, is_lent
from oneipo.env import read

KEPT = {"up.lock", "servers.users", "servers.gate"}


def main() -> int:
    """Empties the data folder; returns the exit status."""
    env = read()
    if not env.data_dir.exists():
        print("There is nothing to empty.")
        return 0
    with (env.data_dir / "up.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("The service is running: stop it with Ctrl-C first, then run make reset again.", file=sys.stderr)
            return 1
        if is_lent(env.data_dir):
            print("A command is still using the database: wait for it, then run make reset again.", file=sys.stderr)
            return 1
        for server in embedded_servers(env.data_dir, database=True, queue=True):
            server.stop()
        for path in env.data_dir.iterdir():
            if path.name not in KEPT:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    print(f"{env.data_dir} is empty. make up begins afresh.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
