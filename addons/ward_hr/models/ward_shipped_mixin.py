from odoo import api, fields, models
from odoo.exceptions import UserError


class WardShippedMixin(models.AbstractModel):
    """National reference data that a ward may add to, but not change.

    Shipped records come with the addon, belong to no ward and are written only by an
    update; local ones belong to exactly one ward.
    """

    _name = "ward.shipped.mixin"
    _description = "Shipped with the addon, or added by a ward"

    origin = fields.Selection(
        [("shipped", "Shipped"), ("local", "Local")],
        required=True,
        default="local",
        readonly=True,
        help="Shipped records are the same for every ward and come with updates; local ones are your ward's own.",
    )
    company_id = fields.Many2one(
        "res.company",
        string="Ward",
        index=True,
        default=lambda self: self.env.company,
        help="Empty for what is shipped: it holds for every ward.",
    )

    _origin_company = models.Constraint(
        "CHECK((origin = 'shipped') = (company_id IS NULL))",
        "A local record belongs to a ward, a shipped one to none.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("origin") == "shipped":
                vals["company_id"] = False
        records = super().create(vals_list)
        records._check_not_shipped()
        return records

    def write(self, vals):
        self._check_not_shipped()
        result = super().write(vals)
        self._check_not_shipped()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_local(self):
        self._check_not_shipped()

    def _check_not_shipped(self):
        """Only an update of the addon, which runs as superuser, writes shipped records."""
        shipped = self.filtered(lambda record: record.origin == "shipped")
        if shipped and not self.env.su:
            raise UserError(
                self.env._(
                    "%(name)s comes with the system and cannot be changed. Add a local record for your ward instead.",
                    name=shipped[0].display_name,
                )
            )
