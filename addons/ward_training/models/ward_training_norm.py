from decimal import Decimal

from odoo import api, fields, models

from odoo.addons.ward_hr.law import NoLawOn
from odoo.addons.ward_hr.models.ward_mirror import CONFIDENCES

from ..rules.cost import Norms

KINDS = [
    ("trainer", "Trainer, a session"),
    ("person_day", "Learner, a day (meals, travel)"),
    ("person", "Learner, once (material)"),
    ("class_day", "Room and tea, a day of a class"),
]


class WardTrainingNorm(models.Model):
    """What a part of a course costs from a day on. Shipped: the most a trainer may get; a ward enters the others."""

    _name = "ward.training.norm"
    _description = "Cost norm of training"
    _inherit = ["ward.shipped.mixin"]
    _order = "kind, since desc, id desc"
    _rec_name = "kind"
    _check_company_auto = True

    kind = fields.Selection(KINDS, string="What", required=True)
    since = fields.Date(string="From", required=True)
    amount = fields.Float(digits=(14, 0), aggregator=None)
    periods = fields.Float(
        string="Hours of a session", digits=(4, 1), required=True, default=4, aggregator=None, help="Of a trainer."
    )
    law_code = fields.Char(string="Amount by law", readonly=True)
    reference = fields.Char(string="Decision")
    confidence = fields.Selection(CONFIDENCES, required=True, default="proposed")

    _one_a_day = models.UniqueIndex(
        "(kind, since, COALESCE(company_id, 0))", "There is already a norm of this kind from that day on."
    )
    _in_bounds = models.Constraint(
        "CHECK (amount >= 0 AND periods > 0)", "A norm is 0 or more, and a session has more than 0 hours."
    )

    @api.model
    def _on(self, company, day):
        """``(Norms, confidences)`` in force in the ward on ``day``: its own latest of a kind, else the shipped one."""
        # sudo: norms are no secret, whoever looks at a plan
        found = self.sudo().search([("company_id", "in", (company.id, False)), ("since", "<=", day)])
        held, sure = {}, set()
        for one in found.sorted(lambda one: (bool(one.company_id), one.since)):  # later ones take the place
            held[one.kind] = one
        amounts = {}
        for kind, one in held.items():
            amount, confidence = one._said(company, day)
            amounts[kind] = amount
            sure.add(confidence)
            if kind == "trainer":
                amounts["periods"] = Decimal(str(one.periods))
        return Norms(**amounts), sure

    def _said(self, company, day):
        if not self.law_code:
            return Decimal(str(self.amount)), self.confidence
        try:
            entry = self.env["ward.law.value"]._law(company).entry(self.law_code, day)
        except NoLawOn:
            return Decimal(0), "uncertain"
        return entry.value, entry.confidence
