"""Examples of quotes: year 5 of a patent that was filed on 10 May 2019, in the month in which it is due."""

from typing import Any

QUOTE: dict[str, Any] = {
    "date": "2023-05-10",
    "state": "renewable",
    "isRenewable": True,
    "answer": "Pay £70 by 31 May 2023",
    "sentences": ["This pays for year 5 and keeps the patent in force until 10 May 2024."],
    "reasons": [],
    "years": [5],
    "renewalDate": "2023-05-10",
    "opensDate": "2023-03-01",
    "dueDate": "2023-05-31",
    "lateUntilDate": "2023-11-30",
    "restoreByDate": "2024-12-31",
    "paidToDate": "2024-05-10",
    "monthsLate": 0,
    "isHalved": False,
    "fee": {"amount": 7000, "currency": "GBP"},
    "lateFee": {"amount": 0, "currency": "GBP"},
    "total": {"amount": 7000, "currency": "GBP"},
    "isCertain": True,
}
QUOTED: dict[str, Any] = {
    "right": "GB 2400001",
    "number": "GB2400001",
    "title": "A device for testing",
    "quote": QUOTE,
    "message": "",
    "couldMean": [],
}
