from odoo import fields, models

from .trigger import Refuse
from .ward_evaluation import PART_CHANGE


class WardEvaluationPart(models.Model):
    """A final sheet of the year that counts in the sheet of the whole year, by the days worked in it."""

    _name = "ward.evaluation.part"
    _description = "Period of a yearly evaluation"
    _inherit = ["ward.company.mixin"]
    _order = "evaluation_id, date_from, id"
    _log_access = False

    evaluation_id = fields.Many2one("ward.evaluation", required=True, index=True, ondelete="cascade")
    source_id = fields.Many2one(
        "ward.evaluation", string="Sheet", required=True, index=True, ondelete="restrict"
    )
    department_id = fields.Many2one("hr.department", string="Unit", index=True, ondelete="restrict")
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True)
    real_days = fields.Float(string="Days worked", digits=(6, 2))
    weight = fields.Float(digits=(8, 6), aggregator="sum")
    common_points = fields.Float(digits=(6, 2), aggregator="avg")
    task_points = fields.Float(digits=(6, 2), aggregator="avg")
    level = fields.Selection(related="source_id.level")

    _one_a_source = models.UniqueIndex("(evaluation_id, source_id)", "This period counts already.")
    _final = Refuse("INSERT OR UPDATE OR DELETE", PART_CHANGE, "The periods of a final evaluation do not change.")
