"""Back pay: a decision or a law that comes late is made up in the next run, by month of origin."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import tagged

from .pay_case import OCTOBER, PayCase

SEPTEMBER, NOVEMBER = date(2026, 9, 1), date(2026, 11, 1)


@tagged("post_install", "-at_install")
class TestWardPayBack(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Nguyễn Văn An", "civil_servant", pay_coefficient=3.0)
        cls.binh = cls.hire("Trần Thị Bình", "civil_servant", pay_coefficient=3.33)

    def back_of(self, run, employee):
        """``{(month, code): đồng}`` of the lines that make up earlier months."""
        lines = self.slip_of(run, employee).line_ids.filtered("back")
        return {(line.origin_month, line.code): int(line.amount) for line in lines}

    def decided(self, employee, day, **facts):
        """A decision from ``day``, entered now."""
        return employee.create_version({"date_version": day, **facts})

    def test_a_post_from_mid_september_decided_in_november_is_made_up_for_both_months(self):
        self.paid(SEPTEMBER)
        self.paid(OCTOBER)
        self.decided(self.an, date(2026, 9, 16), leadership_coefficient=0.35)
        run = self.computed(NOVEMBER)
        self.assertIn("With back pay for earlier months: Nguyễn Văn An", run.remark_text)
        self.assertNotIn("is paid whole", run.remark_text)
        back = self.back_of(run, self.an)
        # 0.35 x 2,530,000 = 885,500; half of September: 442,750
        self.assertEqual(back[SEPTEMBER, "LEAD"], 442750)
        self.assertEqual(back[OCTOBER, "LEAD"], 885500)
        self.assertEqual(back[OCTOBER, "PUBLIC_DUTY"], 221375)
        self.assertEqual(back[SEPTEMBER, "SI_E"], 35420)
        self.assertEqual(back[OCTOBER, "SI_E"], 70840)
        self.assertNotIn((OCTOBER, "PIT"), back)
        self.assertFalse(self.back_of(run, self.binh))

    def test_the_totals_of_the_payslip_hold_its_back_pay(self):
        self.paid(OCTOBER)
        self.decided(self.an, OCTOBER, leadership_coefficient=0.35)
        slip = self.slip_of(self.computed(NOVEMBER), self.an)
        sums = {
            section: sum(slip.line_ids.filtered(lambda line, s=section: line.section == s).mapped("amount"))
            for section in ("earning", "deduction", "employer")
        }
        self.assertEqual(slip.gross, sums["earning"])
        self.assertEqual(slip.net, sums["earning"] - sums["deduction"])
        self.assertEqual(slip.employer, sums["employer"])

    def test_what_was_made_up_and_paid_is_not_made_up_again(self):
        self.paid(SEPTEMBER)
        self.decided(self.an, SEPTEMBER, leadership_coefficient=0.35)
        october = self.paid(OCTOBER)
        self.assertTrue(self.back_of(october, self.an))
        november = self.computed(NOVEMBER)
        self.assertFalse(self.back_of(november, self.an))
        self.assertEqual(november.touch_count, 0)

    def test_a_decision_corrected_downwards_takes_back_what_was_too_much(self):
        version = self.decided(self.an, SEPTEMBER, leadership_coefficient=0.35)
        self.paid(SEPTEMBER)
        version.leadership_coefficient = 0.20
        back = self.back_of(self.computed(OCTOBER), self.an)
        self.assertEqual(back[SEPTEMBER, "LEAD"], -379500)
        self.assertEqual(back[SEPTEMBER, "SI_E"], -30360)

    def test_a_decision_taken_away_in_sql_is_noticed_too(self):
        version = self.decided(self.an, SEPTEMBER, leadership_coefficient=0.35)
        self.paid(SEPTEMBER)
        self.env.cr.execute("UPDATE hr_version SET leadership_coefficient = 0 WHERE id = %s", [version.id])
        self.env.invalidate_all()
        self.assertEqual(self.back_of(self.computed(OCTOBER), self.an)[SEPTEMBER, "LEAD"], -885500)

    def test_a_change_that_is_no_pay_fact_touches_nothing(self):
        self.paid(SEPTEMBER)
        self.an.version_id.job_title = "Chuyên viên chính"
        self.assertFalse(self.env["ward.pay.touch"].search([("employee_id", "=", self.an.id)]))

    def test_a_law_that_comes_late_is_made_up_for_everybody(self):
        self.paid(OCTOBER)
        self.law_from(OCTOBER, "base_salary", 2600000)
        run = self.computed(NOVEMBER)
        self.assertEqual(self.back_of(run, self.an)[OCTOBER, "BASIC"], 210000)
        self.assertEqual(self.back_of(run, self.binh)[OCTOBER, "BASIC"], 233100)
        self.assertEqual(run.touch_ids.mapped("cause"), ["law"])
        self.assertIn("base_salary 2600000", run.touch_ids.law)
        self.finish(run)
        december = self.computed(date(2026, 12, 1))
        self.assertEqual(december.touch_count, 0)

    def test_a_law_that_was_wrongly_entered_is_taken_back_when_it_is_taken_away(self):
        """The law of a month may come and go as often as it likes: what is paid follows what holds."""
        self.paid(SEPTEMBER)
        wrong = self.law_from(SEPTEMBER, "base_salary", 2600000)
        october = self.paid(OCTOBER)
        self.assertEqual(self.back_of(october, self.an)[SEPTEMBER, "BASIC"], 210000)
        wrong.active = False
        november = self.paid(NOVEMBER)
        back = self.back_of(november, self.an)
        self.assertEqual((back[SEPTEMBER, "BASIC"], back[OCTOBER, "BASIC"]), (-210000, -210000))
        self.assertFalse(self.computed(date(2026, 12, 1)).touch_count)

    def test_a_law_that_comes_back_after_another_one_is_made_up_again(self):
        self.paid(SEPTEMBER)
        value = self.law_from(SEPTEMBER, "base_salary", 2600000)
        sums, month = [], SEPTEMBER
        for worth in (2600000, 2700000, 2600000):
            value.value_number = worth
            month = date(2026, month.month + 1, 1)
            sums.append(self.back_of(self.paid(month), self.an).get((SEPTEMBER, "BASIC")))
        self.assertEqual(sums, [210000, 300000, -300000])

    def test_the_law_of_many_paid_months_is_compared_by_as_few_statements_as_of_one(self):
        counts = []
        for month in (date(2026, 7, 1), date(2026, 8, 1), SEPTEMBER, OCTOBER):
            self.paid(month)
            run = self.run_of(date(2026, month.month + 1, 1))
            with self.counted() as spent:
                run._touch_moved_law(run._law(), run.env["ward.pay.component"]._components(run.company_id))
            counts.append(spent())
            run.unlink()
        self.assertEqual(len(set(counts)), 1, counts)

    def test_a_component_that_comes_late_is_made_up_for_exactly_those_who_have_it(self):
        self.an.version_id.staff_type_id = elected = self.staff_type("elected")
        self.paid(OCTOBER)
        support = self.support(OCTOBER, staff_type_ids=elected.ids)
        run = self.paid(NOVEMBER)
        self.assertEqual(self.back_of(run, self.an), {(OCTOBER, support.code): 700_000})
        self.assertFalse(self.back_of(run, self.binh))
        self.assertEqual(run.touch_ids.filtered("law").law, f"{support.code} new (2026-10-01)")
        self.assertEqual(self.computed(date(2026, 12, 1)).touch_count, 0)

    def test_the_end_of_a_component_that_is_later_than_the_paid_months_gives_nothing_back(self):
        support = self.support(SEPTEMBER, by_decision=True)
        (self.an | self.binh).version_id.allowance_ids = support
        self.paid(SEPTEMBER)
        self.paid(OCTOBER)
        support.date_to = date(2026, 10, 31)
        run = self.run_of(NOVEMBER)
        run.action_look_again()
        self.assertFalse(run.back_count)
        self.assertNotIn(support.code, self.amounts(self.slip_of(run, self.an)))

    def support(self, day, **whom):
        return self.env["ward.pay.component"].create(
            {
                "name": "Hỗ trợ một cửa",
                "code": "WARD_SUPPORT",
                "kind": "fixed",
                "figure": 700_000,
                "date_from": day,
                "company_id": self.ward.id,
                "reference": "Nghị quyết 12",
                "confidence": "common",
                **whom,
            }
        )

    def law_from(self, day, code, value):
        """A value entered by the ward, with its source."""
        return self.env["ward.law.value"].create(
            {
                "code": code,
                "company_id": self.ward.id,
                "since": day,
                "value_number": value,
                "reference": "Nghị định thử nghiệm 1/2026",
                "confidence": "common",
            }
        )

    def finish(self, run):
        run.action_submit()
        run.with_user(self.ward_head).action_approve()
        run.action_pay()

    def test_somebody_who_left_gets_what_is_still_due(self):
        self.paid(SEPTEMBER)
        self.an.version_id.departure_date = date(2026, 9, 30)
        self.an.version_id.leadership_coefficient = 0.35
        slip = self.slip_of(self.computed(OCTOBER), self.an)
        self.assertEqual(slip.days, 0)
        self.assertEqual(self.amounts(slip)["LEAD"], 885500)
        self.assertNotIn("BASIC", self.amounts(slip))

    def test_somebody_who_left_before_a_paid_month_owes_it(self):
        self.paid(SEPTEMBER)
        self.an.version_id.departure_date = date(2026, 8, 31)
        slip = self.slip_of(self.computed(OCTOBER), self.an)
        self.assertEqual(self.amounts(slip)["BASIC"], -7590000)
        self.assertLess(slip.net, 0)

    def test_somebody_left_out_with_a_reason_comes_in_later(self):
        run = self.run_of(SEPTEMBER)
        run.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Chưa có quyết định"})]
        run.action_compute()
        self.assertFalse(self.slip_of(run, self.an))
        self.assertIn("Nguyễn Văn An", run.remark_text)
        self.finish(run)
        october = self.computed(OCTOBER)
        self.assertEqual(self.back_of(october, self.an)[SEPTEMBER, "BASIC"], 7590000)
        self.assertIn("An earlier month is paid whole", october.remark_text)

    def test_who_is_left_out_twice_for_want_of_facts_holds_nobody_up_and_comes_in_for_both_months(self):
        self.an.version_id.pay_coefficient = 0
        for month in (SEPTEMBER, OCTOBER):
            run = self.run_of(month)
            run.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Chưa xếp lương"})]
            run.action_compute()
            self.assertFalse(self.slip_of(run, self.an))
            self.finish(run)
        self.an.version_id.pay_coefficient = 3.0
        back = self.back_of(self.computed(NOVEMBER), self.an)
        self.assertEqual(back[SEPTEMBER, "BASIC"], 7590000)
        self.assertEqual(back[OCTOBER, "BASIC"], 7590000)

    def test_a_law_made_up_without_somebody_left_out_is_made_up_for_them_later(self):
        self.paid(SEPTEMBER)
        self.law_from(SEPTEMBER, "base_salary", 2600000)
        october = self.run_of(OCTOBER)
        october.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Đang xác minh"})]
        october.action_compute()
        self.assertFalse(self.slip_of(october, self.an))
        self.assertEqual(self.back_of(october, self.binh)[SEPTEMBER, "BASIC"], 233100)
        self.finish(october)
        november = self.computed(NOVEMBER)
        self.assertEqual(self.back_of(november, self.an)[SEPTEMBER, "BASIC"], 210000)
        self.assertEqual(self.back_of(november, self.an)[OCTOBER, "BASIC"], 7800000)
        self.assertFalse(self.back_of(november, self.binh))

    def test_who_is_left_out_after_the_back_pay_was_taken_keeps_it_for_later(self):
        self.paid(SEPTEMBER)
        self.decided(self.an, SEPTEMBER, leadership_coefficient=0.35)
        october = self.computed(OCTOBER)
        self.assertTrue(self.back_of(october, self.an))
        october.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Đang xác minh"})]
        october.action_compute()
        self.assertFalse(self.slip_of(october, self.an))
        self.finish(october)
        self.assertEqual(self.back_of(self.computed(NOVEMBER), self.an)[SEPTEMBER, "LEAD"], 885500)

    def test_who_is_left_out_may_lack_facts(self):
        self.an.version_id.pay_coefficient = 0
        run = self.run_of(SEPTEMBER)
        with self.assert_refused(UserError, "facts are missing"):
            run.action_compute()
        run.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Chưa xếp lương"})]
        run.action_compute()
        self.assertEqual(run.people, 1)

    def test_the_list_of_people_left_out_stays_when_the_run_is_submitted(self):
        run = self.computed(SEPTEMBER)
        run.action_submit()
        with self.assert_refused(UserError, "who is left out of it stays"):
            run.omission_ids = [(0, 0, {"employee_id": self.an.id, "reason": "Quá muộn"})]

    def test_back_pay_is_in_one_open_run_only(self):
        self.paid(SEPTEMBER)
        self.decided(self.an, SEPTEMBER, leadership_coefficient=0.35)
        october = self.computed(OCTOBER)
        self.computed(NOVEMBER)
        with self.assert_refused(UserError, "has changed since it was computed"):
            october.action_submit()

    def test_a_later_run_waits_for_the_earlier_one_to_be_paid(self):
        self.paid(SEPTEMBER)
        self.decided(self.an, SEPTEMBER, leadership_coefficient=0.35)
        self.computed(OCTOBER)
        november = self.computed(NOVEMBER)
        with self.assert_refused(UserError, "Pay the earlier months first"):
            november.action_submit()

    def test_the_line_says_what_is_due_what_was_paid_and_for_which_month(self):
        self.paid(OCTOBER)
        self.decided(self.an, OCTOBER, leadership_coefficient=0.35)
        slip = self.slip_of(self.computed(NOVEMBER), self.an)
        line = slip.line_ids.filtered(lambda line: line.back and line.code == "PUBLIC_DUTY")
        self.assertEqual((line.paid_before, line.due_now), (1897500, 2118875))
        self.assertEqual(line.display_name, "Public-duty allowance, for 10/2026")
        self.assertEqual(line.formula, "due 2,118,875 − paid 1,897,500")
        self.assertIn("Decree 34/2012", line.why_html)

    def test_the_difference_to_last_month_says_back_pay(self):
        self.paid(OCTOBER)
        self.decided(self.an, OCTOBER, leadership_coefficient=0.35)
        run = self.computed(NOVEMBER)
        causes = {row.component_id.code: row.cause for row in run.difference_ids if row.employee_id == self.an}
        self.assertEqual(causes["LEAD"], "back_pay")

    def test_looking_again_at_every_paid_month_finds_nothing_where_nothing_changed(self):
        self.paid(SEPTEMBER)
        self.paid(OCTOBER)
        run = self.run_of(NOVEMBER)
        run.action_look_again()
        self.assertFalse(run.back_count)
        self.assertEqual(run.touch_ids.mapped("cause"), ["asked"])

    def test_the_statements_do_not_grow_with_the_people_touched(self):
        counts = []
        for crowd in (3, 30):
            people = [self.hire(f"Người {crowd} {n}", "civil_servant", pay_coefficient=3.0) for n in range(crowd)]
            self.paid(SEPTEMBER if crowd == 3 else OCTOBER)
            month = SEPTEMBER if crowd == 3 else OCTOBER
            for one in people:
                self.decided(one, month, leadership_coefficient=0.2)
            run = self.run_of(date(2026, month.month + 1, 1))
            with self.counted() as spent:
                run.action_compute()
            counts.append(spent())
            self.assertEqual(len(run.slip_ids.filtered(lambda slip: any(slip.line_ids.mapped("back")))), crowd)
            run.unlink()
            self.env["ward.pay.touch"].search([]).unlink()
        self.assertEqual(*counts)
