"""Raises before term: the quota of the year, who may be proposed, and what is refused."""

from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .raise_case import RaiseCase

NEXT_YEAR = date(2024, 6, 1)  # due on 1 June 2027
MERIT = {"early_months": 9, "achievement": "Bằng khen, QĐ 45/QĐ-UBND", "achievement_day": date(2025, 11, 20)}


@tagged("post_install", "-at_install")
class TestWardRaiseEarly(RaiseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.candidates = cls.env["hr.employee"]
        for number in range(3):
            cls.candidates |= cls.held(f"Ứng Viên {number}", NEXT_YEAR)
        for number in range(17):  # with Lan and the candidates: 21 people on the payroll list
            cls.held(f"Người {number}", date(2025, 3, 1))

    def early(self, raises, person):
        return self.line_of(raises, person, "early_raise")

    def test_who_is_due_next_year_is_a_candidate_and_chosen_with_an_achievement(self):
        raises = self.drawn_up()
        line = self.early(raises, self.candidates[0])
        self.assertEqual((line.early_cause, line.early_most, line.regular_day), ("achievement", 12, date(2027, 6, 1)))
        self.assertFalse(line.chosen)
        line.write({**MERIT, "chosen": True})
        self.assertEqual(line.day, date(2026, 9, 1))

    def test_the_quota_is_ten_percent_of_the_payroll_list_rounded_down(self):
        raises = self.drawn_up()
        self.assertEqual((raises.people, raises.early_quota, raises.early_used, raises.early_left), (21, 2, 0, 2))
        self.assertIn("10% of 21 people on the payroll list, rounded down (uncertain): 2 in 2026", raises.early_words)

    def test_one_more_than_the_quota_is_refused_with_the_numbers(self):
        raises = self.drawn_up()
        lines = [self.early(raises, person) for person in self.candidates]
        for line in lines[:2]:
            line.write({**MERIT, "chosen": True})
        self.assertEqual(raises.early_left, 0)
        with self.assert_refused(ValidationError, "3 people would be raised, and the quota is 2"):
            lines[2].write({**MERIT, "chosen": True})

    def test_early_decisions_of_the_year_count_and_revoked_ones_do_not(self):
        self.applied(self.lan, "early_raise", date(2026, 2, 1), pay_step=4)
        self.applied(self.candidates[2], "early_raise", date(2026, 3, 1), pay_step=4).action_revoke()
        raises = self.drawn_up()
        self.assertEqual(raises.early_used, 1)
        self.early(raises, self.candidates[0]).write({**MERIT, "chosen": True})
        with self.assert_refused(ValidationError, "the quota is 2"):
            self.early(raises, self.candidates[1]).write({**MERIT, "chosen": True})

    def test_a_pay_officer_reads_the_same_quota_without_reading_decisions(self):
        self.applied(self.lan, "early_raise", date(2026, 2, 1), pay_step=4)
        raises = self.drawn_up()
        self.assertEqual(raises.with_user(self.pay_officer).early_used, 1)

    def test_a_draft_names_its_year_and_counts_once(self):
        raises = self.drawn_up()
        self.early(raises, self.candidates[0]).write({**MERIT, "chosen": True})
        lines = raises.early_line_ids.filtered("chosen")
        decision = raises._draft(lines, [False], {})
        self.assertEqual(
            (decision.kind, decision.early_year, decision.effective_date), ("early_raise", 2026, date(2026, 9, 1))
        )
        self.assertEqual(raises.early_used, 1)

    def test_nothing_is_chosen_without_months_or_an_achievement_of_the_window(self):
        line = self.early(self.drawn_up(), self.candidates[0])
        with self.assert_refused(ValidationError, "0 months earlier is not possible, 1 to 12 are"):
            line.chosen = True
        for wrong in (
            {"achievement": False},
            {"achievement_day": date(2020, 12, 31)},
            {"achievement_day": date(2027, 1, 1)},
        ):
            with self.assert_refused(ValidationError, "recognised after 31/12/2020 and until 31/12/2026"):
                line.write({**MERIT, **wrong, "chosen": True})

    def test_who_was_disciplined_at_this_step_is_shown_and_not_chosen(self):
        person = self.candidates[0]
        self.applied(person, "discipline", date(2026, 5, 1), discipline_form="reprimand")
        line = self.early(self.drawn_up(), person)
        self.assertIn("not clean", line.reason)
        with self.assert_refused(ValidationError, "cannot be raised before term"):
            line.write({**MERIT, "chosen": True})

    def test_nobody_is_raised_before_term_twice_in_a_row(self):
        person = self.held("Hai Lần", date(2020, 1, 1), step=2)
        person.version_ids.raise_counted_from = False
        decision = self.applied(person, "early_raise", date(2026, 2, 1), pay_step=3)
        decision.version_id.raise_counted_from = NEXT_YEAR
        line = self.early(self.drawn_up(), person)
        self.assertIn("came before term already", line.reason)

    def test_choosing_before_term_takes_the_regular_choice_back(self):
        raises = self.drawn_up(date_to=date(2027, 12, 31))
        person = self.candidates[0]
        self.assertTrue(self.line_of(raises, person, "raise").chosen)
        self.early(raises, person).write({**MERIT, "chosen": True})
        self.assertFalse(self.line_of(raises, person, "raise").chosen)
        with self.assert_refused(ValidationError, "is chosen for a raise before term"):
            self.line_of(raises, person, "raise").chosen = True

    def test_who_retires_before_the_day_needs_the_notice_and_stands_outside_the_quota(self):
        person = self.held("Sắp Nghỉ", date(2024, 4, 1), sex="male")
        person.birthday = date(1965, 6, 10)
        raises = self.drawn_up()
        line = self.early(raises, person)
        self.assertEqual((line.early_cause, line.retires_on), ("retirement", date(2026, 12, 31)))
        line.early_months = 4
        with self.assert_refused(ValidationError, "needs the notice"):
            line.chosen = True
        line.write({"notice": "Thông báo 12/TB-UBND", "chosen": True})
        self.assertEqual(raises.early_used, 0)
        self.assertTrue(raises._draft(line, [False], {}).before_retirement)

    def test_months_are_not_entered_on_a_regular_line(self):
        person = self.held("Trần Văn An", date(2023, 12, 1))
        with self.assert_refused(UserError, "has no decision yet"):
            self.line_of(self.drawn_up(), person).early_months = 3
