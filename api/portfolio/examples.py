"""Examples of the portfolio for the description; the dates and fees are those of a patent filed on 10 May 2019."""

from typing import Any

from api.quotes.examples import QUOTE

RIGHT: dict[str, Any] = {
    "number": "GB2400001",
    "title": "A device for testing",
    "owner": "Acme Widgets Ltd",
    "kind": "GB",
    "status": "granted",
    "relation": "owner",
    "ownReference": "P123",
    "client": "Acme",
    "clientFile": "CLI-2345-6789-ABCD",
    "nextRenewalDate": "2023-05-10",
    "opensDate": "2023-03-01",
    "dueDate": "2023-05-31",
    "lateUntilDate": "2023-11-30",
    "restoreByDate": "2024-12-31",
    "need": "due",
    "actByDate": "2023-05-31",
    "isRenewable": True,
}
NONE = {"count": 0, "isMore": False}
SUMMARY = {
    "rights": {"count": 3, "isMore": False},
    "due": {"count": 2, "isMore": False},
    "late": NONE,
    "restorable": NONE,
    "unreadMessages": NONE,
}
FEE = {"amount": 7000, "currency": "GBP"}
FORECAST = {
    "years": [2023],
    "clients": [{"client": "Acme", "amounts": [FEE], "total": FEE}],
    "totals": [FEE],
    "rights": 1,
    "unknownFees": 0,
    "isCertain": True,
}
ENTRY = {
    "number": 1,
    "effectiveDate": "2021-06-02",
    "enteredAt": "2021-06-02T09:00:00Z",
    "title": "Granted",
    "text": "",
    "filing": None,
}
PARTY = {
    "role": "proprietor",
    "name": "Acme Widgets Ltd",
    "isPerson": False,
    "companyNumber": "",
    "share": "",
    "sinceDate": "2019-05-10",
    "address": ["1 Test Street", "London", "SW1A 2AA"],
    "isWithheld": False,
}
ADDRESS = {
    "purpose": "proprietor",
    "name": "Acme Widgets Ltd",
    "address": ["1 Test Street", "London", "SW1A 2AA"],
    "email": "o•••@a•••.example",
    "sinceDate": "2019-05-10",
    "isWithheld": False,
}
ACTION = {"type": "renew", "title": "Renew a patent", "isOpen": True, "reasons": []}
WHOLE: dict[str, Any] = {
    **RIGHT,
    "applicationNumber": "GB1910001.3",
    "publicationNumber": "GB2400001",
    "filingDate": "2019-05-10",
    "publicationDate": "2020-11-11",
    "grantDate": "2021-06-02",
    "expiryDate": "2039-05-09",
    "ceasedDate": None,
    "lastRenewalDate": None,
    "licencesOfRightSinceDate": None,
    "paidThroughYear": None,
    "isPublic": True,
    "isOnHold": False,
    "standsFor": "Acme Widgets Ltd",
    "linkedAt": "2022-01-03T09:00:00Z",
    "instruction": None,
    "parties": [PARTY],
    "addresses": [ADDRESS],
    "interests": [],
    "procedures": [],
    "quote": QUOTE,
    "actions": [ACTION],
    "filings": [],
    "certificates": [],
    "documents": [],
}
