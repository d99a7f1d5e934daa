import base64
import hashlib
import time
from dataclasses import replace
from pathlib import Path

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..importing import headers as heads
from ..importing import writing
from ..importing.dossiers import masked
from ..importing.tables import CSV, FileRefused, Table
from .ward_dossier_sentences import column_label, reason, refused_file

DEMO = Path(__file__).parents[1] / "demo" / "ho-so-mau-thang-09-2026-du-lieu-gia-lap.csv"
GIVEN = {"file", "file_name", "leave_out_citizen", "company_id"}
KEEP_ROWS = 20000
SHOWN_FAULTS = 200
LONG = 10_000  # rows from which an import says how far it is
READ_SHARE = 0.4  # of the time of an import, what reading the file takes


class WardDossierImport(models.Model):
    """One file of the one-stop system on its way into the dossiers, and what became of it.

    Draft -> ready (file accepted) -> checked (dry run) -> done; a file that cannot be
    taken makes it refused, and its content is not kept. Columns that are not ours are
    cut from the file before it is stored, so that nothing of a citizen ever is.
    The same file twice changes nothing: dossiers are merged by their code.
    """

    _name = "ward.dossier.import"
    _description = "Import of dossiers"
    _inherit = ["ward.company.mixin"]
    _order = "id desc"
    _rec_name = "file_name"

    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    file_hash = fields.Char(readonly=True, help="SHA-256 of the file as it is kept.")
    leave_out_citizen = fields.Boolean(
        string="Leave out columns with data of citizens",
        help="Such columns are removed before the file is stored.",
    )
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
    citizen_columns = fields.Char(readonly=True, help="Columns that look like data of citizens.")
    left_out_columns = fields.Char(readonly=True, help="Columns that were removed from the file before it was stored.")
    total_count = fields.Integer(string="Rows", readonly=True)
    new_count = fields.Integer(string="New", readonly=True)
    changed_count = fields.Integer(string="Changed", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged", readonly=True)
    refused_count = fields.Integer(string="Refused", readonly=True)
    months = fields.Char(readonly=True, help="Months whose workload was computed anew.")
    closed_months = fields.Char(
        readonly=True, help="Months whose dossiers changed, but whose workload is closed and stays as it was."
    )
    seconds = fields.Float(readonly=True, digits=(10, 1))
    done_at = fields.Datetime(readonly=True)
    refused_file = fields.Binary(attachment=True, readonly=True)
    refused_file_name = fields.Char(readonly=True)
    fault_ids = fields.One2many("ward.dossier.import.fault", "import_id", string="Refusals", readonly=True)
    same_file_id = fields.Many2one(
        "ward.dossier.import",
        string="Same file",
        compute="_compute_same_file_id",
        help="An earlier import of exactly this file.",
    )

    def init(self):
        """Where a running import says how far it is: no model, and lost in a crash without harm."""
        self.env.cr.execute(
            """
            CREATE UNLOGGED TABLE IF NOT EXISTS ward_dossier_progress
                (import_id int4 PRIMARY KEY, fraction float8 NOT NULL)
            """
        )

    @api.depends("file_hash")
    def _compute_same_file_id(self):
        done = self.search(
            [
                ("file_hash", "in", self.mapped("file_hash")),
                ("file_hash", "!=", False),
                ("state", "=", "done"),
            ],
            order="id",
        )
        for record in self:
            record.same_file_id = done.filtered(
                lambda other, r=record: (
                    other.file_hash == r.file_hash and other.company_id == r.company_id and other.id != r._origin.id
                )
            )[:1]

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._accepted(vals) for vals in vals_list])

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        self.check_access("write")
        if done := self.filtered(lambda record: record.state == "done"):
            raise UserError(
                self.env._(
                    "The import of %(name)s is finished and cannot be changed. Make a new import for another file.",
                    name=done[0].file_name,
                )
            )
        vals = self._accepted(vals)
        vals.pop("company_id", None)
        if "file" in vals:
            vals["fault_ids"] = [Command.clear()]
        # sudo: the right to write was checked; what follows from the file is the server's to write
        return super(WardDossierImport, self.sudo()).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if done := self.filtered(lambda record: record.state == "done"):
            raise UserError(
                self.env._(
                    "The import of %(name)s brought dossiers in and stays as their source.",
                    name=done[0].file_name,
                )
            )

    @api.model
    def _accepted(self, vals: dict) -> dict:
        """What a user may say of an import, and what the server makes of the file in it."""
        vals = {name: value for name, value in vals.items() if name in GIVEN}
        if "file" in vals:
            vals |= {
                "citizen_columns": False,
                "left_out_columns": False,
                "message": False,
                "file_hash": False,
                "refused_file": False,
                **dict.fromkeys(
                    (f"{kind}_count" for kind in ("total", "new", "changed", "unchanged", "refused")),
                    0,
                ),
            }
            given = vals["file"] not in (False, None)
            vals |= self._taken(vals) if given else {"state": "draft"}
        return vals

    @api.model
    def _taken(self, vals: dict) -> dict:
        """Look at a file before it is stored: take it, cut it, or refuse it."""
        try:
            content = base64.b64decode(vals["file"])
            table = Table(content)
            found = heads.find(table.head())
        except FileRefused as error:
            return self._refusal(refused_file(self.env, error))
        except ValueError:
            return self._refusal(refused_file(self.env, FileRefused("not_text")))
        if not found:
            return self._refusal(
                self.env._("No row of the file names the columns. Download the template and use its header.")
            )
        row, headers = found
        if headers.missing:
            return self._refusal(
                self.env._(
                    "These columns are missing: %(columns)s. Download the template and use its header.",
                    columns=self._labels(headers.missing),
                )
            )
        if headers.doubled:
            return self._refusal(
                self.env._(
                    "These columns occur twice: %(columns)s. Keep one of each.",
                    columns=self._labels(headers.doubled),
                )
            )
        if headers.citizen and not vals.get("leave_out_citizen"):
            return self._refusal(
                self.env._(
                    "These columns look like data of citizens, which this system does not keep: %(columns)s. "
                    "The file was not stored. Send it again without them, or have them left out.",
                    columns=", ".join(headers.citizen),
                ),
                citizen_columns=", ".join(headers.citizen),
            )
        return {"state": "ready", **self._stored(vals, content, table, row, headers)}

    @api.model
    def _refusal(self, message: str, **more) -> dict:
        return {"state": "refused", "file": False, "message": message, **more}

    @api.model
    def _stored(self, vals, content, table, row, headers) -> dict:
        """The file as it is kept: only columns that are ours, and nothing above the header."""
        strange = [*headers.citizen, *headers.unknown]
        if row or len(headers.kept) < len(headers.names):
            lines = (line for number, line in enumerate(table) if number >= row)
            content = writing.only(lines, headers.kept)
            vals = {**vals, "file_name": self._as_csv(vals.get("file_name"))}
        return {
            "file": base64.b64encode(content),
            "file_name": vals.get("file_name") or f"dossiers.{table.kind}",
            "file_hash": hashlib.sha256(content).hexdigest(),
            "left_out_columns": ", ".join(strange),
        }

    @api.model
    def _as_csv(self, name: str | None) -> str:
        return f"{(name or 'dossiers').rsplit('.', 1)[0]}.csv"

    @api.model
    def _labels(self, keys) -> str:
        return ", ".join(column_label(self.env, key) for key in keys)

    def action_check(self):
        """Dry run: count what would happen, list what would be refused, change no dossier."""
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
        started = time.monotonic()
        long = self.total_count > LONG  # known from the check
        # sudo: dossiers are written by imports only; the right to import was checked above
        loader = self.env["ward.dossier.loader"].sudo()
        if merge and not loader._lock(self.company_id):
            raise UserError(
                self.env._(
                    "Another file of %(ward)s is being imported at this moment. "
                    "Wait until it is done, then try again.",
                    ward=self.company_id.name,
                )
            )
        try:
            table = Table(base64.b64decode(self.with_context(bin_size=False).file))
            row, headers = heads.find(table.head())
            if long:
                loader._tell(self.id, 0)
            teller = loader._teller(self.id)
            tell = (lambda read: teller(read * READ_SHARE)) if merge else teller
            lines = loader._stage(self.company_id, table, row, headers, tell, KEEP_ROWS)
            tell(1)
        except FileRefused as error:
            raise UserError(refused_file(self.env, error)) from error
        values = self._merged(loader, lines) if merge else self._compared(loader)
        # sudo: the outcome is the server's to write, not the user's
        self.sudo().write(
            values
            | {
                "total_count": lines.good + lines.bad,
                "refused_count": lines.bad,
                "seconds": time.monotonic() - started,
            }
            | self._refusals(table, headers, lines)
        )

    def _check_ready(self):
        if self.state == "done":
            raise UserError(self.env._("This file is imported already. Make a new import for another file."))
        if self.state not in ("ready", "checked"):
            raise UserError(self.env._("There is nothing to import yet: choose a file with dossiers first."))

    def _compared(self, loader) -> dict:
        new, changed, same = loader._compare()
        return {
            "state": "checked",
            "new_count": new,
            "changed_count": changed,
            "unchanged_count": same,
        }

    def _merged(self, loader, lines) -> dict:
        new, changed, (months, people) = loader._merge(self.company_id, self.id)
        # sudo: figures follow from dossiers, whoever imports them
        closed = self.env["ward.workload"].sudo()._refresh(self.company_id, months, people) or []
        return {
            "state": "done",
            "done_at": fields.Datetime.now(),
            "new_count": new,
            "changed_count": changed,
            "unchanged_count": lines.good - new - changed,
            "months": ", ".join(f"{month:%m/%Y}" for month in months if month not in closed),
            "closed_months": ", ".join(f"{month:%m/%Y}" for month in closed),
        }

    def _refusals(self, table, headers, lines) -> dict:
        """The first refusals as records to look at, all of them as a file."""
        commands, rows = [Command.clear()], []
        for number, cells, faults in lines.refused:
            faults = [replace(fault, value=masked(fault.value)) for fault in faults]
            said = [(column_label(self.env, f.column), f.value, *reason(self.env, f)) for f in faults]
            rows.append([*map(masked, cells), number, *("; ".join(dict.fromkeys(p)) for p in zip(*said, strict=False))])
            if len(commands) <= SHOWN_FAULTS:
                commands += [
                    Command.create(
                        {
                            "company_id": self.company_id.id,
                            "row": number,
                            "column": column,
                            "value": value,
                            "reason": why,
                            "remedy": remedy,
                        }
                    )
                    for column, value, why, remedy in said
                ]
        if not rows:
            return {"fault_ids": commands, "refused_file": False, "refused_file_name": False}
        separator = table.separator if table.kind == CSV else ";"
        name = self.env._("refused-rows")
        content = writing.refused(table.kind, separator, self.env.lang or "en_US", headers.names, rows)
        return {
            "fault_ids": commands,
            "refused_file": base64.b64encode(content),
            "refused_file_name": f"{name}-{self.id}.{table.kind}",
        }

    def progress(self) -> float:
        """How much of the running file is read (0..1); asked for by the screen while it waits."""
        self.ensure_one()
        self.check_access("read")
        self.env.cr.execute("SELECT fraction FROM ward_dossier_progress WHERE import_id = %s", (self.id,))
        found = self.env.cr.fetchone()
        return found[0] if found else 0.0

    def action_open_dossiers(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_dossier_action")
        return action | {"domain": [("import_id", "=", self.id)], "context": {}}

    def action_open_workload(self):
        """Who was overloaded: the workload that follows from the dossiers."""
        return self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_workload_action")

    @api.model
    def _load_demo(self):
        """September 2026 of the demo ward, by the way that every month takes."""
        if self.search_count([("file_name", "=", DEMO.name)], limit=1):
            return
        content = base64.b64encode(DEMO.read_bytes())
        user = self.env.ref("ward_hr.demo_user_hr_officer")
        imports = self.with_user(user).with_company(self.env.ref("base.main_company"))
        imports.create({"file": content, "file_name": DEMO.name}).action_import()

    @api.model
    def _template(self) -> bytes:
        """The XLSX to fill in, in the language of the user."""
        _ = self.env._
        explanations = {
            "code": _("The code on the receipt. One row per dossier."),
            "procedure": _("National code of the procedure, such as 2.000815."),
            "channel": _("How the dossier was submitted: choose from the list."),
            "received": _("dd/mm/yyyy hh:mm. The hour decides same-day work."),
            "due": _("dd/mm/yyyy hh:mm. Empty: computed from the procedure's deadline in working days."),
            "processed": _("dd/mm/yyyy hh:mm. Empty while work goes on."),
            "returned": _("dd/mm/yyyy hh:mm. Empty until the result is returned."),
            "state": _("Status of the one-stop system: choose from the list."),
            "reception": _("Work e-mail or staff code. Empty when the city's service centre received it."),
            "handling": _("Work e-mail or staff code of the person whose hours count."),
            "paused": _("Working days on which the clock stood still; used when the appointment is empty."),
            "documents": _("Number of copies or papers. Empty: 1."),
        }
        titles = [
            _("Dossiers"),
            _("How to fill in"),
            _("Column"),
            _("Needed"),
            _("What to write"),
            _("required"),
            _("optional"),
        ]
        lang = self.env.lang or "en_US"
        vi = lang.startswith("vi")
        examples = [
            ["H26.123-261012-0001", "2.000815", "Trực tuyến" if vi else "Online", "12/10/2026 08:31",
             "12/10/2026 17:30", "12/10/2026 10:05", "12/10/2026 15:00",
             "Đã trả kết quả" if vi else "Result returned", "", "", "", "3"],
            ["H26.123-261012-0002", "1.004873", "Trực tiếp" if vi else "At the counter", "12/10/2026 14:10",
             "", "", "", "Đang xử lý" if vi else "In process", "", "", "", ""],
        ]  # fmt: skip
        return writing.template(lang, titles, explanations, examples)


class WardDossierImportFault(models.Model):
    """One reason why a row of a file was refused."""

    _name = "ward.dossier.import.fault"
    _description = "Refusal of a row"
    _inherit = ["ward.company.mixin"]
    _order = "import_id, row, id"
    _rec_name = "reason"

    import_id = fields.Many2one("ward.dossier.import", required=True, index=True, ondelete="cascade")
    row = fields.Integer(string="Row no.", readonly=True)
    column = fields.Char(readonly=True)
    value = fields.Char(readonly=True)
    reason = fields.Char(readonly=True)
    remedy = fields.Char(readonly=True)
