from datetime import date
from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import UserError

from ..law import NoLawOn
from ..pay.settlement import PaidMonth, YearOfTax
from .ward_pay_words import PayWords
from .ward_payslip import SLIP_READERS

TAX, CASUAL = "PIT", "PIT_10"
MONTHS = """
SELECT slip.employee_id, slip.employee_name, slip.name_key, slip.department_id, slip.month, line.basis,
       line.amount::text, casual.quantity::bigint AS casual_income, casual.amount::bigint AS casual_withheld
  FROM ward_payslip slip
  JOIN ward_pay_run run ON run.id = slip.run_id AND run.state = 'paid'
  LEFT JOIN ward_payslip_line line
         ON line.payslip_id = slip.id AND line.code = %(tax)s AND line.origin_month = slip.month
  LEFT JOIN ward_payslip_line casual
         ON casual.payslip_id = slip.id AND casual.code = %(casual)s AND casual.origin_month = slip.month
 WHERE slip.company_id = %(company)s AND slip.month BETWEEN %(first)s AND %(last)s
 ORDER BY slip.employee_id, slip.month
"""
FIGURES = (
    "months", "income", "insurance", "self_deduction", "dependant_months", "dependant_deduction", "taxable", "tax",
    "withheld", "balance", "owed", "refund", "waived",
)  # fmt: skip


