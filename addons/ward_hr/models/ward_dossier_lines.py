"""The rows of a file on their way through the check: good ones as lines for COPY, refused ones put aside on disk."""

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile

from ..importing.columns import COLUMNS
from ..importing.dossiers import CLEAN, DossierCheck
from ..importing.facts import Fault
from ..importing.headers import Headers
from ..importing.tables import Table

BLOCK = 2000
# Around a value: blanks of every kind, and the quote that keeps text from being a formula.
BLANK = " \t\r\n\u00a0\ufeff'"
CODE = [column.key for column in COLUMNS].index("code")
NOTHING = "\t".join([r"\N"] * (len(CLEAN) - 1))


class Lines:
    """Iterated once, gives blocks of checked rows for COPY. ``good`` and ``bad`` count all of them,
    ``doubled`` the good ones whose code stands above them, ``last`` is the number of the last.
    ``tell(fraction)`` is called after each block.
    """

    def __init__(self, table: Table, header: int, headers: Headers, check: DossierCheck, tell):
        self.good = self.bad = self.doubled = self.last = 0
        self._tell, self._table = tell, table
        self._header, self._width, self._check = header, len(headers.names), check.check
        self._places = [headers.places.get(column.key, self._width) for column in COLUMNS]
        self._files = ExitStack()
        self._aside = self._files.enter_context(TemporaryFile())
        self.doubles_file = self._files.enter_context(TemporaryFile())

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._files.close()

    def __iter__(self) -> Iterator[bytes]:
        check, places, lines = self._check, self._places, []
        for number, row in self._rows():
            cells = [row[place].strip(BLANK) for place in places]
            clean = check(cells)
            if type(clean) is tuple:
                self.good += 1
                lines.append(f"{number}\t" + "\t".join(clean))
            else:
                lines += self._refuse(number, row[:-1], cells, clean)
            if not number % BLOCK:
                self._tell(self._table.fraction)
                if lines:
                    yield ("\n".join(lines) + "\n").encode()
                lines = []
        if lines:
            yield ("\n".join(lines) + "\n").encode()

    def _rows(self):
        """Number and cells of each row below the header, as wide as the header and one empty cell more."""
        width = self._width
        for number, row in enumerate(self._table, 1):
            if number <= self._header + 1 or not any(row):
                continue
            if len(row) != width:
                row = row[:width] + [""] * (width - len(row))
            row.append("")
            self.last = number
            yield number, row

    def _refuse(self, number, row, cells, faults):
        """Put the row aside. Its code, if it is one, takes part in the search for doubles."""
        self.bad += 1
        pickle.dump((number, row, faults), self._aside, pickle.HIGHEST_PROTOCOL)
        if all(fault.column != "code" for fault in faults):
            yield f"{number}\t{cells[CODE].upper()}\t{NOTHING}"

    def refused(self) -> Iterator[tuple]:
        """(number, cells, faults) of the rows that the check refused, in the order of the file."""
        self._aside.seek(0)
        for _count in range(self.bad):
            yield pickle.load(self._aside)

    def doubles(self) -> Iterator[tuple]:
        """(number, cells, faults) of the rows whose code stands above them; their cells are read anew."""
        self.doubles_file.seek(0)
        rows = self._rows() if self.doubles_file.read(1) else ()
        self.doubles_file.seek(0)
        rows = iter(rows)
        for line in self.doubles_file:
            number, first, code = line.decode().rstrip("\n").split("\t")
            cells = next(row for at, row in rows if at == int(number))[:-1]
            yield int(number), cells, [Fault("code", code, "code_twice", {"row": int(first)})]

    def share(self, number: int) -> float:
        """How far a row is in the file (0..1)."""
        return min(1, number / max(1, self.good + self.bad))
