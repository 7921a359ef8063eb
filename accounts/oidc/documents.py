"""What providers publish, as fresh as they ask and stale rather than missing: cached, and kept in the database."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.cache import cache

from accounts.models import ProviderDocument
from accounts.oidc import gateway
from core.outside import Refused, Unavailable

STALE_FOR = timedelta(minutes=1)
CACHED_SECONDS = 86_400
log = structlog.get_logger(__name__)
Body = dict[str, Any]


@dataclass(frozen=True)
class Copy:
    """A document as we hold it."""

    body: Body
    fetched_at: datetime
    fresh_until: datetime


def document(url: str, *, is_good: Callable[[Body], bool], at: datetime, newer_than: datetime | None = None) -> Body:
    """The document at the address: ours while it is fresh, else the provider's, else our last good one.

    ``newer_than`` asks the provider again unless our copy was fetched after that moment. A document that ``is_good``
    does not accept counts as no answer.

    Raises:
        Unavailable: if the provider does not answer and we never read it.
    """
    held = _held(url)
    wanted_again = newer_than is not None and (held is None or held.fetched_at <= newer_than)
    if held is not None and at < held.fresh_until and not wanted_again:
        return held.body
    try:
        return _read(url, is_good, at=at).body
    except (Unavailable, Refused) as error:
        if held is None:
            raise Unavailable(str(error)) from error
        log.warning("provider-document-stale", url=url, error=str(error))
        _cache(url, Copy(held.body, held.fetched_at, max(held.fresh_until, at + STALE_FOR)))
        return held.body


def _read(url: str, is_good: Callable[[Body], bool], *, at: datetime) -> Copy:
    fetched = gateway.fetch(url)
    if not is_good(fetched.body):
        raise Unavailable(f"{url} is not the document that it should be")
    copy = Copy(fetched.body, at, at + fetched.fresh_for)
    said = {"body": copy.body, "fetched_at": copy.fetched_at, "fresh_until": copy.fresh_until}
    ProviderDocument.objects.update_or_create(url=url, defaults=said)
    _cache(url, copy)
    return copy


def _held(url: str) -> Copy | None:
    with suppress(Exception):  # a cache that is down is an empty cache
        found = cache.get(_key(url))
        if isinstance(found, Copy):
            return found
    row = ProviderDocument.objects.filter(url=url).first()
    return Copy(row.body, row.fetched_at, row.fresh_until) if row else None


def _cache(url: str, copy: Copy) -> None:
    with suppress(Exception):
        cache.set(_key(url), copy, CACHED_SECONDS)


def _key(url: str) -> str:
    return f"provider-document:{url}"
