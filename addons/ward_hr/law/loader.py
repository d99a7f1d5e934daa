"""Reads the files of law. Nothing else in the pure rooms opens a file."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from .value import LawValue, Row

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

FOLDER = Path(__file__).parent
WORDS = "words.toml"
CONFIDENCES = ("reported", "common", "uncertain", "proposed")


def read_folder(folder=FOLDER):
    """Every value of every file, as a list of :class:`LawValue` in file order."""
    return [
        value
        for path in sorted(folder.glob("*.toml"))
        if path.name != WORDS
        for value in read_subject(path.stem, _parse(path))
    ]


def read_words(folder=FOLDER):
    """The recurring words: ``{"subjects": {...}, "units": {...}, "decided_by": {...}}``."""
    return _parse(folder / WORDS)


def read_subject(subject, content):
    """Values of one parsed file, ``{code: {label, unit, decided_by, key, values}}``."""
    return [read_value(subject, code, head, change) for code, head in content.items() for change in head["values"]]


def read_value(subject, code, head, change):
    """One dated change of one code. A change without exactly one content is refused."""
    contents = {"value", "table", "repealed"} & change.keys()
    if len(contents) != 1 or change["confidence"] not in CONFIDENCES:
        raise ValueError(f"{subject}.toml, {code}, {change.get('since')}: {change}")
    words = {
        name: change[name]
        for name in (
            "scope",
            "scope_vi",
            "note",
            "note_vi",
            "reference_vi",
            "published",
        )
        if name in change
    }
    return LawValue(
        code=code,
        since=change["since"],
        value=_content(code, head, change),
        unit=head["unit"],
        reference=change["reference"],
        confidence=change["confidence"],
        label=head["label"]["en"],
        label_vi=head["label"]["vi"],
        subject=subject,
        decided_by=head["decided_by"],
        key=head.get("key", ""),
        repealed=change.get("repealed", False),
        **words,
    )


def _content(code, head, change):
    if "table" in change:
        return tuple(_row(code, head, change["since"], cells) for cells in change["table"])
    return _exact(change.get("value"))


def _row(code, head, since, cells):
    where = (code, since, str(cells[head["key"]]), head["label"]["en"])
    return Row({name: _exact(cell) for name, cell in cells.items()}, where)


def _exact(cell):
    """Whole numbers as Decimal too; words and days as they are."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return Decimal(cell)
    if cell is None or isinstance(cell, (Decimal, str, date)):
        return cell
    raise ValueError(f"{cell!r} is neither a number, a word nor a day")


def _parse(path):
    with path.open("rb") as file:
        return tomllib.load(file, parse_float=Decimal)
