from odoo import fields, models


class WardEnrolmentRefuse(models.TransientModel):
    """Asks for the reason of a refusal."""

    _name = "ward.enrolment.refuse"
    _description = "Refuse an enrolment"

    enrolment_ids = fields.Many2many("ward.enrolment", required=True)
    reason = fields.Char(required=True)

    def action_refuse(self):
        """Refuse the chosen requests; the right to do so is checked by the enrolment."""
        self.ensure_one()
        self.enrolment_ids.action_refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
