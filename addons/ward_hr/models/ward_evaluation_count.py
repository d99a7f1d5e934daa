from odoo import fields, models
from odoo.tools import SQL

from .ward_evaluation import LEVELS


class WardEvaluationCount(models.Model):
    """How many of a ward have which level in a period: what the upper tier sees of ratings."""

    _name = "ward.evaluation.count"
    _description = "Evaluation levels, counted"
    _auto = False
    _order = "date_from desc, company_id, level"
    _rec_name = "level"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    kind = fields.Selection([("month", "Month"), ("quarter", "Quarter"), ("year", "Year")], readonly=True)
    date_from = fields.Date(string="From", readonly=True)
    date_to = fields.Date(string="To", readonly=True)
    level = fields.Selection(LEVELS, readonly=True)
    people = fields.Integer(readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT MIN(s.id) AS id, s.company_id, p.kind, p.date_from, p.date_to, s.level, COUNT(*) AS people
              FROM ward_evaluation s JOIN ward_evaluation_period p ON p.id = s.period_id
             WHERE s.state = 'final'
             GROUP BY s.company_id, p.id, p.kind, p.date_from, p.date_to, s.level
            """
        )
