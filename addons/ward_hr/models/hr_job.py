from odoo import api, fields, models
from odoo.exceptions import UserError

from .ward_mirror import CONFIDENCES


class HrJob(models.Model):
    """A job position. Those of the national commune list belong to no ward, and no ward changes them."""

    _inherit = "hr.job"
    _order = "sequence, id"

    position_code = fields.Char(string="Code", index="btree_not_null")
    position_group = fields.Selection(
        [
            ("lead", "Leadership"),
            ("professional", "Professional"),
            ("support", "Support"),
        ]
    )
    management_field = fields.Char(string="Field", translate=True)
    unit_codes = fields.Char(string="Units", help="Codes of the units in which the position is found.")
    reference = fields.Char(string="Legal basis", translate=True)
    confidence = fields.Selection(CONFIDENCES)

    _position_unique = models.UniqueIndex(
        "(position_code) WHERE company_id IS NULL AND position_code IS NOT NULL",
        "The national list has a position with this code already.",
    )

    def write(self, vals):
        self._refuse_change_of_the_national_list()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_national(self):
        self._refuse_change_of_the_national_list()

    def _refuse_change_of_the_national_list(self):
        national = self.filtered(lambda job: job.position_code and not job.company_id)
        if national and not self.env.su:
            raise UserError(
                self.env._(
                    "“%(name)s” is on the national list of positions, which is the same for every "
                    "ward. Create a position of your ward instead.",
                    name=national[0].name,
                )
            )
