"""Each column of the payroll, bank and bonus lists against the lines of the payslips, read past the code that lists."""

import re
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from odoo.tests import tagged

from .list_case import ListCase
from .pay_case import OCTOBER

SEPTEMBER = date(2026, 9, 1)
SALARY = {"BASIC", "NEGOTIATED", "RESERVED_DIFF", "LEAD", "OVERGRADE"}
EXTRA = {"EXTRA_MONTH", "EXTRA_YEAR"}
TAKEN = {
    "BHXH": {"SI_E"},
    "BHYT": {"HI_E"},
    "BHTN": {"UI_E"},
    "Đoàn phí": {"UNION_E"},
    "Thuế TNCN": {"PIT", "PIT_10"},
}
LINES = """
SELECT slip.employee_name, COALESCE(unit.name->>'vi_VN', unit.name->>'en_US', 'Chưa xếp đơn vị'),
       line.code, line.section, line.origin_month = slip.month, line.amount::bigint
  FROM ward_payslip_line line
  JOIN ward_payslip slip ON slip.id = line.payslip_id
  LEFT JOIN hr_department unit ON unit.id = slip.department_id
 WHERE slip.run_id = %s AND line.section <> 'employer'
"""


def payroll_figures(lines):
    """``{title of the column: đồng}`` of lines (code, section, of this month, đồng)."""

    def total(section, codes=None, but=(), now=None):
        return sum(
            amount
            for code, part, own, amount in lines
            if part == section and (codes is None or code in codes) and code not in but and now in (None, own)
        )

    found = {
        "Thành tiền lương theo hệ số": total("earning", SALARY, now=True),
        "Phụ cấp công vụ": total("earning", {"PUBLIC_DUTY"}, now=True),
        "Thu nhập tăng thêm": total("earning", EXTRA, now=True),
        "Phụ cấp, hỗ trợ khác": total("earning", but=SALARY | EXTRA | {"PUBLIC_DUTY"}, now=True),
        "Truy lĩnh (+), truy thu (-)": total("earning", now=False),
        "Tổng tiền lương": total("earning"),
        **{title: total("deduction", codes) for title, codes in TAKEN.items()},
        "Tạm ứng, khác": total("deduction", but=set.union(*TAKEN.values())),
        "Cộng": total("deduction"),
    }
    return found | {"Thực lĩnh": found["Tổng tiền lương"] - found["Cộng"]}


