"""Fetches uv, the installer, where neither it nor pip is there: the file and its hash are those of uv.lock."""

import hashlib
import io
import platform
import ssl
import sys
import tomllib
import urllib.error
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
    try:
        content = fetch(wheel["url"])
    except OSError as error:
        print(f"uv, which installs the dependencies, could not be fetched from {wheel['url']}: {error}")
        print("Is the package index reachable? Otherwise install uv by hand and run make install again.")
        return 1
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != wheel["hash"]:
        print("What was fetched is not the uv that uv.lock names: nothing was installed.")
        return 1
    write_program(content, target)
    return 0


def fetch(address: str) -> bytes:
    """What lies at an address of the lock file; raises OSError where it cannot be had.

    A machine without certificates (no ca-certificates) still gets it: the hash in the lock is what is trusted.
    """
    try:
        return read(address, ssl.create_default_context())
    except urllib.error.URLError as error:
        if not isinstance(error.reason, ssl.SSLCertVerificationError):
            raise
    return read(address, ssl._create_unverified_context())  # noqa: S323  main compares the hash


def read(address: str, context: ssl.SSLContext) -> bytes:
    """The content at an https address."""
    with urllib.request.urlopen(address, timeout=120, context=context) as answer:  # noqa: S310  the lock's address
        content: bytes = answer.read()
    return content


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
