"""How the stand-ins' pages look: one Jinja environment per stand-in, with the GOV.UK macros and our own plain frame."""

from functools import cache
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader

HERE = Path(__file__).parent


@cache
def environment(folder: Path) -> Environment:
    """Return the environment whose templates are in ``folder``/templates, then in the frame's own."""
    published = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    own = FileSystemLoader([folder / "templates", HERE / "templates"])
    return Environment(loader=ChoiceLoader([own, published]), autoescape=True)
