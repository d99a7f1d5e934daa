"""A value of law that an officer enters: what it may not contradict, and what it touches."""

from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .pay_case import OCTOBER, PayCase

NOVEMBER = date(2026, 11, 1)


@tagged("post_install", "-at_install")
class TestWardLawFit(PayCase):
    def enter(self, code, since, number=0, **more):
        return (
            self.env["ward.law.value"]
            .with_user(self.pay_officer)
            .create({"code": code, "since": since, "value_number": number, "reference": "NQ 12/2026", **more})
        )

    def test_a_second_value_of_a_day_is_refused_naming_the_first(self):
        self.enter("base_salary", NOVEMBER, 2_600_000)
        with self.assert_refused(ValidationError, "your ward has one of that day: Base salary 2,600,000"):
            self.enter("base_salary", NOVEMBER, 2_700_000)

    def test_a_value_is_not_moved_onto_the_day_of_another(self):
        self.enter("base_salary", NOVEMBER, 2_600_000)
        later = self.enter("base_salary", date(2026, 12, 1), 2_700_000)
        with self.assert_refused(ValidationError, "your ward has one of that day"):
            later.since = NOVEMBER

    def test_known_law_is_not_contradicted_on_its_day(self):
        with self.assert_refused(ValidationError, "contradicts what is known: Base salary 2,530,000"):
            self.enter("base_salary", date(2026, 7, 1), 3_000_000)

    def test_nor_between_two_known_values_which_are_both_named(self):
        with self.assertRaises(ValidationError) as refused:
            self.enter("base_salary", date(2026, 6, 1), 3_000_000)
        message = str(refused.exception)
        for part in ("3,000,000", "01/06/2026", "2,340,000", "01/07/2024", "2,530,000", "01/07/2026"):
            self.assertIn(part, message)

    def test_days_without_a_value_are_refused_naming_both_ends(self):
        with self.assert_refused(ValidationError, "until the day before 01/03/2027 nothing would be known") as _:
            self.enter("hanoi_extra_income_monthly", date(2027, 3, 1), 0.5)
        self.enter("hanoi_extra_income_monthly", date(2027, 1, 1), 0)
        self.enter("hanoi_extra_income_monthly", date(2027, 3, 1), 0.5)

    def test_an_end_before_a_later_value_is_refused(self):
        self.enter("base_salary", date(2026, 12, 1), 2_700_000)
        with self.assert_refused(ValidationError, "leaves a gap"):
            self.enter("base_salary", NOVEMBER, repealed=True)

    def test_shipped_law_is_changed_by_no_field(self):
        shipped = self.env["ward.law.value"].search([("code", "=", "base_salary"), ("origin", "=", "shipped")], limit=1)
        for name, content in {"since": OCTOBER, "reference": "x", "confidence": "common", "active": False}.items():
            with self.assert_refused(UserError, "cannot be changed or deleted here"):
                shipped.with_user(self.pay_officer).write({name: content})

    def test_both_time_lines_are_kept(self):
        value = self.enter("base_salary", NOVEMBER, 2_600_000)
        self.assertEqual(value.since, NOVEMBER)
        self.assertEqual(value.create_date.date(), self.env.cr.now().date())

    def test_before_it_is_saved_it_says_which_runs_and_how_many_people_it_touches(self):
        self.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        self.hire("Trần Bình", "civil_servant", pay_coefficient=3)
        self.paid(OCTOBER)
        self.computed(NOVEMBER)
        form = Form(self.env["ward.law.value"].with_user(self.pay_officer))
        form.code, form.label, form.unit, form.decided_by = "base_salary", "Base salary", "VND/month", "month worked"
        form.subject, form.reference = "base_salary", "Nghị định 300/2026/NĐ-CP"
        form.since = OCTOBER
        self.assertIn("10/2026 (Paid): 2 people; paid: the difference comes as back pay", form.impact_text)
        self.assertIn("11/2026 (Computed): 2 people; compute it again", form.impact_text)
        form.since = NOVEMBER
        self.assertNotIn("10/2026", form.impact_text)
        self.assertIn("Basic salary", form.component_names)
        self.assertIn("Public-duty allowance", form.component_names, "it builds on the basic salary")

    def test_a_value_that_no_pay_uses_says_so(self):
        self.assertIn("No component of pay", self.enter("trainer_fee_max_session", OCTOBER, 1).impact_text)

    def test_what_it_touches_costs_the_same_for_few_and_for_many(self):
        value = self.enter("base_salary", NOVEMBER, 2_600_000)
        counts, run = [], self.run_of(NOVEMBER)
        for crowd in (2, 30):
            for number in range(crowd):
                self.hire(f"Người {crowd} {number}", "civil_servant", pay_coefficient=3)
            run.action_compute()
            with self.counted() as spent:
                self.assertIn("11/2026", value.impact_text)
            counts.append(spent())
        self.assertEqual(*counts)
