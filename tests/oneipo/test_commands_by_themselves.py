"""Commands on a machine where nothing runs: the database is made, the stand-ins are lent, and both are gone afterwards."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from builders.processes import processes_with
from builders.running_service import wait_for

from oneipo.celery import app
from oneipo.site.management.commands.run_day import IN_THEIR_OWN_ORDER
from tests.servers import free_block_of_ports

ROOT = Path(__file__).resolve().parent.parent.parent
DAY_SECONDS = 86_400


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a new machine: ports and a data folder of its own, and no services."""
    bare = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL", "PUBLIC_URL")
    }
    return bare | {"PORT": str(free_block_of_ports()), "DATA_DIR": str(tmp_path_factory.mktemp("alone"))}


def manage(environ: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


def test_the_first_command_on_a_new_machine_finds_its_tables(alone: dict[str, str]) -> None:
    done = manage(alone, "check_ledger")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "The ledger is true.\n"


def test_a_day_is_run_with_the_stand_ins_lent_and_their_clocks_moved(alone: dict[str, str]) -> None:
    assert manage(alone, "prepare").returncode == 0
    done = manage(alone, "run_day")
    assert done.returncode == 0, done.stderr
    assert "does not answer" not in done.stderr
    assert abs(stand_ins_ahead(alone) - DAY_SECONDS) < 7200  # a change of clocks may lie between the days
    wait_for(lambda: processes_with(f"DATA_DIR={alone['DATA_DIR']}") == [])


def stand_ins_ahead(environ: dict[str, str]) -> float:
    """How far Notify's stand-in says that its clock is ahead, as it keeps it."""
    with sqlite3.connect(Path(environ["DATA_DIR"]) / "stubs" / "notify.sqlite3") as store:
        body = store.execute("SELECT body FROM document WHERE kind = 'clock'").fetchone()[0]
    return json.loads(body)["seconds"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--until", "2027-13-45"], "2027-13-45 is not a day: write it as 2027-01-31"),
        (["--until", "2020-01-01"], "The clock only goes forward"),
    ],
)
def test_a_day_that_cannot_be_run_to_is_refused_in_words(alone: dict[str, str], words: list[str], told: str) -> None:
    done = manage(alone, "run_day", *words)
    assert done.returncode != 0
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_every_task_of_the_schedule_is_known_so_that_a_day_runs_it() -> None:
    app.loader.import_default_modules()
    scheduled = {each["task"] for each in app.conf.beat_schedule.values()}
    assert scheduled <= set(app.tasks)
    assert scheduled >= IN_THEIR_OWN_ORDER
