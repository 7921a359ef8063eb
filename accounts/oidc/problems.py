"""The plain pages on which a sign-in that failed ends: what happened, and what to do."""

from enum import StrEnum

from django.http import HttpResponse
from django.shortcuts import render

from accounts.models import User
from accounts.oidc.errors import IdentityNotProved, SignInDeclined, SignInRefused
from accounts.requests import SiteRequest
from accounts.services import NotActive, WrongDoor
from accounts.staff_sign_in.roles import NoRole
from core.outside import Refused, Unavailable


class Problem(StrEnum):
    """What is told; each has its own words in the template."""

    NOT_FINISHED = "not-finished"
    TRY_LATER = "try-later"
    AGAIN = "again"
    NOT_CHECKED = "not-checked"
    TOO_OLD = "too-old"
    NOT_ALLOWED = "not-allowed"
    NO_ROLE = "no-role"
    NOT_PROVED = "not-proved"
    TOO_OFTEN = "too-often"


STATUS = {
    Problem.NOT_FINISHED: 403,
    Problem.TRY_LATER: 503,
    Problem.AGAIN: 403,
    Problem.NOT_CHECKED: 400,
    Problem.TOO_OLD: 400,
    Problem.NOT_ALLOWED: 403,
    Problem.NO_ROLE: 403,
    Problem.NOT_PROVED: 200,
    Problem.TOO_OFTEN: 429,
}
BY_ERROR = {
    "access_denied": Problem.NOT_FINISHED,
    "login_required": Problem.AGAIN,
    "interaction_required": Problem.AGAIN,
    "consent_required": Problem.AGAIN,
}
FAILURES = (SignInRefused, SignInDeclined, IdentityNotProved, Unavailable, Refused, WrongDoor, NotActive, NoRole)


def problem_of(failure: Exception) -> Problem:
    """What to tell about a failure."""
    match failure:
        case SignInDeclined(error=error):
            return BY_ERROR.get(error, Problem.TRY_LATER)
        case Unavailable():
            return Problem.TRY_LATER
        case IdentityNotProved():
            return Problem.NOT_PROVED
        case WrongDoor() | NotActive():
            return Problem.NOT_ALLOWED
        case NoRole():
            return Problem.NO_ROLE
    return Problem.NOT_CHECKED


def problem_page(request: SiteRequest, problem: Problem, *, next_path: str = "") -> HttpResponse:
    """The page, kept by no cache."""
    prefix = "staff:" if request.door == User.Kind.STAFF else ""
    context = {
        "problem": problem.value,
        "next_path": next_path,
        "start_name": f"{prefix}sign-in",
        "home_name": f"{prefix}home",
    }
    response = render(request, "accounts/sign_in_problem.html", context, status=STATUS[problem])
    response["Cache-Control"] = "no-store"
    return response
