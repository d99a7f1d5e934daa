"""Who is due for a raise and why, of whom facts are missing, and what that costs to reckon."""

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import SLACK
from .raise_case import LAST, RaiseCase

DUE = date(2023, 12, 1)


@tagged("post_install", "-at_install")
class TestWardRaiseList(RaiseCase):
    def test_who_reaches_the_months_at_the_step_is_due_with_the_reason_in_words(self):
        an = self.held("Trần Văn An", DUE)
        line = self.line_of(self.drawn_up(), an)
        self.assertEqual((line.kind, line.day), ("raise", date(2026, 12, 1)))
        self.assertEqual((line.step_before, line.step_after), (3, 4))
        self.assertEqual((line.coefficient_before, line.coefficient_after), (3.0, 3.33))
        self.assertIn("36 months at step 3, counted from 01/12/2023: 01/12/2026.", line.reason)
        self.assertTrue(line.chosen)

    def test_the_last_day_of_the_list_is_in_it_and_the_day_after_is_not(self):
        on_the_day = self.held("Trần Văn An", date(2024, 1, 31))
        a_day_later = self.held("Trần Văn Bình", date(2024, 2, 1))
        raises = self.drawn_up()
        self.assertEqual(self.line_of(raises, on_the_day, "raise").day, LAST)
        self.assertFalse(self.line_of(raises, a_day_later, "raise"))

    def test_who_was_due_before_the_list_begins_is_shown_as_overdue(self):
        an = self.held("Trần Văn An", date(2023, 6, 1))
        line = self.line_of(self.drawn_up(), an)
        self.assertTrue(line.overdue)
        self.assertEqual(line.day, date(2026, 6, 1))

    def test_at_the_last_step_five_percent_is_due_then_one_a_year(self):
        first = self.held("Trần Văn An", DUE, step=9)
        next_one = self.held("Trần Văn Bình", date(2025, 12, 15), step=9, overgrade_percent=5)
        raises = self.drawn_up()
        line, later = self.line_of(raises, first), self.line_of(raises, next_one)
        self.assertEqual((line.kind, line.overgrade_after, line.day), ("overgrade", 5, date(2026, 12, 1)))
        self.assertEqual((later.kind, later.overgrade_after, later.day), ("overgrade", 6, date(2026, 12, 15)))

    def test_the_version_that_set_the_step_counts_and_later_ones_that_carry_it_do_not(self):
        an = self.specialist("Trần Văn An", 2, staff_type_id=self.civil_servant.id, since=date(2020, 1, 1))
        an.create_version({"date_version": DUE, "pay_step": 3})
        an.create_version({"date_version": date(2025, 7, 1), "dependants": 1})
        line = self.line_of(self.drawn_up(), an)
        self.assertEqual((line.counted_from, line.day, line.assumed), (DUE, date(2026, 12, 1), False))

    def test_the_day_entered_by_hand_is_not_carried_to_the_next_step(self):
        self.lan.version_ids.raise_counted_from = date(2022, 1, 1)
        self.applied(self.lan, "raise", date(2026, 10, 1), pay_step=4)
        self.assertFalse(self.lan._get_version(date(2026, 10, 1)).raise_counted_from)
        self.assertFalse(self.line_of(self.drawn_up(), self.lan))

    def test_a_reprimand_delays_by_six_months_and_names_the_decision(self):
        an = self.held("Trần Văn An", date(2023, 6, 1))
        self.applied(an, "discipline", date(2026, 3, 10), discipline_form="reprimand", number="77/QĐ-UBND")
        line = self.line_of(self.drawn_up(), an)
        self.assertEqual((line.undelayed_day, line.day, line.delay), (date(2026, 6, 1), date(2026, 12, 1), 6))
        self.assertIn("+ 6 months: Reprimand of 10/03/2026 (77/QĐ-UBND).", line.reason)

    def test_a_discipline_that_is_a_draft_or_revoked_delays_nothing(self):
        an = self.held("Trần Văn An", DUE)
        self.decide(an, "discipline", date(2026, 3, 10), discipline_form="reprimand")
        self.applied(an, "discipline", date(2026, 4, 10), discipline_form="reprimand").action_revoke()
        self.assertEqual(self.line_of(self.drawn_up(), an).delay, 0)

    def test_a_final_year_rated_not_completed_delays_by_six_months(self):
        an = self.held("Trần Văn An", date(2023, 6, 1))
        self._rated(an, 2025, "KHT")
        line = self.line_of(self.drawn_up(), an)
        self.assertEqual((line.day, line.delay), (date(2026, 12, 1), 6))
        self.assertIn("rated “not completed” for 2025", line.reason)

    def _rated(self, person, year, level):
        period = self.env["ward.evaluation.period"].create(
            {"kind": "year", "date_from": date(year, 1, 1), "company_id": self.ward.id}
        )
        self.env.flush_all()
        self.cr.execute(
            """
            INSERT INTO ward_evaluation (company_id, period_id, employee_id, date_from, date_to, state, level,
                                         decided_at, revision, task_group, decides)
            VALUES (%s, %s, %s, %s, %s, 'final', %s, now(), 0, 'professional', 'ward')
            """,
            (self.ward.id, period.id, person.id, date(year, 1, 1), date(year, 12, 31), level),
        )

    def test_unpaid_leave_is_not_counted(self):
        an = self.held("Trần Văn An", date(2023, 10, 1))
        self._on_leave(an, date(2026, 2, 1), date(2026, 3, 31), unpaid=True)
        line = self.line_of(self.drawn_up(), an)
        self.assertEqual((line.undelayed_day, line.day), (date(2026, 10, 1), date(2026, 12, 1)))
        self.assertIn("+ 2 months not counted: Unpaid leave, 01/02/2026 – 31/03/2026.", line.reason)

    def test_paid_leave_counts(self):
        an = self.held("Trần Văn An", DUE)
        self._on_leave(an, date(2026, 2, 1), date(2026, 3, 31), unpaid=False)
        self.assertEqual(self.line_of(self.drawn_up(), an).delay, 0)

    def _on_leave(self, person, first, last, unpaid):
        kind = self.env["hr.leave.type"].create(
            {"name": "Nghỉ", "requires_allocation": False, "unpaid": unpaid, "company_id": self.ward.id,
             "leave_validation_type": "no_validation"}
        )  # fmt: skip
        leave = self.env["hr.leave"].create(
            {
                "holiday_status_id": kind.id,
                "employee_id": person.id,
                "request_date_from": first,
                "request_date_to": last,
            }
        )
        self.assertEqual(leave.state, "validate")

    # -- missing facts -------------------------------------------------------------------------------

    def test_who_lacks_facts_is_listed_with_what_to_enter(self):
        nobody = self.employ("Không Loại")
        no_scale = self.employ("Không Bảng", staff_type_id=self.civil_servant.id, pay_coefficient=3)
        no_step = self.employ("Không Bậc", staff_type_id=self.civil_servant.id)
        raises = self.drawn_up()
        self.assertIn("The staff type is not entered", self.line_of(raises, nobody).reason)
        self.assertIn("No scale is entered", self.line_of(raises, no_scale).reason)
        self.assertIn("No scale is entered", self.line_of(raises, no_step).reason)
        self.assertEqual(self.line_of(raises, nobody).action_open_file()["res_id"], nobody.id)

    def test_a_file_that_begins_with_the_step_is_listed_until_the_day_is_entered(self):
        an = self.specialist("Trần Văn An", 3, staff_type_id=self.civil_servant.id)
        raises = self.drawn_up()
        self.assertIn("does not say since when it is held", self.line_of(raises, an).reason)
        [asked] = self.env["hr.version"].with_user(self.hr_officer).search(raises.action_enter_days()["domain"])
        self.assertEqual(asked.employee_id, an)
        asked.raise_counted_from = DUE
        raises.action_refresh()
        self.assertEqual(self.line_of(raises, an).kind, "raise")

    def test_a_day_before_the_first_known_law_is_named(self):
        an = self.held("Trần Văn An", date(1999, 1, 1))
        self.assertIn("is not known on 01/01/1999", self.line_of(self.drawn_up(), an).reason)

    def test_a_person_on_agreed_pay_is_no_case_for_the_list(self):
        agreed = self.env.ref("ward_hr.ward_staff_type_contract_negotiated")
        an = self.employ("Trần Văn An", staff_type_id=agreed.id, wage=9_000_000)
        self.assertFalse(self.line_of(self.drawn_up(), an))

    def test_who_left_or_leaves_before_the_day_is_not_due(self):
        an = self.held("Trần Văn An", DUE)
        self.applied(an, "leaving", date(2026, 11, 30))
        self.assertFalse(self.line_of(self.drawn_up(), an))

    # -- rights, choice and cost ---------------------------------------------------------------------

    def test_a_missing_line_cannot_be_chosen_and_computed_values_are_not_written(self):
        an = self.employ("Trần Văn An")
        raises = self.drawn_up()
        with self.assert_refused(ValidationError, "facts are missing"):
            self.line_of(raises, an).chosen = True
        with self.assert_refused(UserError, "follow from the staff files"):
            self.line_of(raises, an).write({"step_after": 9})
        with self.assert_refused(UserError, "Use its buttons"):
            raises.write({"state": "decided"})

    def test_computing_again_keeps_what_was_chosen(self):
        an = self.held("Trần Văn An", DUE)
        raises = self.drawn_up()
        self.line_of(raises, an).chosen = False
        raises.action_refresh()
        self.assertFalse(self.line_of(raises, an).chosen)

    def test_staff_and_heads_of_units_do_not_read_raise_lists(self):
        raises = self.drawn_up()
        for user in (self.staff, self.unit_head, self.upper_tier):
            with self.assertRaises(AccessError):
                raises.with_user(user).read(["name"])
        for user in (self.pay_officer, self.ward_head, self.auditor):
            self.assertTrue(raises.with_user(user).read(["name"]))
            with self.assertRaises(AccessError):
                raises.with_user(user).action_refresh()

    def test_the_statements_do_not_grow_from_twenty_people_to_eighty(self):
        self._many(20)
        few = self._statements()
        self._many(60)
        self.assertLessEqual(self._statements(), few + SLACK)
        self.assertLessEqual(few, 40)

    def _many(self, people):
        self.env["hr.employee"].create(
            [
                {
                    "name": f"Người {number}",
                    "company_id": self.ward.id,
                    "date_version": date(2026, 1, 1),
                    "staff_type_id": self.civil_servant.id,
                    "rank_id": self.rank.id,
                    "pay_step": 2 + number % 3,
                    "raise_counted_from": date(2023, 12, 1 + number % 28) if number % 2 else date(2024, 12, 1),
                }
                for number in range(people)
            ]
        )

    def _statements(self):
        raises = self.drawn_up()
        with self.counted() as spent:
            raises.sudo()._refresh()
            self.env.flush_all()
        return spent()
