"""The pay of a year: paid months only, back pay by its month, for the person and those who pay."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .pay_case import PayCase

AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 1) for month in (8, 9, 10))
READERS = ("pay_officer", "ward_head", "auditor")
CLOSED = ("hr_officer", "unit_head", "upper_tier")


class YearCase(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", user=cls.staff, pay_coefficient=3)
        cls.an = cls.hire("=Lê Văn An", "elected", pay_coefficient=5.76, leadership_coefficient=0.7)
        cls.runs = cls.paid(AUGUST) | cls.paid(SEPTEMBER)

    def year_of(self, employee, user=None, year=2026):
        years = self.env["ward.pay.year"].with_user(user or self.pay_officer)
        return years.search([("employee_id", "=", employee.id), ("year", "=", year)])


@tagged("post_install", "-at_install")
class TestWardPayYear(YearCase):
    def _rows(self, year):
        _name, content = year._sheet()
        sheet = load_workbook(BytesIO(content), data_only=True).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        titles = next(row for row in rows if row[0] == "STT")
        return {row[1]: dict(zip(titles, row, strict=True)) for row in rows if isinstance(row[0], int)}

    def test_the_year_sums_the_paid_months_and_no_other(self):
        self.approved(OCTOBER)
        slips = self.runs.slip_ids.filtered(lambda slip: slip.employee_id == self.an.with_user(self.pay_officer))
        year = self.year_of(self.an)
        self.assertEqual((year.months, year.last_month), (2, SEPTEMBER))
        for name in ("gross", "deductions", "net", "employer"):
            self.assertEqual(year[name], sum(slips.mapped(name)), name)
        self.assertEqual(year.tax, 2 * 566349)
        self.assertEqual(year.insurance, year.deductions - year.tax)

    def test_the_sheet_has_each_component_in_its_month_and_the_year_to_date(self):
        rows = self._rows(self.year_of(self.an))
        tax = rows["Thuế thu nhập cá nhân"]
        self.assertEqual((tax["Tháng 8"], tax["Tháng 9"], tax["Tháng 10"]), (566349, 566349, None))
        self.assertEqual(tax["Cả năm"], 1132698)
        net, to_date = rows["Thực lĩnh"], rows["Thực lĩnh lũy kế từ đầu năm"]
        self.assertEqual((net["Tháng 8"], net["Cả năm"]), (25597140, 51194280))
        self.assertEqual((to_date["Tháng 8"], to_date["Tháng 9"]), (25597140, 51194280))

    def test_back_pay_stands_in_the_month_that_pays_it_under_its_month_of_origin(self):
        self.lan.create_version({"date_version": SEPTEMBER, "pay_coefficient": 3.33, "decision_number": "12"})
        self.paid(OCTOBER)
        rows = self._rows(self.year_of(self.lan))
        late = rows["Lương ngạch bậc, của tháng 09/2026"]
        self.assertEqual((late["Tháng 9"], late["Tháng 10"], late["Cả năm"]), (None, 834900, 834900))
        self.assertEqual(rows["Lương ngạch bậc"]["Tháng 9"], 7590000)

    def test_another_year_is_another_sheet(self):
        self.assertFalse(self.year_of(self.lan, year=2025))
        self.assertEqual(len(self.year_of(self.lan)), 1)

    def test_the_table_on_the_screen_says_the_same(self):
        table = self.year_of(self.lan, self.staff).table_html
        self.assertIn("12.561.450", table)
        self.assertIn("25.122.900", table)

    def test_the_person_sees_the_own_year_and_readers_of_pay_the_ward_s(self):
        years = self.env["ward.pay.year"]
        self.assertEqual(years.with_user(self.staff).search([]).employee_name, "Nguyễn Thị Lan")
        self.assertEqual(self.year_of(self.lan, self.staff).net, 2 * 12561450)
        self.assertTrue(self.year_of(self.lan, self.staff)._sheet()[1])
        for role in READERS:
            self.assertEqual(len(years.with_user(getattr(self, role)).search([])), 2, role)
        with self.assertRaises(AccessError):
            self.year_of(self.an).with_user(self.staff)._sheet()
        for role in CLOSED:
            with self.assertRaises(AccessError):
                self.year_of(self.an).with_user(getattr(self, role))._sheet()
        foreign = years.with_user(self.user_of("pay_officer", self.other_ward))
        self.assertFalse(foreign.with_context(allowed_company_ids=self.other_ward.ids).search([]))

    def test_a_list_of_years_costs_the_same_statements_for_two_and_for_twelve_people(self):
        names = ["employee_name", "net", "tax", "insurance"]
        spent = []
        for month in (None, OCTOBER):
            if month:
                for number in range(10):
                    self.hire(f"Người {number}", "civil_servant", pay_coefficient=3)
                self.paid(month)
            self.env.invalidate_all()
            with self.counted() as counted:
                self.env["ward.pay.year"].with_user(self.auditor).search([]).read(names)
            spent.append(counted())
        self.assertEqual(*spent)


@tagged("post_install", "-at_install")
class TestWardPayYearRoutes(HttpCase, YearCase):
    def test_the_sheet_opens_for_its_person_and_those_who_read_pay_only(self):
        roles = ("staff", *READERS, *CLOSED)
        for role in roles:
            getattr(self, role).password = "a long enough password"
        for employee, allowed in ((self.lan, ("staff", *READERS)), (self.an, READERS)):
            url = f"/ward/pay/year/{self.year_of(employee).id}/sheet.xlsx"
            for role in roles:
                self.authenticate(getattr(self, role).login, "a long enough password")
                self.assertEqual(self.url_open(url).status_code, 200 if role in allowed else 404, f"{role} {url}")
