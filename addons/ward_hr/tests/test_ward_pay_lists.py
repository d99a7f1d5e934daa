"""The lists of a run, opened again and compared cell by cell with the payslips."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..models.ward_pay_run_lists import LISTS
from .list_case import ListCase
from .pay_case import OCTOBER, PayCase

SEPTEMBER = date(2026, 9, 1)
READERS = ("pay_officer", "ward_head", "auditor")
CLOSED = ("staff", "hr_officer", "unit_head", "upper_tier")


@tagged("post_install", "-at_install")
class TestWardPayLists(ListCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        office = cls.env["hr.department"].create({"name": "Văn phòng", "company_id": cls.ward.id})
        cls.an = cls.hire("=Lê Văn An", "elected", pay_coefficient=5.76, leadership_coefficient=0.7)
        cls.binh = cls.hire("Trần Bình", "civil_servant", pay_coefficient=3, department_id=office.id)
        cls.cuc = cls.hire("Phạm Cúc", "contract_111", pay_coefficient=2.34, department_id=office.id)
        cls.give_account(cls.an, "0123 456 789")
        cls.give_account(cls.binh, "9876543210")

    def _bonus(self, employee, amount, month=OCTOBER):
        self.env["ward.pay.input"].with_user(self.pay_officer).create(
            {
                "company_id": self.ward.id,
                "month": month,
                "employee_id": employee.id,
                "component_id": self.env.ref("ward_hr.ward_pay_component_bonus").id,
                "amount": amount,
                "reference": "QĐ 298/QĐ-UBND",
            }
        )

    # -- the bank list ---------------------------------------------------------------------

    def test_pay_goes_to_accounts_without_doubt_and_all_others_are_named_with_the_reason(self):
        self.give_account(self.cuc, "98-7654.3210")
        run = self.approved()
        paid = self.table(run, "bank", "Chuyển khoản")
        self.assertEqual([(row["Họ và tên"], row["Số tài khoản"]) for row in paid], [("=Lê Văn An", "0123456789")])
        self.assertEqual(paid[0]["Số tiền"], int(self.slip_of(run, self.an).net))
        self.assertEqual(paid[0]["Nội dung chuyển khoản"], "Luong thang 10/2026")
        waiting = self.table(run, "bank", "Không chuyển khoản")
        self.assertEqual(
            [(row["Họ và tên"], row["Lý do không chuyển khoản được"]) for row in waiting],
            [
                ("Trần Bình", "Cùng một tài khoản với: Phạm Cúc"),
                ("Phạm Cúc", "Cùng một tài khoản với: Trần Bình"),
            ],
        )
        self.assertEqual(sum(row["Số tiền"] for row in paid + waiting), int(run.net))
        self.assertNotIn("9876543210", self.texts(run, "bank", "Không chuyển khoản"))

    def test_an_account_that_somebody_who_left_still_has_is_shared(self):
        gone = self.hire("Đỗ Dung", "civil_servant", pay_coefficient=3)
        self.give_account(gone, "0123456789")
        gone.write({"active": False, "departure_date": date(2026, 9, 30)})
        waiting = self.table(self.approved(), "bank", "Không chuyển khoản")
        self.assertIn("Cùng một tài khoản với: Đỗ Dung", [row["Lý do không chuyển khoản được"] for row in waiting])

    def test_an_account_of_another_ward_is_neither_compared_nor_named(self):
        other = self.employ("Người Phường Khác", company=self.other_ward)
        self.give_account(other, "0123456789")
        run = self.approved()
        self.assertIn("=Lê Văn An", [row["Họ và tên"] for row in self.table(run, "bank", "Chuyển khoản")])
        self.assertNotIn("Người Phường Khác", run.account_text)

    def test_of_two_accounts_the_first_for_salary_is_paid_to(self):
        second = self.give_account(self.an, "5555555555")
        shares = {str(key): dict(value) for key, value in self.an.salary_distribution.items()}
        shares[str(second.id)]["sequence"] = 0
        self.an.salary_distribution = shares
        paid = self.table(self.approved(), "bank", "Chuyển khoản")
        self.assertIn("5555555555", [row["Số tài khoản"] for row in paid])

    def test_who_is_owed_nothing_stands_on_the_second_sheet(self):
        self.env["ward.pay.input"].with_user(self.pay_officer).create(
            {
                "company_id": self.ward.id,
                "month": OCTOBER,
                "employee_id": self.binh.id,
                "component_id": self.env.ref("ward_hr.ward_pay_component_advance").id,
                "amount": 90000000,
                "reference": "Phiếu chi 1",
            }
        )
        waiting = self.table(self.approved(), "bank", "Không chuyển khoản")
        self.assertIn("Số thực lĩnh không lớn hơn 0", [row["Lý do không chuyển khoản được"] for row in waiting])

    def test_the_run_warns_with_names_and_without_a_number(self):
        account = self.give_account(self.cuc, "12/34")
        self.give_account(self.hire("Võ Em", "civil_servant", pay_coefficient=3), "7777777", bank=self.env["res.bank"])
        self.hire("Hồ Giang", "civil_servant", pay_coefficient=3)
        text = self.computed().account_text
        self.assertEqual(
            text.split("\n"),
            [
                "No bank account: Hồ Giang",
                "Account number with wrong characters or too short: Phạm Cúc",
                "Account without its bank: Võ Em",
            ],
        )
        self.assertNotIn(account.acc_number, text)

    # -- the treasury list -----------------------------------------------------------------

    def test_each_row_of_the_treasury_list_adds_up_to_what_is_transferred(self):
        self._bonus(self.binh, 3000000)
        run = self.approved()
        rows = {row["Họ và tên"]: row for row in self.table(run, "treasury")}
        money = (
            "Lương và phụ cấp theo lương",
            "Tiền công lao động thường xuyên theo hợp đồng",
            "Thu nhập tăng thêm",
            "Tiền thưởng",
            "Tiền phụ cấp và trợ cấp khác",
            "Các khoản trừ vào lương (-)",
        )
        for slip in run.slip_ids:
            row = rows[slip.employee_name]
            self.assertEqual(row["Tổng số"], int(slip.net))
            self.assertEqual(sum(row[title] for title in money), int(slip.net))
        self.assertEqual(rows["Phạm Cúc"]["Tiền công lao động thường xuyên theo hợp đồng"], 7400250)
        self.assertEqual(rows["Phạm Cúc"]["Lương và phụ cấp theo lương"], 0)
        self.assertEqual(rows["Trần Bình"]["Tiền thưởng"], 3000000)
        self.assertEqual(rows["Trần Bình"]["Thu nhập tăng thêm"], 3795000)
        self.assertEqual(rows["Phạm Cúc"]["Ghi chú"], "Không chuyển khoản: Chưa có số tài khoản")
        self.assertIsNone(rows["Phạm Cúc"]["Số tài khoản người hưởng"])
        self.assertEqual(self.total(run, "treasury")["Tổng số"], int(run.net))

    def test_the_second_part_names_the_cause_of_each_change_since_the_month_paid_last(self):
        gone = self.hire("Đỗ Dung", "civil_servant", pay_coefficient=3)
        self.paid(SEPTEMBER)
        gone.write({"active": False, "departure_date": date(2026, 9, 30)})
        self.binh.create_version({"date_version": OCTOBER, "pay_coefficient": 3.33, "decision_number": "12/QĐ-UBND"})
        new = self.hire("Võ Em", "civil_servant", pay_coefficient=3, since=OCTOBER)
        self._bonus(self.cuc, 500000)
        run = self.approved()
        changes = {row["Họ và tên"]: row for row in self.table(run, "treasury", "II. Thay đổi")}
        self.assertEqual(changes.keys(), {"Trần Bình", "Võ Em", "Phạm Cúc", "Đỗ Dung"})
        cause = "Ghi chú (nguyên nhân)"
        self.assertEqual(changes["Trần Bình"][cause], "Quyết định số 12/QĐ-UBND")
        self.assertEqual(changes["Võ Em"][cause], "Tháng trước chưa trả lương")
        self.assertEqual(changes["Đỗ Dung"][cause], "Tháng này không trả lương")
        self.assertEqual(changes["Phạm Cúc"][cause], "Khoản nhập trong tháng: Tiền thưởng")
        self.assertEqual(changes["Võ Em"]["Số tiền thay đổi"], int(self.slip_of(run, new).net))
        before = self.env["ward.pay.run"].search([("month", "=", SEPTEMBER), ("company_id", "=", self.ward.id)])
        self.assertEqual(
            self.total(run, "treasury", "II. Thay đổi")["Số tiền thay đổi"], int(run.net) - int(before.net)
        )
        self.assertIn("So với tháng 09/2026", self.texts(run, "treasury", "II. Thay đổi"))

    def test_the_month_compared_with_is_the_one_paid_last_even_when_one_lies_between(self):
        self.paid(date(2026, 8, 1))
        self.computed(SEPTEMBER)
        self.assertIn("So với tháng 08/2026", self.texts(self.computed(), "treasury", "II. Thay đổi"))

    def test_a_ward_sets_the_version_of_the_form_from_a_day_on_with_its_source(self):
        value = self.env["ward.law.value"].create(
            {
                "company_id": self.ward.id,
                "code": "treasury_list_form",
                "label": "Treasury list",
                "subject": "pay_forms",
                "unit": "word",
                "decided_by": "month worked",
                "since": OCTOBER,
                "value_kind": "word",
                "value_word": "09-short",
                "reference": "Công văn 1/KBNN",
            }
        )
        self._bonus(self.binh, 3000000)
        run = self.computed()
        rows = {row["Họ và tên"]: row for row in self.table(run, "treasury")}
        self.assertNotIn("Tiền thưởng", rows["Trần Bình"])
        self.assertEqual(rows["Trần Bình"]["Tiền phụ cấp và trợ cấp khác"], 3000000 + 3795000)
        self.assertIn("Tiền thưởng", self.table(self.computed(SEPTEMBER), "treasury")[0])
        value.value_word = "11"
        with self.assert_refused(UserError, "“11”"):
            self.table(run, "treasury")

    # -- insurance, tax, additional income ---------------------------------------------------

    def test_the_insurance_list_shows_what_the_lines_of_the_payslips_say(self):
        run = self.approved()
        rows = {row["Họ và tên"]: row for row in self.table(run, "insurance")}
        titles = {
            "SI_E": "BHXH: người lao động",
            "HI_E": "BHYT: người lao động",
            "UI_E": "BHTN: người lao động",
            "SI_ER": "BHXH: đơn vị",
            "OAD_ER": "TNLĐ-BNN: đơn vị",
            "HI_ER": "BHYT: đơn vị",
            "UI_ER": "BHTN: đơn vị",
        }
        for slip in run.slip_ids:
            amounts, row = self.amounts(slip), rows[slip.employee_name]
            for code, title in titles.items():
                self.assertEqual(row[title] or 0, amounts.get(code, 0), f"{slip.employee_name} {code}")
            self.assertEqual(row["Tiền lương làm căn cứ đóng"], int(slip.insurance_base))
            self.assertEqual(
                row["Tổng cộng phải đóng"], sum(amounts.get(code, 0) for code in titles), slip.employee_name
            )
        self.assertEqual(rows["Trần Bình"]["Mức đóng BHTN (sau mức trần)"], 0)
        self.assertEqual(rows["Phạm Cúc"]["Mức đóng BHTN (sau mức trần)"], 5920200)

    def test_insurance_of_earlier_months_stands_on_a_sheet_of_its_own(self):
        self.paid(SEPTEMBER)
        self.binh.create_version({"date_version": SEPTEMBER, "pay_coefficient": 3.33, "decision_number": "12"})
        run = self.approved()
        (row,) = self.table(run, "insurance", "Truy đóng")
        self.assertEqual((row["Họ và tên"], row["Của tháng"]), ("Trần Bình", "09/2026"))
        # 0.33 x 2,530,000 x 8%
        self.assertEqual(row["BHXH: người lao động"], 66792)
        now = {row["Họ và tên"]: row for row in self.table(run, "insurance")}
        self.assertEqual(now["Trần Bình"]["BHXH: người lao động"], 673992)

    def test_the_tax_list_leads_from_all_income_to_the_tax(self):
        run = self.approved()
        rows = {row["Họ và tên"]: row for row in self.table(run, "income_tax")}
        an, slip = rows["=Lê Văn An"], self.slip_of(run, self.an)
        self.assertEqual(
            [an[title] for title in ("Tổng thu nhập", "Thu nhập được miễn, không chịu thuế", "Thu nhập chịu thuế")],
            [27716150, 0, 27716150],
        )
        self.assertEqual(
            an["Thu nhập chịu thuế"] - an["Bảo hiểm bắt buộc được trừ"] - an["Giảm trừ bản thân"],
            an["Thu nhập tính thuế"],
        )
        self.assertEqual(an["Thu nhập tính thuế"], int(slip.taxable_income))
        self.assertEqual(an["Thuế đã khấu trừ"], 566349)
        self.assertEqual(self.total(run, "income_tax")["Thuế đã khấu trừ"], 566349)

    def test_the_list_of_additional_income_names_the_document_of_a_bonus(self):
        self._bonus(self.cuc, 500000)
        rows = {row["Họ và tên"]: row for row in self.table(self.approved(), "extra")}
        self.assertEqual(rows["Trần Bình"]["Thu nhập tăng thêm hằng tháng"], 3795000)
        self.assertEqual(rows["Phạm Cúc"]["Cộng"], 500000)
        self.assertEqual(rows["Phạm Cúc"]["Văn bản"], "QĐ 298/QĐ-UBND")

    # -- all lists ---------------------------------------------------------------------------

    def test_a_list_says_that_it_is_a_draft_until_the_run_is_approved(self):
        run = self.computed()
        for kind in LISTS:
            self.assertIn("BẢN NHÁP", self.texts(run, kind), kind)
            self.assertIn("-nhap.xlsx", run._pay_list(kind)[0])
        run.action_submit()
        run.with_user(self.ward_head).action_approve()
        for kind in LISTS:
            self.assertNotIn("BẢN NHÁP", self.texts(run, kind), kind)

    def test_a_run_that_is_not_computed_has_nothing_to_list(self):
        with self.assert_refused(UserError, "is not computed yet"):
            self.run_of(OCTOBER)._pay_list("bank")

    def test_totals_are_formulas_with_their_value_and_stand_in_words(self):
        run = self.approved()
        formula = self.total(run, "treasury", values=False)["Tổng số"]
        self.assertTrue(formula.startswith("=SUM("))
        self.assertIn(run._words(run.net), self.texts(run, "treasury"))

    def test_a_name_that_looks_like_a_formula_stays_a_name(self):
        run = self.approved()
        for kind in LISTS:
            cells = [cell for page in self.book(run, kind, values=False) for row in page.iter_rows() for cell in row]
            names = [cell for cell in cells if cell.value == "=Lê Văn An"]
            self.assertTrue(names, kind)
            self.assertEqual({cell.data_type for cell in names}, {"s"}, kind)

    def test_what_is_not_certain_is_said_on_the_list(self):
        run = self.computed()
        self.assertIn("chưa xác nhận mẫu thay thế", self.texts(run, "treasury"))
        self.assertIn("chưa xác nhận", self.texts(run, "insurance"))
        codes = ["public_duty_allowance_rate"]
        run._keep({"remarks": dict(run.remarks, uncertain=codes)})
        label = run.law["law"][codes[0]][-1]["label_vi"]
        for kind in LISTS:
            self.assertIn(f"Tính theo giá trị chưa chắc chắn, cần kế toán xác nhận: {label}", self.texts(run, kind))

    def test_a_list_costs_the_same_statements_for_three_and_for_twenty_people(self):
        spent = {}
        for month, more in ((SEPTEMBER, 0), (OCTOBER, 17)):
            for number in range(more):
                self.hire(f"Người {number}", "civil_servant", pay_coefficient=3)
            run = self.approved(month)
            for kind in LISTS:
                self.env.invalidate_all()
                with self.counted() as counted:
                    run.with_user(self.auditor)._pay_list(kind)
                spent.setdefault(kind, []).append(counted())
        for kind, (few, many) in spent.items():
            self.assertEqual(few, many, kind)

    def test_readers_of_the_run_get_the_lists_and_nobody_else(self):
        run = self.approved()
        foreign = self.user_of("pay_officer", self.other_ward)
        for kind in LISTS:
            for role in READERS:
                self.assertTrue(run.with_user(getattr(self, role))._pay_list(kind)[1], f"{role} {kind}")
            for user in (*(getattr(self, role) for role in CLOSED), foreign, self.env.ref("base.user_admin")):
                with self.assertRaises(AccessError):
                    run.with_user(user).with_context(allowed_company_ids=user.company_id.ids)._pay_list(kind)
        for role in CLOSED:
            with self.assertRaises(AccessError):
                run.with_user(getattr(self, role)).read(["account_text"])


@tagged("post_install", "-at_install")
class TestWardPayListRoutes(HttpCase, PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hire("Nguyễn Thị Lan", "civil_servant", user=cls.staff, pay_coefficient=3)
        cls.run_october = cls.approved(OCTOBER)
        cls.foreign = cls.user_of("pay_officer", cls.other_ward)
        for user in (*(getattr(cls, role) for role in READERS + CLOSED), cls.foreign):
            user.password = "a long enough password"

    def _get(self, user, kind):
        self.authenticate(user.login, "a long enough password")
        return self.url_open(f"/ward/pay/run/{self.run_october.id}/list/{kind}.xlsx")

    def test_each_list_opens_for_its_readers_and_is_nowhere_for_others(self):
        for kind in LISTS:
            for role in READERS:
                answer = self._get(getattr(self, role), kind)
                self.assertEqual((answer.status_code, answer.content[:2]), (200, b"PK"), f"{role} {kind}")
                self.assertEqual(answer.headers["Cache-Control"], "no-store")
            for user in (*(getattr(self, role) for role in CLOSED), self.foreign):
                self.assertEqual(self._get(user, kind).status_code, 404, f"{user.login} {kind}")

    def test_a_list_that_is_not_known_is_not_found(self):
        self.assertEqual(self._get(self.pay_officer, "secrets").status_code, 404)
