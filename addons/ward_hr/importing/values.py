"""Text of a cell to a date, a time or a whole number; None where it cannot be read."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})[:hg](\d{2})?(?::(\d{2})(?:\.\d+)?)?")
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_EXCEL_EPOCH = datetime(1899, 12, 30)


def day(text: str) -> str | None:
    """``dd/mm/yyyy`` (also with . or -) or ISO to ``yyyy-mm-dd``; None if there is no such day."""
    if match := _DAY_FIRST.fullmatch(text):
        d, m, y = match.groups()
    elif match := _ISO.fullmatch(text):
        y, m, d = match.groups()
    else:
        return None
    try:
        return date(int(y), int(m), int(d)).isoformat()
    except ValueError:
        return None


def clock(text: str) -> str | None:
    """``hh:mm`` or ``hh:mm:ss`` (``8h30`` too) to ``hh:mm:ss``; None if there is no such time."""
    match = _TIME.fullmatch(text)
    if not match:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    if hour > 23 or minute > 59 or second > 59:
        return None
    return f"{hour:02}:{minute:02}:{second:02}"


def serial(text: str) -> tuple[str, str] | None:
    """A day number of a spreadsheet (``46307.354``) to its day and time, to the second."""
    if not _SERIAL.fullmatch(text):
        return None
    moment = _EXCEL_EPOCH + timedelta(seconds=round(float(text) * 86400))
    return moment.date().isoformat(), moment.time().isoformat()


@lru_cache(4096)
def whole(text: str) -> int | None:
    """A whole number of at least 0 (``3`` or ``3.0``), or None."""
    return int(float(text)) if re.fullmatch(r"\d{1,6}(\.0+)?", text) else None


class Moments:
    """Reads the same days and times over and over at the price of two look-ups.

    ``moments("12/10/2026 08:30")`` -> ``("2026-10-12", "08:30:00")``; the time is ""
    when the cell holds only a day; None when the cell cannot be read.
    """

    def __init__(self):
        self._days, self._clocks = {}, {"": ""}

    def __call__(self, text: str) -> tuple[str, str] | None:
        head, _, tail = text.replace("T", " ", 1).partition(" ")
        found = self._days.get(head)
        if found is None:
            found = day(head)
            if found is None:
                return None if tail else serial(head)
            self._days[head] = found
        time = self._clocks.get(tail)
        if time is None:
            time = clock(tail.strip())
            if time is None:
                return None
            self._clocks[tail] = time
        return found, time
