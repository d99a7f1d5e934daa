"""Two heads of the ward accept one proposal at once, on real connections and committed data."""

import time
from contextlib import contextmanager
from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, Command, api, fields
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

HEADS = ("first", "second")


@tagged("post_install", "-at_install")
class TestWardReinforcementRush(BaseCase):
    """Not a TransactionCase: the callers must not see each other's open transactions."""

    @contextmanager
    def connection(self, user=SUPERUSER_ID):
        with Registry(get_db_name()).cursor() as cr:
            yield api.Environment(cr, user, {"tracking_disable": True, "lang": "en_US"})

    def setUp(self):
        super().setUp()
        stamp = time.monotonic_ns()
        with self.connection() as env:
            ward = env["res.company"].create({"name": f"Phường Tăng Cường {stamp}"})
            users = {
                name: new_test_user(
                    env,
                    login=f"{name}-{stamp}",
                    groups="ward_hr.ward_hr_group_ward_head",
                    company_id=ward.id,
                    company_ids=[Command.set(ward.ids)],
                )
                for name in HEADS
            }
            self.ward_id, self.users = ward.id, {name: user.id for name, user in users.items()}
            self.units, self.person_id, self.proposal_id = self.proposed(env, ward)
        self.addCleanup(self.remove)

    def proposed(self, env, ward):
        """A person of the one unit, asked for by the other from next month on, who had time to spare last month."""
        units = env["hr.department"].create(
            [{"name": name, "code": name, "company_id": ward.id} for name in ("Văn phòng", "Văn hóa")]
        )
        office, culture = units
        person = env["hr.employee"].create(
            {
                "name": "Lê Thị An",
                "company_id": ward.id,
                "department_id": culture.id,
                "date_version": "2026-01-01",
            }
        )
        today = fields.Date.today()
        env["ward.workload"].create(
            {
                "employee_id": person.id,
                "department_id": culture.id,
                "company_id": ward.id,
                "month": fields.Date.start_of(fields.Date.subtract(today, months=1), "month"),
                "hours_needed": 40,
                "hours_available": 160,
                "hours_spare": 120,
                "load_index": 0.25,
                "overload_index": 1,
                "volume_based": True,
                "finished_count": 10,
                "late_count": 0,
                "backlog_count": 0,
            }
        )
        first = fields.Date.start_of(fields.Date.add(today, months=1), "month")
        proposal = env["ward.reinforcement"].create(
            {
                "employee_id": person.id,
                "department_id": office.id,
                "share": 20,
                "date_from": first,
                "date_to": first + timedelta(days=20),
                "company_id": ward.id,
            }
        )
        return units.ids, person.id, proposal.id

    def remove(self):
        with self.connection() as env:
            ward = env["res.company"].browse(self.ward_id)
            person = env["hr.employee"].browse(self.person_id)
            for table in ("ward_reinforcement", "ward_assignment", "ward_workload_line", "ward_workload"):
                env.cr.execute(f"DELETE FROM {table} WHERE company_id = %s", [ward.id])
            resource = person.resource_id
            person.unlink()
            resource.unlink()
            env["res.users"].browse(self.users.values()).active = False
            calendars = env["resource.calendar"].search([("company_id", "=", ward.id)])
            ward.resource_calendar_id = False
            calendars.unlink()
            env["hr.department"].search([("company_id", "=", ward.id)]).unlink()
            ward.active = False

    def proposal(self, env):
        return env["ward.reinforcement"].with_context(allowed_company_ids=[self.ward_id]).browse(self.proposal_id)

    @mute_logger("odoo.sql_db")
    def test_the_first_wins_and_the_second_is_told_what_became_of_it(self):
        with self.connection(self.users["second"]) as late:
            self.assertEqual(self.proposal(late).state, "proposed")  # the old picture
            with self.connection(self.users["first"]) as first:
                self.proposal(first).action_accept()
            with self.assertRaises(SerializationFailure):  # the server repeats the request
                self.proposal(late).action_accept()
            late.cr.rollback()
            late.invalidate_all()
            with self.assertRaisesRegex(UserError, "is Accepted, so this step is not possible"):
                self.proposal(late).action_accept()
        with self.connection() as env:
            self.assertEqual(self.proposal(env).state, "accepted")
            self.assertEqual(env["ward.assignment"].search_count([("employee_id", "=", self.person_id)]), 1)
