"""Every address of the API, with every method, asked by another organisation's system and by nobody.

An address that the walk does not know fails here until it is taught (tests/builders/somebody_by_program.py).
"""

from typing import Any

import pytest
from builders.filings import an_account
from builders.people import a_member
from builders.programs import Program, a_program
from builders.somebody import Theirs, everything_of_somebody
from builders.somebody_by_program import (
    EVERY,
    NO_NUMBER,
    NO_WALL,
    OWN,
    PUBLIC,
    PUBLIC_WHERE_PUBLISHED,
    SAME_AS,
    SIGNING_IN,
    WITH_ARGUMENTS,
    address,
    asked,
    nowhere,
    told,
)
from django.urls import reverse

from accounts.actors import applicant
from core.clock import now
from rights.clients.files import Told, close_to_all_but, files_of, open_file, place
from rights.models import Link

pytestmark = pytest.mark.django_db

HIDES = {400, 404, 405, 406, 415, 422, 428}


@pytest.fixture(autouse=True)
def many_calls(settings: Any) -> None:
    """The whole walk comes from one address, and is in a sandbox, which has every address."""
    settings.API_PUBLIC_REQUESTS_A_MINUTE = 100_000
    settings.SANDBOX = True


@pytest.fixture
def theirs() -> Theirs:
    """Another account with one of each thing."""
    return everything_of_somebody()


@pytest.fixture
def stranger(db: None) -> Program:
    """A system of another organisation that may do everything there, and pay."""
    return a_program(an_account(now(), name="Nobody's business", email="n@business.example"), limit_pence=10**9)


def secrets(theirs: Theirs) -> set[str]:
    named = {str(value) for arguments in theirs.arguments.values() for value in arguments.values()}
    return {value for value in named if "-" in value} | {theirs.right.number, str(theirs.organisation)}


def test_every_address_is_taught_and_none_is_left_over() -> None:
    assert sorted([*PUBLIC, *SIGNING_IN, *OWN, *SAME_AS]) == EVERY


@pytest.mark.parametrize("name", WITH_ARGUMENTS)
def test_what_is_theirs_answers_a_strangers_system_as_if_it_were_nowhere(
    name: str, theirs: Theirs, stranger: Program
) -> None:
    _answers_alike(name, theirs, stranger)


def _answers_alike(name: str, theirs: Theirs, program: Program) -> None:
    number = theirs.right.number
    there, gone = address(name, theirs), nowhere(name, theirs)
    pairs = zip(asked(program, name, there, number), asked(program, name, gone, NO_NUMBER), strict=True)
    for (method, one), (_method, other) in pairs:
        assert one.status_code in HIDES, f"{method} {name} answered {one.status_code}: {one.content!r}"
        said, unsaid = there.split("/"), gone.split("/")
        words = [word for word in {*said, number} if word not in unsaid]
        others = [word for word in {*unsaid, NO_NUMBER} if word not in said]
        assert told(one, *words) == told(other, *others), f"{method} {name}"


@pytest.mark.parametrize("name", sorted(OWN))
def test_what_is_the_callers_own_tells_nothing_of_anybody_else(name: str, theirs: Theirs, stranger: Program) -> None:
    where, number = reverse(name), theirs.right.number
    pairs = zip(asked(stranger, name, where, number), asked(stranger, name, where, NO_NUMBER), strict=True)
    for (method, one), (_method, other) in pairs:
        assert one.status_code < 500, f"{method} {name} answered {one.status_code}"
        status, text = told(one, number)
        assert not [secret for secret in secrets(theirs) if secret in text], f"{method} {name}"
        assert status == other.status_code, f"{method} {name} tells an unpublished right from none"


@pytest.mark.parametrize("name", sorted(PUBLIC_WHERE_PUBLISHED))
def test_what_is_not_published_answers_nobody_as_if_it_were_nowhere(name: str, theirs: Theirs) -> None:
    number = theirs.right.number
    there, gone = (Program().call("GET", where(name, theirs)) for where in (address, nowhere))
    assert there.status_code == 404
    assert told(there, number) == told(gone, NO_NUMBER)


@pytest.mark.parametrize("name", sorted({*OWN, *SAME_AS} - PUBLIC_WHERE_PUBLISHED))
def test_nobody_is_asked_for_a_token(name: str, theirs: Theirs) -> None:
    where = reverse(name) if name in OWN else address(name, theirs)
    for method, answer in asked(Program(), name, where, theirs.right.number):
        assert answer.status_code in {401, 405}, f"{method} {name} answered {answer.status_code} to nobody"
        assert answer.status_code != 401 or answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_what_is_public_tells_of_nobody(name: str, theirs: Theirs) -> None:
    where = reverse(name, kwargs=PUBLIC[name] or None)
    for method, answer in asked(Program(), name, where, theirs.right.number):
        assert answer.status_code in ({200, 404} if method == "GET" else {401, 404, 405}), f"{method} {name}"
        assert not [secret for secret in secrets(theirs) if secret in told(answer)[1]], f"{method} {name}"


@pytest.mark.parametrize("name", sorted(set(WITH_ARGUMENTS) - NO_WALL))
def test_what_is_behind_a_wall_answers_a_system_outside_as_if_it_were_nowhere(name: str, theirs: Theirs) -> None:
    _behind_a_wall(theirs)
    _answers_alike(name, theirs, a_program(theirs.member, limit_pence=10**9))


@pytest.mark.parametrize("name", sorted(OWN - {"api-organisation-members"}))
def test_no_list_tells_a_system_outside_what_is_behind_the_wall(name: str, theirs: Theirs) -> None:
    _behind_a_wall(theirs)
    answer = a_program(theirs.member).call("GET", reverse(name))
    numbers = set(Link.everything.values_list("number", flat=True))
    pages = ("filing", "payment", "message", "agreement", "link-request")
    hidden = numbers | {str(value) for page in pages for value in theirs.arguments[page].values()} | {"A secret client"}
    assert answer.status_code in {200, 400, 404, 405}
    assert not [word for word in hidden if word in told(answer)[1]]


def test_a_tool_sees_what_its_person_sees_and_no_more(theirs: Theirs) -> None:
    _behind_a_wall(theirs)
    outside = a_member(theirs.organisation, email="outside@account.example")
    assert files_of(applicant(outside, theirs.organisation.pk, signed_in_at=None)) == []


def _behind_a_wall(theirs: Theirs) -> None:
    file = open_file(Told("A secret client"), by=theirs.member, at=now())
    right_ids = list(Link.everything.filter(organisation=theirs.organisation).values_list("right_id", flat=True))
    assert place(right_ids, file, by=theirs.member, at=now()) == 2
    for each in files_of(theirs.member):
        close_to_all_but(each, [theirs.member.user_id], by=theirs.member, at=now())
