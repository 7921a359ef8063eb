"""The frame of the stand-ins: starting, stopping, refusing to start, forced faults, clock and memory."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest
import requests

from stubs.clock import Clock
from stubs.faults import BadFault, Faults, read_fault
from stubs.store import Store
from tests.stubs.running import ROOT, free_base_port, running, stop, stub_environment

ONE = ["companies_house"]
KEY = ("local-companies-house-key", "")


def start(port, **environ):
    settings = stub_environment(port=port, only=ONE, environ=environ)
    return subprocess.Popen(
        [sys.executable, "-m", "stubs"],
        cwd=ROOT,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture(scope="module")
def url():
    with running(only=ONE) as run:
        yield run["companies_house"]


@pytest.fixture(autouse=True)
def _fresh(request):
    if "url" in request.fixturenames:
        requests.post(f"{request.getfixturevalue('url')}/__stub__/reset")


def force(url, **fault):
    answer = requests.post(f"{url}/__stub__/faults", json=fault)
    assert answer.status_code == 201, answer.text


def profile(url, number="09999901", **options):
    return requests.get(f"{url}/company/{number}", auth=KEY, **options)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(number):
    process = start(free_base_port())
    assert "Companies House stand-in: http://localhost:" in process.stdout.readline()
    process.send_signal(number)
    assert process.wait(10) == 0
    assert process.stderr.read() == ""


def test_a_taken_port_is_a_plain_sentence():
    port = free_base_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + 5))
        other.listen()
        process = start(port)
        assert process.wait(30) == 1
    said = process.stderr.read()
    assert f"Port {port + 5}, needed by the stand-in for Companies House, is taken by another program" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"ENVIRONMENT": "production"}, "start in development only"),
        ({"ENVIRONMENT": "staging"}, "start in development only"),
        ({"PUBLIC_URL": "https://patents.example.org"}, "serve this machine only"),
        ({"PORT": "eighty"}, "Set PORT to a number"),
        ({"STUBS_ONLY": "companies_house,land_registry"}, "STUBS_ONLY names land_registry"),
    ],
)
def test_it_refuses_to_start_where_it_must_not(environ, words):
    process = start(free_base_port(), **environ)
    assert process.wait(30) == 1
    said = process.stderr.read()
    assert words in said
    assert "Traceback" not in said


def test_it_ends_when_the_one_who_started_it_is_killed():
    port = free_base_port()
    code = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-m', 'stubs']); time.sleep(60)"
    settings = stub_environment(port=port, only=ONE)
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True)
    parent.stdout.readline()
    assert requests.get(f"http://localhost:{port + 5}/__stub__/health").ok
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port + 5)) != 0:
                return
        time.sleep(0.05)
    pytest.fail("The stand-in outlived the process that started it")


def test_state_and_keys_survive_a_restart(tmp_path):
    def published(url):
        return requests.get(f"{url}/.well-known/jwks.json").json()

    with running(only=["one_login"], data_dir=tmp_path) as run:
        before = published(run["one_login"])
        requests.post(f"{run['one_login']}/__stub__/next", json={"persona": "attorney"})
    with running(only=["one_login"], data_dir=tmp_path, port=run.port) as run:
        assert published(run["one_login"]) == before
        requests.post(f"{run['one_login']}/__stub__/reset")
        assert published(run["one_login"]) == before, "a reset spares the keys, which the product may have cached"
    assert (tmp_path / "one_login.sqlite3").exists()


def test_it_listens_on_loopback_only(url):
    port = int(url.rpartition(":")[2])
    outward = [each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    for address in {each for each in outward if not each.startswith("127.")}:
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, port)) != 0


def test_health_names_the_stand_in_and_its_time(url):
    answer = requests.get(f"{url}/__stub__/health").json()
    assert (answer["name"], answer["status"]) == ("companies_house", "ok")
    assert answer["now"].endswith("+00:00")


def test_another_name_for_this_machine_is_refused(url):
    answer = requests.get(f"{url}/__stub__/health", headers={"Host": "rebound.example"})
    assert answer.status_code == 403


def test_a_forced_status_comes_as_often_as_asked_and_then_no_more(url):
    force(url, path="/company/*", status=503, times=2)
    assert [profile(url).status_code for _ in range(3)] == [503, 503, 200]


def test_a_fault_of_another_method_or_path_is_left_alone(url):
    force(url, path="/company/*", method="POST", status=503)
    force(url, path="/search/*", status=503)
    assert profile(url).status_code == 200
    assert len(requests.get(f"{url}/__stub__/faults").json()["faults"]) == 2


def test_a_fault_can_carry_a_body_headers_and_an_empty_answer(url):
    force(url, path="/company/*", status=429, body="slow down", headers={"Retry-After": "7"})
    answer = profile(url)
    assert (answer.text, answer.headers["Retry-After"]) == ("slow down", "7")
    force(url, path="/company/*", empty=True)
    answer = profile(url)
    assert (answer.status_code, answer.content) == (200, b"")


def test_unknown_members_can_be_added_to_a_right_answer(url):
    force(url, path="/company/*", extra={"colour": "green"})
    body = profile(url).json()
    assert (body["colour"], body["company_number"]) == ("green", "09999901")


def test_a_late_answer_is_a_time_out(url):
    force(url, path="/company/*", delay_seconds=1.5)
    with pytest.raises(requests.ReadTimeout):
        profile(url, timeout=0.3)


def test_the_work_can_be_done_although_the_answer_is_wrong():
    with running(only=["one_login"]) as run:
        force(run["one_login"], path="/signed-out", status=502, after=True)
        assert requests.get(f"{run['one_login']}/signed-out").status_code == 502


@pytest.mark.parametrize(
    "fault", [{"status": 503}, {"path": "company"}, {"path": "/x", "status": 99}, {"path": "/x", "colour": "red"}]
)
def test_a_fault_that_cannot_be_understood_is_refused(url, fault):
    assert requests.post(f"{url}/__stub__/faults", json=fault).status_code == 400
    with pytest.raises(BadFault):
        read_fault(fault)


def test_faults_can_be_set_and_cleared_on_a_page(url):
    page = requests.get(f"{url}/__stub__/faults", headers={"Accept": "text/html"})
    assert page.text.count("<h1") == 1
    form = {"path": "/company/*", "method": "GET", "status": "500", "times": "1", "delay_seconds": "0"}
    after = requests.post(f"{url}/__stub__/faults", data=form, headers={"Accept": "text/html"})
    assert "GET /company/*: answers 500" in after.text
    cleared = requests.post(f"{url}/__stub__/faults", data={"clear": "1"}, headers={"Accept": "text/html"})
    assert "everything works" in cleared.text
    assert profile(url).status_code == 200


def test_the_clock_can_be_set_and_shifted(url):
    def offset(**body):
        return requests.post(f"{url}/__stub__/clock", json=body).json()["offset_seconds"]

    assert offset(offset_seconds=3600) == 3600
    assert offset(shift_seconds=-600) == 3000
    assert requests.get(f"{url}/__stub__/clock").json()["offset_seconds"] == 3000
    assert requests.post(f"{url}/__stub__/clock", json={"offset_seconds": "soon"}).status_code == 400


def test_pages_carry_the_banner_and_no_branding(url):
    page = requests.get(f"{url}/").text
    assert "Test service: not the real thing" in page
    assert "Not an official government service" in page
    assert not any(word in page.lower() for word in ("crown", "crest", "govuk-header", "gds transport"))


def test_pages_may_run_no_script(url):
    assert "default-src 'none'" in requests.get(f"{url}/").headers["Content-Security-Policy"]
    assert requests.get(f"{url}/__stub__/look.css").headers["Content-Type"].startswith("text/css")


def test_nothing_outside_the_styles_is_served(url):
    for path in ("/static/../pyproject.toml", "/static/%2e%2e/pyproject.toml", "/static/nothing.css"):
        assert requests.get(f"{url}{path}").status_code == 404


def test_an_unknown_address_is_a_plain_page_and_a_wrong_method_says_which_are_right(url):
    assert requests.get(f"{url}/nowhere").status_code == 404
    answer = requests.post(f"{url}/company/09999901", auth=KEY)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_store_gives_back_what_was_put_in_order_of_first_put(tmp_path):
    store = Store(str(tmp_path / "store.sqlite3"))
    store.put("day", "b", {"n": 1})
    store.put("day", "a", {"n": 2})
    store.put("day", "b", {"n": 3})
    assert store.all("day") == [{"n": 3}, {"n": 2}]
    assert store.get("day", "a") == {"n": 2}
    assert store.get("night", "a") is None
    store.delete("day", "b")
    store.put("night", "a", {})
    store.clear(keep=["night"])
    assert (store.all("day"), store.all("night")) == ([], [{}])


def test_a_locked_change_that_fails_leaves_nothing_behind():
    store = Store(":memory:")

    def half_a_change():
        with store.locked():
            store.put("day", "a", {})
            with store.locked():
                store.put("day", "b", {})
            raise KeyError

    with pytest.raises(KeyError):
        half_a_change()
    assert store.all("day") == []


def test_a_clock_keeps_its_offset_in_the_store():
    store = Store(":memory:")
    Clock(store).shift(7200)
    ahead = Clock(store).now() - Clock(Store(":memory:")).now()
    assert 7190 < ahead.total_seconds() < 7210


def test_faults_are_used_up_in_order():
    faults = Faults(Store(":memory:"))
    faults.add(read_fault({"path": "/a", "status": 500}))
    faults.add(read_fault({"path": "/*", "status": 503, "times": 2}))
    assert [fault and fault.status for fault in (faults.take("GET", "/a") for _ in range(4))] == [500, 503, 503, None]


def test_the_stand_ins_import_nothing_of_the_product():
    code = "import sys, stubs.__main__ as m; [m.load(n) for n in m.STAND_INS]; print('django' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "False"


def test_stopping_what_has_ended_is_no_error():
    process = start(free_base_port(), ENVIRONMENT="production")
    process.wait(30)
    assert stop(process) == 1
