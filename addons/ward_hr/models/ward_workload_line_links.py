from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import formatLang

OFFICER = {
    "reception": ("reception_officer_id", "received_at"),
    "processing": ("handling_officer_id", "processed_at"),
}


class WardWorkloadLine(models.Model):
    """From a line to what it rests on: its dossiers or tasks, and the standard minutes with their source."""

    _inherit = "ward.workload.line"

    @api.depends("kind", "procedure_id", "hours")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for line in self:
            words = " – ".join(filter(None, (kinds.get(line.kind), line.procedure_id.name)))
            line.display_name = f"{words}: {formatLang(self.env, line.hours)} h"

    def action_open_work(self):
        """The dossiers or the tasks that the line counts."""
        self.ensure_one()
        self.check_access("read")
        if self.kind == "task":
            return self._open("ward_hr.ward_task_action", self._task_domain())
        if self.kind not in OFFICER:
            raise UserError(
                self.env._("%(line)s: no dossier or task stands behind these hours.", line=self.display_name)
            )
        return self._open("ward_hr.ward_dossier_action", self._dossier_domain())

    def action_open_standard(self):
        """The standard minutes by which the line was reckoned, with the decision or study they rest on."""
        self.ensure_one()
        self.check_access("read")
        return self._open("ward_hr.ward_procedure_standard_action", self._standard_domain())

    def _open(self, action, domain):
        found = self.env["ir.actions.act_window"]._for_xml_id(action)
        return found | {"name": self.display_name, "context": {"create": False}, "domain": list(domain)}

    def _dossier_domain(self):
        officer, moment = OFFICER[self.kind]
        midnight = self.env["ward.workload"]._utc
        return (
            # sudo: whose line it is, is on it
            Domain(officer, "=", self.sudo().employee_id.id)
            & Domain("procedure_id", "=", self.procedure_id.id)
            & Domain(moment, ">=", fields.Datetime.to_string(midnight(self.month)))
            & Domain(moment, "<", fields.Datetime.to_string(midnight(fields.Date.add(self.month, months=1))))
        )

    def _task_domain(self):
        return (
            Domain("employee_id", "=", self.sudo().employee_id.id)  # sudo: as above
            & Domain("state", "in", ("done", "accepted"))
            & Domain("done_date", ">=", self.month)
            & Domain("done_date", "<=", fields.Date.end_of(self.month, "month"))
        )

    def _standard_domain(self):
        """Standards of these minutes that began by the month's end; all of them where none was in force."""
        domain = Domain("procedure_id", "=", self.procedure_id.id) & Domain(
            "since", "<=", fields.Date.end_of(self.month, "month")
        )
        return domain & Domain(f"{self.kind}_minutes", "=", self.minutes) if self.minutes else domain
