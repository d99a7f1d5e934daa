from odoo import fields, models

from .ward_mirror import CONFIDENCES


class WardStaffType(models.Model):
    """Legal standing of a person: decides insurance, public duty, additional income.

    National reference data: the same for every ward, so it has no company and no ward changes it.
    """

    _name = "ward.staff.type"
    _description = "Staff type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    reference = fields.Char(string="Legal basis", translate=True)
    description = fields.Text(translate=True)
    confidence = fields.Selection(CONFIDENCES, required=True, default="common")
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "A staff type with this code exists already."
    )
