from odoo import api, fields, models

CONFIDENCE = [
    ("reported", "Reported by a source"),
    ("common", "Commonly known"),
    ("uncertain", "Uncertain: check before use"),
    ("proposed", "Proposed or assumed"),
]


class WardProcedure(models.Model):
    """An administrative procedure: who leads it, how long it may take, how hard it is.

    The national list is shipped; a ward adds the procedures that the list lacks. Names
    are official ones and exist in Vietnamese only.
    """

    _name = "ward.procedure"
    _description = "Administrative procedure"
    _inherit = ["ward.shipped.mixin"]
    _order = "field_name, code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, help="National code, such as 2.000815.")
    name = fields.Char(required=True)
    field_name = fields.Char(string="Field", required=True)
    department_code = fields.Char(
        string="Lead department",
        help="Code of the department that leads it: VP, KTHTDT, VHXH; POLICE for the ward police.",
    )
    class_id = fields.Many2one("ward.complexity.class", string="Class", index=True)
    deadline = fields.Integer(required=True, default=1)
    deadline_unit = fields.Selection(
        [("WD", "working days"), ("D", "calendar days")],
        required=True,
        default="WD",
    )
    same_day = fields.Boolean(
        help="The result is due the same day when the dossier arrives before the cut-off hour of the law."
    )
    confidence_code = fields.Selection(CONFIDENCE, string="Confidence of the code")
    confidence_deadline = fields.Selection(CONFIDENCE, string="Confidence of the deadline")
    note = fields.Char()
    active = fields.Boolean(default=True)
    standard_ids = fields.One2many("ward.procedure.standard", "procedure_id", string="Standard minutes")

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))",
        "A procedure with this code exists already.",
    )
    _deadline_positive = models.Constraint("CHECK(deadline > 0)", "A deadline is at least one day.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for procedure in self:
            procedure.display_name = f"{procedure.code} {procedure.name}"
