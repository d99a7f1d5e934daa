from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """A ward's place in the tree of tiers: the company above it is its upper tier."""

    _inherit = "res.company"

    upper_tier_id = fields.Many2one(
        "res.company",
        string="Upper tier",
        compute="_compute_upper_tier_id",
        inverse="_inverse_upper_tier_id",
        help="The authority above, such as the city. Its upper-tier users read the roll-ups of this ward.",
    )

    @api.depends("parent_id")
    def _compute_upper_tier_id(self):
        for company in self:
            company.upper_tier_id = company.parent_id

    def _inverse_upper_tier_id(self):
        """Odoo fixes the tree when a company is made; a ward that was there first joins its city later."""
        for company in self:
            upper = company.upper_tier_id
            if upper and upper.currency_id != company.currency_id:
                raise ValidationError(
                    self.env._(
                        "%(ward)s keeps its amounts in %(own)s, %(upper)s in %(other)s. Give both the same "
                        "currency first.",
                        ward=company.name,
                        own=company.currency_id.name,
                        upper=upper.name,
                        other=upper.currency_id.name,
                    )
                )
            models.BaseModel.write(company, {"parent_id": upper.id})
        self.env.registry.clear_cache()
