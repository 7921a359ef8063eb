"""``make bench``: takes the measures of docs/performance.md on servers of its own and writes build/bench.json."""

import json
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
RIGHTS = int(os.environ.get("BENCH_RIGHTS", "1000000"))
ON = date(2026, 11, 22)
REPEATS = 15


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 3)


def manage(*words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def quote_requests(path: Path, count: int = 100_000) -> None:
    """Requests with every kind of right, spread over 25 years."""
    chance = random.Random(5)
    with path.open("w") as out:
        for number in range(count):
            filed = date(2000, 1, 1) + timedelta(days=chance.randrange(9000))
            granted = filed + timedelta(days=chance.randrange(500, 2500))
            line = {"id": number, "kind": chance.choice(["GB", "EP"]), "filedOn": filed.isoformat()}
            line |= {"grantedOn": granted.isoformat(), "paidThroughYear": chance.randrange(4, 21)}
            line |= {"licencesOfRightSince": None, "on": (ON - timedelta(days=chance.randrange(4000))).isoformat()}
            out.write(json.dumps(line) + "\n")


def measure_files(folder: Path) -> dict[str, float]:
    """Quotes and the import of a whole register."""
    requests, register = folder / "requests.jsonl", folder / "register.jsonl"
    quote_requests(requests)
    found = {"quote_100000_s": seconds(lambda: manage("quote_renewals", str(requests), "--out", str(folder / "out")))}
    made = ("make_register", "--rights", str(RIGHTS), "--seed", "1", "--on", ON.isoformat(), "--out", str(register))
    found["make_register_s"] = seconds(lambda: manage(*made))
    imported = ("import_register", str(register), "--format", "jsonl")
    found["import_1m_s" if RIGHTS == 1_000_000 else f"import_{RIGHTS}_s"] = seconds(lambda: manage(*imported))
    found["import_again_s"] = seconds(lambda: manage(*imported))
    return found


def measure_portfolio() -> dict[str, float]:
    """One page of 50,000 links against one of 50, and the last page against the first."""
    from builders.people import acting_for, an_organisation

    from rights.models import COPIED_KEYS, Link, Right
    from rights.portfolio import View, counted, page_of

    def account(count: int) -> Any:
        organisation = an_organisation()
        rights = Right.everything.order_by("pk")[:count]
        Link.everything.bulk_create(
            [
                Link(
                    right=right, organisation=organisation, relation="owner", proof="authority", state="active",
                    since_at=organisation.created_at, **{key: getattr(right, key) for key in COPIED_KEYS},
                )
                for right in rights.iterator()
            ],
            batch_size=5000,
        )  # fmt: skip
        return acting_for(organisation)

    def page(actor: Any, view: View) -> float:
        def work() -> None:
            page_of(actor, view, on=ON)
            counted(actor, view, on=ON)

        return statistics.median(seconds_exact(work) for _ in range(REPEATS))

    few, many = account(50), account(min(50_000, RIGHTS))
    analyse()
    first = View()
    last = View(cursor=page_of(many, first, on=ON).last)
    small, large, end = page(few, first), page(many, first), page(many, last)
    return {
        "portfolio_first_page_ms": round(large * 1000, 2),
        "portfolio_first_page_50000_over_50": round(large / small, 2),
        "portfolio_last_page_50000_over_first": round(end / large, 2),
    }


def measure_office() -> dict[str, float]:
    """A team's queue with 50,000 open cases: its first page, against one of 50 cases, and its last against the first."""
    from datetime import UTC, datetime, timedelta

    from builders.cases import an_office, many_cases
    from builders.filings import an_officer
    from django.test import override_settings

    from casework.queues import counts, of_team, page_of
    from core.keyset import END, Cursor

    at = datetime(ON.year, ON.month, ON.day, 9, tzinfo=UTC)
    teams, by = an_office(), an_officer(at)
    many_cases(50, at=at, team=teams["money"], kind="money-alert", topic="refund-stuck")
    many_cases(50_000, at=at + timedelta(days=1), team=teams["formalities"])
    analyse()

    def page(slug: str, cursor: Cursor | None) -> float:
        def work() -> None:
            page_of(of_team(teams[slug], by=by), cursor)

        return statistics.median(seconds_exact(work) for _ in range(REPEATS))

    with override_settings(DEBUG=False):
        small, large, end = page("money", None), page("formalities", None), page("formalities", Cursor(END))
        counted = statistics.median(seconds_exact(lambda: counts(by, on=ON)) for _ in range(REPEATS))
    return {
        "office_first_page_50000_ms": round(large * 1000, 2),
        "office_first_page_50000_over_50": round(large / small, 2),
        "office_last_page_50000_over_first": round(end / large, 2),
        "office_counts_50000_ms": round(counted * 1000, 2),
    }


def seconds_exact(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure_bulk() -> dict[str, float]:
    """10,000 renewals from one list, in a process of its own, whose memory is measured."""
    command = [sys.executable, "-m", "tests.performance.bulk", "10000"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def analyse() -> None:
    """Fresh statistics, as autovacuum keeps them where rows do not come fifty thousand in a second."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measure_lists() -> dict[str, float]:
    """Every list page of an account with 50,000 of everything, against one with 50."""
    from django.test import override_settings

    from tests.performance.pages import measure

    with override_settings(ALLOWED_HOSTS=["*"], DEBUG=False):
        return measure(min(50_000, RIGHTS))


def measure_day() -> dict[str, float]:
    """The daily run over the whole register, and again with nothing new."""
    from datetime import UTC, datetime

    from oneipo.site.daily import run_daily

    at = datetime(ON.year, ON.month, ON.day, 0, 5, tzinfo=UTC)
    return {"daily_run_s": seconds(lambda: run_daily(at=at)), "daily_run_again_s": seconds(lambda: run_daily(at=at))}


def measure_rules() -> dict[str, float]:
    """The slowest of the transaction types' examples, a right, in milliseconds of processor time; leaves nothing."""
    from transactions.registry import all_types

    slowest = max(_rule_seconds(declared, example) for declared in all_types() for example in declared.examples)
    return {"rules_ms_a_right": round(slowest * 1000, 3)}


def _rule_seconds(declared: Any, example: Any) -> float:
    from builders.filings import example_filer, example_right
    from django.db import transaction

    from transactions.standings import load

    with transaction.atomic():  # examples of different types are about the same invented right
        right = example_right(example)
        standing = load([right.pk], by=example_filer(example, right), on=example.on)[right.pk]
        transaction.set_rollback(True)

    def took(ask: Callable[..., Any]) -> float:
        began = time.process_time()
        for _ in range(REPEATS):
            list(ask(example.answers, standing, example.on))
        return (time.process_time() - began) / REPEATS

    return max(took(ask) for ask in (declared.objections, declared.charges, declared.facts))


def main() -> None:
    """Takes every measure and writes them as one flat map."""
    with tempfile.TemporaryDirectory(prefix="oneipo-bench-") as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "oneipo.settings"
        sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
        from oneipo.embedded.borrowed import embedded_servers, lent

        data = Path(folder)
        named = "DATABASE_URL" in os.environ, "REDIS_URL" in os.environ
        with lent(embedded_servers(data, database=not named[0], queue=not named[1]), data_dir=data):
            manage("prepare", "--no-demonstration")
            found: dict[str, Any] = {
                "machine": f"{os.cpu_count()} cores, {platform.platform()}",
                "date": time.strftime("%Y-%m-%d"),
            }
            import django

            django.setup()
            found |= measure_rules() | measure_files(data) | measure_bulk()
            found |= measure_portfolio() | measure_lists() | measure_day() | measure_office()
            from django.db import connection

            connection.close()
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
