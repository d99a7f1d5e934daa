"""The law as a whole: what is in force, by code and day."""

from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal
from functools import cache
from operator import attrgetter

from .errors import NoLawOn, NotThatKind
from .loader import read_folder


class Law:
    """Values by code, each code in the order of its days.

    A value holds from its day until the next of its code; an end is a value that is ``repealed``.
    Of two values of one code and day, the one given last holds: a local one replaces a shipped one.
    """

    def __init__(self, values=()):
        by_day = defaultdict(dict)
        for value in values:
            by_day[value.code][value.since] = value
        self._values = {code: tuple(sorted(days.values(), key=attrgetter("since"))) for code, days in by_day.items()}

    @classmethod
    @cache
    def shipped(cls):
        """The law that comes with the addon; read once."""
        return cls(read_folder())

    def with_values(self, values):
        """This law with more values, which replace those of the same code and day."""
        return Law([*self, *values])

    def __iter__(self):
        for values in self._values.values():
            yield from values

    @property
    def codes(self):
        return tuple(self._values)

    def history(self, code):
        """All values of a code, oldest first; ``()`` for a code that is not known."""
        return self._values.get(code, ())

    def entry(self, code, day):
        """The :class:`LawValue` in force on ``day``, or :class:`NoLawOn`."""
        values = self.history(code)
        found = bisect_right(values, day, key=attrgetter("since"))
        if not found:
            first = values[0] if values else None
            raise NoLawOn(
                code,
                day,
                first_known=first and first.since,
                label=first and first.label,
            )
        value = values[found - 1]
        if value.repealed:
            raise NoLawOn(code, day, ended=value.since, label=value.label)
        return value

    def number(self, code, day):
        """The Decimal in force; refused when the value is a table, a word or a day."""
        return self._as(Decimal, "number", code, day)

    def table(self, code, day):
        """The rows in force, a tuple of :class:`Row`."""
        return self._as(tuple, "table", code, day)

    def keyed(self, code, day):
        """The rows in force by their key: ``{"PC_CHAIR": Row, ...}``, ``{Decimal(1): Row, ...}``."""
        key = self.entry(code, day).key
        return {row[key]: row for row in self.table(code, day)}

    def changes(self, code):
        """The days on which the value of a code begins, changes or ends, oldest first."""
        return tuple(value.since for value in self.history(code))

    def _as(self, kind, wanted, code, day):
        value = self.entry(code, day).value
        if not isinstance(value, kind):
            raise NotThatKind(code, day, wanted)
        return value
