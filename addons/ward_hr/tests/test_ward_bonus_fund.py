"""The bonus fund of a year: by law from the pay, spent by awards, with a last day."""

from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

NOVEMBER = date(2026, 11, 1)


@tagged("post_install", "-at_install")
class TestWardBonusFund(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Nguyễn Văn An", "civil_servant", pay_coefficient=3.0, leadership_coefficient=0.35)
        cls.fund = (
            cls.env["ward.bonus.fund"]
            .with_user(cls.pay_officer)
            .create({"year": 2026, "company_id": cls.ward.id})
        )

    def award(self, amount, month=NOVEMBER):
        return self.env["ward.pay.input"].create(
            {
                "company_id": self.ward.id,
                "month": month,
                "employee_id": self.an.id,
                "component_id": self.env["ward.pay.component"].search([("code", "=", "BONUS")]).id,
                "amount": amount,
                "reference": "Quyết định 300/QĐ-UBND",
            }
        )

    def test_the_fund_is_ten_percent_of_the_salary_without_allowances_a_month_not_computed_as_the_latest(self):
        self.computed(OCTOBER)
        # 3.00 x 2,530,000 x 12 months x 10%; the leadership allowance is not in it
        self.assertEqual(self.fund.fund, 9108000)
        self.assertEqual(self.fund.months, 1)

    def test_awards_are_taken_from_it_until_nothing_is_left(self):
        self.computed(OCTOBER)
        self.award(2000000)
        self.assertEqual((self.fund.spent, self.fund.left), (2000000, 7108000))
        self.assertFalse(self.fund.remark)
        self.award(7108001, OCTOBER)
        self.env.invalidate_all()
        self.assertEqual(self.fund.left, -1)
        self.assertIn("The awards exceed the fund", self.fund.remark)

    def test_the_budget_takes_the_place_of_the_fund_by_law_and_more_than_that_is_said(self):
        self.computed(OCTOBER)
        self.fund.budget = 5000000
        self.assertEqual(self.fund.left, 5000000)
        self.fund.budget = 9108001
        self.assertIn("more than the fund by law", self.fund.remark)

    def test_a_year_without_pay_says_so(self):
        self.assertEqual(self.fund.fund, 0)
        self.assertIn("No month of the year is computed yet", self.fund.remark)

    def test_the_last_day_is_that_of_the_law(self):
        self.assertEqual(self.fund.last_day, date(2027, 1, 31))

    def regulation(self, since, **more):
        return (
            self.env["ward.bonus.regulation"]
            .with_user(self.pay_officer)
            .create({"since": since, "reference": f"Quy chế từ {since}", "company_id": self.ward.id, **more})
        )

    def test_the_regulations_of_a_year_are_those_that_hold_on_one_of_its_days(self):
        self.assertFalse(self.fund.regulation_ids)
        self.regulation("2024-01-01")
        held = self.regulation("2025-03-01")
        new = self.regulation("2026-06-01")
        self.regulation("2027-01-01")
        self.fund.invalidate_recordset()
        self.assertEqual(self.fund.regulation_ids, held | new)

    def test_an_award_above_the_regulation_of_its_month_is_refused_with_both_figures(self):
        self.regulation("2026-01-01", most=2000000)
        self.regulation("2026-11-15", most=3000000)
        self.award(3000000)
        with self.assertRaises(ValidationError) as refused:
            self.award(2000001, OCTOBER)
        for part in ("Nguyễn Văn An", "2,000,001", "2,000,000", "Quy chế từ 2026-01-01"):
            self.assertIn(part, str(refused.exception))

    def test_its_button_opens_the_awards_of_the_year(self):
        award = self.award(2000000)
        self.award(1000000, date(2027, 1, 1))
        action = self.fund.action_awards()
        self.assertEqual(self.env[action["res_model"]].search(action["domain"]), award)

    def test_those_who_do_not_read_pay_do_not_read_it(self):
        stranger = self.user_of("pay_officer", self.other_ward)
        for user in (self.staff, self.unit_head, self.hr_officer, stranger):
            with self.assertRaises(AccessError):
                self.fund.with_user(user).read(["fund"])

    def test_ten_years_are_read_by_as_many_statements_as_two(self):
        self.computed(OCTOBER)

        def cost(years):
            funds = self.env["ward.bonus.fund"].create(
                [{"year": year, "company_id": self.ward.id} for year in years]
            )
            with self.counted() as spent:
                funds.mapped("left")
            return spent()

        cost([2024])
        self.assertEqual(cost(range(2010, 2020)), cost(range(2030, 2032)))
