from odoo import fields, models

from .ward_evaluation_quota import WARD_READERS


class HrEmployee(models.Model):
    """The way from a staff file to the person's evaluations."""

    _inherit = "hr.employee"

    evaluation_count = fields.Integer(compute="_compute_evaluation_count", groups=WARD_READERS)

    def _compute_evaluation_count(self):
        groups = self.env["ward.evaluation"]._read_group(
            [("employee_id", "in", self.ids), ("state", "!=", "superseded")], ["employee_id"], ["__count"]
        )
        counts = {person.id: count for person, count in groups}
        for employee in self:
            employee.evaluation_count = counts.get(employee.id, 0)

    def action_evaluations(self):
        """The sheets of this person that the user may read."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_evaluation_action")
        return action | {"domain": [("employee_id", "=", self.id)], "context": {}}
