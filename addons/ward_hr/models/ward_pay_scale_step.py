from odoo import fields, models


class WardPayScaleStep(models.Model):
    """One step of a pay scale, from the day on which the scale last changed."""

    _name = "ward.pay.scale.step"
    _description = "Step of a pay scale"
    _inherit = "ward.mirror"
    _order = "scale_id, since desc, step"

    scale_id = fields.Many2one("ward.pay.scale", required=True, index=True, ondelete="cascade")
    since = fields.Date(required=True)
    step = fields.Integer(required=True)
    coefficient = fields.Float(digits=(6, 3), required=True)
    months = fields.Integer(string="Months to the next step")

    _step_unique = models.Constraint("UNIQUE(scale_id, since, step)", "A scale has each step once.")

    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.scale_id.code} {line.step}: {line.coefficient}"
