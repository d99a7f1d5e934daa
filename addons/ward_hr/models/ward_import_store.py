"""The files of imports, in parts: taken in, handed out and forgotten without ever being held as a whole."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO

from odoo import models
from odoo.tools import SQL

from .copy_in import copy_in

PART = 1 << 20  # bytes, before they are packed
SENT, REFUSED = "sent", "refused"


class WardImportStore(models.AbstractModel):
    """Files of an import in a table of their own, which no client reaches.

    An attachment would have to be in memory as a whole, and what it held would stay on disk
    until the next clean-up. What is forgotten here is gone with the commit.
    """

    _name = "ward.import.store"
    _description = "Files of imports"

    def init(self):
        self.env.cr.execute(
            """
            CREATE TABLE IF NOT EXISTS ward_import_part
                (model varchar, import_id int4, kind varchar, seq int4, content bytea NOT NULL,
                 PRIMARY KEY (model, import_id, kind, seq))
            """
        )

    def _keep_file(self, kind: str, pieces: Iterable[bytes]) -> tuple[int, str]:
        """Keep ``pieces`` as the file of this kind in place of an earlier one; (bytes, SHA-256)."""
        self.ensure_one()
        self._forget_files(kind)
        parts = _Parts(pieces)
        copy_in(self.env.cr, "COPY ward_import_part FROM STDIN", parts.lines(f"{self._name}\t{self.id}\t{kind}"))
        return parts.size, parts.hash.hexdigest()

    @contextmanager
    def _opened_file(self, kind: str) -> Iterator[BinaryIO]:
        """The kept file as a temporary one on disk, empty when there is none."""
        with TemporaryFile() as file:
            self._copy_file(kind, file)
            yield file

    def _copy_file(self, kind: str, file: BinaryIO) -> None:
        query = SQL(
            "COPY (SELECT content FROM ward_import_part WHERE (model, import_id, kind) = (%s, %s, %s) ORDER BY seq)"
            " TO STDOUT",
            self._name,
            self.id,
            kind,
        )
        self.env.cr.copy_expert(self.env.cr.mogrify(query).decode(), _Unpacked(file))
        file.seek(0)

    def _forget_files(self, *kinds: str) -> None:
        self.env.cr.execute(
            SQL(
                "DELETE FROM ward_import_part WHERE model = %s AND import_id = ANY(%s) AND kind = ANY(%s)",
                self._name,
                self.ids,
                list(kinds),
            )
        )


class _Parts:
    """Pieces of a file as lines for COPY, each a packed part with its number; size and hash of all."""

    def __init__(self, pieces: Iterable[bytes]):
        self._pieces = pieces
        self.size, self.hash = 0, hashlib.sha256()

    def lines(self, head: str) -> Iterator[bytes]:
        for number, part in enumerate(_evenly(self._pieces)):
            self.size += len(part)
            self.hash.update(part)
            yield f"{head}\t{number}\t\\\\x{zlib.compress(part, 1).hex()}\n".encode()


def _evenly(pieces):
    """The same bytes in parts of PART, the last one shorter."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= PART:
            yield bytes(waiting[:PART])
            del waiting[:PART]
    if waiting:
        yield bytes(waiting)


class _Unpacked:
    """Takes the lines of COPY TO and writes what was packed in them to ``file``."""

    def __init__(self, file):
        self._file, self._line = file, b""

    def write(self, data):  # pylint: disable=method-required-super  # a file, not a model
        *lines, self._line = (self._line + data).split(b"\n")
        for line in lines:
            self._file.write(zlib.decompress(bytes.fromhex(line[3:].decode())))
        return len(data)


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """A file from its beginning, in pieces."""
    file.seek(0)
    while piece := file.read(PART):
        yield piece


def drop_table(cr):
    cr.execute("DROP TABLE IF EXISTS ward_import_part")
