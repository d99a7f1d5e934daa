"""A take-home pay below 0: nothing is transferred, the lists agree, and the debt is named until it is recovered."""

from datetime import date

from odoo.tests import tagged

from .list_case import ListCase
from .pay_case import OCTOBER

SEPTEMBER, NOVEMBER, DECEMBER = date(2026, 9, 1), date(2026, 11, 1), date(2026, 12, 1)


@tagged("post_install", "-at_install")
class TestWardPayOwed(ListCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        cls.binh = cls.hire("Trần Bình", "civil_servant", pay_coefficient=3)
        cls.cuc = cls.hire("Phạm Cúc", "civil_servant", pay_coefficient=3)
        cls.give_account(cls.an, "0123456789")
        cls.give_account(cls.binh, "9876543210")
        cls.net = 12561450  # of each of them

    def enter(self, employee, code, amount, month=OCTOBER):
        return self.env["ward.pay.input"].with_user(self.pay_officer).create(
            {
                "company_id": self.ward.id,
                "month": month,
                "employee_id": employee.id,
                "component_id": self.env.ref(f"ward_hr.ward_pay_component_{code}").id,
                "amount": amount,
                "reference": "Phiếu chi 1",
            }
        )

    def below_zero(self, finish=None):
        """October, in which Bình owes 2,000,000."""
        self.enter(self.binh, "advance", self.net + 2_000_000)
        run = (finish or self.paid)(OCTOBER)
        self.assertEqual(int(self.slip_of(run, self.binh).net), -2_000_000)
        return run

    def remarks(self, run):
        run.invalidate_recordset()
        return run.remark_text or ""

    def test_the_treasury_list_asks_for_what_is_transferred_and_names_the_others_with_what_they_owe(self):
        run = self.below_zero()
        self.assertEqual([row["Họ và tên"] for row in self.table(run, "treasury")], ["Lê Văn An", "Phạm Cúc"])
        self.assertEqual(self.total(run, "treasury")["Tổng số"], 2 * self.net)
        [row] = self.table(run, "treasury", "III. Không chi trả")
        self.assertEqual((row["Họ và tên"], row["Số còn phải thu"]), ("Trần Bình", 2_000_000))
        self.assertEqual(row["Tổng tiền lương"] + row["Các khoản trừ vào lương (-)"], -2_000_000)

    def test_the_totals_of_the_bank_list_and_of_the_treasury_list_agree(self):
        run = self.below_zero()
        transferred = self.total(run, "bank", "Chuyển khoản")["Số tiền"]
        otherwise = self.total(run, "bank", "Không chuyển khoản")["Số tiền"]
        self.assertEqual((transferred, otherwise), (self.net, self.net))  # Cúc has no account
        self.assertEqual(transferred + otherwise, self.total(run, "treasury")["Tổng số"])

    def test_a_month_in_which_everybody_is_paid_has_an_empty_third_part(self):
        self.assertFalse(self.table(self.approved(), "treasury", "III. Không chi trả"))

    def test_the_part_of_changes_compares_what_was_transferred(self):
        self.paid(SEPTEMBER)
        run = self.below_zero()
        [row] = self.table(run, "treasury", "II. Thay đổi")
        self.assertEqual(
            (row["Họ và tên"], row["Tháng trước"], row["Tháng này"], row["Số tiền thay đổi"]),
            ("Trần Bình", self.net, 0, -self.net),
        )

    def test_the_run_says_who_is_below_zero_and_what_to_do(self):
        text = self.remarks(self.below_zero(self.computed))
        self.assertIn("Lower them and compute again, or agree how it is repaid", text)
        self.assertIn("People: Trần Bình", text)

    def test_the_next_runs_name_person_and_amount_until_it_is_recovered(self):
        self.below_zero()
        november = self.run_of(NOVEMBER)
        self.assertIn("STILL OWED of earlier months", self.remarks(november))
        self.assertIn("Trần Bình (2,000,000)", self.remarks(november))
        self.enter(self.binh, "recovery", 1_500_000, NOVEMBER)
        november.action_compute()
        self.assertIn("Trần Bình (500,000)", self.remarks(november.with_user(self.ward_head)))
        self.assertEqual(int(self.slip_of(november, self.binh).net), self.net - 1_500_000)
        november.action_submit()
        november.with_user(self.ward_head).action_approve()
        november.action_pay()
        self.assertNotIn("STILL OWED", self.remarks(november), "what is paid is sealed, and no page to work on")
        december = self.run_of(DECEMBER)
        self.assertIn("Trần Bình (500,000)", self.remarks(december))
        self.enter(self.binh, "recovery", 500_000, DECEMBER)
        self.assertNotIn("STILL OWED", self.remarks(december))

    def test_a_recovery_that_exceeds_pay_again_leaves_the_rest_owed(self):
        self.below_zero()
        self.enter(self.binh, "recovery", 2_000_000, NOVEMBER)
        self.enter(self.binh, "advance", self.net - 1_500_000, NOVEMBER)
        self.assertEqual(int(self.slip_of(self.paid(NOVEMBER), self.binh).net), -500_000)
        self.assertIn("Trần Bình (500,000)", self.remarks(self.run_of(DECEMBER)))

    def test_what_somebody_who_left_repaid_is_noted_without_a_payslip(self):
        self.below_zero()
        self.binh.version_id.departure_date = date(2026, 10, 31)
        november = self.computed(NOVEMBER)
        self.assertIn("Trần Bình (2,000,000)", self.remarks(november))
        self.enter(self.binh, "recovery", 2_000_000, NOVEMBER)
        november.action_compute()
        self.assertNotIn("Trần Bình", self.remarks(november))

    def test_what_is_not_paid_yet_is_owed_by_nobody(self):
        self.below_zero(self.approved)
        self.assertNotIn("STILL OWED", self.remarks(self.run_of(NOVEMBER)))
