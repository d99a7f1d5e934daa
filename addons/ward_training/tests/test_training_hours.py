"""Who still needs hours before December, and what counts towards them."""

from base64 import b64encode
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.ward_hr.tests.common import SLACK

from .common import DECEMBER, TrainingCase


@tagged("post_install", "-at_install")
class TestTrainingHours(TrainingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.civil = cls.env.ref("ward_hr.ward_staff_type_civil_servant")
        (cls.lan | cls.hoa | cls.hung).version_id.staff_type_id = cls.civil

    def row(self, person, year="2026", user=None):
        rows = self.env["ward.training.hours"].with_user(user or self.hr_officer)
        return rows.search([("employee_id", "=", person.id), ("year", "=", year)])

    def attended(self, person, day, hours, state="attended", session_state="done"):
        session = self.session_on(day, state=session_state, hours=hours)
        return self.env["ward.enrolment"].create(
            {"session_id": session.id, "employee_id": person.id, "state": state}
        )

    def declared(self, person, hours=6, **values):
        row = self.env["ward.outside.training"].with_user(person.user_id).create(
            {
                "name": "Digital commune",
                "provider": "City",
                "content_group": "digital",
                "date_from": date(2026, 9, 1),
                "date_to": date(2026, 9, 1),
                "hours": hours,
                "proof": b64encode(b"stamp"),
                **values,
            }
        )
        row.action_send()
        return row

    def test_earned_planned_and_missing_hours_stand_side_by_side(self):
        self.attended(self.lan, date(2026, 3, 2), 24)
        self.attended(self.lan, date(2025, 3, 2), 8)
        self.attended(self.lan, DECEMBER, 8, "enrolled", "open")
        self.attended(self.lan, date(2026, 12, 2), 8, "requested", "open")  # not certain
        self.attended(self.lan, date(2027, 1, 5), 8, "enrolled", "open")  # next year
        row = self.row(self.lan)
        self.assertEqual((row.required, row.done, row.planned), (40, 24, 8))
        self.assertEqual((row.shortfall, row.forecast, row.forecast_shortfall, row.state), (16, 32, 8, "short"))
        self.assertEqual((self.row(self.lan, "2025").done), 0)  # her file begins in 2026

    def test_a_session_that_ends_on_31_december_at_home_counts_this_year(self):
        self.attended(self.lan, date(2026, 12, 31), 8, "enrolled", "open")
        self.assertEqual(self.row(self.lan).planned, 8)

    def test_months_away_leave_the_hours_of_the_year_and_the_head_reads_no_reason(self):
        exemption = self.env["ward.training.exemption"].with_user(self.hr_officer)
        exemption.create(
            {
                "employee_id": self.lan.id,
                "kind": "maternity",
                "date_from": date(2026, 1, 1),
                "date_to": date(2026, 6, 30),
            }
        )
        self.assertEqual((self.row(self.lan).required, self.row(self.lan).months), (20, 6))
        self.assertEqual(self.row(self.lan, user=self.unit_head).required, 20)
        self.assertFalse(exemption.with_user(self.unit_head).search([("employee_id", "=", self.lan.id)]))
        self.assertTrue(exemption.with_user(self.staff).search([]))

    def test_who_was_recruited_in_july_owes_half(self):
        self.env["ward.staff.file"].create({"employee_id": self.hoa.id, "recruited_on": date(2026, 7, 1)})
        self.assertEqual(self.row(self.hoa).required, 20)

    def test_long_approved_leave_counts_and_short_leave_does_not(self):
        leave_type = self.env["hr.leave.type"].create(
            {"name": "Unpaid", "requires_allocation": False, "leave_validation_type": "no_validation"}
        )
        for first, last in ((date(2026, 2, 2), date(2026, 2, 27)), (date(2026, 4, 1), date(2026, 5, 31))):
            self.env["hr.leave"].create(
                {
                    "employee_id": self.lan.id,
                    "holiday_status_id": leave_type.id,
                    "request_date_from": first,
                    "request_date_to": last,
                }
            ).write({"state": "validate"})
        self.assertEqual(self.row(self.lan).months, 10)

    def test_a_ward_asks_more_of_a_category_from_a_year_on(self):
        self.env["ward.training.requirement"].with_user(self.hr_officer).create(
            {"staff_type_id": self.civil.id, "year_from": 2026, "hours": 48, "reference": "12/QĐ-UBND"}
        )
        self.assertEqual(self.row(self.lan).required, 48)
        theirs = self.env["ward.training.hours"]._people(self.other_ward, 2026)
        self.assertFalse(theirs)
        self.assertEqual(self.row(self.mai).state, "not_asked")  # no category, nothing asked

    def test_training_elsewhere_counts_once_the_head_approved_it(self):
        row = self.declared(self.lan)
        self.assertEqual(self.row(self.lan).hours_outside, 0)
        with self.assert_refused(AccessError, "never by the person"):
            row.with_user(self.staff).action_approve()
        row.with_user(self.unit_head).action_approve()
        self.assertEqual((self.row(self.lan).hours_outside, row.state), (6, "approved"))
        with self.assert_refused(UserError, "is sent and stays as it is"):
            row.with_user(self.staff).write({"hours": 60})
        with self.assert_refused(UserError, "only by its buttons"):
            row.with_user(self.staff).write({"hours_counted": 60})

    def test_a_refusal_says_why_and_the_person_sends_it_again(self):
        row = self.declared(self.lan)
        head = row.with_user(self.unit_head)
        with self.assert_refused(UserError, "needs a reason"):
            head.action_refuse(" ")
        self.env["ward.outside.refuse"].with_user(self.unit_head).create(
            {"training_ids": head.ids, "reason": "Not readable"}
        ).action_refuse()
        self.assertEqual((row.state, row.reason), ("refused", "Not readable"))
        row.with_user(self.staff).action_draft()
        row.with_user(self.staff).action_send()
        self.assertEqual(row.state, "declared")

    def test_without_proof_before_its_day_or_for_somebody_else_nothing_is_declared(self):
        with self.assert_refused(UserError, "without its proof"):
            self.declared(self.lan, proof=False)
        with self.assert_refused(ValidationError, "which has not come yet"):
            self.declared(self.lan, date_to=DECEMBER)
        with self.assert_refused(UserError, "People declare their own training"):
            self.declared(self.hung, employee_id=self.hoa.id)
        self.assertEqual(self.declared(self.mai).with_user(self.ward_head).may_decide, True)

    def test_staff_see_their_own_row_heads_their_unit_and_another_ward_nothing(self):
        rows = self.env["ward.training.hours"]
        this = [("year", "=", "2026"), ("company_id", "=", self.ward.id)]
        self.assertEqual(rows.with_user(self.staff).search(this).employee_id, self.lan)
        self.assertEqual(rows.with_user(self.unit_head).search(this).employee_id, self.lan | self.hoa | self.hung)
        self.assertIn(self.mai, rows.with_user(self.auditor).search(this).employee_id)
        stranger = self.user_of("hr_officer", self.other_ward)
        there = rows.with_user(stranger).with_context(allowed_company_ids=self.other_ward.ids)
        self.assertFalse(there.search(this))

    def test_the_board_takes_as_many_statements_for_many_people_as_for_few(self):
        rows = self.env["ward.training.hours"]
        with self.counted() as few:
            rows.search([("year", "=", "2026")]).mapped("done")
        people = self.crowd(12)
        people.version_ids.write({"staff_type_id": self.civil.id})
        for person in people:
            self.attended(person, date(2026, 3, 2), 8)
        with self.counted() as many:
            self.assertGreater(len(rows.search([("year", "=", "2026")]).mapped("done")), 12)
        self.assertLessEqual(many(), few() + SLACK)
