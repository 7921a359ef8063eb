"""Numbers for synthetic rights: unique, in the shape of their year, with right check digits."""

from collections import Counter

from rights.numbers import check_digit

GB_FIRST, GB_PER_YEAR, GB_SPARE = 2_400_001, 22_000, 2_000_001
EP_FIRST, EP_PER_YEAR, EP_SPARE = 1_300_001, 130_000, 5_000_001
FIRST_YEAR = 2000


class NumbersRunOut(Exception):
    """More rights were asked for than there are numbers."""


class Numbering:
    """Counts numbers up, year by year."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, int]] = Counter()

    def application(self, kind: str, year: int) -> str:
        """The next application number of a year."""
        serial = self._next("application " + kind, year, most=99_999 if kind == "GB" else 999_999)
        body = f"{year % 100:02d}{serial:05d}" if kind == "GB" else f"{year % 100:02d}{serial:06d}"
        return f"{kind}{body}.{check_digit(body)}"

    def publication(self, kind: str, year: int) -> str:
        """The next publication number of a year, or a spare one when the year is full."""
        first, per_year, spare = (
            (GB_FIRST, GB_PER_YEAR, GB_SPARE) if kind == "GB" else (EP_FIRST, EP_PER_YEAR, EP_SPARE)
        )
        place = max(year - FIRST_YEAR - 4, 0)
        if self._counts["publication " + kind, place] < per_year and year >= FIRST_YEAR + 4:
            serial = first + place * per_year + self._next("publication " + kind, place, most=per_year) - 1
        else:
            serial = spare + self._next("spare " + kind, 0, most=399_999 if kind == "GB" else 4_999_999) - 1
        return f"{kind}{serial:07d}"

    def certificate(self, year: int) -> str:
        """The next supplementary protection certificate of a year."""
        return f"SPC/GB{year % 100:02d}/{self._next('spc', year, most=999):03d}"

    def _next(self, what: str, year: int, *, most: int) -> int:
        self._counts[what, year] += 1
        if self._counts[what, year] > most:
            raise NumbersRunOut(f"There are only {most:,} numbers a year: ask for fewer rights")
        return self._counts[what, year]
