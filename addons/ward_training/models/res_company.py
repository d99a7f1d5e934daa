from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    training_digest_week = fields.Char(
        readonly=True, copy=False, export_string_translation=False, help="The week whose digest was sent last."
    )
