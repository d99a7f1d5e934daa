import base64

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..importing import staff_columns as columns
from ..importing import writing
from ..importing.staff import StaffCheck, cell
from ..importing.tables import CSV, FileRefused, Table
from .ward_dossier_sentences import refused_file
from .ward_staff_sentences import column_label, reason, refused_header

GIVEN = {"file", "file_name", "company_id"}
SHOWN_FAULTS = 200


class WardStaffImport(models.Model):
    """A staff list on its way into the files: draft -> checked (dry run) -> done.

    A row is a person by staff code. What differs makes a version on its day in force, or changes
    the version of that day; earlier versions stay. Refused rows come back in a file.
    """

    _name = "ward.staff.import"
    _description = "Import of a staff list"
    _inherit = ["ward.company.mixin"]
    _order = "id desc"
    _rec_name = "file_name"

    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    state = fields.Selection(
        [("draft", "Choose a file"), ("checked", "Checked"), ("done", "Imported")],
        required=True,
        default="draft",
        readonly=True,
    )
    total_count = fields.Integer(string="Rows", readonly=True)
    new_count = fields.Integer(string="New", readonly=True)
    changed_count = fields.Integer(string="Changed", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged", readonly=True)
    refused_count = fields.Integer(string="Refused", readonly=True)
    refused_file = fields.Binary(attachment=True, readonly=True)
    refused_file_name = fields.Char(readonly=True)
    fault_ids = fields.One2many("ward.staff.import.fault", "import_id", string="Refusals", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([{k: v for k, v in vals.items() if k in GIVEN} for vals in vals_list])

    def write(self, vals):
        self.check_access("write")
        self._check_not_done()
        vals = {name: value for name, value in vals.items() if name in GIVEN - {"company_id"}}
        if "file" in vals:
            vals |= {"state": "draft", "refused_file": False, "refused_count": 0, "fault_ids": [Command.clear()]}
        # sudo: the right to write was checked; what follows from the file is the server's to write
        return super(WardStaffImport, self.sudo()).write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        self._check_not_done()

    def _check_not_done(self):
        if done := self.filtered(lambda record: record.state == "done"):
            raise UserError(
                self.env._(
                    "The import of %(name)s is finished and cannot be changed. Make a new import for another file.",
                    name=done[0].file_name,
                )
            )

    def action_check(self):
        """Dry run: count what would happen, list what would be refused, change nobody."""
        self._run(merge=False)
        return True

    def action_import(self):
        """Bring the rows in; refused rows stay in a file to correct and send again."""
        self._run(merge=True)
        return True

    def _run(self, merge):
        self.ensure_one()
        self.check_access("write")
        self._check_not_done()
        if not self.file:
            raise UserError(self.env._("There is nothing to import yet: choose a staff list first."))
        # the ward of the import decides, not the one that the screen shows
        staff = self.env["hr.employee"].with_company(self.company_id)
        table, header, good, refused = self._read(staff)
        new, changed = staff._staff_list_changes(self.company_id, good)
        if merge:
            staff._take_staff_list(self.company_id, new, changed)
        values = {
            "state": "done" if merge else "checked",
            "total_count": len(good) + len(refused),
            "new_count": len(new),
            "changed_count": len(changed),
            "unchanged_count": len(good) - len(new) - len(changed),
            "refused_count": len(refused),
            **self._refusals(table, header, refused),
        }
        # sudo: the outcome is the server's to write, not the user's
        super(WardStaffImport, self.sudo()).write(values)

    def _read(self, staff):
        """The file as (table, header, good rows, refused rows with their faults)."""
        try:
            table = Table(base64.b64decode(self.with_context(bin_size=False).file))
            start, places = columns.find(table.head())
            rows = list(table)
        except FileRefused as error:
            raise UserError(refused_file(self.env, error)) from error
        except columns.HeaderRefused as error:
            raise UserError(refused_header(self.env, error)) from error
        check = StaffCheck(staff._staff_list_known(self.company_id))
        good, refused = [], []
        for number, row in enumerate(rows[start + 1 :], start + 2):
            cells = {key: cell(row[place]) if place < len(row) else "" for key, place in places.items()}
            if not any(cells.values()):
                continue
            found = check.check(number, cells)
            if isinstance(found, dict):
                good.append(found)
            else:
                refused.append((number, [cells[key] for key in columns.KEYS], found))
        return table, [column.header(self.env.lang or "en_US") for column in columns.COLUMNS], good, refused

    def _refusals(self, table, header, refused):
        commands, rows = [Command.clear()], []
        for number, cells, faults in refused:
            said = [(column_label(self.env, f.column), f.value, *reason(self.env, f)) for f in faults]
            rows.append([*cells, number, *("; ".join(dict.fromkeys(part)) for part in zip(*said, strict=True))])
            names = ("column", "value", "reason", "remedy")
            commands += [
                Command.create({"company_id": self.company_id.id, "row": number, **dict(zip(names, one, strict=True))})
                for one in said
                if len(commands) <= SHOWN_FAULTS
            ]
        if not rows:
            return {"fault_ids": commands, "refused_file": False, "refused_file_name": False}
        separator = table.separator if table.kind == CSV else ";"
        content = writing.refused(table.kind, separator, self.env.lang or "en_US", header, rows)
        name = self.env._("refused-rows")
        return {
            "fault_ids": commands,
            "refused_file": base64.b64encode(content),
            "refused_file_name": f"{name}-{self.id}.{table.kind}",
        }

    def action_open_staff(self):
        return self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_staff_action")


class WardStaffImportFault(models.Model):
    """One reason why a row of a staff list was refused."""

    _name = "ward.staff.import.fault"
    _description = "Refusal of a row of a staff list"
    _inherit = ["ward.company.mixin"]
    _order = "import_id, row, id"
    _rec_name = "reason"

    import_id = fields.Many2one(
        "ward.staff.import", required=True, index=True, ondelete="cascade", check_company=True
    )
    row = fields.Integer(string="Row no.", readonly=True)
    column = fields.Char(readonly=True)
    value = fields.Char(readonly=True)
    reason = fields.Char(readonly=True)
    remedy = fields.Char(readonly=True)
