"""How far an import is, and whether somebody has asked it to stop: seen by requests beside it."""

import time

from odoo import models
from odoo.exceptions import UserError

STEP = 0.4  # seconds between two notes


class Cancelled(Exception):
    """Somebody asked the running import to stop; nothing of it stays."""


class WardImportProgress(models.AbstractModel):
    """A running import notes how far it is through a cursor of its own, since its own transaction is
    seen by nobody before its end. In the same breath it sees whether it is to stop.
    """

    _name = "ward.import.progress"
    _description = "Progress of imports"

    def init(self):
        """No model, and lost in a crash without harm."""
        self.env.cr.execute(
            """
            CREATE UNLOGGED TABLE IF NOT EXISTS ward_import_progress
                (model varchar, import_id int4, fraction float8 NOT NULL, cancelled_at timestamp,
                 PRIMARY KEY (model, import_id));
            ALTER TABLE ward_import_progress ADD COLUMN IF NOT EXISTS part varchar
            """
        )

    def progress(self) -> float:
        """How far the running import is (0..1); asked for by the screen while it waits."""
        return self.progress_part()[0]

    def progress_part(self) -> tuple:
        """How far it is, and what of its work it is at, in words; "" where it says none."""
        self.ensure_one()
        self.check_access("read")
        self.env.cr.execute(
            "SELECT fraction, COALESCE(part, '') FROM ward_import_progress WHERE model = %s AND import_id = %s",
            (self._name, self.id),
        )
        return self.env.cr.fetchone() or (0.0, "")

    def action_cancel(self):
        """Ask the running check or import to stop; it does so before its next step and leaves all as it was."""
        self.ensure_one()
        self.check_access("write")
        self.env.cr.execute(
            """
            INSERT INTO ward_import_progress (model, import_id, fraction, cancelled_at)
            VALUES (%s, %s, 0, CLOCK_TIMESTAMP() AT TIME ZONE 'UTC')
            ON CONFLICT (model, import_id) DO UPDATE SET cancelled_at = EXCLUDED.cancelled_at
            """,
            (self._name, self.id),
        )
        return True

    def _lock_ward(self):
        """One import of a kind and a ward at a time, until the end of the transaction."""
        self.env.cr.execute(
            "SELECT pg_try_advisory_xact_lock(HASHTEXT(%s), %s)", (self._name, self.company_id.id)
        )
        if not self.env.cr.fetchone()[0]:
            raise UserError(
                self.env._(
                    "Another file of %(ward)s is being imported at this moment. "
                    "Wait until it is done, then try again.",
                    ward=self.company_id.name,
                )
            )

    def _teller(self):
        """A function that notes a fraction of the import, and raises Cancelled when it is to stop."""
        teller = Teller(self.env.registry, self._name, self.id, self.env.cr.now())
        teller.begin()
        return teller


class Teller:
    """``tell(0.3)`` notes it; in a part of the work ``tell.part(0.4, 0.9)`` gives the teller of that part, which may
    have parts as well. ``tell.at("09/2026")`` says what is done from now on.

    Notes are taken once the import has lasted a second, and then from time to time. ``since``:
    when its transaction began; to be cancelled before that is to be cancelled no more.
    """

    step = STEP
    patience = 1  # seconds

    def __init__(self, registry, model, import_id, since):
        self._registry, self._key, self._since = registry, (model, import_id), since
        self._last = time.monotonic() + self.patience - self.step
        self._words = ""

    def begin(self):
        """Nothing is done yet: what an earlier run has noted does not count."""
        self._note(0)

    def __call__(self, fraction: float):
        if time.monotonic() - self._last >= self.step:
            self._last = time.monotonic()
            if self._note(fraction):
                raise Cancelled

    def at(self, words: str):
        self._words = words

    def part(self, start: float, end: float):
        return Part(self, start, end)

    def _note(self, fraction) -> bool:
        """Note it; True when the import is to stop. What was asked of an earlier run does not count."""
        with self._registry.cursor() as cr:
            cr.execute(
                """
                INSERT INTO ward_import_progress (model, import_id, fraction, part) VALUES (%s, %s, %s, %s)
                ON CONFLICT (model, import_id) DO UPDATE SET fraction = EXCLUDED.fraction, part = EXCLUDED.part
                RETURNING COALESCE(cancelled_at > %s, FALSE)
                """,
                (*self._key, fraction, self._words, self._since),
            )
            return cr.fetchone()[0]


class Part:
    """The teller of a part of the work: 0 is where it begins, 1 where it ends."""

    def __init__(self, teller, start: float, end: float):
        self._teller, self._start, self._length = teller, start, end - start

    def __call__(self, fraction: float):
        self._teller(self._start + self._length * fraction)

    def at(self, words: str):
        self._teller.at(words)

    def part(self, start: float, end: float):
        return Part(self, start, end)


def drop_table(cr):
    cr.execute("DROP TABLE IF EXISTS ward_import_progress")