@tagged("post_install", "-at_install")
class TestWardPayColumns(ListCase):
    """A month with everything in it: a raise made up, a bonus, an advance, an allowance, tax at one rate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env["hr.department"].create({"name": "Văn phòng", "company_id": cls.ward.id})
        inside = {"department_id": cls.office.id}
        cls.an = cls.hire("Lê Văn An", "elected", ["DIGITAL"], pay_coefficient=5.76, leadership_coefficient=0.7)
        cls.binh = cls.hire("Trần Bình", "civil_servant", pay_coefficient=4.98, overgrade_percent=7, **inside)
        cls.cuc = cls.hire("Phạm Cúc", "contract_111", pay_coefficient=2.34, **inside)
        cls.dung = cls.hire("Đỗ Dung", "public_employee", pay_coefficient=3, reserved_coefficient=0.3, **inside)
        cls.give_account(cls.an, "0123456789")
        cls.give_account(cls.binh, "9876543210")
        cls.paid(SEPTEMBER)
        cls.binh.create_version({"date_version": SEPTEMBER, "overgrade_percent": 8, "decision_number": "12"})
        for employee, kind, amount in (
            (cls.cuc, "bonus", 500000),
            (cls.binh, "bonus", 3000000),
            (cls.an, "advance", 2000000),
        ):
            cls.env["ward.pay.input"].with_user(cls.pay_officer).create(
                {
                    "company_id": cls.ward.id,
                    "month": OCTOBER,
                    "employee_id": employee.id,
                    "component_id": cls.env.ref(f"ward_hr.ward_pay_component_{kind}").id,
                    "amount": amount,
                    "reference": f"QĐ {amount}",
                }
            )
        cls.october = cls.approved(OCTOBER)
        cls.env.flush_all()
        cls.env.cr.execute(LINES, [cls.october.id])
        cls.people, cls.units = {}, {}
        for name, unit, *line in cls.env.cr.fetchall():
            cls.people.setdefault(name, []).append(line)
            cls.units.setdefault(unit, []).append(line)
        cls.all_lines = sum(cls.people.values(), [])

    def total_of(self, name, codes, now=None):
        return sum(
            amount
            for code, part, own, amount in self.people[name]
            if part == "earning" and code in codes and now in (None, own)
        )

    # -- the payroll table ---------------------------------------------------------------------

    def payroll(self):
        """``(formulas, values, {title: number of column})`` of the sheet."""
        content = self.october._payroll_table()
        formulas, values = (load_workbook(BytesIO(content), data_only=kept)["C02-HD"] for kept in (False, True))
        return formulas, values, {values.cell(7, at).value: at for at in range(1, 24)}

    def row_of(self, values, text):
        return next(row for row in range(9, values.max_row + 1) if values.cell(row, 2).value == text)

    def reckoned(self, page, cell):
        """The number of a cell; a SUM or a difference of cells is reckoned anew."""
        if not str(cell.value).startswith("="):
            return cell.value or 0
        total = re.fullmatch(r"=SUM\((.*)\)", cell.value)
        parts = total[1].split(",") if total else cell.value[1:].split("-")
        numbers = []
        for part in parts:
            left, top, right, bottom = range_boundaries(part)
            rows = page.iter_rows(top, bottom, left, right)
            numbers.append(sum(self.reckoned(page, one) for row in rows for one in row))
        return sum(numbers) if total else numbers[0] - numbers[1]

    def assert_row(self, text, lines):
        formulas, values, columns = self.payroll()
        row = self.row_of(values, text)
        for title, amount in payroll_figures(lines).items():
            cell = formulas.cell(row, columns[title])
            self.assertEqual(values[cell.coordinate].value, amount, f"{text}: {title}")
            self.assertEqual(self.reckoned(formulas, cell), amount, f"{text}: {title}, reckoned")

    def test_the_month_has_something_in_every_column_of_money_that_the_ward_uses(self):
        empty = {title for title, amount in payroll_figures(self.all_lines).items() if not amount}
        self.assertLessEqual(empty, {"Đoàn phí"})

    def test_each_person_s_cells_say_what_the_lines_say(self):
        self.assertEqual(len(self.people), 4)
        for name, lines in self.people.items():
            self.assert_row(name, lines)

    def test_each_unit_s_cells_are_the_sums_of_its_people(self):
        self.assertEqual(self.units.keys(), {"Văn phòng", "Chưa xếp đơn vị"})
        for unit, lines in self.units.items():
            self.assert_row(unit, lines)

    def test_the_last_row_is_the_sum_of_all_and_what_the_run_pays(self):
        self.assert_row("Tổng cộng", self.all_lines)
        self.assertEqual(payroll_figures(self.all_lines)["Thực lĩnh"], int(self.october.net))

    def test_the_coefficients_are_those_of_the_decisions(self):
        _formulas, values, columns = self.payroll()
        titles = ("Hệ số lương", "Hệ số phụ cấp chức vụ", "Vượt khung", "Khác", "Cộng hệ số")
        for name, expected in (
            ("Lê Văn An", (5.76, 0.7, 0, 0, 6.46)),
            ("Trần Bình", (4.98, 0, 0.3984, 0, 5.3784)),
            ("Phạm Cúc", (2.34, 0, 0, 0, 2.34)),
            ("Đỗ Dung", (3, 0, 0, 0.3, 3.3)),
        ):
            row = self.row_of(values, name)
            for title, factor in zip(titles, expected, strict=True):
                self.assertAlmostEqual(values.cell(row, columns[title]).value, factor, 4, f"{name}: {title}")

    def test_the_total_stands_in_words_below(self):
        _formulas, values, _columns = self.payroll()
        [words] = [cell.value for cell in values["B"] if "viết bằng chữ" in str(cell.value)]
        self.assertEqual(words, f"Tổng số tiền (viết bằng chữ): {self.october._words(self.october.net)}.")

    # -- bank and bonus ------------------------------------------------------------------------

    def test_the_bank_list_transfers_what_the_lines_leave_and_says_the_total_in_words(self):
        rows = {row["Họ và tên"]: row for row in self.table(self.october, "bank", "Chuyển khoản")}
        self.assertEqual(rows.keys(), {"Lê Văn An", "Trần Bình"})
        due = {name: payroll_figures(lines)["Thực lĩnh"] for name, lines in self.people.items()}
        for name, row in rows.items():
            self.assertEqual(row["Số tiền"], due[name])
        together = due["Lê Văn An"] + due["Trần Bình"]
        self.assertEqual(self.total(self.october, "bank")["Số tiền"], together)
        self.assertIn(
            f"Tổng số tiền (viết bằng chữ): {self.october._words(together)}.", self.texts(self.october, "bank")
        )
        waiting = {row["Họ và tên"]: row["Số tiền"] for row in self.table(self.october, "bank", "Không chuyển khoản")}
        self.assertEqual(waiting, {name: due[name] for name in ("Phạm Cúc", "Đỗ Dung")})

    def test_every_column_of_the_bonus_list_is_that_of_the_lines(self):
        columns = {
            "Lương ngạch bậc trong tháng": ({"BASIC"}, True),
            "Thu nhập tăng thêm hằng tháng": ({"EXTRA_MONTH"}, True),
            "Thu nhập tăng thêm cuối năm": ({"EXTRA_YEAR"}, True),
            "Tiền thưởng": ({"BONUS"}, True),
            "Truy lĩnh (+), truy thu (-) của tháng trước": (EXTRA | {"BONUS"}, False),
            "Cộng": (EXTRA | {"BONUS"}, None),
        }
        rows = {row["Họ và tên"]: row for row in self.table(self.october, "extra")}
        self.assertEqual(rows.keys(), {name for name in self.people if self.total_of(name, EXTRA | {"BONUS"})})
        total = self.total(self.october, "extra")
        for title, (codes, now) in columns.items():
            for name, row in rows.items():
                self.assertEqual(row[title] or 0, self.total_of(name, codes, now), f"{name}: {title}")
            self.assertEqual(total[title], sum(self.total_of(name, codes, now) for name in rows), title)
        self.assertEqual(rows["Trần Bình"]["Hệ số lương"], 4.98)
        self.assertEqual(rows["Trần Bình"]["Văn bản"], "QĐ 3000000")
        self.assertIn(
            f"Tổng số tiền (viết bằng chữ): {self.october._words(total['Cộng'])}.", self.texts(self.october, "extra")
        )
