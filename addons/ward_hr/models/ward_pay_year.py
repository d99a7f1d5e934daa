from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import SQL

from ..report.pay_sheet import pay_book
from ..report.year_sheet import FORM, year_sheets
from .ward_payslip import SLIP_READERS

INSURANCE, TAX = ("SI_E", "HI_E", "UI_E"), ("PIT", "PIT_10")
LINES = """
SELECT line.section, line.code, line.component_id, line.origin_month, slip.month, SUM(line.amount)::bigint,
       MIN(line.sequence)
  FROM ward_payslip slip
  JOIN ward_pay_run run ON run.id = slip.run_id AND run.state = 'paid'
  JOIN ward_payslip_line line ON line.payslip_id = slip.id
 WHERE slip.employee_id = %s AND slip.company_id = %s AND slip.month BETWEEN %s AND %s
 GROUP BY 1, 2, 3, 4, 5
 ORDER BY MIN(line.sequence), 3, 4 DESC
"""


class WardPayYear(models.Model):
    """The pay of one person in one year: what was paid and sealed, month by month, back pay by its month of origin.

    A view over the payslips of paid runs. The person sees the own, pay officer, head of the ward and auditor those of
    the ward.
    """

    _name = "ward.pay.year"
    _description = "Pay of a year"
    _auto = False
    _order = "year desc, name_key, id"
    _rec_name = "employee_name"
    _depends = {"ward.pay.run": ["state"]}

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Staff member", readonly=True)
    employee_name = fields.Char(string="Name", readonly=True)
    name_key = fields.Char(readonly=True, export_string_translation=False)
    year = fields.Integer(readonly=True, aggregator=None)
    months = fields.Integer(string="Months paid", readonly=True, aggregator=None)
    last_month = fields.Date(string="Up to", readonly=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    gross = fields.Monetary(string="Total pay", readonly=True, groups=SLIP_READERS)
    insurance = fields.Monetary(compute="_compute_parts", groups=SLIP_READERS)
    tax = fields.Monetary(string="Income tax", compute="_compute_parts", groups=SLIP_READERS)
    deductions = fields.Monetary(readonly=True, groups=SLIP_READERS)
    net = fields.Monetary(string="Take-home pay", readonly=True, groups=SLIP_READERS)
    employer = fields.Monetary(string="Paid by the employer", readonly=True, groups=SLIP_READERS)
    table_html = fields.Html(
        string="Month by month", compute="_compute_table_html", sanitize=False, groups=SLIP_READERS
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT MIN(slip.id) AS id, slip.company_id, slip.employee_id,
                   (array_agg(slip.employee_name ORDER BY slip.month DESC))[1] AS employee_name,
                   (array_agg(slip.name_key ORDER BY slip.month DESC))[1] AS name_key,
                   EXTRACT(year FROM slip.month)::int AS year, COUNT(*)::int AS months, MAX(slip.month) AS last_month,
                   SUM(slip.gross) AS gross, SUM(slip.deductions) AS deductions, SUM(slip.net) AS net,
                   SUM(slip.employer) AS employer
              FROM ward_payslip slip
              JOIN ward_pay_run run ON run.id = slip.run_id AND run.state = 'paid'
             GROUP BY slip.company_id, slip.employee_id, EXTRACT(year FROM slip.month)
            """
        )

    @api.depends("employee_name", "year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._("Pay of %(year)s, %(name)s", year=one.year, name=one.employee_name)

    def _compute_parts(self):
        # sudo: the run, whose state decides, is closed to the owner; only people shown here are summed
        groups = (
            self.env["ward.payslip.line"]
            .sudo()
            ._read_group(
                [
                    ("payslip_id.employee_id", "in", self.employee_id.ids),
                    ("payslip_id.run_id.state", "=", "paid"),
                    ("code", "in", [*INSURANCE, *TAX]),
                ],
                ["payslip_id", "code"],
                ["amount:sum"],
            )
        )
        sums = {}
        for slip, code, amount in groups:
            key = (slip.company_id.id, slip.employee_id.id, slip.month.year, code in TAX)
            sums[key] = sums.get(key, 0) + amount
        for one in self:
            key = (one.company_id.id, one.employee_id.id, one.year)
            one.tax, one.insurance = sums.get((*key, True), 0), sums.get((*key, False), 0)

    # -- month by month ----------------------------------------------------------------------

    def _compute_table_html(self):
        for one in self:
            rows, net = one._lines()
            one.table_html = self.env["ir.qweb"]._render(
                "ward_hr.ward_pay_year_table", one._month_table(rows, net) | {"number": _number}
            )

    def _month_table(self, rows, net):
        titles = dict(self.env["ward.payslip.line"]._fields["section"]._description_selection(self.env))
        months = sorted(net)
        sections = [
            (
                titles[section],
                [
                    (name, [by.get(month, 0) for month in months], sum(by.values()))
                    for part, name, by in rows
                    if part == section
                ],
            )
            for section in titles
        ]
        return {
            "months": months,
            "sections": [(title, lines) for title, lines in sections if lines],
            "net": [net[month] for month in months],
            "net_sum": sum(net.values()),
        }

    def _lines(self):
        """``([(section, name, {month: đồng})], {month: take-home pay})`` of the months paid."""
        self.ensure_one()
        self.check_access("read")
        first = fields.Date.to_date(f"{self.year}-01-01")
        self.env["ward.pay.run"].flush_model(["state"])
        self.env.cr.execute(LINES, [self.employee_id.id, self.company_id.id, first, fields.Date.end_of(first, "year")])
        rows, net = {}, {}
        components = self.env["ward.pay.component"]
        for section, _code, component, origin, month, amount, _sequence in self.env.cr.fetchall():
            of = origin if origin < month else None
            by_month = rows.setdefault((section, component, of), {})
            by_month[month.month] = by_month.get(month.month, 0) + amount
            sign = {"earning": 1, "deduction": -1}.get(section, 0)
            net[month.month] = net.get(month.month, 0) + sign * amount
        names = {c.id: c.name for c in components.browse({component for _s, component, _o in rows})}
        return [(section, self._line_name(names[c], of), by) for (section, c, of), by in rows.items()], net

    def _line_name(self, name, origin):
        if not origin:
            return name
        return self.env._("%(name)s, for %(month)s", name=name, month=origin.strftime("%m/%Y"))

    def action_sheet(self):
        """The sheet of the year as a file to download."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/ward/pay/year/{self.id}/sheet.xlsx", "target": "download"}

    def _sheet(self):
        """``(name, bytes)`` of the sheet of the year."""
        self.ensure_one()
        self.check_access("read")
        one = self.with_context(lang="vi_VN")  # the form is Vietnamese, whoever prints it
        head = {"ward": one.company_id.sudo().name, "form": FORM, "period": f"Năm {one.year}", "draft": False}
        return f"bang-luong-nam-{one.year}.xlsx", pay_book(head, year_sheets(one.employee_name, *one._lines()))


def _number(amount):
    return Markup("&nbsp;") if not amount else f"{amount:,}".replace(",", ".")
