"""Leave that the ward does not pay, from the request to the payslip: by days, told, and made up when it comes late."""

from datetime import date

from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

MONDAY, TUESDAY = date(2026, 10, 5), date(2026, 10, 6)


@tagged("post_install", "-at_install")
class TestWardPayAbsence(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=3)

    def basic(self, run):
        return self.amounts(self.slip_of(run, self.an))["BASIC"]

    def test_approved_unpaid_leave_is_taken_off_by_working_days(self):
        self.leave(self.an, MONDAY, TUESDAY)
        run = self.computed()
        slip = self.slip_of(run, self.an)
        self.assertEqual((self.basic(run), slip.absent_days), (6900000, 2))
        self.assertFalse(slip.not_covered)
        line = slip.line_ids.filtered(lambda one: one.code == "BASIC")
        self.assertIn("20/22 working days", line.formula)
        self.assertIn("Days without pay: Lê Văn An", run.remark_text)

    def test_leave_that_is_not_approved_or_is_paid_takes_nothing(self):
        self.leave(self.an, MONDAY, MONDAY, state="confirm")
        self.leave(self.an, TUESDAY, TUESDAY, kind="paid")
        run = self.computed()
        self.assertEqual(self.basic(run), 7590000)
        self.assertFalse(self.slip_of(run, self.an).absent_days)

    def test_half_a_day_is_half(self):
        self.leave(self.an, MONDAY, MONDAY, request_date_from_period="am", request_date_to_period="am")
        self.assertEqual(self.slip_of(self.computed(), self.an).absent_days, 0.5)

    def test_leave_over_several_days_that_begins_and_ends_at_noon_takes_half_of_these_days(self):
        for noon, days in (
            ({"request_date_from_period": "pm", "request_date_to_period": "am"}, 2),
            ({"request_date_from_period": "pm"}, 2.5),
            ({"request_date_to_period": "am"}, 2.5),
            ({}, 3),
        ):
            leave = self.leave(self.an, MONDAY, date(2026, 10, 7), **noon)
            run = self.computed()
            self.assertEqual(self.slip_of(run, self.an).absent_days, days)
            self.assertEqual(self.slip_of(run, self.an).absent_days, leave.number_of_days)
            run.unlink()
            leave.state = "refuse"

    def test_a_kind_of_leave_that_is_marked_unpaid_after_the_pay_is_taken_back_with_its_month(self):
        leave = self.leave(self.an, MONDAY, TUESDAY, kind="paid")
        self.paid(OCTOBER)
        leave.holiday_status_id.pay_absence = "unpaid"
        back = self.slip_of(self.computed(date(2026, 11, 1)), self.an).line_ids.filtered(
            lambda line: line.back and line.code == "BASIC"
        )
        self.assertEqual((back.origin_month, int(back.amount)), (OCTOBER, -690000))

    def test_a_kind_of_leave_that_gets_another_name_touches_nothing(self):
        leave = self.leave(self.an, MONDAY, TUESDAY)
        self.paid(OCTOBER)
        leave.holiday_status_id.name = "Nghỉ việc riêng"
        self.env.flush_all()
        self.assertFalse(self.env["ward.pay.touch"].search([("employee_id", "=", self.an.id)]))

    def test_what_is_not_covered_is_said_by_name_with_what_to_do(self):
        for kind, word in (
            ("sickness", "sickness benefit"),
            ("maternity", "maternity benefit"),
            ("suspension", "suspension"),
        ):
            leave = self.leave(self.an, MONDAY, TUESDAY, kind=kind)
            run = self.computed(OCTOBER)
            slip = self.slip_of(run, self.an)
            self.assertIn(word, slip.not_covered)
            first = run.remark_text.splitlines()[0]
            self.assertRegex(first, f"NOT COVERED.* {kind}.*: Lê Văn An. [A-Z].+")
            self.assertEqual(self.basic(run), 6900000)
            run.unlink()
            leave.state = "refuse"

    def test_fourteen_days_leave_no_insurance(self):
        self.leave(self.an, OCTOBER, date(2026, 10, 20))
        slip = self.slip_of(self.computed(), self.an)
        self.assertNotIn("SI_E", self.amounts(slip))
        self.assertEqual(slip.insurance_base, 0)

    def test_a_kind_without_a_choice_follows_what_it_says_of_itself(self):
        kind = self.env["hr.leave.type"].create({"name": "Nghỉ", "unpaid": True, "company_id": self.ward.id})
        leave = self.leave(self.an, MONDAY, TUESDAY, kind="paid")
        leave.holiday_status_id.write({"pay_absence": False, "raise_absence": "sick_leave"})
        self.assertIn("sickness", self.slip_of(self.computed(), self.an).absent_kinds)
        self.assertFalse(kind.pay_absence)

    def test_detention_and_suspension_of_the_raise_rules_are_suspension_for_pay(self):
        leave = self.leave(self.an, MONDAY, TUESDAY, kind="paid")
        for kind in ("suspension", "detention"):
            leave.holiday_status_id.write({"pay_absence": False, "raise_absence": kind})
            run = self.computed()
            self.assertEqual(self.slip_of(run, self.an).absent_kinds, "suspension")
            run.unlink()

    def test_a_contract_under_a_month_is_named_and_one_of_a_month_is_not(self):
        for name, last in (("Vũ Ngắn", date(2026, 10, 30)), ("Vũ Đủ", date(2026, 10, 31))):
            self.hire(
                name, "contract_short", wage=9_000_000, contract_date_start=OCTOBER, contract_date_end=last,
                since=OCTOBER,
            )  # fmt: skip
        said = [line for line in self.computed().remark_text.splitlines() if "under one month" in line]
        self.assertEqual(len(said), 1)
        self.assertIn("Vũ Ngắn. Insurance was taken", said[0])
        self.assertNotIn("Vũ Đủ", said[0])

    def test_odoo_s_own_sick_leave_is_sickness(self):
        sick = self.env.ref("hr_holidays.leave_type_sick_time_off", raise_if_not_found=False)
        if sick:
            self.assertEqual(sick.pay_absence, "sickness")

    def test_leave_that_comes_after_the_pay_is_taken_back_with_its_month(self):
        self.paid(OCTOBER)
        self.leave(self.an, MONDAY, TUESDAY)
        self.env.flush_all()
        touch = self.env["ward.pay.touch"].search([("employee_id", "=", self.an.id)])
        self.assertEqual((touch[0].cause, touch[0].since), ("leave", MONDAY))
        november = self.computed(date(2026, 11, 1))
        back = self.slip_of(november, self.an).line_ids.filtered(lambda line: line.back and line.code == "BASIC")
        self.assertEqual((back.origin_month, int(back.amount)), (OCTOBER, -690000))

    def test_leave_that_is_refused_after_the_pay_is_given_back(self):
        leave = self.leave(self.an, MONDAY, TUESDAY)
        self.paid(OCTOBER)
        leave.state = "refuse"
        november = self.computed(date(2026, 11, 1))
        back = self.slip_of(november, self.an).line_ids.filtered(lambda line: line.back and line.code == "BASIC")
        self.assertEqual(int(back.amount), 690000)

    def test_a_difference_names_days_without_pay_as_its_cause(self):
        run = self.computed()
        self.leave(self.an, MONDAY, TUESDAY)
        run.action_compute()
        causes = {row.component_id.code: row.cause for row in run.difference_ids if row.against == "revision"}
        self.assertEqual(causes["BASIC"], "absence")

    def test_the_statements_do_not_grow_with_the_absent(self):
        people = [self.hire(f"Người {number}", "civil_servant", pay_coefficient=3) for number in range(12)]
        counts, run = [], self.computed()
        for absent in (people[:2], people[2:]):
            for one in absent:
                self.leave(one, MONDAY, TUESDAY)
            with self.counted() as spent:
                run._compute_slips()
            counts.append(spent())
        self.assertEqual(*counts)
