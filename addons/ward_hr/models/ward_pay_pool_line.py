from odoo import fields, models

from .ward_evaluation import LEVELS
from .ward_pay_run import RUN_READERS


class WardPayPoolLine(models.Model):
    """One person's share of a fund, with everything it follows from."""

    _name = "ward.pay.pool.line"
    _description = "Share of a fund"
    _inherit = ["ward.company.mixin"]
    _order = "pool_id, department_id, name_key, id"
    _rec_name = "employee_name"
    _log_access = False
    _check_company_auto = True

    pool_id = fields.Many2one("ward.pay.pool", required=True, index=True, ondelete="cascade", check_company=True)
    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", required=True, index=True, ondelete="restrict", check_company=True
    )
    employee_name = fields.Char(string="Name", required=True)
    name_key = fields.Char(export_string_translation=False)
    department_id = fields.Many2one("hr.department", string="Unit", index=True, ondelete="restrict", check_company=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    months = fields.Integer(string="Months", aggregator=None)
    base = fields.Monetary(
        string="Own part of the fund", groups=RUN_READERS, help="Salary by rank and step x the rate of each month."
    )
    level = fields.Selection(LEVELS, string="Rating of the year", groups=RUN_READERS)
    load = fields.Float(string="Workload", digits=(6, 2), groups=RUN_READERS, aggregator=None)
    points = fields.Float(digits=(16, 2), groups=RUN_READERS, aggregator=None)
    share = fields.Monetary(groups=RUN_READERS)
    other_share = fields.Monetary(string="By the other rule", groups=RUN_READERS)

    _once = models.UniqueIndex("(pool_id, employee_id)", "This person has a share already.")
