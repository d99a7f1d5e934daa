from odoo import api, fields, models

from .ward_procedure import CONFIDENCE


class WardProcedureStandard(models.Model):
    """How many minutes a dossier of a procedure should take, from a day on.

    A value holds until the next. From its first day on, a ward's own value goes before
    the shipped one, which is an assumption until somebody has observed the work.
    """

    _name = "ward.procedure.standard"
    _description = "Standard minutes of a procedure"
    _inherit = ["ward.shipped.mixin"]
    _order = "procedure_id, since desc"

    procedure_id = fields.Many2one(
        "ward.procedure", required=True, index=True, ondelete="cascade", check_company=True
    )
    since = fields.Date(string="From", required=True)
    reception_minutes = fields.Float(digits=(8, 2), required=True)
    processing_minutes = fields.Float(digits=(8, 2), required=True)
    confidence = fields.Selection(CONFIDENCE, required=True, default="proposed")
    reference = fields.Char(
        string="Source",
        help="The decision or time study that this value rests on.",
    )

    _one_a_day = models.UniqueIndex(
        "(procedure_id, since, COALESCE(company_id, 0))",
        "There is already a standard of this procedure from that day on.",
    )
    _minutes_not_negative = models.Constraint(
        "CHECK(reception_minutes >= 0 AND processing_minutes >= 0)",
        "Standard minutes cannot be negative.",
    )

    @api.depends("procedure_id", "since")
    def _compute_display_name(self):
        for standard in self:
            standard.display_name = f"{standard.procedure_id.code} ({standard.since or ''})"
