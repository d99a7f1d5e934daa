from odoo import fields, models

from .ward_mirror import CONFIDENCES


class WardRank(models.Model):
    """A civil-service rank (ngạch) by its official code, with the scale on which it is paid.

    National reference data, the same for every ward: read by all, changed with a release.
    """

    _name = "ward.rank"
    _description = "Civil-service rank"
    _order = "code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    scale_id = fields.Many2one("ward.pay.scale", required=True, index=True)
    reference = fields.Char(string="Legal basis", translate=True)
    confidence = fields.Selection(CONFIDENCES, required=True)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE(code)", "A rank with this code exists already.")

    def _compute_display_name(self):
        for rank in self:
            rank.display_name = f"{rank.code} {rank.name}"
