"""Where the embedded servers keep their data and listen: Unix sockets only, in a short folder of our own."""

import hashlib
import os
import tempfile
from pathlib import Path

from oneipo.embedded.child import CannotStart


def sockets_dir(data_dir: Path) -> Path:
    """A short folder for sockets (a socket's path may have 107 bytes), one for each data folder and user."""
    mark = hashlib.sha256(f"{os.getuid()}:{data_dir.resolve()}".encode()).hexdigest()[:10]
    return Path(tempfile.gettempdir()) / f"oneipo-{mark}"


def make_sockets_dir(folder: Path) -> None:
    """Makes the folder, whose name anyone on the machine could foresee.

    Raises:
        CannotStart: if somebody else made it before us.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    owner = folder.stat().st_uid
    if os.geteuid() not in (0, owner) or folder.is_symlink():
        raise CannotStart(f"{folder} belongs to somebody else: remove it, or set TMPDIR to a folder of your own.")


def postgres_socket_dir(data_dir: Path) -> Path:
    """The folder that holds ``.s.PGSQL.5432``."""
    return sockets_dir(data_dir)


def queue_socket(data_dir: Path) -> Path:
    """Valkey's socket."""
    return sockets_dir(data_dir) / "queue.sock"
