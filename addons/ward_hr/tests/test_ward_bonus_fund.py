"""The bonus fund of a year: by law from the pay, spent by awards, with a last day."""

from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

NOVEMBER, JANUARY, FEBRUARY = date(2026, 11, 1), date(2027, 1, 1), date(2027, 2, 1)


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

    def award(self, amount, month=NOVEMBER, **more):
        return self.env["ward.pay.input"].create(
            {
                **more,
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

    def test_an_award_paid_in_january_counts_to_the_year_it_is_charged_to(self):
        self.computed(OCTOBER)
        next_year = self.fund.create({"year": 2027, "company_id": self.ward.id})
        award = self.award(2000000, JANUARY, fund_year=2026)
        self.assertEqual((self.fund.spent, self.fund.left, next_year.spent), (2000000, 7108000, 0))
        self.assertEqual(self.env["ward.pay.input"].search(self.fund.action_awards()["domain"]), award)
        self.assertFalse(self.env["ward.pay.input"].search(next_year.action_awards()["domain"]))
        award.fund_year = 2027
        self.env.invalidate_all()
        self.assertEqual((self.fund.spent, next_year.spent), (0, 2000000))

    def test_an_award_without_a_year_is_of_the_year_of_its_month_and_other_amounts_are_of_none(self):
        self.assertEqual(self.award(2000000, NOVEMBER).fund_year, 2026)
        award = self.award(2000000, JANUARY)
        self.assertEqual(award.fund_year, 2027)
        award.month = date(2026, 12, 1)
        self.assertEqual(award.fund_year, 2026)
        award.component_id = self.env["ward.pay.component"].search([("code", "=", "EXTRA_YEAR")])
        self.assertFalse(award.fund_year)

    def test_after_the_last_day_of_a_fund_nothing_is_charged_to_it(self):
        for month, year in ((FEBRUARY, 2026), (JANUARY, 2025)):
            with self.subTest(month=month), self.assertRaises(ValidationError) as refused:
                self.award(2000000, month, fund_year=year)
            for part in ("Nguyễn Văn An", f"{month:%m/%Y}", f"bonus fund of {year}", f"31/01/{year + 1}"):
                self.assertIn(part, str(refused.exception))
        award = self.award(2000000, JANUARY, fund_year=2026)
        with self.assertRaises(ValidationError):
            award.write({"month": FEBRUARY, "fund_year": 2026})

    def test_nothing_is_charged_to_a_fund_that_has_not_begun(self):
        with self.assertRaises(ValidationError) as refused:
            self.award(2000000, date(2026, 12, 1), fund_year=2027)
        self.assertIn("begins on 01/01/2027", str(refused.exception))

    def test_the_last_day_that_a_ward_has_entered_decides(self):
        self.env["ward.law.value"].create(
            {
                "code": "bonus_fund_last_day",
                "since": date(2026, 12, 1),
                "value_word": "02-28",
                "reference": "CV 12/STC",
                "company_id": self.ward.id,
            }
        )
        self.assertEqual(self.award(2000000, FEBRUARY, fund_year=2026).fund_year, 2026)

    def test_an_imported_award_is_charged_as_the_file_says(self):
        self.env.flush_all()
        rows = self.env["ward.pay.input"].with_user(self.pay_officer).load(
            ["month", "employee_id/.id", "component_id", "amount", "reference", "fund_year"],
            [
                ["2027-01-01", str(self.an.id), "Bonus", "1000000", "QĐ 1", "2026"],
                ["2026-12-01", str(self.an.id), "Bonus", "1000000", "QĐ 1", ""],
            ],
        )
        self.assertEqual([row.fund_year for row in self.env["ward.pay.input"].browse(rows["ids"])], [2026, 2026])

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
        self.award(1000000, JANUARY)
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