class WardTaxSettlementLine(models.Model):
    """The year of one person: written by the settlement only, seen by the person once it is confirmed."""

    _name = "ward.tax.settlement.line"
    _description = "Settlement of a person"
    _inherit = ["ward.company.mixin"]
    _order = "settlement_id, name_key, id"
    _rec_name = "employee_name"
    _check_company_auto = True

    settlement_id = fields.Many2one(
        "ward.tax.settlement", required=True, index=True, ondelete="cascade", check_company=True
    )
    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", required=True, index=True, ondelete="restrict", check_company=True
    )
    employee_name = fields.Char(string="Name", required=True)
    name_key = fields.Char(export_string_translation=False)
    department_id = fields.Many2one("hr.department", string="Unit", index=True, check_company=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    months = fields.Integer(string="Months paid", aggregator=None)
    income = fields.Monetary(string="Taxed income", groups=SLIP_READERS)
    insurance = fields.Monetary(groups=SLIP_READERS)
    self_deduction = fields.Monetary(string="Own deduction", groups=SLIP_READERS)
    dependant_months = fields.Integer(string="Months of dependants", groups=SLIP_READERS, aggregator=None)
    dependant_deduction = fields.Monetary(string="Deduction for dependants", groups=SLIP_READERS)
    taxable = fields.Monetary(string="Taxable income", groups=SLIP_READERS)
    tax = fields.Monetary(string="Tax of the year", groups=SLIP_READERS)
    withheld = fields.Monetary(string="Tax withheld", groups=SLIP_READERS)
    balance = fields.Monetary(groups=SLIP_READERS, help="Above zero is owed, below is withheld too much.")
    owed = fields.Monetary(string="Still owed", groups=SLIP_READERS)
    refund = fields.Monetary(string="Withheld too much", groups=SLIP_READERS)
    waived = fields.Boolean(string="Small balance waived", groups=SLIP_READERS)
    casual_income = fields.Monetary(
        string="Income of short contracts",
        groups=SLIP_READERS,
        help="Tax of 10% was withheld; it is not in this settlement. Who wishes to, settles it themselves.",
    )
    casual_withheld = fields.Monetary(string="Withheld from short contracts", groups=SLIP_READERS)
    basis = fields.Json(groups=SLIP_READERS, help="The months and brackets that it was reckoned from.")
    months_html = fields.Html(
        string="Months and brackets", compute="_compute_months_html", sanitize=False, groups=SLIP_READERS
    )

    _once = models.UniqueIndex("(settlement_id, employee_id)", "This person is in the settlement already.")

    def _compute_months_html(self):
        words = PayWords(self.env)
        for line in self:
            basis = line.basis or {"months": [], "brackets": []}
            months = [
                [f"{fields.Date.to_date(day):%m/%Y}", *(words.number(Decimal(cell)) for cell in cells)]
                for day, *cells in basis["months"]
            ]
            brackets = [
                (words.percent(rate), words.number(part), words.number(part * rate))
                for part, rate in ((Decimal(part), Decimal(rate)) for part, rate in basis["brackets"])
            ]
            line.months_html = self.env["ir.qweb"]._render(
                "ward_hr.ward_tax_settlement_months", {"months": months, "brackets": brackets}
            )


class WardTaxSettlement(models.Model):
    _inherit = "ward.tax.settlement"

    def _compute_lines(self):
        """Replace the lines by what the paid payslips of the year say: one read, one batch."""
        year = self._year_of_tax()
        people = self._months_paid()
        lines = self.sudo().line_ids  # written by the server only; role and state were checked
        lines.unlink()
        lines.create([self._line(year, person, rows) for person, rows in people.items()])
        self._keep(
            {
                "state": "computed",
                "revision": self.revision + 1,
                "law": year_law(year),
                "computed_by_id": self.env.uid,
                "computed_at": fields.Datetime.now(),
            }
        )

    def _year_of_tax(self):
        law = self.env["ward.law.value"]._law(self.company_id)
        try:
            return YearOfTax(law, self.year)
        except NoLawOn as refusal:
            raise UserError(
                self.env._(
                    "The tax of %(year)s cannot be settled: %(label)s (%(code)s) has no value in force on %(day)s."
                    " Enter the value that holds then, with its source (Law), and compute again.",
                    year=self.year,
                    label=refusal.label,
                    code=refusal.code,
                    day=refusal.day.strftime("%d/%m/%Y"),
                )
            ) from refusal

    def _refuse_other_law(self):
        if self.law != year_law(self._year_of_tax()):
            raise UserError(
                self.env._(
                    "%(settlement)s was computed with another law than the one known today. Have it computed again, and"
                    " look at its new figures.",
                    settlement=self.display_name,
                )
            )

    def _months_paid(self):
        """``{employee: [row]}`` of the payslips paid in the year."""
        self.env.flush_all()
        first = date(self.year, 1, 1)
        self.env.cr.execute(
            MONTHS,
            {
                "tax": TAX,
                "casual": CASUAL,
                "company": self.company_id.id,
                "first": first,
                "last": fields.Date.end_of(first, "year"),
            },
        )
        people = {}
        for row in self.env.cr.dictfetchall():
            people.setdefault(row["employee_id"], []).append(row)
        if not people:
            raise UserError(
                self.env._(
                    "There is nothing to settle: no month of %(year)s is paid in %(ward)s.",
                    year=self.year,
                    ward=self.company_id.name,
                )
            )
        return people

    def _line(self, year, person, rows):
        last = rows[-1]
        casual = [row for row in rows if row["casual_income"]]
        rows = [row for row in rows if not row["casual_income"]]
        settled = year.settle([_month(row) for row in rows])
        return {
            "settlement_id": self.id,
            "company_id": self.company_id.id,
            "employee_id": person,
            **{name: last[name] for name in ("employee_name", "name_key", "department_id")},
            **{name: getattr(settled, name) for name in FIGURES},
            **{name: sum(row[name] for row in casual) for name in ("casual_income", "casual_withheld")},
            "basis": {
                "months": [[row["month"].isoformat(), *_figures(row)] for row in rows],
                "brackets": [[str(part), str(rate)] for part, rate in settled.brackets],
            },
        }


def _month(row):
    basis = row["basis"] or {}
    return PaidMonth(
        row["month"],
        Decimal(basis.get("income", 0)),
        Decimal(basis.get("deductible", 0)),
        int(basis.get("dependants", 0)),
        Decimal(row["amount"] or 0),
    )


def _figures(row):
    month = _month(row)
    return [str(month.income), str(month.insurance), month.dependants, str(month.withheld)]


def year_law(year):
    """The values the year was reckoned with, as JSON data: an auditor finds them years later."""
    return {
        "pit_self_deduction": {day.isoformat(): str(value) for day, value in year.self_deductions.items()},
        "pit_dependant_deduction": {day.isoformat(): str(value) for day, value in year.dependant_deductions.items()},
        "pit_scale": [
            [months, [[upto and str(upto), str(rate)] for upto, rate in scale]] for scale, months in year.scales
        ],
        "pit_settlement_self_whole_year": year.whole_year,
        "pit_small_balance_exempt": str(year.waived_upto),
    }
