"""What every fact has: a kind, the day of its effect, a body for the history, and a way to be shown on the state."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from typing import Any, ClassVar, Self

from rights.details import Details, as_text, joined
from rights.state import RightState

FACTS: dict[str, type["Fact"]] = {}
"""Every kind of fact by its name; a fact joins when its module is imported."""

Known = Mapping[str, str | None]
"""Bodies of particulars by reference; None where withheld."""


class CannotShow(Exception):
    """A fact that the register cannot take in the state that the right is in; the message says why."""


class UnknownFact(LookupError):
    """An entry names a kind of fact that this version does not know."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that the register says. ``effective_on`` is the day from which the law counts it."""

    kind: ClassVar[str] = ""
    aspects: ClassVar[frozenset[str]] = frozenset()
    changes_people: ClassVar[bool] = False
    is_public: ClassVar[bool] = True

    effective_on: date

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.kind:
            FACTS[cls.kind] = cls

    def show_on(self, state: RightState) -> None:
        """Changes what the register says."""
        raise NotImplementedError(f"{type(self).__name__} must say what it shows")

    def shows(self) -> frozenset[str]:
        """The aspects of the right that this fact decides."""
        return self.aspects

    def identity(self) -> str:
        """What makes it the same event when another source reports it again."""
        return f"{self.kind}:{self.effective_on}"

    def texts(self) -> dict[str, str]:
        """What the history keeps of it besides kind and day: canonical JSON by name, where it is not the default."""
        values = [(name, getattr(self, name), default) for name, default in _defaults(type(self))]
        return {name: as_text(value) for name, value, default in values if value != default}

    def body_text(self) -> str:
        """The body as canonical JSON."""
        return joined(dict(sorted(self.texts().items())))

    def told_text(self, recorded_on: date | None = None) -> str:
        """The fact inside another one's body: the same with its kind and days."""
        texts = self.texts()
        texts["kind"], texts["effective_on"] = f'"{self.kind}"', f'"{self.effective_on}"'
        if recorded_on:
            texts["recorded_on"] = f'"{recorded_on}"'
        return joined(dict(sorted(texts.items())))

    @classmethod
    def from_body(cls, effective_on: date, body: Mapping[str, Any], known: Known) -> Self:
        """Reads it back from the history."""
        return cls(effective_on=effective_on, **{own.name: from_json(own, body, known) for own in _held(cls, body)})

    def sealed(self) -> Self:
        """The same with all personal details sealed."""
        return self

    def details(self) -> Iterable[Details]:
        """The personal details that lie apart from its body."""
        return ()


_FIELDS: dict[str, tuple["Field[Any]", ...]] = {}
_DEFAULTS: dict[str, tuple[tuple[str, Any], ...]] = {}


def _own_fields(cls: type[Fact]) -> tuple["Field[Any]", ...]:
    if cls.kind not in _FIELDS:
        _FIELDS[cls.kind] = tuple(own for own in fields(cls) if own.name != "effective_on")
    return _FIELDS[cls.kind]


def _defaults(cls: type[Fact]) -> tuple[tuple[str, Any], ...]:
    if cls.kind not in _DEFAULTS:
        _DEFAULTS[cls.kind] = tuple((own.name, own.default) for own in _own_fields(cls))
    return _DEFAULTS[cls.kind]


def _held(cls: type[Fact], body: Mapping[str, Any]) -> list["Field[Any]"]:
    return [own for own in _own_fields(cls) if own.name in body or own.default is MISSING]


def from_json(own: "Field[Any]", body: Mapping[str, Any], known: Known) -> Any:
    """The value of one field, by its declared type."""
    value = body[own.name]
    if own.type in {date, date | None} and value is not None:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def fact_of(kind: str, effective_on: date, body: Mapping[str, Any], known: Known) -> Fact:
    """Reads a fact of any kind back from the history.

    Raises:
        UnknownFact: if no fact has this kind.
    """
    try:
        found = FACTS[kind]
    except KeyError:
        raise UnknownFact(kind) from None
    return found.from_body(effective_on, body, known)
