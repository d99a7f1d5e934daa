import base64
from heapq import merge as in_order
from itertools import groupby
from pathlib import Path

from odoo import api, fields, models

from ..importing import headers as heads
from ..importing.facts import masked
from .ward_dossier_sentences import column_label, reason

DEMO = Path(__file__).parents[1] / "demo" / "ho-so-mau-thang-09-2026-du-lieu-gia-lap.csv"


class WardDossierImport(models.Model):
    """One file of the one-stop system on its way into the dossiers, and what became of it.

    Columns that are not ours are cut from the file before it is kept, so that nothing of a
    citizen ever is. The same file twice changes nothing: dossiers are merged by their code.
    A million rows take no more memory than a thousand.
    """

    _name = "ward.dossier.import"
    _description = "Import of dossiers"
    _inherit = ["ward.import.mixin"]
    _order = "id desc"

    _given = frozenset({"file_name", "company_id", "leave_out_citizen"})

    leave_out_citizen = fields.Boolean(
        string="Leave out columns with data of citizens",
        help="Such columns are removed before the file is stored.",
    )
    citizen_columns = fields.Char(readonly=True, help="Columns that look like data of citizens.")
    left_out_columns = fields.Char(readonly=True, help="Columns that were removed from the file before it was stored.")
    months = fields.Char(readonly=True, help="Months whose workload was computed anew.")
    closed_months = fields.Char(
        readonly=True, help="Months whose dossiers changed, but whose workload is closed and stays as it was."
    )
    fault_ids = fields.One2many("ward.dossier.import.fault", "import_id", string="Refusals", readonly=True)
    same_file_id = fields.Many2one(
        "ward.dossier.import",
        string="Same file",
        compute="_compute_same_file_id",
        help="An earlier import of exactly this file.",
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

    def _bring(self, table, merge, tell) -> dict:
        # sudo: dossiers are written by imports only; the right to import was checked before
        loader = self.env["ward.dossier.loader"].sudo()
        row, headers = heads.find(table.head())
        with loader._stage(self.company_id, table, row, headers, tell.part(0, 0.4 if merge else 0.9)) as lines:
            good, bad = lines.good - lines.doubled, lines.bad + lines.doubled
            values = self._merged(loader, good, lines.last, tell) if merge else self._compared(loader)
            values |= {"total_count": good + bad, "refused_count": bad}
            if bad:
                return values | self._keep_refused(table, headers.names, self._refused(lines, tell.part(0.9, 1)))
        return values | self._none_refused()

    def _compared(self, loader) -> dict:
        new, changed, same = loader._compare()
        return {"new_count": new, "changed_count": changed, "unchanged_count": same}

    def _merged(self, loader, good, last, tell) -> dict:
        new, changed, (months, people) = loader._merge(self.company_id, self.id, last, tell.part(0.4, 0.9))
        # sudo: figures follow from dossiers, whoever imports them
        closed = self.env["ward.workload"].sudo()._refresh(self.company_id, months, people) or []
        return {
            "new_count": new,
            "changed_count": changed,
            "unchanged_count": good - new - changed,
            "months": ", ".join(f"{month:%m/%Y}" for month in months if month not in closed),
            "closed_months": ", ".join(f"{month:%m/%Y}" for month in closed),
        }

    def _refused(self, lines, tell):
        """(number, cells, faults) of every refused row in the order of the file, a row with all its faults."""
        rows = in_order(lines.doubles(), lines.refused(), key=lambda one: one[0])
        for count, (number, found) in enumerate(groupby(rows, key=lambda one: one[0])):
            if not count % 2000:
                tell(lines.share(number))
            found = list(found)
            yield number, found[0][1], [fault for _number, _cells, faults in found for fault in faults]

    def _say_fault(self, fault):
        return column_label(self.env, fault.column), fault.value, *reason(self.env, fault)

    def _shown(self, text):
        return masked(text)

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


class WardDossierImportFault(models.Model):
    """One reason why a row of a file of dossiers was refused."""

    _name = "ward.dossier.import.fault"
    _description = "Refusal of a row of dossiers"
    _inherit = ["ward.import.fault.mixin"]
    _order = "import_id, row, id"

    import_id = fields.Many2one("ward.dossier.import", required=True, index=True, ondelete="cascade")
