"""Renews 10,000 rights from one list, as ``make bench`` measures it; run as a program it prints what it found."""

import json
import os
import resource
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def peak_mb() -> int:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(rights: int) -> dict[str, float]:
    """The dry run, the application from the payment on, and the peak of memory."""
    from builders.bulk import a_firm_with, dry_run, sent_and_covered

    from core.outbox.relay import keep_due
    from payments.services import check
    from transactions.services.paying import pay

    by = a_firm_with(rights, at=AT, filed_on=date(2022, 11, 28))
    began = time.perf_counter()
    made = dry_run(by, at=AT)
    looked = time.perf_counter() - began
    filing = sent_and_covered(made, by, at=AT)
    began = time.perf_counter()
    pay(filing, return_address=str, continue_path="/x/", by=by, at=AT, way="deposit")
    while filing.state != "recorded" and keep_due(now=lambda: AT, limit=1):
        filing.refresh_from_db(fields=["state"])
    applied = time.perf_counter() - began
    faults = check()
    assert not faults, faults
    return {
        f"bulk_renew_{rights}_dry_run_s": round(looked, 2),
        f"bulk_renew_{rights}_apply_s": round(applied, 2),
        f"bulk_renew_{rights}_peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneipo.settings")
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    import django

    django.setup()
    print(json.dumps(measure(int(sys.argv[1]))))
