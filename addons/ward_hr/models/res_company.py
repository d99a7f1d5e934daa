from odoo import fields, models


class ResCompany(models.Model):
    """A ward. Its zone decides which column of the national tables holds for it."""

    _inherit = "res.company"

    ward_zone = fields.Selection(
        [("hn_hcm", "Hà Nội or Hồ Chí Minh City"), ("other", "Elsewhere")],
        string="Zone",
        default="hn_hcm",
        required=True,
        help="Decides the leadership allowances.",
    )
