"""What a raise costs before it is signed, for those who see pay, and the sentence where the law is not known."""

from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .pay_case import PayCase
from .raise_case import RaiseCase

HALF = date(2023, 12, 16)


@tagged("post_install", "-at_install")
class TestWardRaiseEffect(RaiseCase, PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.held("Trần Văn An", HALF)
        cls.binh = cls.held("Lê Thị Bình", date(2024, 1, 15))
        cls.raises = cls.drawn_up()

    def test_the_effect_is_the_pay_run_of_the_month_with_and_without_the_decision(self):
        line = self.line_of(self.raises, self.an).sudo()
        before = self.slip_of(self.computed(date(2026, 12, 1)), self.an)
        self.assertEqual(line.pay_before, before.gross)
        employer = before.run_id.employer
        self.applied(self.an, "raise", line.day, pay_step=4)
        run = self.env["ward.pay.run"].search([("company_id", "=", self.ward.id)]).with_user(self.pay_officer)
        run.action_compute()
        self.assertEqual(line.pay_after, self.slip_of(run, self.an).gross)
        self.assertEqual(line.pay_difference, line.pay_after - line.pay_before)
        self.assertEqual(line.employer_difference, run.employer - employer)
        self.assertGreater(line.month_cost, line.pay_difference + line.employer_difference)

    def test_law_that_is_not_known_is_said_instead_of_a_figure(self):
        line = self.line_of(self.raises, self.binh, "raise").with_user(self.pay_officer)
        self.assertEqual(line.day, date(2027, 1, 15))
        self.assertFalse(line.pay_difference)
        self.assertIn("has no value in force on 01/01/2027", line.pay_words)

    def test_the_list_adds_up_what_is_known_and_says_how_many_are_not(self):
        raises = self.raises.with_user(self.pay_officer)
        line = self.line_of(raises, self.an)
        self.assertEqual(raises.pay_difference, line.pay_difference)
        self.assertEqual(raises.month_cost, line.month_cost)
        self.assertIn("1 of 2 people is not known", raises.effect_words)

    def test_đồng_is_read_by_pay_officer_head_and_auditor_alone(self):
        line = self.line_of(self.raises, self.an)
        for user in (self.pay_officer, self.ward_head, self.auditor):
            self.assertTrue(line.with_user(user).pay_difference)
        for name in ("pay_before", "pay_after", "pay_difference", "employer_difference", "month_cost", "pay_words"):
            with self.assertRaises(AccessError):
                line.with_user(self.hr_officer).read([name])
        with self.assertRaises(AccessError):
            self.raises.with_user(self.hr_officer).read(["month_cost"])
        self.assertTrue(line.with_user(self.hr_officer).coefficient_after)

    def test_nothing_of_the_pay_run_is_kept_by_reckoning(self):
        self.assertFalse(self.env["ward.pay.run"].search_count([("company_id", "=", self.ward.id)]))
