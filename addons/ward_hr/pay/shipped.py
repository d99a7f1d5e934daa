"""Reads the national components that come with the addon; opens no other file."""

from functools import cache
from pathlib import Path

from .component import FLAGS, Component

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

FILE = Path(__file__).parent / "shipped.toml"
WORDS = ("name", "reference", "confidence", "flags")


def shipped_rows():
    """The rows as written, ``{code: {name: {en, vi}, kind, flags, reference, ...}}``."""
    with FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def shipped_components():
    """The national components, in the order of the payslip."""
    return tuple(component_of(code, row) for code, row in shipped_rows().items())


def component_of(code, row):
    """A `Component` from a row of the file; an unknown flag or word is refused."""
    unknown = set(row.get("flags", ())) - set(FLAGS)
    if unknown:
        raise ValueError(f"{code}: unknown flags {sorted(unknown)}")
    given = {name: value for name, value in row.items() if name not in WORDS}
    given["base_codes"] = tuple(row.get("base_codes", ()))
    given["staff_types"] = frozenset(row.get("staff_types", ()))
    return Component(code=code, **given, **dict.fromkeys(row.get("flags", ()), True))
