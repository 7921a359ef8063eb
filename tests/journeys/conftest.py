"""Journeys run against the whole service, started as people start it, in a real browser."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.running_service import ROOT, Service, wait_until_ready
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.servers import free_block_of_ports

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FAILED = pytest.StashKey[bool]()
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run", "--disable-quic", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """``make up`` on ports and data of its own; or one that runs already, named by JOURNEYS_PORT and DATA_DIR."""
    if "JOURNEYS_PORT" in os.environ:
        running = int(os.environ["JOURNEYS_PORT"])
        yield Service(running, os.environ | {"PORT": str(running), "DATA_DIR": os.environ["JOURNEYS_DATA_DIR"]})
        return
    port = free_block_of_ports()
    with tempfile.TemporaryDirectory(prefix="oneipo-journeys-") as data:
        environ = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        environ |= {"PORT": str(port), "DATA_DIR": data}
        log = (Path(data) / "up.log").open("w")
        process = subprocess.Popen([sys.executable, "-m", "oneipo.up"], cwd=ROOT, env=environ, stdout=log, stderr=log)
        try:
            wait_until_ready(f"http://localhost:{port}/readyz", process, Path(data) / "up.log")
            yield Service(port, environ)
        finally:
            process.terminate()
            process.wait(60)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of one's own, with nothing in it."""
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    fresh.set_default_timeout(20_000)
    yield fresh
    fresh.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page; when the test fails, what it showed is kept under build/journeys."""
    fresh = context.new_page()
    yield fresh
    if request.node.stash.get(FAILED, False):
        folder = ROOT / "build" / "journeys"
        folder.mkdir(parents=True, exist_ok=True)
        fresh.screenshot(path=folder / f"{request.node.name[:80]}.png", full_page=True)
        print(fresh.url, fresh.locator("main").inner_text()[:2500])
