from odoo import fields, models


class WardEvaluationCorrection(models.TransientModel):
    """Asks why a final sheet is corrected."""

    _name = "ward.evaluation.correction"
    _description = "Correction of a final evaluation"

    evaluation_id = fields.Many2one("ward.evaluation", required=True, readonly=True, ondelete="cascade")
    reason = fields.Text(required=True)

    def action_correct(self):
        """Make the new sheet and open it."""
        self.ensure_one()
        sheet = self.evaluation_id._correct(self.reason)
        return sheet.get_formview_action()
