"""A file to rows of text, whatever program wrote it; read row by row, never held as a whole."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from . import workbook

SEPARATORS = ";,\t|"
XLSX, CSV = "xlsx", "csv"
HEAD = 20
BEGINNING = 65536  # bytes by which a file is judged
csv.field_size_limit(1 << 20)


class FileRefused(Exception):
    """The file as a whole cannot be read. ``kind`` names why, ``detail`` fills the sentence.

    Kinds: empty, not_text, not_table, not_workbook, too_large, too_many_rows.
    """

    def __init__(self, kind: str, **detail):
        self.kind, self.detail = kind, detail
        super().__init__(f"{kind} {detail or ''}".strip())


class Table:
    """Rows of a CSV or XLSX file as lists of text; read as often as wanted, one reading at a time.

    ``file`` is a binary file that can be wound back, or bytes. ``fraction`` says how much
    of it the running iteration has read (0..1). Raises FileRefused when it is neither.
    """

    def __init__(self, file: BinaryIO | bytes, row_limit: int = 1_100_000):
        self.file = io.BytesIO(file) if isinstance(file, bytes) else file
        self.row_limit = row_limit
        self.size = self.file.seek(0, io.SEEK_END)
        beginning = self._beginning()
        self.kind = XLSX if beginning[:4] == b"PK\x03\x04" else CSV
        self.fraction = 0.0
        if self.kind == CSV:
            self.encoding = _encoding(beginning)
            self.separator = _separator(_decoded(beginning, self.encoding))
        else:
            workbook.guard(self.file, self.size, FileRefused)

    def head(self) -> list[list[str]]:
        """The first rows, among which the header is looked for."""
        return list(islice(self, HEAD))

    def __iter__(self) -> Iterator[list[str]]:
        rows = self._csv() if self.kind == CSV else workbook.rows(self.file, FileRefused)
        for number, row in enumerate(rows):
            if number > self.row_limit:
                raise FileRefused("too_many_rows", limit=self.row_limit)
            yield row

    def _beginning(self) -> bytes:
        self.file.seek(0)
        beginning = self.file.read(BEGINNING)
        if not beginning.strip():
            raise FileRefused("empty")
        return beginning

    def _csv(self) -> Iterator[list[str]]:
        self.file.seek(0)
        text = io.TextIOWrapper(self.file, encoding=self.encoding, newline="")
        try:
            for number, row in enumerate(csv.reader(text, delimiter=self.separator)):
                if not number & 4095:
                    self.fraction = self.file.tell() / self.size
                yield row
            self.fraction = 1.0
        except UnicodeDecodeError as error:
            raise FileRefused("not_text") from error
        except csv.Error as error:
            raise FileRefused("not_table") from error
        finally:
            text.detach()  # the file is its owner's to close


def _encoding(beginning: bytes) -> str:
    if beginning[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if b"\x00" in beginning[:4096]:
        raise FileRefused("not_text")
    return "utf-8-sig"


def _decoded(content: bytes, encoding: str) -> str:
    """The text of a beginning of a file, whose last sign may be cut in two."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content)
    except UnicodeDecodeError as error:
        raise FileRefused("not_text") from error


def _separator(text: str) -> str:
    """The sign that parts the cells: the one that the widest of the first lines has most of."""
    lines = text.splitlines()[:HEAD]
    return max(SEPARATORS, key=lambda sign: max((line.count(sign) for line in lines), default=0))
