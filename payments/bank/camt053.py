"""Reads ISO 20022 camt.053 (BankToCustomerStatement), any version of it: booked sterling credits."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from payments.bank.credits import Credit, UnreadableStatement

OWN = "{*}Refs/{*}AcctSvcrRef"
SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053."
Element = etree._Element


def read_camt053(content: bytes) -> list[Credit]:
    """The credits of the file; several transactions that the bank booked together are credits of their own.

    Raises:
        UnreadableStatement.
    """
    root = _root(content)
    return [credit for entry in root.iterfind(".//{*}Ntry") if _is_booked_credit(entry) for credit in _credits(entry)]


def _root(content: bytes) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableStatement(f"The file is no XML: {error}") from error
    if not etree.QName(root).namespace or not str(etree.QName(root).namespace).startswith(SPACE):
        raise UnreadableStatement("The file is XML, but not a camt.053 statement")
    return root


def _is_booked_credit(entry: Element) -> bool:
    status = entry.find("{*}Sts")
    code = (status.findtext("{*}Cd") or status.text or "").strip() if status is not None else ""
    reversal = (entry.findtext("{*}RvslInd") or "").strip() == "true"
    return _text(entry, "{*}CdtDbtInd") == "CRDT" and code in ("BOOK", "") and not reversal


def _credits(entry: Element) -> Iterator[Credit]:
    on = _day(entry)
    transactions = entry.findall("{*}NtryDtls/{*}TxDtls")
    if len(transactions) < 2:
        inner = transactions[0] if transactions else entry
        yield Credit(_key(entry, inner, 0), _pence(entry), on, _payer(inner), _says(inner) or _says(entry))
        return
    own = Counter(_text(one, OWN) for one in transactions)
    for number, one in enumerate(transactions, start=1):
        is_unique = own[_text(one, OWN)] == 1
        yield Credit(_key(entry, one, 0 if is_unique else number), _pence(one), on, _payer(one), _says(one))


def _key(entry: Element, one: Element, number: int) -> str:
    """The bank's reference of a transaction; with its number where that is the whole entry's, or the same twice."""
    of_entry, own = _text(entry, "{*}AcctSvcrRef"), _text(one, OWN)
    if not own and not of_entry:
        raise UnreadableStatement("An entry has no reference of the bank (AcctSvcrRef), so it cannot be counted once")
    return f"{own or of_entry}/{number}" if number else own or of_entry


def _pence(one: Element) -> int:
    found = one.find("{*}Amt")
    found = one.find("{*}AmtDtls/{*}TxAmt/{*}Amt") if found is None else found
    if found is None:
        raise UnreadableStatement("An entry has no amount")
    if found.get("Ccy") != "GBP":
        raise UnreadableStatement(f"An entry is in {found.get('Ccy')}: only sterling is taken")
    try:
        return int((Decimal(found.text or "") * 100).to_integral_exact())
    except (InvalidOperation, ValueError):
        raise UnreadableStatement(f"An amount cannot be read: {found.text}") from None


def _day(entry: Element) -> date:
    """The value date, on which the account was credited; the booking date where the bank gives no other."""
    for name in ("ValDt", "BookgDt"):
        text = _text(entry, f"{{*}}{name}/{{*}}Dt") or _text(entry, f"{{*}}{name}/{{*}}DtTm")[:10]
        if text:
            return _read_day(text)
    raise UnreadableStatement("An entry has no value date and no booking date")


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise UnreadableStatement(f"A date cannot be read: {text}") from None


def _payer(one: Element) -> str:
    return _text(one, "{*}RltdPties/{*}Dbtr/{*}Nm") or _text(one, "{*}RltdPties/{*}Dbtr/{*}Pty/{*}Nm")


def _says(one: Element) -> str:
    paths = (
        "{*}Refs/{*}EndToEndId",
        "{*}RmtInf/{*}Ustrd",
        "{*}RmtInf/{*}Strd/{*}CdtrRefInf/{*}Ref",
        "{*}AddtlTxInf",
        "{*}AddtlNtryInf",
    )
    found = (text.strip() for path in paths for text in (element.text or "" for element in one.iterfind(path)))
    return " ".join(text for text in found if text and text != "NOTPROVIDED")


def _text(one: Element, path: str) -> str:
    return (one.findtext(path) or "").strip()
