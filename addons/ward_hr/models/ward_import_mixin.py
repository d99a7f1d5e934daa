import base64
import io
import time
from typing import BinaryIO

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..importing.tables import FileRefused, Table
from .ward_import_progress import Cancelled
from .ward_import_sentences import refused_file
from .ward_import_store import REFUSED, SENT

FORGOTTEN_AFTER = 30  # days that a file waits to be imported, or its refused rows to be corrected


class NotTaken(Exception):
    """A file that is refused before it is kept: the sentence that says why, and what else to note."""

    def __init__(self, message: str, **values):
        self.message, self.values = message, values
        super().__init__(message)


class WardImportMixin(models.AbstractModel):
    """A file of a ward on its way in: draft -> ready (taken) -> checked (dry run) -> done, or refused.

    The file is looked at before it is kept, and forgotten once it is imported: name, size and
    hash stay. A model that imports says how it looks at a file (``_accepted``), how it brings the
    rows in (``_bring``) and what a fault is called (``_say_fault``).
    """

    _name = "ward.import.mixin"
    _description = "Import of a file"
    _inherit = ["ward.company.mixin", "ward.import.store", "ward.import.progress", "ward.import.refusal"]
    _order = "id desc"
    _rec_name = "file_name"

    _given = frozenset({"file_name", "company_id"})  # what a user may say, besides the file itself
    _row_limit = 1_100_000

    # Never shown in a view: it would be read whole to tell its size.
    file = fields.Binary(compute="_compute_file", help="Write here what is to be imported, in base64.")
    file_name = fields.Char()
    file_size = fields.Integer(readonly=True, help="Bytes of the file as it was kept.")
    file_hash = fields.Char(readonly=True, help="SHA-256 of the file as it was kept.")
    state = fields.Selection(
        [
            ("draft", "Choose a file"),
            ("ready", "File accepted"),
            ("checked", "Checked"),
            ("done", "Imported"),
            ("refused", "File refused"),
        ],
        required=True,
        default="draft",
        readonly=True,
    )
    message = fields.Char(readonly=True)
    total_count = fields.Integer(string="Rows", readonly=True)
    new_count = fields.Integer(string="New", readonly=True)
    changed_count = fields.Integer(string="Changed", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged", readonly=True)
    seconds = fields.Float(readonly=True, digits=(10, 1))
    done_at = fields.Datetime(readonly=True)

    @api.depends("file_hash", "state")
    def _compute_file(self):
        for record in self:
            record.file = record._content_of(SENT)

    def _content_of(self, kind):
        if not self._origin:
            return False
        with self._origin._opened_file(kind) as file:
            return base64.b64encode(file.read()) or False

    # -- taking a file ---------------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        said = [{name: value for name, value in vals.items() if name in self._given} for vals in vals_list]
        records = super().create(said)
        for record, vals in zip(records, vals_list, strict=True):
            if vals.get("file") not in (False, None):
                record._take_base64(vals["file"])
        return records

    def write(self, vals):
        if self.env.su and "file" not in vals:
            return super().write(vals)
        self.check_access("write")
        self._check_not_done()
        said = {name: value for name, value in vals.items() if name in self._given - {"company_id"}}
        # sudo: the right to write was checked; what follows from the file is the server's to write
        super(WardImportMixin, self.sudo()).write(said)
        if "file" in vals:
            for record in self:
                record._take_base64(vals["file"])
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if done := self.filtered(lambda record: record.state == "done"):
            raise UserError(
                self.env._(
                    "The import of %(name)s brought rows in and stays as their source.",
                    name=done[0].file_name,
                )
            )

    def unlink(self):
        self._forget_files(SENT, REFUSED)
        return super().unlink()

    def _check_not_done(self):
        if done := self.filtered(lambda record: record.state == "done"):
            raise UserError(
                self.env._(
                    "The import of %(name)s is finished and cannot be changed. Make a new import for another file.",
                    name=done[0].file_name,
                )
            )

    def _take_base64(self, text):
        try:
            self._take(io.BytesIO(base64.b64decode(text or b"")), given=text not in (False, None))
        except ValueError:
            self._take(io.BytesIO(b"\0"))

    def _take(self, file: BinaryIO, given=True):
        """Look at a file before it is kept: take it, cut it, or refuse it."""
        self.ensure_one()
        self._check_not_done()
        self._forget_files(SENT, REFUSED)
        values = self._nothing_yet()
        try:
            if given:
                values |= self._kept(Table(file, self._row_limit))
        except FileRefused as error:
            values |= {"state": "refused", "message": refused_file(self.env, error)}
        except NotTaken as error:
            values |= {"state": "refused", "message": error.message, **error.values}
        # sudo: what follows from the file is the server's to write; whoever gave it may
        self.sudo().write(values)

    def _kept(self, table):
        pieces, values = self._accepted(table)
        with self.env.cr.savepoint(flush=False):
            size, digest = self._keep_file(SENT, pieces)
        return {"state": "ready", "file_size": size, "file_hash": digest, **values}

    def _nothing_yet(self) -> dict:
        counts = ("total_count", "new_count", "changed_count", "unchanged_count", "refused_count", "file_size")
        return {
            "state": "draft",
            "message": False,
            "file_hash": False,
            "refused_file_name": False,
            "fault_ids": [Command.clear()],
            **dict.fromkeys(counts, 0),
        }

    def _accepted(self, table):
        """``(pieces of bytes to keep, values)`` of a file that is taken; raises NotTaken."""
        raise NotImplementedError

    def _bring(self, table, merge, tell) -> dict:
        """Check the rows, with ``merge`` bring them in; the counts, and what else is to be noted."""
        raise NotImplementedError

    # -- check and import ------------------------------------------------------------------------------

    def action_check(self):
        """Dry run: count what would happen, list what would be refused, change nothing."""
        self._run(merge=False)
        return True

    def action_import(self):
        """Bring the rows in; refused rows stay in a file to correct and send again."""
        self._run(merge=True)
        return True

    def _run(self, merge: bool):
        self.ensure_one()
        self.check_access("write")
        self._check_ready()
        started, name = time.monotonic(), self.file_name
        if merge:
            self._lock_ward()
        try:
            with self._opened_file(SENT) as file:
                values = self._bring(Table(file, self._row_limit), merge, self._teller())
        except FileRefused as error:
            raise UserError(refused_file(self.env, error)) from error
        except Cancelled as error:
            raise UserError(
                self.env._("The import of %(name)s was cancelled. Nothing has changed.", name=name)
            ) from error
        done = {"state": "done", "done_at": fields.Datetime.now()} if merge else {"state": "checked"}
        if merge:
            self._forget_files(SENT)
        # sudo: the outcome is the server's to write, not the user's
        self.sudo().write({**values, **done, "seconds": time.monotonic() - started})

    def _check_ready(self):
        if self.state == "done":
            raise UserError(self.env._("This file is imported already. Make a new import for another file."))
        if self.state not in ("ready", "checked"):
            raise UserError(self.env._("There is nothing to import yet: choose a file first."))

    @api.autovacuum
    def _gc_files(self):
        """Files that nobody imports, and refused rows that nobody corrects, are not kept for ever."""
        if self._abstract:
            return
        old = [("write_date", "<", fields.Datetime.subtract(fields.Datetime.now(), days=FORGOTTEN_AFTER))]
        waiting = self.search([*old, ("state", "in", ("ready", "checked"))])
        waiting._forget_files(SENT, REFUSED)
        waiting.write(
            self._nothing_yet()
            | {"message": self.env._("The file waited for a month and was forgotten. Choose it again.")}
        )
        corrected = self.search([*old, ("refused_file_name", "!=", False)])
        corrected._forget_files(REFUSED)
        corrected.write({"refused_file_name": False})
