from datetime import date

import psycopg2
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import OversightCase

MUTE = "odoo.sql_db"


@tagged("post_install", "-at_install")
class TestDelegatedTask(OversightCase):
    def check_at_commit(self):
        """Ask now what PostgreSQL would ask at the end of the transaction."""
        self.env.flush_all()
        self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
        self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")

    def test_a_task_without_a_lead_is_not_activated(self):
        task = self.make_task()
        with self.assertRaisesRegex(ValidationError, "without a lead unit.*NV-01"):
            task.action_activate()

    def test_a_task_whose_lead_begins_a_day_late_is_not_activated(self):
        task = self.make_task(lead=self.economy)
        task.assignment_ids.date_from = date(2026, 1, 2)
        with self.assertRaises(ValidationError):
            task.action_activate()

    def test_a_task_whose_lead_stops_a_day_early_is_not_activated(self):
        task = self.make_task(lead=self.economy, date_to=date(2026, 12, 31))
        task.assignment_ids.date_to = date(2026, 12, 30)
        with self.assertRaises(ValidationError):
            task.action_activate()

    def test_a_lead_on_every_day_activates(self):
        task = self.make_task(lead=self.economy, date_to=date(2026, 12, 31))
        task.assignment_ids.date_to = date(2026, 12, 31)
        task.action_activate()
        self.check_at_commit()
        self.assertEqual(task.state, "active")

    def test_an_authorisation_without_its_last_day_is_refused(self):
        task = self.make_task(lead=self.economy, mechanism_id=self.env.ref("ward_oversight.mechanism_uq").id)
        with self.assertRaisesRegex(ValidationError, "fixed term"):
            task.action_activate()

    def test_two_leads_on_one_day_are_refused_by_the_database(self):
        task = self.make_task(lead=self.economy)
        self.env.flush_all()
        for first, last, refused in [
            ("2026-03-01", None, True),
            ("2025-12-01", "2026-01-01", True),
            ("2025-12-01", "2025-12-31", False),
        ]:
            with self.subTest(first=first, last=last), mute_logger(MUTE):
                try:
                    with self.env.cr.savepoint(flush=False):
                        self.env.cr.execute(
                            "INSERT INTO ward_task_assignment"
                            " (task_id, company_id, department_id, role, date_from, date_to)"
                            " VALUES (%s, %s, %s, 'lead', %s, %s)",
                            [task.id, self.ward.id, self.office.id, first, last],
                        )
                    self.assertFalse(refused)
                except psycopg2.errors.ExclusionViolation:
                    self.assertTrue(refused)

    def test_two_coordinators_on_one_day_are_fine_but_not_the_same_unit_twice(self):
        task = self.make_task(lead=self.economy)
        third = self.economy.copy({"name": "Phòng Văn hóa"})
        task.assignment_ids = [
            Command.create({"department_id": unit.id, "date_from": task.date_from}) for unit in (self.office, third)
        ]
        with mute_logger(MUTE), self.assertRaises(psycopg2.IntegrityError), self.cr.savepoint():
            task.assignment_ids = [Command.create({"department_id": self.office.id, "date_from": date(2026, 5, 1)})]

    def test_deleting_the_lead_by_sql_is_refused_at_commit(self):
        task = self.make_task(lead=self.economy)
        task.action_activate()
        self.check_at_commit()
        for statement in (
            "DELETE FROM ward_task_assignment WHERE task_id = %s",
            "UPDATE ward_task_assignment SET date_to = '2026-06-30' WHERE task_id = %s",
            "UPDATE ward_task_assignment SET role = 'coordinator' WHERE task_id = %s",
            "UPDATE ward_delegated_task SET date_from = '2025-12-31' WHERE id = %s",
        ):
            with self.subTest(statement), mute_logger(MUTE):
                with self.assertRaises(psycopg2.errors.CheckViolation), self.cr.savepoint():
                    self.env.cr.execute(statement, [task.id])
                    self.env.cr.execute("SET CONSTRAINTS ALL IMMEDIATE")
                self.env.cr.execute("SET CONSTRAINTS ALL DEFERRED")

    def test_the_lead_of_a_running_task_is_not_edited_in_place(self):
        task = self.make_task(lead=self.economy).with_user(self.oversight_lead)
        task.action_activate()
        for change in (
            lambda: task.assignment_ids.write({"department_id": self.office.id}),
            lambda: task.assignment_ids.write({"role": "coordinator"}),
            lambda: task.assignment_ids.unlink(),
            lambda: task.with_context(_force_unlink=True).assignment_ids.unlink(),
        ):
            with self.assertRaisesRegex(UserError, "Change the lead unit"):
                change()

    @freeze_time("2026-11-23")
    def test_a_new_lead_begins_the_day_after_the_old_one_ends(self):
        task = self.make_task(lead=self.economy).with_user(self.oversight_lead)
        task.action_activate()
        self.env["ward.lead.change"].with_user(self.oversight_lead).create(
            {
                "task_ids": task.ids,
                "department_id": self.office.id,
                "day": date(2026, 11, 23),
                "reason": "Quyết định 12",
            }
        ).action_confirm()
        self.check_at_commit()
        rows = task.assignment_ids.sorted("date_from")
        self.assertEqual(
            [(row.department_id, row.date_from, row.date_to) for row in rows],
            [
                (self.economy, date(2026, 1, 1), date(2026, 11, 22)),
                (self.office, date(2026, 11, 23), False),
            ],
        )
        self.assertEqual(task.lead_department_id, self.office)
        self.assertIn("Quyết định 12", task.message_ids[0].body)

    def test_a_coordinator_that_takes_the_lead_stops_coordinating(self):
        task = self.make_task(lead=self.economy)
        task.assignment_ids = [Command.create({"department_id": self.office.id, "date_from": task.date_from})]
        task.action_activate()
        task._change_lead(self.office, date(2026, 6, 1))
        self.check_at_commit()
        self.assertEqual(
            task.assignment_ids.filtered(lambda row: row.role == "coordinator").date_to,
            date(2026, 5, 31),
        )

    def test_a_lead_that_never_led_is_refused(self):
        task = self.make_task(lead=self.economy)
        task.action_activate()
        for day in (date(2025, 12, 31), date(2026, 1, 1)):
            with self.subTest(day), self.assertRaisesRegex(UserError, "Choose a later day"):
                task._change_lead(self.office, day)

    @freeze_time("2026-11-23")
    def test_ending_a_task_ends_its_units_with_it(self):
        task = self.make_task(lead=self.economy)
        task.action_activate()
        task._change_lead(self.office, date(2027, 1, 1))
        task.action_end()
        self.check_at_commit()
        self.assertEqual((task.state, task.date_to), ("ended", date(2026, 11, 23)))
        self.assertEqual(
            task.assignment_ids.mapped(lambda row: (row.department_id, row.date_to)),
            [(self.economy, date(2026, 11, 23))],
        )

    @freeze_time("2026-11-23")
    def test_the_register_finds_todays_lead_and_orphans(self):
        led = self.make_task("NV-01", lead=self.economy)
        orphan = self.make_task("NV-02")
        past = self.make_task("NV-03", lead=self.office)
        past.assignment_ids.date_to = date(2026, 11, 22)
        Task = self.env["ward.delegated.task"]
        ours = [("id", "in", (led | orphan | past).ids)]
        for domain, expected in [
            ([("lead_department_id", "=", self.economy.id)], led),
            ([("lead_department_id", "=", False)], orphan | past),
            ([("lead_department_id", "!=", False)], led),
            ([("lead_department_id", "!=", self.economy.id)], orphan | past),
            ([("lead_department_id", "ilike", "kinh")], led),
        ]:
            with self.subTest(domain):
                self.assertEqual(Task.search(ours + domain), expected)
        groups = Task._read_group(ours, ["lead_department_id"], ["__count"])
        self.assertEqual(dict(groups), {self.economy: 1, Task.lead_department_id: 2})

    def test_units_of_many_tasks_cost_as_many_statements_as_of_few(self):
        self.make_task("NV-01", lead=self.economy)
        tasks = self.env["ward.delegated.task"].create(
            [
                {
                    "code": f"M-{number}",
                    "name": "Nhiệm vụ",
                    "company_id": self.ward.id,
                    "sector_id": self.env.ref("ward_oversight.sector_fin").id,
                    "mechanism_id": self.env.ref("ward_oversight.mechanism_pc").id,
                    "date_from": date(2026, 1, 1),
                }
                for number in range(50)
            ]
        )

        def statements(records):
            with self.counted() as spent:
                records.mapped("lead_department_id.id")
            return spent()

        statements(tasks)
        self.assertEqual(statements(tasks), statements(tasks[:2]))

    def test_the_state_is_not_written_and_a_running_task_is_not_deleted(self):
        task = self.make_task(lead=self.economy).with_user(self.oversight_lead)
        with self.assertRaises(UserError):
            task.state = "active"
        task.action_activate()
        with self.assertRaisesRegex(UserError, "end it instead"):
            task.unlink()
        with self.assertRaises(UserError):
            task.copy({"state": "active", "code": "X"})

    def test_a_sector_proposes_the_unit_that_leads_it(self):
        self.economy.code = "KTHTDT"
        task = self.env["ward.delegated.task"].new(
            {
                "company_id": self.ward.id,
                "sector_id": self.env.ref("ward_oversight.sector_fin").id,
                "date_from": date(2026, 1, 1),
            }
        )
        task._onchange_sector_proposes_lead()
        self.assertEqual(task.assignment_ids.department_id._origin, self.economy)
        self.assertEqual(task.assignment_ids.role, "lead")
