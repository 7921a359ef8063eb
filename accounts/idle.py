"""What both doors do about time-outs: stay signed in, keep what is on the page, and know the page that was left."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from accounts import sessions, typed
from accounts.paths import own_path, path_of_referrer
from accounts.requests import SiteRequest, had_files, session_of

AS_GOOD_AS_OVER = timedelta(seconds=5)
PATH_FIELD = "path-of-page"


def stay(request: SiteRequest, *, signed_out: str, home: str, at: datetime) -> HttpResponse:
    """Answers "stay signed in": JSON for the script, without it back to the page; what it names are URL names."""
    session = request.account_session
    wants_json = "application/json" in request.headers.get("Accept", "") or _is_fetched(request)
    if session is None:
        address = reverse(signed_out)
        return JsonResponse({"signed_in": False, "address": address}, status=401) if wants_json else _to(address)
    if wants_json:
        left = sessions.ends_at(session) - at
        return JsonResponse({"signed_in": True, "seconds_left": int(left.total_seconds())})
    return _to(page_left(request) or reverse(home))


def keep(request: SiteRequest, *, signed_out: str, at: datetime) -> HttpResponse:
    """Keeps what stood on the page when its time was up; says where to go, or that the session goes on elsewhere."""
    session = request.account_session
    if session is not None and not just_ended(request, at=at):
        left = sessions.ends_at(session) - at
        return JsonResponse({"signed_in": True, "seconds_left": int(left.total_seconds())})
    left_session, path = request.left_session, own_path(request.POST.get(PATH_FIELD, ""), door=request.door)
    if left_session is not None and path:
        fields = {name: values for name, values in request.POST.lists() if name != PATH_FIELD}
        typed.keep_typed(
            user_id=left_session.user_id,
            organisation_id=left_session.organisation_id,
            path=path.partition("?")[0],
            data=fields,
            had_files=had_files(request),
            at=at,
        )
    address = reverse(signed_out)
    return JsonResponse({"signed_in": False, "address": f"{address}?{urlencode({'next': path})}" if path else address})


def just_ended(request: SiteRequest, *, at: datetime) -> bool:
    """Ends a session that has but seconds left; browsers count the minutes a little ahead of us. True if so."""
    session = session_of(request)
    if sessions.ends_at(session) - at > AS_GOOD_AS_OVER:
        return False
    sessions.end(session, sessions.Why.IDLE, at=at)
    request.session.flush()
    request.session["left"] = str(session.pk)
    request.account_session, request.left_session = None, session
    return True


def page_left(request: SiteRequest) -> str:
    """The page to go back to: named in the address, or the one from which the browser came."""
    named = own_path(request.GET.get("next", ""), door=request.door)
    site = f"{request.scheme}://{request.get_host()}"
    return named or path_of_referrer(request.headers.get("Referer", ""), site=site, door=request.door)


def _is_fetched(request: SiteRequest) -> bool:
    return request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def _to(address: str) -> HttpResponse:
    return HttpResponseRedirect(address)
