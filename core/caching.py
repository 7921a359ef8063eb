"""Redis as a cache that may be gone: then it is an empty one, and everything that counts is in PostgreSQL."""

from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

KEYS_AT_ONCE = 1000
T = TypeVar("T")
log = structlog.get_logger(__name__)


class ForgivingCache(RedisCache):
    """A Redis that does not answer holds nothing and keeps nothing; nobody sees an error for it."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return _or(default, lambda: super(ForgivingCache, self).get(key, default, version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return _or({}, lambda: super(ForgivingCache, self).get_many(keys, version))

    def set(self, *args: Any, **kwargs: Any) -> None:
        _or(None, lambda: super(ForgivingCache, self).set(*args, **kwargs))

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return _or(False, lambda: super(ForgivingCache, self).add(*args, **kwargs))

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return _or(False, lambda: super(ForgivingCache, self).touch(*args, **kwargs))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return _or(False, lambda: super(ForgivingCache, self).delete(key, version))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return _or(False, lambda: super(ForgivingCache, self).has_key(key, version))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Raises:
        ValueError: as for a key that is not there.
        """
        counted = _or(None, lambda: super(ForgivingCache, self).incr(key, delta, version))
        if counted is None:
            raise ValueError("The cache does not answer")
        return counted

    def clear(self) -> None:
        """Removes the keys that begin with our prefix; Django's own would empty the queue beside them as well."""
        _or(None, self._remove_own_keys)

    def _remove_own_keys(self) -> None:
        client = self._cache.get_client(None, write=True)
        for key in client.scan_iter(match=f"{self.key_prefix}:*", count=KEYS_AT_ONCE):
            client.unlink(key)


def _or(otherwise: T, ask: Callable[[], T]) -> T:
    try:
        return ask()
    except RedisError as error:
        log.warning("cache-does-not-answer", error=type(error).__name__)
        return otherwise
