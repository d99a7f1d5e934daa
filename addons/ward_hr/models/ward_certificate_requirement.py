from odoo import api, fields, models
from odoo.exceptions import ValidationError


class WardCertificateRequirement(models.Model):
    """The kind of certificate that a position asks for, from a day to a day."""

    _name = "ward.certificate.requirement"
    _description = "Certificate required"
    _inherit = ["ward.requirement.mixin"]
    _order = "job_id, kind_id, date_from desc, id"
    _check_company_auto = True
    _asks_for = "kind_id"

    kind_id = fields.Many2one(
        "ward.certificate.kind",
        string="Certificate",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )

    @api.depends("job_id", "kind_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.job_id.name or ''} – {one.kind_id.name or ''}"

    def _refuse_second(self, other):
        raise ValidationError(
            self.env._(
                "%(requirement)s from %(day)s cannot be kept: the position asks for it from %(other_day)s already."
                " End that requirement the day before.",
                requirement=self.display_name,
                day=f"{self.date_from:%d/%m/%Y}",
                other_day=f"{other.date_from:%d/%m/%Y}",
            )
        )
