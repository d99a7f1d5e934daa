from odoo import fields, models


class WardCompanyMixin(models.AbstractModel):
    """Every record of a ward belongs to exactly one ward.

    ``company_id = False`` means "everybody" to Odoo's rules, so it is required
    here, and each model that uses this mixin also gets a company rule of its own.
    """

    _name = "ward.company.mixin"
    _description = "Belongs to one ward"

    company_id = fields.Many2one(
        "res.company",
        string="Ward",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
