"""``Idempotency-Key``: demanded with every POST, taken with every other write, honoured for 24 hours."""

import re
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from api.kernel.errors import ApiError, conflict
from core import repeats
from core.actor import Acting, label
from core.clock import now

HEADER = "Idempotency-Key"
REPEATED = "Idempotency-Replayed"
KEY = re.compile(r"[\x21-\x7e]{1,255}")
CARRIED = ("Location", "ETag", "Content-Type")


class AnsweredBefore(Exception):
    """The call was answered before; ``response`` says the same again."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__("answered before")
        self.response = response


def repeated(request: Request, by: Acting) -> None:
    """Takes the key of a write.

    Raises:
        AnsweredBefore: if the call was answered.
        ApiError: without a key where one is needed, with one that is none, or with one of another call.
    """
    key = request.headers.get(HEADER, "")
    if not key:
        if request.method == "POST":
            text = _("Send an Idempotency-Key header with every POST: a new one for each new thing to do.")
            raise ApiError(400, "idempotencyKeyNeeded", text, target=HEADER)
        return
    if not KEY.fullmatch(key):
        text = _("An Idempotency-Key has 1 to 255 visible characters.")
        raise ApiError(400, "badParameter", text, target=HEADER)
    caller = f"{by.organisation_id}:{label(by)}"
    try:
        before = repeats.begin(caller, key, _print_of(request), at=now())
    except repeats.KeyUsedOtherwise:
        raise conflict("idempotencyKeyReused", _("This Idempotency-Key was used for another call.")) from None
    except repeats.BeingAnswered:
        raise conflict("beingAnswered", _("The same call is being answered. Repeat it in a few seconds.")) from None
    if before is not None:
        raise AnsweredBefore(_again(before))
    request._request.kept_under = (caller, key)  # type: ignore[attr-defined]


def keep_answer(request: Request, response: Response) -> None:
    """Keeps what was answered; where nothing was done, the key is free again."""
    held: tuple[str, str] | None = getattr(request._request, "kept_under", None)
    if held is None:
        return
    if response.status_code >= 400:
        repeats.let_go(*held)
        return
    response.add_post_render_callback(lambda done: _keep(held, done))


def _keep(held: tuple[str, str], response: Any) -> None:
    headers = {name: response[name] for name in CARRIED if name in response}
    repeats.keep(*held, repeats.Answer(response.status_code, headers, response.content.decode()), at=now())


def _print_of(request: Request) -> str:
    """The method, the address, the version that is meant and the bytes of the body; of a file, how many there are."""
    whole = request._request
    is_form = (request.content_type or "").startswith("multipart/")
    body = request.headers.get("Content-Length", "").encode() if is_form else whole.body
    words = ((request.method or ""), whole.get_full_path(), request.headers.get("If-Match", ""))
    return repeats.fingerprint(*(word.encode() for word in words), body)


def _again(before: repeats.Answer) -> HttpResponse:
    return HttpResponse(before.body, status=before.status, headers={**before.headers, REPEATED: "true"})
