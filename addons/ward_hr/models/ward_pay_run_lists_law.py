from odoo import models

from ..report.extra_list import extra_sheets, total_of
from ..report.income_tax_list import income_tax_sheets
from ..report.insurance_list import EMPLOYEE, EMPLOYER, insurance_sheets
from .ward_pay_run_lists import amount_of, month_words
from .ward_pay_run_outputs import WITHHELD

EXTRA, TAX = ("EXTRA_MONTH", "EXTRA_YEAR", "BONUS"), ("PIT", "PIT_10")
TAXED = """
SELECT line.payslip_id, line.basis
  FROM ward_payslip_line line JOIN ward_payslip slip ON slip.id = line.payslip_id
 WHERE slip.run_id = %s AND line.code = ANY(%s) AND line.origin_month = slip.month
"""
REFERENCES = """
SELECT input.employee_id, string_agg(DISTINCT input.reference, '; ')
  FROM ward_pay_input input JOIN ward_pay_component c ON c.id = input.component_id
 WHERE input.company_id = %s AND input.month = %s AND c.code = ANY(%s)
 GROUP BY 1
"""


class WardPayRunListsLaw(models.Model):
    """Insurance, income tax, additional income and bonus: what the lines of the payslips say, column by column."""

    _inherit = "ward.pay.run"

    def _insurance_sheets(self):
        people = self._list_people()
        codes = self._staff_codes(self.slip_ids)
        rows, back = [], []
        for slip, lines in people:
            head = {
                "name": slip.employee_name,
                "code": codes.get(slip.employee_id.id),
                "staff_type": slip.staff_type_id.name,
            }
            parts = _parts_by_month(lines)
            for month in sorted(parts.keys() - {slip.month}):
                back.append({**head, "origin": month_words(month), **parts[month]})
            if slip.month in parts:
                rows.append((slip, head | self._insured(slip, lines) | parts[slip.month]))
        return insurance_sheets(self._by_unit(rows), back, self._list_notes())

    def _insured(self, slip, lines):
        """The bases: pay of the month itself, and what of it counts below each ceiling."""

        def base(code):
            return lines.get((code, "deduction", slip.month), (0, 0))[1]

        return {"pay": int(slip.insurance_base), "base": base("SI_E"), "unemployment_base": base("UI_E")}

    def _income_tax_sheets(self):
        codes = self._staff_codes(self.slip_ids)
        self.env.cr.execute(TAXED, [self.id, list(TAX)])
        bases = dict(self.env.cr.fetchall())
        rows = []
        for slip, lines in self._list_people():
            basis = bases.get(slip.id) or {}
            income, own, each, count = (
                int(basis.get(name, 0)) for name in ("income", "self_deduction", "dependant_deduction", "dependants")
            )
            income = income or int(basis.get("base", 0))  # withheld at one rate: nothing is deducted
            row = {
                "name": slip.employee_name,
                "code": codes.get(slip.employee_id.id),
                "gross": int(slip.gross),
                "exempt": int(slip.gross) - income,
                "income": income,
                "deductible": int(basis.get("deductible", 0)),
                "own": own,
                "dependants": count,
                "dependant_sum": each * count,
                "taxable": int(slip.taxable_income),
                "tax": amount_of(lines, TAX, "deduction"),
                "note": _tax_note(slip, lines),
            }
            rows.append((slip, row))
        return income_tax_sheets(self._by_unit(rows), self._list_notes())

    def _extra_sheets(self):
        self.env.cr.execute(REFERENCES, [self.company_id.id, self.month, list(EXTRA)])
        references = dict(self.env.cr.fetchall())
        rows = []
        for slip, lines in self._list_people():
            parts = {code: amount_of(lines, (code,), origin=slip.month) for code in EXTRA}
            row = {**parts, "back": amount_of(lines, EXTRA) - sum(parts.values())}
            if any(row.values()):
                row |= {
                    "name": slip.employee_name,
                    "rank": slip.rank_code or "",
                    "coefficient": slip.pay_coefficient,
                    "basic": amount_of(lines, ("BASIC",), origin=slip.month),
                    "total": total_of(row),
                    "note": references.get(slip.employee_id.id),
                }
                rows.append((slip, row))
        total = sum(row["total"] for _slip, row in rows)
        return extra_sheets(self._by_unit(rows), self._list_notes(), self._words(total))


def _tax_note(slip, lines):
    """What the reader of the tax list should know of a person."""
    withheld = any(code == WITHHELD for code, _section, _month in lines)
    back = any(month < slip.month for _code, _section, month in lines)
    return "; ".join(["Khấu trừ 10%, không giảm trừ"] * withheld + ["Có truy lĩnh, truy thu"] * back)


def _parts_by_month(lines):
    """``{month of origin: {code: đồng}}`` of the insurance lines."""
    parts = {}
    for (code, _section, month), (amount, _quantity) in lines.items():
        if code in EMPLOYEE + EMPLOYER:
            parts.setdefault(month, {})[code] = amount
    return parts
