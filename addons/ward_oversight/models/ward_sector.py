from odoo import fields, models

from odoo.addons.ward_hr.models.ward_mirror import CONFIDENCES


class WardSector(models.Model):
    """A field of state management, and which department of a ward leads it.

    National reference data without a company; priority 1 to 3 from the interview
    behind the product, 0 where none was named.
    """

    _name = "ward.sector"
    _description = "Sector of state management"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    priority = fields.Integer(help="1 is the most urgent to clear of overlaps; 0: not ranked.")
    politburo_named = fields.Boolean(
        string="Named by the Politburo",
        help="One of the sectors in which overlaps were to be cleared first.",
    )
    department_code = fields.Char(string="Lead department code", help="Code of the ward department that leads.")
    city_counterpart = fields.Char(help="City department the ward answers to, in Vietnamese.")
    decrees = fields.Char(string="Main decrees of 2025")
    confidence = fields.Selection(CONFIDENCES, required=True, default="reported")

    _code_unique = models.Constraint("UNIQUE(code)", "A sector with this code exists already.")
