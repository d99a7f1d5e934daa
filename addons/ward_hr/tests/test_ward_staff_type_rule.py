from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..pay.shipped import shipped_components
from .pay_case import PayCase

OCT = date(2026, 10, 1)
DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestWardStaffTypeRule(PayCase):
    """What follows from a person's standing, on a day."""

    def kind(self, code):
        return self.env["ward.staff.type"].search([("code", "=", code)])

    def own(self, code, subject, since, applies):
        return self.env["ward.staff.type.rule"].with_user(self.hr_officer).create(
            {
                "staff_type_id": self.kind(code).id,
                "subject": subject,
                "since": since,
                "applies": applies,
                "reference": "45/QĐ-UBND",
            }
        )

    def test_a_civil_servant_has_public_duty_and_no_unemployment_insurance(self):
        person = self.kind("civil_servant")
        self.assertTrue(person._implies("public_duty", OCT, self.ward))
        self.assertFalse(person._implies("unemployment", OCT, self.ward))

    def test_before_the_first_rule_the_answer_is_refused_with_that_day(self):
        person, first = self.kind("public_employee"), date(2026, 1, 1)
        with self.assert_refused(UserError, "the first known rule begins on 01/01/2026"):
            person._implies("unemployment", first - DAY, self.ward)
        self.assertTrue(person._implies("unemployment", first, self.ward))
        self.assertTrue(person._implies("unemployment", first + DAY, self.ward))

    def test_what_no_rule_speaks_of_is_refused(self):
        with self.assert_refused(UserError, "no rule is entered"):
            self.kind("seconded")._implies("insurance", OCT, self.ward)

    def test_the_ward_s_own_rule_goes_first_from_its_day(self):
        self.own("contract_negotiated", "public_duty", OCT, True)
        person = self.kind("contract_negotiated")
        answers = [person._implies("public_duty", day, self.ward) for day in (OCT - DAY, OCT, OCT + DAY)]
        self.assertEqual(answers, [False, True, True])
        self.assertFalse(person._implies("public_duty", OCT, self.other_ward))

    def test_what_is_shipped_is_not_changed(self):
        shipped = self.env["ward.staff.type.rule"].search([("origin", "=", "shipped")], limit=1)
        with self.assert_refused(UserError, "comes with the system"):
            shipped.with_user(self.hr_officer).applies = True

    def test_the_pay_of_a_month_follows_the_rules_of_its_days(self):
        person = self.hire("Vũ Hợp Đồng", "contract_26", pay_coefficient=3)
        self.own("contract_26", "public_duty", date(2026, 10, 16), True)
        run = self.computed(OCT)
        amounts = self.amounts(self.slip_of(run, person))
        self.assertEqual(amounts["PUBLIC_DUTY"], 979_355)  # 25% of 7,590,000 on 16 of 31 days
        self.assertEqual(amounts["UI_E"], 75_900)
        self.own("contract_26", "unemployment", OCT, False)
        run.action_compute()
        self.assertNotIn("UI_E", self.amounts(self.slip_of(run, person)))
        gone = run.difference_ids.filtered(lambda row: row.against == "revision" and row.component_id.code == "UI_E")
        self.assertEqual((gone.cause, gone.document), ("law", "45/QĐ-UBND"))

    def test_a_rule_that_comes_after_the_pay_is_made_up(self):
        person = self.hire("Vũ Hợp Đồng", "contract_26", pay_coefficient=3)
        self.paid(OCT)
        self.own("contract_26", "public_duty", OCT, True)
        slip = self.slip_of(self.computed(date(2026, 11, 1)), person)
        back = {line.code: int(line.amount) for line in slip.line_ids if line.back}
        self.assertEqual(back, {"PUBLIC_DUTY": 1_897_500})

    def test_the_lists_used_where_no_rule_is_known_say_the_same(self):
        """Before the first rule of a matter the national components name their staff types themselves."""
        subjects = {"PUBLIC_DUTY": "public_duty", "EXTRA_MONTH": "additional_income", "UI_E": "unemployment"}
        shipped = {component.code: component.staff_types for component in shipped_components()}
        for code, subject in subjects.items():
            rules = self.env["ward.staff.type.rule"].search(
                [("subject", "=", subject), ("origin", "=", "shipped"), ("applies", "=", True)]
            )
            with self.subTest(component=code):
                self.assertEqual(set(rules.staff_type_id.mapped("code")), set(shipped[code]))
