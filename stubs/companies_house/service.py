"""The endpoints of the Companies House API, its keys and its limit of 600 calls in 5 minutes."""

from typing import ClassVar

from werkzeug.exceptions import BadRequest, NotFound, TooManyRequests, Unauthorized
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from stubs.companies_house import bodies
from stubs.companies_house.companies import Company, company, every_company, found
from stubs.control import json_body
from stubs.frame import StandIn

LIMIT = 600
WINDOW_SECONDS = 300
PAGE_SIZE = 20
LARGEST_PAGE = 100
OPEN = frozenset({"home", "switch_limit"})


class CompaniesHouse(StandIn):
    """The stand-in for the Companies House public data API."""

    name = "companies_house"
    title = "Companies House"
    port_offset = 5
    rules: ClassVar[Map] = Map(
        [
            Rule("/", endpoint="home", methods=["GET"]),
            Rule("/search/companies", endpoint="search", methods=["GET"]),
            Rule("/company/<number>", endpoint="profile", methods=["GET"]),
            Rule("/company/<number>/registered-office-address", endpoint="office", methods=["GET"]),
            Rule("/company/<number>/officers", endpoint="officers", methods=["GET"]),
            Rule("/company/<number>/filing-history", endpoint="filing_history", methods=["GET"]),
            Rule("/__stub__/limit", endpoint="switch_limit", methods=["GET", "POST"]),
        ]
    )

    def check_call(self, request: Request, endpoint: str) -> None:
        """Refuse a call without our key, and one too many."""
        if endpoint in OPEN:
            return
        given = request.authorization
        if given is None or given.type != "basic":
            raise Unauthorized(response=self._unauthorised("Empty Authorization header"))
        key = self.around.environ.get("COMPANIES_HOUSE_API_KEY") or "local-companies-house-key"
        if given.username != key or given.password:
            raise Unauthorized(response=self._unauthorised("Invalid Authorization"))
        if not self._count_call():
            raise TooManyRequests(response=Response("", 429, self._limit_headers()))

    def home(self, _request: Request) -> Response:
        """Show the companies there are."""
        return self.page("companies.html", companies=every_company())

    def search(self, request: Request) -> Response:
        """Search companies by name or number."""
        query = request.args.get("q", "").strip()
        if not query:
            raise BadRequest(response=self.json({"errors": [{"error": "q-required", "type": "ch:validation"}]}, 400))
        start, size = self._page_of(request)
        rows = found(query, set(request.args.get("restrictions", "").split()))
        return self._answer_with(bodies.search_page(rows, query, start, size))

    def profile(self, _request: Request, number: str) -> Response:
        """Return a company's profile."""
        return self._answer_with(bodies.profile(self._company(number)))

    def office(self, _request: Request, number: str) -> Response:
        """Return a company's registered office."""
        return self._answer_with(bodies.office(self._company(number)))

    def officers(self, request: Request, number: str) -> Response:
        """Return a page of a company's officers."""
        return self._answer_with(bodies.officers(self._company(number), *self._page_of(request)))

    def filing_history(self, request: Request, number: str) -> Response:
        """Return a page of what a company filed."""
        return self._answer_with(bodies.filing_history(self._company(number), *self._page_of(request)))

    def switch_limit(self, request: Request) -> Response:
        """Show the limit, or set it: {"limit": 3}; a new limit begins a new window."""
        limit = json_body(request).get("limit") if request.method == "POST" else None
        if limit is not None:
            self.store.put("limit", "limit", {"limit": int(limit)})
            self.store.delete("limit", "window")
        return self.json({"limit": self._limit(), **self._window()})

    def _company(self, number: str) -> Company:
        each = company(number)
        if each is None:
            error = {"errors": [{"error": "company-profile-not-found", "type": "ch:service"}]}
            raise NotFound(response=self.json(error, 404, self._limit_headers()))
        return each

    def _page_of(self, request: Request) -> tuple[int, int]:
        start = request.args.get("start_index", 0, type=int)
        size = request.args.get("items_per_page", PAGE_SIZE, type=int)
        return max(start, 0), min(max(size, 1), LARGEST_PAGE)

    def _answer_with(self, body: bodies.Body) -> Response:
        return self.json(body, headers=self._limit_headers())

    def _unauthorised(self, reason: str) -> Response:
        return self.json({"error": reason, "type": "ch:service"}, 401, {"WWW-Authenticate": "Basic"})

    def _limit(self) -> int:
        return int((self.store.get("limit", "limit") or {"limit": LIMIT})["limit"])

    def _window(self) -> dict[str, int]:
        now = self.clock.timestamp()
        window = self.store.get("limit", "window")
        if window is None or window["began_at"] + WINDOW_SECONDS <= now:
            return {"began_at": now, "used": 0}
        return window

    def _count_call(self) -> bool:
        with self.store.locked():
            window = self._window()
            if window["used"] >= self._limit():
                return False
            self.store.put("limit", "window", {**window, "used": window["used"] + 1})
        return True

    def _limit_headers(self) -> dict[str, str]:
        window = self._window()
        return {
            "X-Ratelimit-Limit": str(self._limit()),
            "X-Ratelimit-Remain": str(max(self._limit() - window["used"], 0)),
            "X-Ratelimit-Reset": str(window["began_at"] + WINDOW_SECONDS),
            "X-Ratelimit-Window": "5m",
        }
