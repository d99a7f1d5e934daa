from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .ward_mirror import CONFIDENCES


class WardCertificateRequirement(models.Model):
    """The kind of certificate that a position asks for, from a day to a day."""

    _name = "ward.certificate.requirement"
    _description = "Certificate required"
    _inherit = ["ward.shipped.mixin"]
    _order = "job_id, kind_id, date_from desc, id"
    _check_company_auto = True

    job_id = fields.Many2one(
        "hr.job", string="Position", required=True, index=True, ondelete="cascade", check_company=True
    )
    kind_id = fields.Many2one(
        "ward.certificate.kind",
        string="Certificate",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    date_from = fields.Date(string="From", required=True, default=fields.Date.context_today)
    date_to = fields.Date(string="To", help="Last day; empty while no end is set.")
    reference = fields.Char(string="Decision")
    confidence = fields.Selection(CONFIDENCES, required=True, default="proposed")

    _days_in_order = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A requirement ends on its first day or later. Correct one of the two days.",
    )

    @api.depends("job_id", "kind_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.job_id.name or ''} – {one.kind_id.name or ''}"

    @api.constrains("job_id", "kind_id", "company_id", "date_from", "date_to")
    def _check_one_at_a_time(self):
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT one.id, other.id
                  FROM ward_certificate_requirement one
                  JOIN ward_certificate_requirement other
                    ON other.job_id = one.job_id AND other.kind_id = one.kind_id AND other.id <> one.id
                   AND COALESCE(other.company_id, 0) = COALESCE(one.company_id, 0)
                   AND other.date_from <= COALESCE(one.date_to, 'infinity')
                   AND one.date_from <= COALESCE(other.date_to, 'infinity')
                 WHERE one.id = ANY(%s) LIMIT 1
                """,
                self.ids,
            )
        )
        for one, other in rows:
            one, other = self.browse((one, other))
            raise ValidationError(
                self.env._(
                    "%(requirement)s from %(day)s cannot be kept: the position asks for it from %(other_day)s already."
                    " End that requirement the day before.",
                    requirement=one.display_name,
                    day=f"{one.date_from:%d/%m/%Y}",
                    other_day=f"{other.date_from:%d/%m/%Y}",
                )
            )
