from odoo import models
from odoo.exceptions import UserError

COPIED = (
    "period_id",
    "employee_id",
    "name_key",
    "department_id",
    "staff_type_id",
    "reviewer_id",
    "task_group",
    "is_leader",
    "decides",
    "date_from",
    "date_to",
    "working_days",
    "real_days",
    "cause",
    "cause_reference",
    "company_id",
)


class WardEvaluation(models.Model):
    """A final sheet is corrected by a new one, which supersedes it when it is final itself."""

    _inherit = "ward.evaluation"

    def _correct(self, reason):
        """The new sheet, in the hands of the head, with the work and scores of this one."""
        self.ensure_one()
        self._check_part("hr", "decider")
        self._check_state("final")
        # sudo: sheets are made by the server; the part was checked
        sheet = self.sudo()
        values = sheet.read(COPIED, load=False)[0]
        values.pop("id")
        taken = self.search_count([("supersedes_id", "=", self.id)])
        if taken:
            raise UserError(self.env._("%(sheet)s is being corrected already.", sheet=self.display_name))
        corrected = sheet.create(
            {
                **values,
                "state": "head",
                "revision": sheet.revision + 1,
                "supersedes_id": sheet.id,
                "correction_reason": reason,
            }
        )
        for name in ("line_ids", "score_ids", "part_ids"):
            for row in sheet[name]:
                row.copy({"evaluation_id": corrected.id})
        corrected._rate()
        return self.browse(corrected.id)

    def action_correct(self):
        """Ask for the reason of a correction."""
        self.ensure_one()
        self._check_part("hr", "decider")
        self._check_state("final")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correct a final evaluation"),
            "res_model": "ward.evaluation.correction",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_evaluation_id": self.id},
        }
