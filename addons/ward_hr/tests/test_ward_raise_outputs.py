"""The raise list as a spreadsheet, opened again and compared cell by cell."""

import io
from datetime import date

from openpyxl import load_workbook

from odoo.tests import tagged

from .raise_case import RaiseCase


@tagged("post_install", "-at_install")
class TestWardRaiseOutputs(RaiseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.an = cls.held("=Trần Văn An", date(2023, 12, 16), department_id=cls.office.id)
        cls.cuc = cls.held("Phạm Cúc", date(2025, 12, 1), step=9, overgrade_percent=5)
        cls.dung = cls.held("Lý Dung", date(2024, 1, 15))
        cls.raises = cls.drawn_up()

    def rows(self, user, values):
        content = self.raises.with_user(user)._spreadsheet()
        sheet = load_workbook(io.BytesIO(content), data_only=values).active
        return [[None if cell.value == "" else cell.value for cell in row] for row in sheet.iter_rows()]

    def test_each_cell_says_what_the_list_says(self):
        rows = self.rows(self.pay_officer, values=True)
        self.assertEqual(rows[0][0], "Đơn vị: Phường Thử Nghiệm")
        self.assertEqual(rows[3][0], "Đến hạn 01/11/2026 – 31/01/2027; tính ngày 27/11/2026. Đơn vị tính: đồng")
        self.assertEqual(rows[6][:5], ["STT", "Họ và tên", "Đơn vị", "Mã ngạch", "Hình thức nâng"])
        cuc, an, dung = rows[7:10]
        line = self.line_of(self.raises, self.an).sudo()
        reason = line.with_context(lang="vi_VN").reason
        self.assertEqual(
            an,
            [
                2,
                "=Trần Văn An",
                "Văn phòng",
                "01.003",
                "Thường xuyên",
                "16/12/2023",
                3,
                3.0,
                0,
                4,
                3.33,
                0,
                "16/12/2026",
            ]
            + [reason, line.pay_difference, line.employer_difference, line.month_cost, None],
        )
        self.assertEqual(cuc[:5], [1, "Phạm Cúc", None, "01.003", "Thâm niên vượt khung"])
        self.assertEqual(cuc[6:13], [9, 4.98, 5, 9, 4.98, 6, "01/12/2026"])
        self.assertEqual(dung[14:17], [None, None, None])
        self.assertIn("01/01/2027", dung[17])

    def test_totals_are_sums_of_the_column_with_their_value(self):
        total, formula = self.rows(self.auditor, values=True)[10], self.rows(self.auditor, values=False)[10]
        self.assertEqual(total[1], "Tổng cộng: 3 người")
        self.assertEqual(formula[14:17], ["=SUM(O8:O10)", "=SUM(P8:P10)", "=SUM(Q8:Q10)"])
        chosen = self.raises.sudo().due_line_ids
        self.assertEqual(total[14], sum(chosen.mapped("pay_difference")))

    def test_the_hr_officer_gets_the_list_without_a_figure_of_pay(self):
        rows = self.rows(self.hr_officer, values=True)
        self.assertEqual({len(row) for row in rows}, {14})
        self.assertNotIn("đồng", str(rows[6]))

    def test_a_layout_of_the_ward_arranges_it_and_shows_no_pay_to_who_sees_none(self):
        layout = self.env["ward.pay.layout"].create(
            {"kind": "raise", "since": date(2026, 1, 1), "reference": "CV 46", "company_id": self.ward.id}
        )
        for column in layout.column_ids:
            column.shown = column.key in ("day", "month_cost")
        self.assertEqual(
            self.rows(self.pay_officer, values=True)[6],
            ["STT", "Họ và tên", "Hưởng từ ngày", "Chi phí một tháng đầy đủ (đồng)"],
        )
        self.assertEqual(self.rows(self.hr_officer, values=True)[6], ["STT", "Họ và tên", "Hưởng từ ngày"])
