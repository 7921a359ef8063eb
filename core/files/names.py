"""Cleans the name of a file: a name only, never a path, readable, not too long, with the ending of what it is."""

import re
import unicodedata

LONGEST = 150
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
ENDINGS = {".jpg": {".jpg", ".jpeg", ".jpe"}}


def clean_name(given: str, *, ending: str) -> str:
    """The name to keep and show; ``ending`` is that of the content's own type, such as ``.pdf``."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    visible = "".join(" " if unicodedata.category(letter) in {"Cc", "Zl", "Zp"} else letter for letter in last)
    plain = "".join(letter for letter in visible if unicodedata.category(letter) not in {"Cf", "Cs", "Co", "Cn"})
    stem = _stem(" ".join(NOT_IN_NAMES.sub(" ", plain).split()), ending)
    return stem[: LONGEST - len(ending)].rstrip(" .") + ending


def _stem(name: str, ending: str) -> str:
    stem, dot, last = name.rpartition(".")
    known = ENDINGS.get(ending, {ending})
    stem = stem if dot and (dot + last).lower() in known | _FOREIGN else name
    stem = stem.strip(" .")
    return f"{stem} file" if RESERVED.fullmatch(stem) else stem or "document"


_FOREIGN = {".pdf", ".docx", ".odt", ".jpg", ".jpeg", ".png", ".exe", ".doc", ".html", ".htm", ".svg", ".js", ".txt"}
