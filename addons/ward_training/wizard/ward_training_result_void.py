from odoo import fields, models


class WardTrainingResultVoid(models.TransientModel):
    """Asks why a test result is taken back."""

    _name = "ward.training.result.void"
    _description = "Take a test result back"

    result_ids = fields.Many2many("ward.training.result", required=True)
    reason = fields.Char(required=True)

    def action_void(self):
        """Take the results back; the right to do so is checked by the result."""
        self.ensure_one()
        self.result_ids.action_void(self.reason)
        return {"type": "ir.actions.act_window_close"}
