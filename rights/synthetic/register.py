"""The synthetic register, right after right, in the JSON Lines that ``import_register`` reads; the same for a seed."""

import json
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from math import gcd
from random import Random
from typing import Any

from rights.patents.terms import Kind
from rights.synthetic import people, words
from rights.synthetic.lives import BEFORE_GRANT, EUROPEAN, WISHES, Life, live
from rights.synthetic.numbering import Numbering

Right = dict[str, Any]

MOST_GB, MOST_CERTIFICATES = 850_000, 15_000
STEP = 7_368_787
LARGE_OWNERS = 0.15
"""The share of owners that have about ten rights or more, in a register that gives each owner eight on average."""


def a_title(random: Random) -> str:
    """What an invention may be called."""
    choice = random.choice
    if random.random() < 0.3:
        title = f"method of {choice(words.ACTS)} a {choice(words.QUALITIES)} {choice(words.THINGS)}"
    else:
        parts = [f"{choice(words.QUALITIES)} {choice(words.THINGS)}" for _ in range(2)]
        title = " with ".join(parts)
    whole = f"{title} for {choice(words.PURPOSES)}" if random.random() < 0.6 else title
    return whole[0].upper() + whole[1:]


class SyntheticRegister:
    """``rights`` rights as they stand on ``on``."""

    def __init__(self, rights: int, seed: int, on: date) -> None:
        self.rights, self.seed, self.on = rights, seed, on
        self._random = Random(f"{seed}:{rights}:{on}")  # noqa: S311  synthetic data, nothing secret
        self._numbering = Numbering()
        self._firms = list(accumulate(people.firm_sizes(rights)))
        self._step = next(step for step in range(STEP, STEP + 1000) if gcd(step, max(rights, 1)) == 1)
        self._pool = max(rights // 8, 5)
        self._states = list(accumulate(WISHES.values()))
        self._kinds = (min(0.45, MOST_GB / max(rights, 1)), min(0.01, MOST_CERTIFICATES / max(rights, 1)))

    def lines(self) -> Iterator[str]:
        """One line of JSON for each right."""
        encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        for place in range(self.rights):
            yield encode(self._right(place)) + "\n"

    def _right(self, place: int) -> Right:
        gb, certificates = self._kinds
        draw = self._random.random()
        if draw < certificates and self.rights >= 50:
            return self._certificate(place)
        wish = self._wish(place)
        british = wish in BEFORE_GRANT or (draw < certificates + gb and wish not in EUROPEAN)
        kind: Kind = "GB" if british else "EP"
        return self._patent(place, wish, kind)

    def _wish(self, place: int) -> str:
        """Every state in its share, spread over the whole, so that even a small register has most of them."""
        position = place * 619 % 1000
        return list(WISHES)[bisect_right(self._states, position)]

    def _patent(self, place: int, wish: str, kind: Kind) -> Right:
        life = live(wish, kind, self.on, self._random)
        right: Right = {"kind": kind, "applicationNumber": self._numbering.application(kind, life.filed_on.year)}
        if life.published_on:
            right["publicationNumber"] = self._numbering.publication(kind, life.published_on.year)
        right |= {"title": a_title(self._random), "filedOn": life.filed_on.isoformat()}
        right |= {"publishedOn": life.published_on.isoformat()} if life.published_on else {}
        right |= {"grantedOn": life.granted_on.isoformat()} if life.granted_on else {}
        right |= self._people(place, owners="proprietors" if life.granted_on else "applicants")
        right["renewals"] = [{"year": year, "paidOn": day.isoformat()} for year, day in life.renewals if day <= self.on]
        right["events"] = life.events + self._licences_of_right(life)
        return right

    def _certificate(self, place: int) -> Right:
        filed_on = self.on - timedelta(days=self._random.randint(900, 5000))
        granted_on = filed_on + timedelta(days=self._random.randint(300, 800))
        number = self._numbering.certificate(filed_on.year)
        return {
            "kind": "SPC",
            "applicationNumber": number,
            "publicationNumber": number,
            "title": f"Compound {self._random.choice(words.STEMS).lower()}umab and its use",
            "filedOn": filed_on.isoformat(),
            "publishedOn": (filed_on + timedelta(days=60)).isoformat(),
            "grantedOn": granted_on.isoformat(),
            "termEndsOn": (self.on + timedelta(days=self._random.randint(30, 5000))).isoformat(),
            **self._people(place, owners="proprietors"),
        }

    def _people(self, place: int, *, owners: str) -> Right:
        random = self._random
        rank = random.random() ** 3
        first = people.owner(self.seed, int(self._pool * rank), large=rank < LARGE_OWNERS)
        parties = [first]
        if random.random() < 0.08:
            parties.append(
                people.owner(self.seed, int(self._pool * (LARGE_OWNERS + random.random() * (1 - LARGE_OWNERS))))
            )
        told: Right = {owners: [party for place, party in enumerate(parties) if party not in parties[:place]]}
        if random.random() < 0.2:
            told["inventors"] = [people.inventor(random)]
        return told | self._reached(place, first)

    def _reached(self, place: int, owner: people.Party) -> Right:
        """The address for service: the firm's if one is named, else the owner's own."""
        position = place * self._step % self.rights
        if not self._firms or position >= self._firms[-1]:
            at_home = {"purpose": "service", "name": owner["name"], **owner["address"]}
            return {"contacts": [at_home | {"email": people.email(owner["name"])}]}
        firm = people.firm(self.seed, bisect_right(self._firms, position))
        served = {"purpose": "service", "name": firm["name"], **firm["address"], "email": people.email(firm["name"])}
        return {"agents": [{"name": firm["name"]}], "contacts": [served]}

    def _licences_of_right(self, life: Life) -> list[dict[str, Any]]:
        if life.granted_on is None or self._random.random() > 0.05:
            return []
        last = min(self.on, date.fromisoformat(life.events[0]["on"]) if life.events else self.on)
        days = (last - life.granted_on).days
        if days < 30:
            return []
        entered_on = life.granted_on + timedelta(days=self._random.randint(1, days - 1))
        entered = {"kind": "licence-of-right-entered", "on": entered_on.isoformat()}
        if self._random.random() < 0.1 and (last - entered_on).days > 200:
            return [
                entered,
                {"kind": "licence-of-right-cancelled", "on": (entered_on + timedelta(days=190)).isoformat()},
            ]
        return [entered]
