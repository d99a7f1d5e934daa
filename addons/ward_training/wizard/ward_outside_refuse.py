from odoo import fields, models


class WardOutsideRefuse(models.TransientModel):
    """The reason of a refusal, before it is one."""

    _name = "ward.outside.refuse"
    _description = "Refuse training elsewhere"

    training_ids = fields.Many2many("ward.outside.training", string="Declarations", required=True)
    reason = fields.Char(required=True)

    def action_refuse(self):
        """Refuse the declarations with this reason."""
        self.training_ids.action_refuse(self.reason)
        return {"type": "ir.actions.act_window_close"}
