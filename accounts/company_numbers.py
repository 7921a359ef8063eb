"""Company numbers, however people type them."""

import re

NUMBER = re.compile(r"[A-Z]{0,2}[0-9]{1,8}")


class NotACompanyNumber(ValueError):
    """What was typed cannot be the number of a company."""


def read_company_number(typed: str) -> str:
    """The number as Companies House writes it: eight characters, letters first, filled up with noughts.

    Raises:
        NotACompanyNumber.
    """
    text = re.sub(r"[\s.-]", "", typed).upper()
    if not NUMBER.fullmatch(text) or len(text) > 8:
        raise NotACompanyNumber(typed)
    letters = re.match(r"[A-Z]*", text)
    prefix = letters[0] if letters else ""
    return prefix + text[len(prefix) :].zfill(8 - len(prefix))
