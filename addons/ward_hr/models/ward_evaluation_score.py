from odoo import fields, models
from odoo.exceptions import UserError

from .trigger import Refuse
from .ward_evaluation import PART_CHANGE
from .ward_evaluation_criterion import BLOCKS


class WardEvaluationScore(models.Model):
    """What the person and the head give for one criterion. Nothing counts as 0 before it is scored."""

    _name = "ward.evaluation.score"
    _description = "Score of a criterion"
    _inherit = ["ward.company.mixin"]
    _order = "evaluation_id, sequence, id"
    _check_company_auto = True
    _log_access = False

    evaluation_id = fields.Many2one(
        "ward.evaluation", required=True, readonly=True, index=True, ondelete="cascade", check_company=True
    )
    criterion_id = fields.Many2one(
        "ward.evaluation.criterion",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    block = fields.Selection(BLOCKS, readonly=True)
    sequence = fields.Integer(readonly=True)
    max_points = fields.Float(string="At most", digits=(6, 2), required=True, readonly=True)
    self_points = fields.Float(string="Own score", digits=(6, 2), aggregator=None)
    self_scored = fields.Boolean(readonly=True)
    head_points = fields.Float(string="Head's score", digits=(6, 2), aggregator=None)
    head_scored = fields.Boolean(string="Scored", readonly=True)
    note = fields.Char(string="Reason")

    _one_a_criterion = models.UniqueIndex(
        "(evaluation_id, criterion_id)", "This criterion is on the sheet already."
    )
    _within_the_criterion = models.Constraint(
        "CHECK(COALESCE(self_points, 0) BETWEEN 0 AND max_points"
        " AND COALESCE(head_points, 0) BETWEEN 0 AND max_points)",
        "A score is between 0 and the points of the criterion.",
    )
    _final = Refuse("INSERT OR UPDATE OR DELETE", PART_CHANGE, "The scores of a final evaluation do not change.")

    def write(self, vals):
        if not self.env.su:
            for score in self:
                score._check_writes(vals)
        marks = {f"{who}_scored": True for who in ("self", "head") if f"{who}_points" in vals}
        done = super().write({**vals, **marks})
        if marks:
            self.evaluation_id._rate()
        return done

    def _check_writes(self, vals):
        sheet = self.evaluation_id
        parts = sheet._parts_of_user()
        allowed = set()
        if "person" in parts and sheet.state == "self":
            allowed = {"self_points", "note"}
        if "head" in parts and sheet.state == "head":
            allowed = {"head_points", "note"}
        if not vals.keys() <= allowed:
            raise UserError(
                self.env._(
                    "%(sheet)s is “%(state)s”: you cannot score “%(criterion)s” at this step.",
                    sheet=sheet.display_name,
                    state=sheet._state_label(),
                    criterion=self.criterion_id.name,
                )
            )
