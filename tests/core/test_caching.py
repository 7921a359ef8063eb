"""The cache: emptied without touching what others keep in the same database."""

from typing import Any

from django.core.cache import cache


def test_emptying_the_cache_leaves_the_queue_and_others_alone() -> None:
    client: Any = cache._cache.get_client(None, write=True)  # type: ignore[attr-defined]
    client.set("somebody-elses-key", "kept", ex=60)
    cache.set("ours", "gone", 60)
    assert cache.get("ours") == "gone"
    cache.clear()
    assert cache.get("ours") is None
    assert client.get("somebody-elses-key") == b"kept"
    client.delete("somebody-elses-key")
