from datetime import date
from decimal import ROUND_FLOOR, Decimal

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ..law import NoLawOn
from .ward_pay_run import RUN_READERS

RATE, LAST_DAY, COMPONENT = "bonus_fund_rate", "bonus_fund_last_day", "BONUS"
SALARIES = """
SELECT fund.id, line.origin_month, SUM(line.amount)::text
  FROM ward_bonus_fund fund
  JOIN ward_pay_run run ON run.company_id = fund.company_id AND run.state <> 'draft'
  JOIN ward_payslip slip ON slip.run_id = run.id
  JOIN ward_payslip_line line ON line.payslip_id = slip.id
   AND line.origin_month BETWEEN make_date(fund.year, 1, 1) AND make_date(fund.year, 12, 31)
  JOIN ward_pay_component c ON c.id = line.component_id AND c.in_bonus_fund
 WHERE fund.id = ANY(%s) GROUP BY 1, 2
"""
AWARDS = """
SELECT fund.id, SUM(input.amount)::text
  FROM ward_bonus_fund fund
  JOIN ward_pay_input input ON input.company_id = fund.company_id
   AND input.month BETWEEN make_date(fund.year, 1, 1) AND make_date(fund.year + 1, 12, 31)
   AND COALESCE(NULLIF(input.fund_year, 0), date_part('year', input.month)) = fund.year
  JOIN ward_pay_component c ON c.id = input.component_id AND c.code = %s
 WHERE fund.id = ANY(%s) GROUP BY 1
"""


class WardBonusFund(models.Model):
    """The bonus fund of a year: what it holds, what awards have taken, what is left, and until when.

    The fund is the rate of law (Decree 161/2026 art. 4) x the year's salary by post, rank and
    step without allowances: the months that are computed as they are, the others as the latest
    one. Awards are amounts of the month with the number of their decision, charged to the year of
    their month or, until its last day, to the year before; what a year does not spend by then is lost.
    """

    _name = "ward.bonus.fund"
    _description = "Bonus fund of a year"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "year desc, id desc"
    _rec_name = "year"
    _check_company_auto = True

    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year, aggregator=None)
    currency_id = fields.Many2one(related="company_id.currency_id")
    budget = fields.Monetary(groups=RUN_READERS, tracking=True, help="What the budget gives. 0: the fund by law.")
    months = fields.Integer(string="Months computed", compute="_compute_fund", compute_sudo=True)
    fund = fields.Monetary(compute="_compute_fund", compute_sudo=True, groups=RUN_READERS)
    spent = fields.Monetary(compute="_compute_fund", compute_sudo=True, groups=RUN_READERS)
    left = fields.Monetary(compute="_compute_fund", compute_sudo=True, groups=RUN_READERS)
    spent_rate = fields.Float(string="Part spent", compute="_compute_fund", compute_sudo=True, groups=RUN_READERS)
    last_day = fields.Date(compute="_compute_last_day")
    remark = fields.Char(compute="_compute_fund", compute_sudo=True, groups=RUN_READERS)

    _one_a_year = models.UniqueIndex(
        "(company_id, year)", "Your ward has the bonus fund of this year already. Open that one."
    )

    @api.constrains("year")
    def _check_year(self):
        for fund in self:
            if not 2000 <= fund.year <= 2200:
                raise ValidationError(_("%(year)s is not a year. Enter it with four digits.", year=fund.year))

    @api.depends("year", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for fund in self:
            fund.display_name = _("Bonus fund %(year)s", year=fund.year)

    @api.depends("year", "company_id", "budget")
    def _compute_fund(self):
        # sudo by the field: the sums of pay behind them are for the same readers as the fields
        self.env.flush_all()
        salaries, spent = {}, {}
        self.env.cr.execute(SALARIES, [self.ids])
        for fund, month, amount in self.env.cr.fetchall():
            salaries.setdefault(fund, {})[month] = Decimal(amount)
        self.env.cr.execute(AWARDS, [COMPONENT, self.ids])
        spent.update((fund, Decimal(amount)) for fund, amount in self.env.cr.fetchall())
        laws = {company: self.env["ward.law.value"]._law(company) for company in self.company_id}
        for record in self:
            months = salaries.get(record.id, {})
            by_law, remark = record._by_law(laws.get(record.company_id), months)
            whole = Decimal(str(record.budget)) if record.budget else by_law
            used = spent.get(record.id, Decimal(0))
            record.months = len(months)
            record.fund, record.spent, record.left = whole, used, whole - used
            record.spent_rate = used / whole if whole else 0
            record.remark = record._remark(whole, by_law, used) or remark

    def _by_law(self, law, months):
        """``(đồng, remark)``: each month's rate x its salaries; a month not computed as the latest one."""
        if not months:
            return Decimal(0), _("No month of the year is computed yet.")
        latest = months[max(months)]
        total = Decimal(0)
        try:
            for number in range(1, 13):
                month = date(self.year, number, 1)
                total += law.number(RATE, month) * months.get(month, latest)
        except NoLawOn as refusal:
            return Decimal(0), _(
                "%(label)s has no value in force on %(day)s.",
                label=refusal.label,
                day=refusal.day.strftime("%d/%m/%Y"),
            )
        return total.to_integral_value(ROUND_FLOOR), ""

    def _remark(self, whole, by_law, used):
        if used > whole:
            return _("The awards exceed the fund. Take one back, or have the budget raised.")
        if by_law and self.budget and whole > by_law:
            return _("The budget is more than the fund by law at the pay known now.")
        return ""

    @api.depends("year", "company_id")
    def _compute_last_day(self):
        for fund in self:
            fund.last_day = fund._last_day()

    def _last_day(self):
        return self._last_day_of(self.company_id, self.year)

    @api.model
    def _last_day_of(self, company, year):
        """The day until which the fund of a year may be used; False where the law does not know it."""
        law = self.env["ward.law.value"]._law(company)
        try:
            month, day = str(law.entry(LAST_DAY, date(year, 12, 31)).value).split("-")
        except (NoLawOn, ValueError):
            return False
        return date(year + 1, int(month), int(day))

    def action_awards(self):
        """The awards of the year, to look at and to enter."""
        self.ensure_one()
        component = self.env["ward.pay.component"].search([("code", "=", COMPONENT)], limit=1)
        if not component:
            raise UserError(_("There is no component %(code)s. Bring the system up to date.", code=COMPONENT))
        own_months = Domain("month", ">=", date(self.year, 1, 1)) & Domain("month", "<=", date(self.year, 12, 31))
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_pay_input_action")
        return action | {
            "name": self.display_name,
            "domain": [
                ("component_id", "=", component.id),
                ("company_id", "=", self.company_id.id),
                *Domain("fund_year", "=", self.year) | Domain("fund_year", "=", False) & own_months,
            ],
            "context": {
                "default_component_id": component.id,
                "default_company_id": self.company_id.id,
                "default_fund_year": self.year,
            },
        }
