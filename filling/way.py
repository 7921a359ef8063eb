"""The way through a draft's pages: where one goes on and back to, without and by way of the check page."""

from accounts.requests import SiteRequest
from filling.addresses import address
from transactions.kind import Step, TransactionType
from transactions.models import Filing
from transactions.registry import type_named


def first_page(request: SiteRequest, filing: Filing) -> str:
    """Where a draft goes on: the first page that was not answered, or the check."""
    for step in type_named(filing.type).steps_for(filing.answers):
        if step.key not in filing.answers:
            return address(request, "filing-step", filing.reference, step.key)
    return address(request, "filing-check", filing.reference)


def next_page(request: SiteRequest, filing: Filing, step: Step) -> str:
    """Where a saved page leads."""
    declared = type_named(filing.type)
    if "later" in request.POST:
        return address(request, "filing", filing.reference)
    if came_from_check(request):
        return first_page(request, filing)
    following = _after(declared, filing, step)
    return (
        address(request, "filing-step", filing.reference, following.key) if following else first_page(request, filing)
    )


def page_before(request: SiteRequest, filing: Filing, step: Step) -> str:
    """Where one came from."""
    if came_from_check(request):
        return address(request, "filing-check", filing.reference)
    steps = [one.key for one in type_named(filing.type).steps_for(filing.answers)]
    place = steps.index(step.key) if step.key in steps else 0
    if place == 0:
        return address(request, "filing", filing.reference)
    return address(request, "filing-step", filing.reference, steps[place - 1])


def list_address(request: SiteRequest, filing: Filing, step: Step) -> str:
    """The page that lists the answers to a question that may be answered several times."""
    return keep_way(request, address(request, "filing-step", filing.reference, step.key))


def item_address(request: SiteRequest, filing: Filing, step: Step, number: int) -> str:
    """The page of one of those answers, counted from 1."""
    return keep_way(request, address(request, "filing-item", filing.reference, step.key, number))


def keep_way(request: SiteRequest, page: str) -> str:
    """The address of a page from which one goes back to the check page, if one came from there."""
    return f"{page}?from=check" if came_from_check(request) else page


def came_from_check(request: SiteRequest) -> bool:
    """Whether the person only changes one answer and goes back to the check page."""
    return request.GET.get("from") == "check"


def _after(declared: TransactionType, filing: Filing, step: Step) -> Step | None:
    steps = declared.steps_for(filing.answers)
    places = [place for place, one in enumerate(steps) if one.key == step.key]
    return steps[places[0] + 1] if places and places[0] + 1 < len(steps) else None
