from odoo import fields, models

from .ward_evaluation_quota import WARD_READERS


class HrEmployee(models.Model):
    """The way from a staff file to the person's certificates and gaps."""

    _inherit = "hr.employee"

    certificate_ids = fields.One2many("ward.certificate", "employee_id", string="Certificates", groups=WARD_READERS)
    certificate_count = fields.Integer(compute="_compute_certificate_count", groups=WARD_READERS)
    gap_count = fields.Integer(compute="_compute_gap_count", groups=WARD_READERS)

    def _compute_certificate_count(self):
        groups = self.env["ward.certificate"]._read_group(
            [("employee_id", "in", self.ids)], ["employee_id"], ["__count"]
        )
        counts = {person.id: count for person, count in groups}
        for employee in self:
            employee.certificate_count = counts.get(employee.id, 0)

    def _compute_gap_count(self):
        groups = self.env["ward.competency.gap"]._read_group(
            [("employee_id", "in", self.ids), ("state", "=", "short")], ["employee_id"], ["__count"]
        )
        counts = {person.id: count for person, count in groups}
        for employee in self:
            employee.gap_count = counts.get(employee.id, 0)

    def action_certificates(self):
        """The certificates of this person."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_certificate_action")
        return action | {"domain": [("employee_id", "=", self.id)], "context": {"default_employee_id": self.id}}

    def action_gaps(self):
        """What the position asks of this person, met or not."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_competency_gap_action")
        return action | {"domain": [("employee_id", "=", self.id)], "context": {}}
