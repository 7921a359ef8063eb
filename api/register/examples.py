"""What the answers look like, for the description."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

APPLICATION = {
    "ipOfficeCode": "GB",
    "applicationNumber": {"applicationNumberText": "1904713.3"},
    "filingDate": "2019-04-03",
}
PUBLICATION = {"ipOfficeCode": "GB", "publicationNumber": "2470008", "publicationDate": "2020-10-07"}
FOUND = {
    "items": [
        {
            "number": "GB2470008",
            "kind": "GB",
            "status": "granted",
            "inventionTitle": "Adjustable widget",
            "owner": "Acme Widgets Ltd",
            "applicationNumber": "GB1904713.3",
            "filingDate": "2019-04-03",
            "publicationDate": "2020-10-07",
            "grantDate": "2021-06-02",
        }
    ],
    "limit": 50,
    "offset": 0,
}
WHOLE = {
    "number": "GB2470008",
    "kind": "GB",
    "status": "granted",
    "patentPublicationIdentification": PUBLICATION,
    "applicationIdentification": APPLICATION,
    "patentGrantIdentification": {"ipOfficeCode": "GB", "patentNumber": "2470008", "grantDate": "2021-06-02"},
    "inventionTitle": "Adjustable widget",
    "partyBag": {
        "ownerBag": [
            {
                "sequenceNumber": 1,
                "name": "Acme Widgets Ltd",
                "companyNumber": "01234567",
                "sinceDate": "2019-04-03",
                "postalAddress": {
                    "addressLineText": ["1 Test Street", "London"],
                    "postalCode": "SW1A 2AA",
                    "countryCode": "GB",
                },
                "isWithheld": False,
            }
        ]
    },
    "renewals": {"paidThroughYear": 7, "lastRenewedDate": "2025-04-01", "nextRenewalDate": "2026-04-03"},
    "expiryDate": "2039-04-02",
}
HAPPENED = {
    "items": [
        {
            "kind": "renewal-paid",
            "title": "Renewed for year 7",
            "text": "£110.00 paid",
            "effectiveDate": "2025-04-01",
            "eventDate": "2025-04-01",
            "isCorrected": False,
            "detailedEventCode": "U11",
        }
    ]
}
STATUS = {
    "applicationIdentification": APPLICATION,
    "patentPublicationIdentification": PUBLICATION,
    "ipRightKindCategory": "Patent for invention",
    "statusEventDataBag": [
        {
            "statusEventCode": {
                "stateCode": "A",
                "previousStageCode": "4",
                "currentStageCode": "4",
                "keyEventCode": "U10",
                "detailedEventCode": "U11",
                "nationalEventCode": "Renewed for year 7",
            },
            "eventDate": "2025-04-01",
            "effectiveDate": "2025-04-01",
            "paymentEventData": {"feePaymentYearNumber": 7},
        }
    ],
}
DOCUMENT = {
    "id": "5d3c1f0e-7a55-4f0c-9d1b-2b8f6a1f6f10",
    "what": "Assignment",
    "name": "assignment.pdf",
    "mediaType": "application/pdf",
    "size": 48213,
    "filedDate": "2024-06-10",
    "href": "https://service.example/api/v1/register/rights/GB2470008/documents/5d3c1f0e-7a55-4f0c-9d1b-2b8f6a1f6f10",
}
TENURE = {
    "ownerBag": [{"name": "Acme Widgets Ltd", "share": None, "companyNumber": "01234567"}],
    "fromDate": "2024-03-01",
    "untilDate": None,
    "how": "assignment",
    "enteredDate": "2024-06-10",
    "entryNumber": 4,
}


def answer(name: str, body: Any) -> OpenApiExample:
    """An example of a JSON answer."""
    return OpenApiExample(name, body, response_only=True, media_type="application/json", status_codes=["200"])
