"""Fetches uv, the installer, where neither it nor pip is there: the file and its hash are those of uv.lock."""

import hashlib
import io
import platform
import sys
import tomllib
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


def main(target: Path) -> int:
    """Puts the program at ``target``; returns the exit status."""
    machine = MACHINES.get(platform.machine().lower(), platform.machine())
    wheel = next((w for w in locked_wheels() if "manylinux" in w["url"] and machine in w["url"]), None)
    if wheel is None:
        print(f"No uv for this kind of machine ({machine}): install uv by hand and run make install again.")
        return 1
    with urllib.request.urlopen(wheel["url"], timeout=120) as answer:  # noqa: S310  the address is in our own lock file
        content = answer.read()
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != wheel["hash"]:
        print("What was fetched is not the uv that uv.lock names: nothing was installed.")
        return 1
    write_program(content, target)
    return 0


def locked_wheels() -> list[dict[str, str]]:
    """The wheels of uv in the lock file."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    return next((list(package["wheels"]) for package in packages if package["name"] == "uv"), [])


def write_program(content: bytes, target: Path) -> None:
    """Takes the one program out of the wheel."""
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith("/scripts/uv"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(wheel.read(name))
    target.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
