"""The bytes of a file to rows of text, whatever program wrote them."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from . import workbook

SEPARATORS = ";,\t|"
XLSX, CSV = "xlsx", "csv"
HEAD = 20
csv.field_size_limit(1 << 20)


class FileRefused(Exception):
    """The file as a whole cannot be read. ``kind`` names why, ``detail`` fills the sentence.

    Kinds: empty, not_text, not_table, not_workbook, too_large, too_many_rows.
    """

    def __init__(self, kind: str, **detail):
        self.kind, self.detail = kind, detail
        super().__init__(f"{kind} {detail or ''}".strip())


class Table:
    """Rows of a CSV or XLSX file as lists of text; read as often as wanted.

    ``fraction`` says how much of the file the running iteration has read (0..1).
    Raises FileRefused when made from bytes that are neither.
    """

    def __init__(self, content: bytes, row_limit: int = 1_100_000):
        if not content.strip():
            raise FileRefused("empty")
        self.content, self.row_limit = content, row_limit
        self.kind = XLSX if content[:4] == b"PK\x03\x04" else CSV
        self.fraction = 0.0
        if self.kind == CSV:
            self.encoding = _encoding(content)
            self.separator = _separator(_decoded(content[:65536], self.encoding))
        else:
            workbook.guard(content, FileRefused)

    def head(self) -> list[list[str]]:
        """The first rows, among which the header is looked for."""
        return list(islice(self, HEAD))

    def __iter__(self) -> Iterator[list[str]]:
        rows = self._csv() if self.kind == CSV else workbook.rows(self.content, FileRefused)
        for number, row in enumerate(rows):
            if number > self.row_limit:
                raise FileRefused("too_many_rows", limit=self.row_limit)
            yield row

    def _csv(self) -> Iterator[list[str]]:
        raw = io.BytesIO(self.content)
        text = io.TextIOWrapper(raw, encoding=self.encoding, newline="")
        size = len(self.content)
        try:
            for number, row in enumerate(csv.reader(text, delimiter=self.separator)):
                if not number & 4095:
                    self.fraction = raw.tell() / size
                yield row
        except UnicodeDecodeError as error:
            raise FileRefused("not_text") from error
        except csv.Error as error:
            raise FileRefused("not_table") from error
        self.fraction = 1.0


def _encoding(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if b"\x00" in content[:4096]:
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
