from odoo import models

from ..report.pay_sheet import pay_book
from ..report.raise_list import FORM, raise_sheets
from .ward_pay_run import RUN_READERS

# The words of the Vietnamese form, not translated.
KINDS = {"raise": "Thường xuyên", "early_raise": "Trước thời hạn", "overgrade": "Thâm niên vượt khung"}
COPIED = (
    "step_before",
    "coefficient_before",
    "overgrade_before",
    "step_after",
    "coefficient_after",
    "overgrade_after",
)
FIGURES = ("pay_difference", "employer_difference", "month_cost")


class WardRaiseListOutputs(models.Model):
    """The file that a raise list gives out."""

    _inherit = "ward.raise.list"

    def _spreadsheet(self):
        """The chosen lines as bytes of an XLSX file; money only for who reads pay."""
        self.ensure_one()
        self.check_access("read")
        one = self.with_context(lang="vi_VN")
        with_money = any(self.env.user.has_group(group) for group in RUN_READERS.split(","))
        lines = one.line_ids.filtered("chosen").sorted(lambda line: (line.day, line.name_key or "", line.id))
        quota = f"{one.early_words}; đã dùng {one.early_used}, còn {one.early_left}"
        sheets = raise_sheets([line._spreadsheet_row(with_money) for line in lines], quota, with_money)
        # sudo: the columns that the ward wants hold no pay, and are the same for whoever prints the list
        layout = self.env["ward.pay.layout"].sudo()._in_force("raise", one.company_id, one.date_to)
        head = {
            "ward": one.company_id.name,
            "form": layout.form or FORM,
            "period": f"Đến hạn {one.date_from:%d/%m/%Y} – {one.date_to:%d/%m/%Y}; tính ngày {one.as_of:%d/%m/%Y}",
            "draft": False,
        }
        return pay_book(head, layout._arrange(sheets))


class WardRaiseLine(models.Model):
    _inherit = "ward.raise.line"

    def _spreadsheet_row(self, with_money):
        row = {
            # sudo: the names stand on the paper, whoever may open the records
            "name": self.sudo().employee_id.name,
            "unit": self.sudo().department_id.name or "",
            "rank": self.rank_id.code or "",
            "kind": KINDS[self.kind],
            "counted_from": f"{self.counted_from:%d/%m/%Y}",
            "day": f"{self.day:%d/%m/%Y}",
            "reason": self.reason,
            **{name: self[name] for name in COPIED},
        }
        if not with_money:
            return row
        known = not self.pay_unknown
        return (
            row | {name: int(self[name]) if known else None for name in FIGURES} | {"pay_words": self.pay_words or ""}
        )
