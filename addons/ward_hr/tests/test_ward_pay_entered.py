"""Amounts entered for somebody who is not in service: paid and taxed alone, or refused by name, never dropped."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


@tagged("post_install", "-at_install")
class TestWardPayEntered(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Nguyễn Văn An", "civil_servant", pay_coefficient=3.0)
        cls.binh = cls.hire("Trần Thị Bình", "civil_servant", pay_coefficient=3.33)

    def retired(self, person, day):
        person.version_id.departure_date = day
        person.with_context(no_wizard=True).action_archive()

    def enter(self, person, amount, month=NOVEMBER, code="BONUS"):
        return self.env["ward.pay.input"].create(
            {
                "month": month,
                "company_id": self.ward.id,
                "employee_id": person.id,
                "component_id": self.env["ward.pay.component"].search([("code", "=", code)]).id,
                "amount": amount,
                "reference": "QĐ 99 ngày 20/11/2026",
            }
        )

    def test_who_retired_gets_the_bonus_with_its_tax_and_nothing_else(self):
        self.paid(OCTOBER)
        self.retired(self.an, date(2026, 10, 31))
        self.enter(self.an, 40_000_000)
        run = self.computed(NOVEMBER)
        slip = self.slip_of(run, self.an)
        self.assertEqual(set(self.amounts(slip)), {"BONUS", "PIT"})
        self.assertEqual((slip.days, self.amounts(slip)["BONUS"]), (0, 40_000_000))
        self.assertEqual(slip.net, 40_000_000 - slip.deductions)
        self.assertIn("Not in service, paid the amounts entered alone: Nguyễn Văn An", run.remark_text)

    def test_a_bonus_paid_to_who_retired_is_not_claimed_back_later(self):
        self.paid(OCTOBER)
        self.retired(self.an, date(2026, 10, 31))
        self.enter(self.an, 5_000_000)
        self.paid(NOVEMBER)
        run = self.run_of(DECEMBER)
        run.action_look_again()
        self.assertFalse(self.slip_of(run, self.an))
        self.assertFalse(run.back_count)

    def test_a_bonus_and_back_pay_come_on_one_payslip(self):
        self.paid(OCTOBER)
        self.an.version_id.leadership_coefficient = 0.35
        self.retired(self.an, date(2026, 10, 31))
        self.enter(self.an, 5_000_000)
        slip = self.slip_of(self.computed(NOVEMBER), self.an)
        self.assertEqual(len(slip), 1)
        self.assertEqual(self.amounts(slip)["BONUS"], 5_000_000)
        self.assertEqual(self.amounts(slip)["LEAD"], 885_500)

    def test_who_was_never_paid_here_is_listed_and_refused_by_name(self):
        later = self.hire("Hoàng Văn Mới", "civil_servant", pay_coefficient=3.0, since=DECEMBER)
        self.enter(later, 5_000_000)
        run = self.run_of(NOVEMBER)
        self.assertEqual(run.missing_employee_ids, later)
        with self.assert_refused(UserError, "Hoàng Văn Mới: an amount is entered, but the person is not in service"):
            run.action_compute()

    def test_an_amount_whose_component_does_not_apply_is_refused_by_name(self):
        bonus = self.enter(self.an, 5_000_000).component_id
        bonus.staff_type_ids = self.staff_type("elected")
        with self.assert_refused(UserError, "reach no payslip.\nNguyễn Văn An: Bonus\n"):
            self.computed(NOVEMBER)

    def test_amounts_of_who_is_left_out_with_a_reason_wait_with_them(self):
        self.paid(OCTOBER)
        self.enter(self.an, 5_000_000)
        run = self.run_of(NOVEMBER)
        run.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Đang xác minh"})]
        run.action_compute()
        self.assertFalse(self.slip_of(run, self.an))

    def test_the_statements_do_not_grow_with_the_amounts_of_people_who_left(self):
        people = [self.hire(f"Người {number}", "civil_servant", pay_coefficient=3.0) for number in range(12)]
        self.paid(OCTOBER)
        for one in people:
            self.retired(one, date(2026, 10, 31))
        counts, run = [], self.computed(NOVEMBER)
        for some in (people[:2], people[2:]):
            for one in some:
                self.enter(one, 1_000_000)
            with self.counted() as spent:
                run._compute_slips()
            counts.append(spent())
        self.assertEqual(*counts)
        self.assertEqual(len(run.slip_ids), 14)
