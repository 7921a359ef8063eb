"""Runs a program that refuses root where we are root: under another identity that still reaches our files."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from oneipo.embedded.child import CannotStart

UNPRIVILEGED = "nobody"


def as_somebody(command: list[str], *, folders: list[Path], probe: list[str]) -> list[str]:
    """The command as it is, or where we are root behind the first way that lets ``probe`` run.

    The folders are handed to whom that way makes the owner.

    Raises:
        CannotStart: if this machine allows no way.
    """
    if os.geteuid() != 0:
        return command
    for owner, way in _ways():
        if subprocess.run([*way, *probe], capture_output=True, check=False).returncode == 0:
            for folder in folders:
                _hand_over(folder, owner)
            return [*way, *command]
    raise CannotStart(
        "PostgreSQL does not run as root, and this machine lets root become nobody else: "
        "run make as an ordinary user, or name a server of your own in DATABASE_URL."
    )


def _ways() -> Iterator[tuple[int, list[str]]]:
    """Who owns the files, and how the command begins: a user namespace, or (in containers) a plain change of user.

    Below a folder that is root's alone, such as /root, nobody reaches a file without the capability.
    """
    nobody = pwd.getpwnam(UNPRIVILEGED)
    yield 0, ["unshare", "--user", f"--map-user={nobody.pw_uid}", f"--map-group={nobody.pw_gid}"]
    drop = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    caps = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"]
    yield nobody.pw_uid, [*drop, *caps]
    yield nobody.pw_uid, drop


def _hand_over(folder: Path, owner: int) -> None:
    if not folder.exists() or folder.stat().st_uid == owner:
        return
    for path in [*folder.rglob("*"), folder]:
        shutil.chown(path, owner)
