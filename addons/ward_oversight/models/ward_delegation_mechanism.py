from odoo import fields, models

from odoo.addons.ward_hr.models.ward_mirror import CONFIDENCES


class WardDelegationMechanism(models.Model):
    """How a task came to the ward, and what follows from it.

    National reference data without a company.
    """

    _name = "ward.delegation.mechanism"
    _description = "Delegation mechanism"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    instrument = fields.Char(translate=True, help="The kind of text that gives the task.")
    who_gives = fields.Char(translate=True)
    who_receives = fields.Char(translate=True)
    responsibility = fields.Char(translate=True, help="Who answers for the result.")
    onward = fields.Selection(
        [
            ("allowed", "Allowed unless forbidden"),
            ("with_consent", "Only if the giver agrees"),
            ("never", "Never"),
            ("none", "Not applicable"),
        ],
        string="Passing on",
        required=True,
        default="none",
    )
    onward_transfer = fields.Char(string="Rule on passing on", translate=True)
    term = fields.Char(translate=True)
    term_required = fields.Boolean(
        string="Last day required",
        help="A task under this mechanism cannot become active without its last day.",
    )
    record = fields.Char(string="What to record", translate=True)
    confidence = fields.Selection(CONFIDENCES, required=True, default="reported")

    _code_unique = models.Constraint("UNIQUE(code)", "A delegation mechanism with this code exists already.")
