from decimal import Decimal

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from .ward_pay_run import RUN_READERS

SPENT = """
SELECT budget.id, COUNT(run.id), SUM(run.gross + run.employer)::text,
       (array_agg(run.gross + run.employer ORDER BY run.month DESC))[1]::text
  FROM ward_pay_budget budget
  JOIN ward_pay_run run ON run.company_id = budget.company_id AND run.state <> 'draft'
   AND run.month BETWEEN make_date(budget.year, 1, 1) AND make_date(budget.year, 12, 31)
 WHERE budget.id = ANY(%s) GROUP BY 1
"""
MONTHS = 12


class WardPayBudget(models.Model):
    """What the ward may spend on pay in a year, by which decision, and what its runs leave of it.

    Counted is what a month costs the ward: total pay and the employer's shares of every run that is computed.
    """

    _name = "ward.pay.budget"
    _description = "Pay budget of a year"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "year desc, id desc"
    _rec_name = "year"
    _check_company_auto = True

    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year, aggregator=None)
    reference = fields.Char(
        string="Decision", required=True, tracking=True, help="Number and day of the decision that gives the budget."
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(string="Budget", required=True, groups=RUN_READERS, tracking=True)
    months = fields.Integer(string="Months computed", compute="_compute_spent", compute_sudo=True)
    spent = fields.Monetary(compute="_compute_spent", compute_sudo=True, groups=RUN_READERS)
    left = fields.Monetary(compute="_compute_spent", compute_sudo=True, groups=RUN_READERS)
    forecast = fields.Monetary(
        string="Left in December",
        compute="_compute_spent",
        compute_sudo=True,
        groups=RUN_READERS,
        help="What stays if every month that is not computed yet costs as much as the latest one.",
    )

    _one_a_year = models.UniqueIndex(
        "(company_id, year)", "Your ward has the pay budget of this year already. Open that one."
    )
    _positive = models.Constraint("CHECK (amount > 0)", "A budget is more than 0.")

    @api.constrains("year")
    def _check_year(self):
        for budget in self:
            if not 2000 <= budget.year <= 2200:
                raise ValidationError(_("%(year)s is not a year. Enter it with four digits.", year=budget.year))

    @api.depends("year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for budget in self:
            budget.display_name = _("Pay budget %(year)s", year=budget.year)

    @api.depends("year", "company_id", "amount")
    def _compute_spent(self):
        # sudo by the field: the sums of pay behind them are for the same readers as the fields
        self.env.flush_all()
        self.env.cr.execute(SPENT, [self.ids])
        found = {row[0]: row[1:] for row in self.env.cr.fetchall()}
        for budget in self:
            months, spent, latest = found.get(budget._origin.id, (0, "0", "0"))
            left = Decimal(str(budget.amount)) - Decimal(spent)
            budget.months, budget.spent, budget.left = months, Decimal(spent), left
            budget.forecast = left - (MONTHS - months) * Decimal(latest)
