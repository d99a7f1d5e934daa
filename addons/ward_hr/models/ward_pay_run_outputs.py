from decimal import Decimal

from odoo import models

from ..report.amount_words import in_words
from ..report.list_layout import PAYROLL_FORM, payroll_columns, payroll_sheet
from ..report.pay_sheet import DRAFT, SIGNERS, pay_book
from ..report.payroll_paper import payroll_paper
from ..report.payroll_table import COLUMNS, FORM, payroll_table
from .ward_pay_run import SEALED_STATES

PUBLIC_DUTY, EXTRA = ("PUBLIC_DUTY",), ("EXTRA_MONTH", "EXTRA_YEAR")
SALARY = ("BASIC", "NEGOTIATED", "RESERVED_DIFF", "LEAD", "OVERGRADE")
BACK = "BACK_PAY"  # earnings of earlier months stand in a column of their own
DEDUCTIONS = {
    "social": "SI_E",
    "health": "HI_E",
    "unemployment": "UI_E",
    "union": "UNION_E",
    "tax": "PIT",
}
WITHHELD = "PIT_10"  # stands in the column of tax


class WardPayRunOutputs(models.Model):
    """The files a run gives out."""

    _inherit = "ward.pay.run"

    def _payroll_table(self):
        """The payroll table of the run as bytes of an XLSX file: C02-HD, or the ward's own layout of the month."""
        self.ensure_one()
        self.check_access("read")
        run = self.with_context(lang="vi_VN")
        layout = run._layout("payroll")
        if layout:
            sheets = layout._arrange([payroll_sheet(run._payroll_groups(), in_words(run.net), run._list_notes())])
            return pay_book(run._list_head(layout.form or PAYROLL_FORM), sheets)
        return payroll_table(run._payroll_head(), run._payroll_groups())

    def _payroll_paper(self):
        """What the payroll table on paper shows, in the columns in which it is given out as a file."""
        self._check_listed()
        layout, columns, form = self._layout("payroll"), COLUMNS, FORM
        groups = self._payroll_groups()
        if layout:
            [sheet] = layout._arrange([payroll_sheet(groups, "")])
            columns, form = payroll_columns(sheet), layout.form or PAYROLL_FORM
        return self._payroll_head() | {"form": form} | payroll_paper(columns, groups)

    def _payroll_head(self):
        return {
            "ward": self.company_id.name,
            "month": self.month.strftime("%m/%Y"),
            "base_salary": self._base_salary_words(),
            "draft": "" if self.state in SEALED_STATES else DRAFT,
            "notes": self._list_notes(),
            "in_words": in_words(self.net),
            "place_day": "Ngày …… tháng …… năm ……",
            "signers": SIGNERS,
        }

    def _payroll_name(self):
        """Of the file, without its kind."""
        draft = "" if self.state in SEALED_STATES else "-nhap"
        return f"bang-luong-C02-HD-{self.month:%Y-%m}{draft}"

    def _words(self, amount):
        return in_words(amount)

    def _base_salary_words(self):
        values = [row["value"] for row in (self.law or {})["law"].get("base_salary", ())]
        return "; ".join(f"{int(Decimal(v)):,}".replace(",", ".") for v in dict.fromkeys(values))

    def _payroll_groups(self):
        """People by unit, in the order of the units; amounts summed by two reads."""
        slips = self.env["ward.payslip"].search(
            [("run_id", "=", self.id)], order="department_id, name_key, id"
        )
        amounts = {}
        for slip, code, section, origin, amount in self.env["ward.payslip.line"]._read_group(
            [("payslip_id", "in", slips.ids), ("section", "!=", "employer")],
            ["payslip_id", "code", "section", "origin_month:day"],
            ["amount:sum"],
        ):
            if section == "earning" and origin < slip.month:
                code = BACK
            sums = amounts.setdefault(slip.id, {})
            sums[code, section] = sums.get((code, section), 0) + int(amount)
        return [
            (
                # the unit's name stands on the paper, whoever may open the unit
                unit.sudo().name or "Chưa xếp đơn vị",
                [self._payroll_row(slip, amounts.get(slip.id, {})) for slip in people],
            )
            for unit, people in slips.grouped("department_id").items()
        ]

    def _payroll_row(self, slip, amounts):
        earnings = {code: a for (code, section), a in amounts.items() if section == "earning"}
        taken = {code: a for (code, section), a in amounts.items() if section == "deduction"}
        named = {key: taken.get(code, 0) for key, code in DEDUCTIONS.items()}
        named["tax"] += taken.get(WITHHELD, 0)
        salary, duty, extra = (
            sum(earnings.get(code, 0) for code in codes) for codes in (SALARY, PUBLIC_DUTY, EXTRA)
        )
        overgrade = slip.pay_coefficient * slip.overgrade_percent / 100
        factors = (
            slip.pay_coefficient,
            slip.leadership_coefficient,
            overgrade,
            slip.reserved_coefficient,
        )
        return {
            "name": slip.employee_name,
            "rank": slip.rank_code or "",
            "pay_coefficient": factors[0],
            "leadership_coefficient": factors[1],
            "overgrade_coefficient": factors[2],
            "other_coefficient": factors[3],
            "sum_coefficient": sum(factors),
            "salary": salary,
            "public_duty": duty,
            "extra_income": extra,
            "other_allowances": int(slip.gross) - salary - duty - extra - earnings.get(BACK, 0),
            "back_pay": earnings.get(BACK, 0),
            "gross": int(slip.gross),
            **named,
            "other_deductions": int(slip.deductions) - sum(named.values()),
            "deductions": int(slip.deductions),
            "net": int(slip.net),
        }
