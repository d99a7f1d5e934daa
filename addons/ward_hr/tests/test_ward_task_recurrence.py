"""Duties that come back: one task for each day, never twice, on a working day, until the person leaves."""

from datetime import date

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .task_case import TODAY, TaskCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestWardTaskRecurrence(TaskCase):
    @classmethod
    def duty(cls, person=None, user=None, **vals):
        return (
            cls.env["ward.task.recurrence"]
            .with_user(user or cls.unit_head)
            .create(
                {
                    "name": "Báo cáo tuần",
                    "product": "Báo cáo",
                    "company_id": cls.ward.id,
                    "employee_id": person.id if person else cls.lan.id,
                    "every": "week",
                    "weekday": "5",
                    "since": date(2026, 10, 1),
                    **vals,
                }
            )
        )

    def make(self):
        self.env["ward.task.recurrence"]._cron_make()

    def test_a_task_is_made_days_ahead_and_never_twice(self):
        duty = self.duty(standard_hours=2, converted_units=0.5)
        for _day in range(2):
            self.make()
        task = duty.task_ids
        self.assertEqual((task.employee_id, task.head_id, task.state), (self.lan, self.hung, "assigned"))
        self.assertEqual((task.assigned_date, task.deadline), (TODAY, date(2026, 10, 16)))
        self.assertEqual((task.hours, task.converted_units), (2, 0.5))
        with freeze_time(date(2026, 10, 16)):
            self.make()
        self.assertEqual(duty.task_ids.mapped("deadline"), [date(2026, 10, 16), date(2026, 10, 23)])

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_a_second_task_for_one_day(self):
        duty = self.duty()
        self.make()
        with self.assertRaises(psycopg2.IntegrityError), self.env.cr.savepoint():
            duty.task_ids.sudo().copy({"recurrence_id": duty.id, "occurrence": date(2026, 10, 16)})

    def test_a_cancelled_task_is_not_made_again_and_cannot_be_deleted(self):
        duty = self.duty()
        self.make()
        task = duty.task_ids.with_user(self.unit_head)
        with self.assert_refused(UserError, "was made by a duty and would be made again"):
            task.unlink()
        task.action_cancel()
        self.make()
        self.assertEqual(len(duty.task_ids), 1)

    def test_a_deadline_on_a_day_off_moves_to_the_next_working_day(self):
        duty = self.duty(every="month", day=24)
        with freeze_time(date(2026, 10, 20)):
            self.make()
        self.assertEqual(duty.task_ids.deadline, date(2026, 10, 26), "24 October is a Saturday")
        with freeze_time(date(2026, 11, 20)):
            self.assertEqual(duty.next_day, date(2026, 11, 25), "24 November is Culture Day")

    def test_a_duty_stops_with_the_persons_leaving(self):
        duty = self.duty(ahead_days=20)
        self.lan.version_ids.departure_date = date(2026, 10, 16)
        self.make()
        self.assertEqual(duty.task_ids.mapped("deadline"), [date(2026, 10, 16)], "the last day in service")
        self.lan.active = False
        with freeze_time(date(2026, 10, 13)):
            duty.task_ids.sudo().unlink()
            self.make()
        self.assertFalse(duty.task_ids)

    def test_a_duty_of_a_unit_is_a_task_of_its_head(self):
        duty = self.duty(user=self.ward_head, employee_id=False, department_id=self.office.id)
        self.make()
        self.assertEqual((duty.task_ids.employee_id, duty.task_ids.head_id), (self.hung, self.long))

    def test_a_duty_that_is_stopped_or_over_makes_nothing(self):
        duties = self.duty(active=False) + self.duty(until=date(2026, 10, 15))
        self.make()
        self.assertFalse(duties.task_ids)

    def test_nobody_gives_a_duty_to_themselves(self):
        for vals in ({"employee_id": self.hung.id}, {"employee_id": False, "department_id": self.office.id}):
            with self.assert_refused(UserError, "would be a duty of your own"):
                self.duty(**vals)
        duty = self.duty(self.hung, user=self.ward_head)
        with self.assert_refused(UserError, "would be a duty of your own"):
            duty.with_user(self.unit_head).converted_units = 9
        with self.assert_refused(UserError, "would be a duty of your own"):
            duty.with_user(self.unit_head).unlink()

    def test_a_head_keeps_duties_of_the_own_unit_only_and_a_person_reads_the_own(self):
        duty = self.duty()
        with self.assertRaises(AccessError):
            self.duty(self.an)
        duties = self.env["ward.task.recurrence"]
        self.assertEqual(duties.with_user(self.staff).search([]), duty)
        with self.assertRaises(AccessError):
            duty.with_user(self.staff).name = "Khác"
        other = self.duty(self.an, user=self.hr_officer)
        self.assertEqual(duties.with_user(self.unit_head).search([]), duty)
        self.assertEqual(duties.with_user(self.auditor).search([]), duty | other)

    def test_the_next_task_can_be_made_at_once(self):
        action = self.duty(ahead_days=5).action_make()
        self.assertEqual(action["params"]["message"], "1 tasks were made.")

    def test_the_statements_do_not_grow_with_duties_or_people(self):
        def cost(count):
            people = self.env["hr.employee"].create(
                [
                    {
                        "name": f"Người {n}",
                        "company_id": self.ward.id,
                        "date_version": date(2026, 1, 1),
                        "department_id": self.office.id,
                    }
                    for n in range(count)
                ]
            )
            self.env["ward.task.recurrence"].search([]).active = False
            for person in people:
                self.duty(person)
            with self.counted() as spent:
                self.make()
                self.env.flush_all()
            return spent()

        cost(1)
        self.assertEqual(cost(2), cost(40))
