from odoo import api, fields, models
from odoo.exceptions import UserError

from .ward_procedure import CONFIDENCE

BLOCKS = [
    ("common", "Common criterion"),
    ("organising", "Leader: organising (đ)"),
    ("unity", "Leader: unity (e)"),
]


class WardEvaluationCriterion(models.Model):
    """What the person and the head score by hand, from a day on.

    The decree gives the points of the common criteria as a whole; how they are split is the
    unit's own, so the shipped split is a proposal. A ward that splits them otherwise enters
    a whole set of its own, which holds from its day.
    """

    _name = "ward.evaluation.criterion"
    _description = "Evaluation criterion"
    _inherit = ["ward.shipped.mixin"]
    _order = "since desc, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    block = fields.Selection(BLOCKS, required=True, default="common")
    sequence = fields.Integer(default=10)
    since = fields.Date(string="From", required=True)
    max_points = fields.Float(digits=(6, 2), required=True)
    reference = fields.Char(string="Legal basis", required=True, translate=True)
    confidence = fields.Selection(CONFIDENCE, required=True, default="proposed")

    _one_a_day = models.UniqueIndex(
        "(since, code, COALESCE(company_id, 0))",
        "There is a criterion with this code from that day on already.",
    )
    _points_positive = models.Constraint("CHECK(max_points > 0)", "A criterion has points.")

    @api.model
    def _on(self, company, day, rules):
        """The criteria of a ward on a day; refused where the common ones do not make the points of the law."""
        # sudo: criteria are no secret, and sheets are opened by officers of several roles
        known = self.sudo().search([("since", "<=", day), ("company_id", "in", [company.id, False])])
        chosen = self.browse()
        for block, _label in BLOCKS:
            among = known.filtered(lambda one, b=block: one.block == b)
            own = among.filtered("company_id") or among
            latest = max(own.mapped("since"), default=None)
            chosen |= own.filtered(lambda one, since=latest: one.since == since)
        found = sum(chosen.filtered(lambda one: one.block == "common").mapped("max_points"))
        if round(found * 100) != round(rules.common_points * 100):
            raise UserError(
                self.env._(
                    "The common criteria of %(day)s make %(found)s points, and the law gives them %(wanted)s."
                    " Correct their points under Configuration / Evaluation criteria.",
                    day=f"{day:%d/%m/%Y}",
                    found=found,
                    wanted=rules.common_points,
                )
            )
        return chosen
