"""Whether the law of a month that is paid says something else today."""

import json
from datetime import date
from decimal import Decimal
from zlib import crc32

from .component import RULE
from .explain import in_force, law_row


def moved_law(kept, law, components):
    """What a paid month would be reckoned with now and was not: sorted (code, day, value).

    ``kept``: the snapshot of its run. Empty where law and components say what they said then.
    A value that begins within the month counts as one on its day; a component that was not
    there counts from the days on which it is in force. Raises `NoLawOn` for a value taken away.
    """
    first = date.fromisoformat(kept["month"])
    last = first.replace(day=kept["days"])
    moved = []
    for code, rows in kept["law"].items():
        changes = law.changes(code)
        read = {date.fromisoformat(row["on"]) for row in rows}
        for day in sorted(read | {day for day in changes if first <= day <= last}):
            before = in_force(rows, day.isoformat())
            if code.startswith(RULE) and min(changes, default=date.max) > day:
                moved.append((code, day.isoformat(), "none"))  # a rule taken away: the list of staff types holds again
                continue
            entry = law.entry(code, day)
            if before is None or str(entry.value) == before["value"]:  # most: years of months are looked through
                continue
            now = law_row(entry, day)
            if _worth(now) != _worth(before):
                moved.append((code, day.isoformat(), _words(now)))
    moved += [
        (component.code, first.isoformat(), "new")
        for component in components
        if component.code not in kept["components"] and _within(component, first, last)
    ]
    return sorted(moved)


def _within(component, first, last):
    return component.in_force(first) or (component.since is not None and first <= component.since <= last)


def _worth(row):
    """What a value of law pays by: its words change no pay."""
    value = row["value"]
    return row.get("table") if value is None else Decimal(value)


def _words(row):
    """What names the value: a figure itself, a table by a mark of what it says, so that no other is taken for it."""
    if row["value"] is not None:
        return f"{Decimal(row['value']):f}"
    said = json.dumps(row.get("table"), sort_keys=True, default=str)
    return f"table {crc32(said.encode()):x}"
