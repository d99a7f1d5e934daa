"""One statutory value, and one row of a statutory table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from .errors import NotKnown

UNKNOWN = "unknown"


class Row(Mapping):
    """A frozen row of a table; reading a figure that is not known is refused by name.

    ``row.get("upto")`` is ``None`` where the table has no such column (the last bracket);
    a column marked unknown raises :class:`NotKnown` instead of passing for 0.
    """

    __slots__ = ("_cells", "_where")

    def __init__(self, cells, where=("", None, "", None)):
        self._cells = MappingProxyType(dict(cells))
        self._where = where  # code, since, key of the row, label

    def __getitem__(self, column):
        cell = self._cells[column]
        if cell == UNKNOWN:
            code, since, row, label = self._where
            raise NotKnown(code, since, row, column, label=label)
        return cell

    def __iter__(self):
        return iter(self._cells)

    def __len__(self):
        return len(self._cells)

    def __eq__(self, other):
        return isinstance(other, Row) and self._cells == other._cells

    def __hash__(self):
        return hash(tuple(sorted((k, str(v)) for k, v in self._cells.items())))

    def __repr__(self):
        return f"Row({dict(self._cells)!r})"

    def known(self, column):
        """Whether the column exists and its figure is known."""
        return self._cells.get(column, UNKNOWN) != UNKNOWN

    def raw(self):
        """The cells as they stand, unknown ones as the word ``unknown``."""
        return dict(self._cells)


@dataclass(frozen=True)
class LawValue:
    """A value that holds from ``since`` until the next entry of its code.

    ``value``: Decimal, str, date, or a tuple of :class:`Row`; ``None`` when ``repealed``.
    ``key``: the column that names the rows of a table.
    ``origin``: ``shipped`` with the addon, or ``local`` (entered by a ward).
    """

    code: str
    since: date
    value: Decimal | str | date | tuple | None
    unit: str
    reference: str
    confidence: str
    label: str
    label_vi: str = ""
    subject: str = ""
    decided_by: str = "day"
    key: str = ""
    scope: str = ""
    note: str = ""
    reference_vi: str = ""
    scope_vi: str = ""
    note_vi: str = ""
    published: date | None = None
    repealed: bool = False
    origin: str = "shipped"

    @property
    def is_table(self):
        return isinstance(self.value, tuple)

    def label_by_language(self):
        """``{"en_US": ..., "vi_VN": ...}``, as a translated column keeps it."""
        return {"en_US": self.label, "vi_VN": self.label_vi or self.label}

    def reference_by_language(self):
        """``{"en_US": ..., "vi_VN": ...}``, as a translated column keeps it."""
        return {"en_US": self.reference, "vi_VN": self.reference_vi or self.reference}

    @property
    def has_uncertain(self):
        """Whether the value, or a row of its table, is marked uncertain."""
        rows = self.value if self.is_table else ()
        return "uncertain" in {
            self.confidence,
            *(row.get("confidence") for row in rows),
        }
