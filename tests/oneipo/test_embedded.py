"""The servers from wheels: lent to commands, ended with them however they end, and never somebody else's."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from oneipo.embedded import unprivileged
from oneipo.embedded.child import CannotStart, runs_in
from oneipo.embedded.places import make_sockets_dir
from oneipo.embedded.postgres import binaries
from tests.servers import free_block_of_ports

ROOT = Path(__file__).resolve().parent.parent.parent


def surroundings(data: Path) -> dict[str, str]:
    bare = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "PUBLIC_URL")
    }
    return bare | {"DATA_DIR": str(data), "PORT": str(free_block_of_ports())}


def servers_in(data: Path) -> list[int]:
    pids = [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if runs_in(pid, data / "postgres") or runs_in(pid, data / "queue")]


def wait_until(looks: object, *, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if looks():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def test_a_command_that_is_killed_leaves_no_server_behind(tmp_path: Path) -> None:
    waiting = "import time; print('running', flush=True); time.sleep(120)"
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", waiting]
    process = subprocess.Popen(command, cwd=ROOT, env=surroundings(tmp_path), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "running\n"
    assert servers_in(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert wait_until(lambda: servers_in(tmp_path) == [])


def test_a_process_that_was_given_an_old_servers_number_is_left_alone(tmp_path: Path) -> None:
    assert not runs_in(os.getpid(), tmp_path)
    assert runs_in(os.getpid(), Path.cwd())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
@pytest.mark.parametrize("way", [way for _, way in unprivileged._ways()][:2])
def test_as_root_the_database_can_be_made_in_a_folder_that_is_roots_alone(tmp_path: Path, way: list[str]) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "file").write_text("within reach")
    read = ["cat", str(tmp_path / "file")]
    program = [str(binaries() / "initdb"), "--show", "-D", str(tmp_path / "data")]
    if subprocess.run([*way, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine does not allow that way")
    done = subprocess.run([*way, *program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert subprocess.run([*way, *read], capture_output=True, check=False).stdout == b"within reach"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_where_root_can_become_nobody_else_the_sentence_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="run make as an ordinary user"):
        unprivileged.as_somebody(["true"], folders=[tmp_path], probe=["false"])


def test_a_link_in_place_of_the_sockets_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "ours").symlink_to(tmp_path / "theirs")
    with pytest.raises(CannotStart, match="belongs to somebody else"):
        make_sockets_dir(tmp_path / "ours")


def test_reset_removes_what_the_service_made_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "beat.db").write_text("x")
    (tmp_path / "thesis.odt").write_text("three years of work")
    command = [sys.executable, "-m", "oneipo.reset"]
    done = subprocess.run(command, cwd=ROOT, env=surroundings(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "postgres").exists()
    assert not (tmp_path / "beat.db").exists()
    assert not (tmp_path / "keys").exists()
    assert (tmp_path / "thesis.odt").read_text() == "three years of work"


def test_a_database_that_does_not_answer_is_a_plain_sentence(tmp_path: Path) -> None:
    environ = surroundings(tmp_path) | {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"}
    command = [sys.executable, "-m", "oneipo.up"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "The database that DATABASE_URL names cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
