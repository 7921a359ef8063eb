"""Bodies that are files: a list as it was exported from a spreadsheet."""

from typing import Any

from rest_framework.parsers import BaseParser

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TableBody(BaseParser):
    """A CSV file as it is: any separator, any encoding; it is read by what is in it."""

    media_type = "text/csv"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        """The bytes."""
        return {"file": stream.read()}


class WorkbookBody(TableBody):
    """An XLSX file as it is."""

    media_type = XLSX
