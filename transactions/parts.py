"""The parts that a transaction type is declared with: plain frozen data without a database or a clock."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.design.forms import GovukForm
from rights.standing import Standing

Words = str | Promise
Answers = Mapping[str, Mapping[str, Any]]
"""For each step's key the cleaned answers of its form, as JSON."""


def always(answers: Answers) -> bool:
    """The step or evidence that everybody is asked for."""
    return True


class Who(StrEnum):
    """Who may file."""

    OWNER = "owner"
    REPRESENTATIVE = "representative"
    PARTY = "party"
    ANYONE = "anyone"


class Topic(models.TextChoices):
    """Under which heading people look for it."""

    FORCE = "force", _("Keeping it in force, or giving it up")
    PEOPLE = "people", _("Names, addresses and representatives")
    OWNERSHIP = "ownership", _("A new owner")
    LICENCES = "licences", _("Licences and loans")
    RECORDS = "records", _("Copies, corrections and keeping an eye on it")


class Route(StrEnum):
    """How many officers decide."""

    AUTOMATIC = "automatic"
    SINGLE = "single"
    TWO_PERSON = "two-person"


class Visibility(StrEnum):
    """Who may open a document that was given as evidence."""

    PRIVATE = "private"
    PARTIES = "parties"
    REGISTER = "register"


class CertificateKind(models.TextChoices):
    """What is certified: a renewal (Patents Rules 2007 r.36(5)), or what the register says of a right (Form 23)."""

    RENEWAL = "renewal", _("Certificate of renewal")
    EXTRACT = "extract", _("Extract of the register")
    CERTIFIED_EXTRACT = "certified-extract", _("Certified extract of the register")


