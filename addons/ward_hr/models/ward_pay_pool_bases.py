from datetime import date
from decimal import Decimal

from odoo import _, fields, models
from odoo.exceptions import UserError

from ..law import NoLawOn
from ..pay.money import dong
from ..pay.pool import rights

RATE, ELIGIBLE = "hanoi_extra_income_yearend", "EXTRA_MONTH"
BASES = """
SELECT slip.employee_id, line.origin_month, COALESCE(SUM(line.amount) FILTER (WHERE c.in_extra_income_fund), 0)::text,
       COALESCE(SUM(line.amount) FILTER (WHERE c.code = %(eligible)s), 0)::text
  FROM ward_payslip slip
  JOIN ward_pay_run run ON run.id = slip.run_id AND run.state <> 'draft'
  JOIN ward_payslip_line line ON line.payslip_id = slip.id
  JOIN ward_pay_component c ON c.id = line.component_id AND (c.in_extra_income_fund OR c.code = %(eligible)s)
 WHERE run.company_id = %(company)s AND line.origin_month BETWEEN %(first)s AND %(last)s
 GROUP BY 1, 2
"""
STANDINGS = """
SELECT * FROM (
    SELECT v.employee_id, t.code, GREATEST(v.date_version, v.contract_date_start, %(first)s) AS since,
           LEAST(v.next_date - 1, v.departure_date, v.contract_date_end, %(last)s) AS until
      FROM (SELECT *, lead(date_version) OVER (PARTITION BY employee_id ORDER BY date_version) AS next_date
              FROM hr_version
             WHERE active AND date_version <= %(last)s AND employee_id = ANY(%(people)s)) v
      JOIN ward_staff_type t ON t.id = v.staff_type_id) standing
 WHERE since <= until
"""


class WardPayPoolBases(models.Model):
    """What each person brings to the fund: the salary of the days on which they have a right to additional income.

    The right is that of the monthly part: a dated rule of the staff type, shipped or the ward's own.
    """

    _inherit = "ward.pay.pool"

    def _bases(self):
        """``({employee: đồng brought to the fund}, {employee: months})`` by two statements.

        A month whose rate the law does not know is refused by name.
        """
        law = self.env["ward.law.value"]._law(self.company_id)
        components = self.env["ward.pay.component"]._components(self.company_id)
        monthly = next(c for c in components if c.code == ELIGIBLE)
        year = {"first": date(self.year, 1, 1), "last": date(self.year, 12, 31)}
        self.env.flush_all()
        self.env.cr.execute(BASES, {"company": self.company_id.id, "eligible": ELIGIBLE, **year})
        rows = self.env.cr.fetchall()
        had = self._rights(monthly, law, {"people": list({row[0] for row in rows}), **year})
        bases, months = {}, {}
        for employee, month, *amounts in rows:
            right = had.get((employee, month), {False})
            if True not in right:
                continue
            brought, extra = map(Decimal, amounts)
            if False in right:
                # the right begins or ends within the month: the part that the monthly one was reckoned on
                rate = self._rate(law, monthly.law_code, month)
                brought = min(brought, dong(extra / rate)) if rate else Decimal(0)
            bases[employee] = bases.get(employee, Decimal(0)) + brought * self._rate(law, RATE, month)
            months.setdefault(employee, set()).add(month)
        if not bases:
            raise UserError(
                _(
                    "The year %(year)s has no computed pay of people who have a right to additional"
                    " income. Compute its pay runs first.",
                    year=self.year,
                )
            )
        return bases, months

    def _rights(self, component, law, asked):
        """``{(employee, month): {True, False}}``: whether they have the component on the days in service."""
        self.env.cr.execute(STANDINGS, asked)
        known, had = {}, {}
        for employee, staff_type, since, until in self.env.cr.fetchall():
            for number in range(since.month, until.month + 1):
                month = date(self.year, number, 1)
                span = (staff_type, max(since, month), min(until, fields.Date.end_of(month, "month")))
                if span not in known:
                    known[span] = self._right(component, law, *span)
                had.setdefault((employee, month), set()).update(known[span])
        return had

    def _right(self, component, law, *span):
        try:
            return rights(component, law, *span)
        except NoLawOn as refusal:
            raise self._unknown(refusal, refusal.day) from refusal

    def _rate(self, law, code, month):
        try:
            return law.number(code, month)
        except NoLawOn as refusal:
            raise self._unknown(refusal, month) from refusal

    def _unknown(self, refusal, day):
        return UserError(
            _(
                "The fund of %(year)s cannot be reckoned: %(label)s has no value in force in"
                " %(month)s. Enter the resolution that holds then under Law, with its source.",
                year=self.year,
                label=refusal.label,
                month=day.strftime("%m/%Y"),
            )
        )
