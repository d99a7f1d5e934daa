from odoo import fields, models


class WardComplexityClass(models.Model):
    """How hard a procedure is. No law sets classes: these four are a proposal, and say so."""

    _name = "ward.complexity.class"
    _description = "Complexity class of procedures"
    _order = "code"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    rule = fields.Char(translate=True)
    coefficient = fields.Float(
        string="Conversion coefficient",
        digits=(6, 2),
        help="How many simple dossiers one dossier of this class counts for. Proposed, not law.",
    )
    note = fields.Char(translate=True)

    _code_unique = models.Constraint("UNIQUE(code)", "A complexity class with this code exists already.")
