"""The pay budget: spent, forecast of the rest of the year by what is known, left; marked as what it is."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .pay_case import PayCase

OCTOBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (10, 11, 12))
READERS = ("pay_officer", "ward_head", "auditor")
CLOSED = ("staff", "hr_officer", "unit_head", "upper_tier")
# a civil servant of coefficient 3.00: pay and the employer's shares
MONTH = 13282500 + 1555950


@tagged("post_install", "-at_install")
class TestWardPayBudget(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls.env["hr.department"].create({"name": "Văn phòng", "company_id": cls.ward.id})
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", pay_coefficient=3, department_id=cls.office.id)
        cls.computed(OCTOBER)
        cls.budget = (
            cls.env["ward.pay.budget"]
            .with_user(cls.pay_officer)
            .create({"year": 2026, "budget": 100000000, "reference": "QĐ 1", "company_id": cls.ward.id})
        )

    def _cost(self, *domain):
        rows = self.env["ward.pay.analysis"].with_user(self.auditor)
        groups = rows._read_group(
            [("section", "!=", "deduction"), *domain], ["month:day", "kind"], ["amount:sum"], order="month:day"
        )
        return [(month, kind, int(amount)) for month, kind, amount in groups]

    def test_the_rest_of_the_year_is_reckoned_and_marked_as_forecast(self):
        self.budget.action_forecast()
        self.assertEqual((self.budget.spent, self.budget.expected), (MONTH, 2 * MONTH))
        self.assertEqual(self.budget.left, 100000000 - 3 * MONTH)
        self.budget.spent_before = 10000000
        self.assertEqual(self.budget.left, 90000000 - 3 * MONTH)
        self.assertEqual(
            self._cost(),
            [(OCTOBER, "computed", MONTH), (NOVEMBER, "forecast", MONTH), (DECEMBER, "forecast", MONTH)],
        )
        self.assertIn("Forecast", self.budget.forecast_text)
        self.assertEqual(self._cost(("department_id", "=", self.office.id))[-1], (DECEMBER, "forecast", MONTH))

    def test_the_cost_by_component_and_unit_is_that_of_the_payslips(self):
        costs = self.env["ward.pay.analysis"].with_user(self.auditor)
        by_component = dict(
            costs._read_group([("month", "=", OCTOBER), ("kind", "=", "computed")], ["component_id"], ["amount:sum"])
        )
        lines = self.env["ward.payslip.line"].search([("payslip_id.company_id", "=", self.ward.id)])
        self.assertGreater(len(by_component), 8)
        for line in lines:
            with self.subTest(component=line.code):
                self.assertEqual(by_component[line.component_id], line.amount)
        by_unit = costs._read_group([("month", "=", OCTOBER)], ["department_id", "section"], ["amount:sum"])
        self.assertEqual(
            {(unit, section): amount for unit, section, amount in by_unit}[self.office, "earning"],
            self.env["ward.payslip"].search([("employee_id", "=", self.lan.id)]).gross,
        )

    def test_a_decision_that_is_known_counts_from_its_day(self):
        self.lan.create_version({"date_version": DECEMBER, "pay_coefficient": 3.33, "decision_number": "12"})
        self.budget.action_forecast()
        november, december = (amount for _month, _kind, amount in self._cost()[1:])
        self.assertEqual(november, MONTH)
        # 0.33 x 2,530,000 x (1 + 25% + 50% + 20.5%), each line rounded
        self.assertEqual(december - november, 834900 + 208725 + 417450 + 141933 + 4175 + 25047)

    def test_a_month_that_is_computed_takes_the_place_of_its_forecast(self):
        self.budget.action_forecast()
        self.assertFalse(self.budget.overtaken)
        self.computed(NOVEMBER)
        self.budget.invalidate_recordset()
        self.assertEqual((self.budget.spent, self.budget.expected), (2 * MONTH, MONTH))
        self.assertTrue(self.budget.overtaken)
        self.assertEqual([kind for _month, kind, _amount in self._cost()], ["computed", "computed", "forecast"])

    def test_a_law_that_is_not_known_is_named_and_the_month_before_is_taken(self):
        self.env["ward.law.value"].create(
            {
                "company_id": self.ward.id,
                "code": "hanoi_extra_income_monthly",
                "label": "Additional income",
                "subject": "extra_income",
                "unit": "x basic salary fund",
                "decided_by": "month worked",
                "since": DECEMBER,
                "repealed": True,
                "reference": "NQ 1",
            }
        )
        self.budget.action_forecast()
        self.assertIn("12/2026 is taken as the month before", self.budget.forecast_text)
        self.assertEqual(self._cost()[-1], (DECEMBER, "forecast", MONTH))

    def test_who_lacks_facts_is_left_out_and_named(self):
        self.hire("Võ Em", "civil_servant", since=NOVEMBER)
        self.budget.action_forecast()
        self.assertIn("Left out, because facts are missing: Võ Em", self.budget.forecast_text)

    def test_without_a_computed_month_there_is_nothing_to_start_from(self):
        other = self.budget.create({"year": 2025, "budget": 1, "reference": "QĐ 1", "company_id": self.ward.id})
        with self.assert_refused(UserError, "no month of that year is computed"):
            other.action_forecast()

    def test_the_forecast_is_made_by_the_pay_officer_and_seen_by_readers_of_pay(self):
        self.budget.action_forecast()
        for role in ("ward_head", "auditor"):
            with self.assertRaises(AccessError):
                self.budget.with_user(getattr(self, role)).action_forecast()
        with self.assert_refused(UserError, "cannot be written"):
            self.budget.write({"forecast_about": {}})
        for model in ("ward.pay.budget", "ward.pay.forecast"):
            for role in READERS:
                self.assertTrue(self.env[model].with_user(getattr(self, role)).search([]), f"{role} {model}")
            for role in CLOSED:
                with self.assertRaises(AccessError):
                    self.env[model].with_user(getattr(self, role)).search([])
            foreign = self.user_of("pay_officer", self.other_ward, login=model)
            theirs = self.env[model].with_user(foreign).with_context(allowed_company_ids=self.other_ward.ids)
            self.assertFalse(theirs.search([]))
            for field in self.env[model]._fields.values():
                self.assertTrue(field.groups or field.type != "monetary", f"{model}.{field.name}")

    def test_a_forecast_costs_the_same_statements_for_one_and_for_eleven_people(self):
        spent = []
        for more in (0, 10):
            for number in range(more):
                self.hire(f"Người {number}", "civil_servant", pay_coefficient=3, department_id=self.office.id)
            self.budget.action_forecast()
            self.env.flush_all()
            self.env.invalidate_all()
            with self.counted() as counted:
                self.budget.action_forecast()
                self.env.flush_all()
            spent.append(counted())
        self.assertEqual(*spent)
