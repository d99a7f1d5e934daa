from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..pay.forecast import forecast
from .named import named
from .ward_pay_run import RUN_READERS
from .ward_pay_run_lists import month_words

COST = """
SELECT slip.department_id, line.code, SUM(line.amount)
  FROM ward_payslip slip
  JOIN ward_payslip_line line ON line.payslip_id = slip.id AND line.section <> 'deduction'
   AND line.origin_month = slip.month
  JOIN ward_pay_component c ON c.id = line.component_id AND c.kind NOT IN ('input', 'pool')
 WHERE slip.run_id = %s GROUP BY 1, 2
"""


class WardPayBudget(models.Model):
    """The pay budget of a year: what is spent, what the rest of the year will cost by what is known, what is left.

    The forecast is made by the pay officer when wanted: every month after the last computed one until December is
    reckoned with the decisions and the law known at that moment, and kept as sums by unit and component. It is a
    forecast and marked so wherever it is shown.
    """

    _name = "ward.pay.budget"
    _description = "Pay budget of a year"
    _inherit = ["ward.kept.mixin", "ward.company.mixin", "mail.thread"]
    _order = "year desc, id desc"
    _rec_name = "year"
    _check_company_auto = True
    _kept_fields = frozenset({"forecast_at", "forecast_by_id", "forecast_about"})

    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year, aggregator=None)
    reference = fields.Char(string="Decision on the budget", required=True, tracking=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    budget = fields.Monetary(required=True, groups=RUN_READERS, help="For pay and the employer's shares of the year.")
    spent_before = fields.Monetary(
        string="Spent before this system",
        groups=RUN_READERS,
        help="Pay and the employer's shares of months of the year that were not computed here.",
    )
    months = fields.Integer(string="Months computed", compute="_compute_spent", aggregator=None)
    spent = fields.Monetary(compute="_compute_spent", groups=RUN_READERS, help="Of the months computed.")
    left_now = fields.Monetary(string="Left today", compute="_compute_spent", groups=RUN_READERS)
    expected = fields.Monetary(string="Forecast of the rest", compute="_compute_spent", groups=RUN_READERS)
    total = fields.Monetary(string="Whole year, with forecast", compute="_compute_spent", groups=RUN_READERS)
    left = fields.Monetary(string="Left at the end of the year", compute="_compute_spent", groups=RUN_READERS)
    overtaken = fields.Boolean(compute="_compute_spent")
    forecast_at = fields.Datetime(readonly=True, copy=False)
    forecast_by_id = fields.Many2one("res.users", readonly=True, copy=False, index="btree_not_null")
    forecast_about = fields.Json(readonly=True, copy=False)
    forecast_text = fields.Text(string="About the forecast", compute="_compute_forecast_text")

    _one_a_year = models.UniqueIndex("(company_id, year)", "Your ward has the pay budget of this year. Open that one.")

    @api.depends("year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("Pay budget %(year)s", year=one.year)

    @api.constrains("year")
    def _check_year(self):
        for one in self:
            if not 2000 <= one.year <= 2200:
                raise ValidationError(self.env._("%(year)s is not a year. Enter it with four digits.", year=one.year))

    @api.depends("year", "company_id", "budget", "spent_before", "forecast_at")
    def _compute_spent(self):
        runs = self.env["ward.pay.run"]._read_group(
            [("company_id", "in", self.company_id.ids), ("state", "!=", "draft")],
            ["company_id", "month:day"],
            ["gross:sum", "employer:sum"],
        )
        rest = self.env["ward.pay.forecast"]._read_group(
            [("company_id", "in", self.company_id.ids)], ["company_id", "month:day"], ["amount:sum"]
        )
        for one in self:
            spent = _of(one, [(company, month, gross + employer) for company, month, gross, employer in runs])
            expected = _of(one, rest)
            one.months, one.spent = len(spent), sum(spent.values())
            one.expected = sum(amount for month, amount in expected.items() if month not in spent)
            one.overtaken = bool(spent.keys() & expected.keys())
            one.total = one.spent_before + one.spent + one.expected
            one.left = one.budget - one.total
            one.left_now = one.budget - one.spent_before - one.spent

    # -- the forecast --------------------------------------------------------------------------

    def action_forecast(self):
        """Reckon the rest of the year anew, by the decisions and the law known now."""
        self.env["ward.pay.run"]._check_role("pay_officer")
        for one in self:
            one._forecast()

    def _forecast(self):
        last = self._last_computed()
        names = {}
        months = [self._month(date(self.year, number, 1), names) for number in range(last.month.month + 1, 13)]
        self.env.flush_all()
        self.env.cr.execute(COST, [last.id])
        found = forecast(months, {(unit, code): amount for unit, code, amount in self.env.cr.fetchall()})
        self.env["ward.pay.forecast"]._replace(self.company_id, self.year, found.months)
        values = {
            "forecast_at": fields.Datetime.now(),
            "forecast_by_id": self.env.uid,
            "forecast_about": {
                "day": fields.Date.context_today(self).strftime("%d/%m/%Y"),
                "last": month_words(last.month),
                "repeated": [[month_words(day), label] for day, label in found.repeated],
                "left_out": [names[key] for key in found.left_out],
            },
        }
        self._keep(values)
        self.env["ward.pay.analysis"].invalidate_model()

    def _last_computed(self):
        last = self.env["ward.pay.run"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "draft"),
                ("month", ">=", date(self.year, 1, 1)),
                ("month", "<=", date(self.year, 12, 1)),
            ],
            order="month desc",
            limit=1,
        )
        if not last:
            raise UserError(
                self.env._(
                    "The rest of %(year)s cannot be forecast: no month of that year is computed. Compute one first.",
                    year=self.year,
                )
            )
        return last

    def _month(self, month, names):
        """``(plan, [(unit, person)])`` of a month to come; ``names`` collects who is who."""
        # a run that is never saved: it gathers the month as a real one would
        run = self.env["ward.pay.run"].sudo().new({"company_id": self.company_id.id, "month": month})
        plan = run._plan()
        staff = [one for one in run._gather(plan) if one.known]
        names.update({one.id: one.name for one in staff})
        return plan, [(one.version.department_id, one.person) for one in staff]

    @api.depends("forecast_about")
    @api.depends_context("lang")
    def _compute_forecast_text(self):
        for one in self:
            one.forecast_text = "\n".join(one._about(**one.forecast_about)) if one.forecast_about else ""

    def _about(self, day, last, repeated, left_out):
        """What the reader of the forecast must know, in sentences."""
        yield self.env._(
            "Forecast, by decisions and law known on %(day)s; last computed month: %(month)s.", day=day, month=last
        )
        for month, label in repeated:
            yield self.env._(
                "%(month)s is taken as the month before: %(label)s is not known then.", month=month, label=label
            )
        if left_out:
            yield self.env._(
                "Left out, because facts are missing: %(names)s",
                names=named(self.env, left_out),
            )

    def action_analysis(self):
        """The year by month: computed and forecast."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_pay_cost_action")
        days = [("month", ">=", date(self.year, 1, 1)), ("month", "<=", date(self.year, 12, 31))]
        return action | {"domain": [("company_id", "=", self.company_id.id), *days], "name": self.display_name}


def _of(budget, rows):
    """``{month: đồng}`` of the year and ward of ``budget``, from (ward, month, đồng)."""
    return {
        month: amount for company, month, amount in rows if company == budget.company_id and month.year == budget.year
    }
