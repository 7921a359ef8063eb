"""Promise, commit, call, record: effects outside a database transaction are rows first."""

from core.outbox.promises import promise
from core.outbox.registry import Abandon, keeps

__all__ = ["Abandon", "keeps", "promise"]
