"""A cache that is gone is an empty one: people sign in, go on, and sign out all the same."""

from typing import Any

import pytest
from builders.browsers import Browser
from django.core.cache import cache

pytestmark = pytest.mark.django_db


def switch_off(settings: Any) -> None:
    nowhere = {"LOCATION": "unix:///nobody/listens/here.sock"}
    settings.CACHES = {"default": {**settings.CACHES["default"], **nowhere}}


def test_people_sign_in_and_out_without_a_cache(browser: Browser, settings: Any) -> None:
    switch_off(settings)
    assert browser.get("/").status_code == 200
    assert browser.sign_in()["Location"] == "/home/"
    assert browser.is_signed_in
    assert browser.post("/sign-out/")["Location"].startswith(browser.providers["one_login"])
    assert not browser.is_signed_in


def test_whoever_was_signed_in_goes_on_when_the_cache_goes(browser: Browser, settings: Any) -> None:
    browser.sign_in()
    switch_off(settings)
    assert browser.get("/home/").status_code == 200
    assert browser.post("/account/name/", {"name": "Still here"}).status_code == 302
    assert browser.post("/not-me/no-such-token/").status_code == 404


def test_a_sign_in_that_ended_while_the_cache_was_gone_does_not_come_back_with_it(
    browser: Browser, other_browser: Browser, settings: Any
) -> None:
    browser.sign_in()
    other_browser.client.cookies = browser.client.cookies.copy()
    working = settings.CACHES
    switch_off(settings)
    browser.post("/sign-out/")
    settings.CACHES = working
    assert not other_browser.is_signed_in


def test_the_readiness_page_tells_of_it(browser: Browser, settings: Any) -> None:
    assert browser.get("/readyz").status_code == 200
    switch_off(settings)
    assert browser.get("/readyz").status_code == 503
    assert browser.get("/readyz").json() == {"database": True, "cache": False}


def test_a_cache_that_is_gone_holds_and_keeps_nothing(settings: Any) -> None:
    switch_off(settings)
    cache.set("a", 1)
    assert (cache.get("a"), cache.get("a", 2), cache.get_many(["a"]), "a" in cache) == (None, 2, {}, False)
    assert (cache.add("a", 1), cache.touch("a"), cache.delete("a")) == (False, False, False)
    assert cache.get_or_set("a", 3) == 3
    with pytest.raises(ValueError, match="does not answer"):
        cache.incr("a")