def as_it_is(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """Leaves a form as its class declares it."""


@dataclass(frozen=True)
class Step:
    """One page, one question. ``applies`` decides from the earlier answers; ``guidance`` stands above the fields.

    ``prepare`` fits a form to the rights that are asked about: choices among their parties, what is on record to begin
    with. With ``most`` above 1 the question may be answered that many times; its answers are then ``{"items": […]}``,
    one object each, and ``one_more`` is the question whether to add another.
    """

    key: str
    title: Words
    form: type[GovukForm]
    applies: Callable[[Answers], bool] = always
    guidance: Words = ""
    warning: Words = ""
    prepare: Callable[[GovukForm, Answers, Sequence[Standing]], None] = as_it_is
    most: int = 1
    one_more: Words = ""


@dataclass(frozen=True)
class Evidence:
    """A document to be given; ``needed`` decides from the answers whether the filing is complete without it."""

    key: str
    title: Words
    says: Words
    needed: Callable[[Answers], bool] = always
    visibility: Visibility = Visibility.PRIVATE


@dataclass(frozen=True)
class Check:
    """One thing that an officer makes sure of before a request is accepted; ``says`` is the hint beside it."""

    key: str
    title: Words
    says: Words = ""


@dataclass(frozen=True)
class Lookup:
    """A question that the mechanism asks of the outside; what it finds stands in the answers under ``key``.

    ``question`` gives what to ask from the answers, or an empty string where there is nothing to ask.
    """

    key: str
    source: str
    question: Callable[[Answers], str]


@dataclass(frozen=True)
class Objection:
    """Why a right cannot be dealt with as asked; one with ``step_key`` can be mended by answering that step again."""

    text: Words
    step_key: str | None = None
    blocking: bool = True


@dataclass(frozen=True)
class Charge:
    """One fee line in whole pence; an uncertain one is an example until the deployer confirms it.

    ``is_form`` marks the fee of the office's form, which the mechanism adds by itself.
    """

    right_number: str
    what: Words
    amount_pence: int
    years: tuple[int, ...] = ()
    certain: bool = True
    is_additional: bool = False
    is_form: bool = False


@dataclass(frozen=True)
class Concern:
    """Somebody to be told what changed, once it did. ``says`` is one sentence without names of others.

    ``message`` names the template; ``may_object`` gives the address at which one says that it is wrong.
    """

    name: str
    says: Words
    email: str = ""
    address_lines: tuple[str, ...] = ()
    may_object: bool = False
    message: str = "change-made"


@dataclass(frozen=True)
class Consent:
    """A party on the register without whose agreement the filing cannot be accepted (s.36(3)).

    It is asked through the account that is linked for the party, else at its address on record once that has stood for
    28 days, never at an address that the filer gives; otherwise on signed paper that two officers look at. The party
    that the filer itself stands for has agreed by filing. ``says`` is one sentence: to what.
    """

    party: str
    role: str
    says: Words


@dataclass(frozen=True)
class OfficeForm:
    """The office's form that a type takes the place of; its fee, by ``use``, is charged once for each filing.

    ``number`` and ``use`` are those of the fee data.
    """

    number: str
    use: str


class Begins(StrEnum):
    """What begins a stage."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    BY_EXIT = "by-exit"


class Then(StrEnum):
    """Where a stage may lead, if not to another stage."""

    DECIDE = "decide"
    RECORD = "record"
    REFUSE = "refuse"


class Acts(StrEnum):
    """Who may make a move or take an exit."""

    FILER = "filer"
    OFFICER = "officer"
    SECOND_OFFICER = "second-officer"
    SERVICE = "service"


@dataclass(frozen=True)
class Exit:
    """What a person may do to end a stage before its time; ``to`` is another stage's key or a ``Then``."""

    key: str
    title: Words
    to: str
    by: Acts


@dataclass(frozen=True)
class Stage:
    """A named wait. ``lasts`` gives its last day from the answers and the day on which it began, None for no end.

    ``then`` says where time alone leads: another stage's key or a ``Then``. With ``paid_to``, what the type's
    ``stage_charges`` says is to be paid while it lasts, and payment leads there. Of every fact of the kinds in
    ``watches`` that is entered on its rights while it lasts, the filer is told.
    """

    key: str
    title: Words
    says: Words
    begins: Begins
    lasts: Callable[[Answers, date], date | None]
    then: str
    exits: tuple[Exit, ...] = ()
    paid_to: str = ""
    watches: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Example:
    """A whole journey for the conformance suite: what the register says of a right, and what is answered.

    ``history`` holds the register's facts, as ``rights.facts`` has them; ``relation`` is the filer's link to the right,
    ``party`` for a signed-in account that is not linked, None for somebody who did not sign in.
    ``filed_before`` gives the references of documents that the filer has filed on the right, with the day of each.
    ``charged_pence`` is what the law says that it costs, worked out by hand.

    A journey goes on to its end: documents of the keys in ``evidence`` are given; whoever must agree says ``agree``
    (yes, no, or silent), on signed paper; officers decide as ``decides`` says (accept or refuse, or several decisions
    in order); of ``stage_exits`` the one named for a stage is taken out of it; in a stage with ``paid_to``,
    ``stage_pence`` are paid unless it is among ``unpaid``; any other wait lasts until its last day is over. ``days``
    gives the day on which something is done, by the stage's key, ``agree``, or ``decide`` for the officers; without
    one it is done at once. ``ends`` is the state in which it ends.
    """

    name: str
    on: date
    history: tuple[Any, ...]
    answers: Answers
    relation: str | None = None
    charged_pence: int = 0
    filed_before: Mapping[str, date] = field(default_factory=dict)
    paid_through_year: int | None = field(default=None)
    evidence: tuple[str, ...] = ()
    agree: str = "yes"
    decides: str | tuple[str, ...] = "accept"
    stage_exits: Mapping[str, str] = field(default_factory=dict)
    stage_pence: int = 0
    unpaid: frozenset[str] = frozenset()
    days: Mapping[str, date] = field(default_factory=dict)
    ends: str = "recorded"


def stage_named(stages: Iterable[Stage], key: str) -> Stage:
    """Raises:
    KeyError: if no stage has that key.
    """
    for stage in stages:
        if stage.key == key:
            return stage
    raise KeyError(key)
