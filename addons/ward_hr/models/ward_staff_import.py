import base64

from odoo import api, fields, models

from ..importing import staff_columns as columns
from ..importing.staff import StaffCheck, cell
from ..importing.staff_writing import workbook
from .ward_import_mixin import NotTaken
from .ward_import_store import pieces_of
from .ward_staff_sentences import column_label, reason, refused_header

DEMO = "danh-sach-can-bo-mau-du-lieu-gia-lap.xlsx"
TELL_EVERY = 200  # rows


class WardStaffImport(models.Model):
    """A staff list on its way into the files.

    A row is a person by staff code. What differs makes a version on its day in force, or changes
    the version of that day; earlier versions stay.
    """

    _name = "ward.staff.import"
    _description = "Import of a staff list"
    _inherit = ["ward.import.mixin"]
    _order = "id desc"

    _row_limit = 100_000

    fault_ids = fields.One2many("ward.staff.import.fault", "import_id", string="Refusals", readonly=True)

    def _accepted(self, table):
        self._find_header(table)
        return pieces_of(table.file), {"file_name": self.file_name or f"staff.{table.kind}"}

    def _find_header(self, table):
        try:
            return columns.find(table.head())
        except columns.HeaderRefused as error:
            raise NotTaken(refused_header(self.env, error)) from error

    def _bring(self, table, merge, tell) -> dict:
        # the ward of the import decides, not the one that the screen shows
        staff = self.env["hr.employee"].with_company(self.company_id)
        good, refused = self._checked(table, staff, tell.part(0, 0.2 if merge else 0.9))
        new, changed = staff._staff_list_changes(self.company_id, good)
        if merge:
            staff._take_staff_list(self.company_id, new, changed, tell.part(0.2, 0.9))
        values = {
            "total_count": len(good) + len(refused),
            "new_count": len(new),
            "changed_count": len(changed),
            "unchanged_count": len(good) - len(new) - len(changed),
            "refused_count": len(refused),
        }
        if not refused:
            return values | self._none_refused()
        header = [column.header(self.env.lang or "en_US") for column in columns.COLUMNS]
        return values | self._keep_refused(table, header, refused)

    def _checked(self, table, staff, tell):
        """The good rows, and the refused ones as (number, cells, faults)."""
        start, places = self._find_header(table)
        check = StaffCheck(staff._staff_list_known(self.company_id))
        good, refused = [], []
        for number, row in enumerate(table, 1):
            if number <= start + 1:
                continue
            cells = {key: cell(row[place]) if place < len(row) else "" for key, place in places.items()}
            if not any(cells.values()):
                continue
            found = check.check(number, cells)
            if isinstance(found, dict):
                good.append(found)
            else:
                refused.append((number, [cells[key] for key in columns.KEYS], found))
            if not number % TELL_EVERY:
                tell(table.fraction)
        return good, refused

    def _say_fault(self, fault):
        return column_label(self.env, fault.column), fault.value, *reason(self.env, fault)

    @api.model
    def _load_demo(self):
        """The list of the demo ward as its officer exported and sent it again, with a unit mistyped in one row."""
        if self.search_count([("file_name", "=", DEMO)], limit=1):
            return
        user, ward = self.env.ref("ward_hr.demo_user_hr_officer"), self.env.ref("base.main_company")
        imports = self.with_user(user).with_company(ward).with_context(lang="vi_VN")
        rows = imports.env["hr.employee"]._staff_list(ward)
        rows[0][columns.KEYS.index("unit")] = "VPP"
        content = workbook("vi_VN", "Cán bộ", rows)
        imports.create({"file": base64.b64encode(content), "file_name": DEMO, "company_id": ward.id}).action_check()

    def action_open_staff(self):
        return self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_staff_action")


class WardStaffImportFault(models.Model):
    """One reason why a row of a staff list was refused."""

    _name = "ward.staff.import.fault"
    _description = "Refusal of a row of a staff list"
    _inherit = ["ward.import.fault.mixin"]
    _order = "import_id, row, id"

    import_id = fields.Many2one(
        "ward.staff.import", required=True, index=True, ondelete="cascade", check_company=True
    )
