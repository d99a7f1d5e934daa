from odoo import api, fields, models
from odoo.exceptions import UserError


class WardShippedMixin(models.AbstractModel):
    """National reference data that a ward may add to: shipped rows have no ward.

    Shipped rows are read by everybody and written by the addon's own files only; a local
    row belongs to one ward. Each model also needs the rule of a shipped model.
    """

    _name = "ward.shipped.mixin"
    _description = "Shipped with the product, or local to one ward"

    origin = fields.Selection(
        [("shipped", "Shipped"), ("local", "Local")],
        required=True,
        default="local",
        readonly=True,
        copy=False,
    )
    company_id = fields.Many2one(
        "res.company",
        string="Ward",
        index=True,
        default=lambda self: self.env.company,
    )

    _shipped_without_ward = models.Constraint(
        "CHECK ((origin = 'shipped') = (company_id IS NULL))",
        "A shipped record belongs to no ward, a local one to exactly one.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._refuse_shipped()
        return records

    def write(self, vals):
        self._refuse_shipped()
        return super().write(vals)

    def unlink(self):
        self._refuse_shipped()
        return super().unlink()

    def _refuse_shipped(self):
        shipped = self.filtered(lambda record: record.origin == "shipped")
        if shipped and not self.env.su:
            raise UserError(
                self.env._(
                    "%(name)s is shipped with the product and cannot be changed here. "
                    "Add a local record of your ward instead.",
                    name=shipped[0].display_name,
                )
            )
