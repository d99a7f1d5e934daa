from odoo import fields, models


class WardLeadChange(models.TransientModel):
    """Hands the lead of one or more tasks to a unit from a day on."""

    _name = "ward.lead.change"
    _description = "Change the lead unit"

    task_ids = fields.Many2many("ward.delegated.task", string="Tasks", required=True)
    department_id = fields.Many2one("hr.department", string="New lead unit", required=True)
    company_id = fields.Many2one("res.company", related="task_ids.company_id")
    day = fields.Date(
        string="Leads from",
        required=True,
        default=lambda self: fields.Date.context_today(self),
    )
    reason = fields.Char(required=True)

    def action_confirm(self):
        """End the old leads the day before, open the new ones on the day."""
        self.ensure_one()
        self.task_ids._change_lead(self.department_id, self.day, self.reason)
        return {"type": "ir.actions.act_window_close"}
