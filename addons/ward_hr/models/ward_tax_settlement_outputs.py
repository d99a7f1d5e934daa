from datetime import date

from odoo import models

from ..report.pay_sheet import pay_book
from ..report.settlement_list import COLUMNS, FORM, WAIVED, settlement_sheets
from .ward_pay_run_lists import NO_UNIT, READERS

FIGURES = [column.key for column in COLUMNS if column.key not in ("number", "name", "code", "note")]


class WardTaxSettlementOutputs(models.Model):
    """The list that a settlement gives out."""

    _inherit = "ward.tax.settlement"

    def action_list(self):
        """The list as a file to download."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/ward/tax/settlement/{self.id}/list.xlsx", "target": "download"}

    def action_lines(self):
        """The people, as list, pivot and graph."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_tax_settlement_line_action")
        return action | {"domain": [("settlement_id", "=", self.id)], "name": self.display_name}

    def _list(self):
        """``(name, bytes)`` of the list, for those who read pay."""
        self.ensure_one()
        self._check_role(*READERS)
        one = self.with_context(lang="vi_VN")  # the form is Vietnamese, whoever prints it
        draft = one.state != "confirmed"
        layout = self.env["ward.pay.layout"]._in_force("settlement", one.company_id, date(one.year, 12, 31))
        head = {"ward": one.company_id.name, "form": layout.form or FORM, "period": f"Năm {one.year}", "draft": draft}
        notes = [
            "Giảm trừ bản thân khi quyết toán: theo Thông tư 111/2013/TT-BTC, chưa thấy văn bản thay thế quy định khác"
        ]
        if one.missing:
            notes.append(f"Chưa gồm các tháng không chi trả trên hệ thống: {one.missing}")
        name = f"quyet-toan-thue-tncn-{one.year}{'-nhap' if draft else ''}.xlsx"
        return name, pay_book(head, layout._arrange(settlement_sheets(one._list_groups(), tuple(notes))))

    def _list_groups(self):
        groups = {}
        lines = self.env["ward.tax.settlement.line"].search(
            [("settlement_id", "=", self.id)], order="department_id, name_key, id"
        )
        # sudo: names of units and codes of people stand on the paper, whoever may open the records
        for line in lines.sudo():
            row = {name: int(line[name]) for name in FIGURES}
            row |= {"name": line.employee_name, "code": line.employee_id.staff_code, "note": WAIVED * line.waived}
            groups.setdefault(line.department_id.name or NO_UNIT, []).append(row)
        return list(groups.items())
