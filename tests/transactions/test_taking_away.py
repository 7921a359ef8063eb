"""An account takes its documents away as a ZIP: its own, of its own rights, and nothing behind a wall."""

import csv
import io
import zipfile
from datetime import UTC, datetime

import pytest
from builders import signed_in
from builders.filings import an_account, filed, keep_ours, linked, paid
from builders.people import a_member
from builders.register import a_patent

from accounts.models import Organisation
from core.actor import Applicant
from core.files.zipping import zipped
from portal.shown.addresses import in_address
from rights.clients.files import Told, close_to_all_but, open_file, place
from rights.models import Right
from transactions.models import Filing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2023, 5, 15, 9, 30, tzinfo=UTC)  # filed on 10 May 2019: due on 31 May 2023

RECEIPT = {"receipt": {"email": "owner@example.com", "reminders": "no"}}


def names_in(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def archive_at(path: str, organisation: Organisation, user: object = None) -> bytes:
    answer = signed_in.customer(organisation, user=user).get(path)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


@pytest.fixture
def renewed() -> tuple[Right, Applicant, Filing]:
    by = an_account(AT)
    right = a_patent()
    linked(right, by)
    filing = paid(filed("renew", [right], RECEIPT, by=by, at=AT), by=by, at=AT)
    keep_ours(AT)
    return right, by, filing


def test_equal_and_hostile_names_stay_apart_and_inside() -> None:
    files = [("A", "deed.pdf", b"1"), ("A", "Deed.pdf", b"2"), ("A", "../../etc/passwd", b"3"), ("", "", b"4")]
    assert names_in(b"".join(zipped(files))) == ["A/deed.pdf", "A/Deed (2).pdf", "A/-..-etc-passwd", "file"]


def test_certificates_and_a_list_of_them_are_in_the_archive(renewed: tuple[Right, Applicant, Filing]) -> None:
    right, by, filing = renewed
    organisation = Organisation.objects.get(pk=by.organisation_id)
    for path in (f"/patents/{in_address(right.number)}/everything.zip", "/portfolio/documents.zip"):
        content = archive_at(path, organisation)
        certificate, listed = names_in(content)
        assert certificate.startswith(f"{filing.reference}/certificate CERT-")
        assert listed == "contents.csv"
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.read(certificate).startswith(b"%PDF")
            rows = list(csv.reader(io.StringIO(archive.read(listed).decode("utf-8-sig"))))
        assert rows[1][:2] == [filing.reference, right.number]


def test_strangers_and_those_outside_a_wall_get_nothing(renewed: tuple[Right, Applicant, Filing]) -> None:
    right, by, _filing = renewed
    organisation = Organisation.objects.get(pk=by.organisation_id)
    outsider = a_member(organisation, email="outside@example.com")
    file = open_file(Told("Secret"), by=by, at=AT)
    place([right.pk], file, by=by, at=AT)
    close_to_all_but(file, [by.user_id], by=by, at=AT)
    path = f"/patents/{in_address(right.number)}/everything.zip"
    assert signed_in.customer(organisation, user=outsider).get(path).status_code == 404
    assert names_in(archive_at("/portfolio/documents.zip", organisation, outsider)) == ["contents.csv"]
    stranger = Organisation.objects.get(pk=an_account(AT, email="else@example.com").organisation_id)
    assert signed_in.customer(stranger).get(path).status_code == 404
