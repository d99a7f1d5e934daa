"""Two HR officers decide about one person at once, on real connections and committed data."""

import time
from contextlib import contextmanager

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, Command, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, new_test_user, tagged
from odoo.tools import mute_logger

GROUPS = {"person": "ward_hr.ward_hr_group_staff", "first": "ward_hr.ward_hr_group_hr_officer"}
GROUPS["second"] = GROUPS["first"]


@tagged("post_install", "-at_install")
class TestWardFileRush(BaseCase):
    """Not a TransactionCase: the callers must not see each other's open transactions."""

    @contextmanager
    def connection(self, user=SUPERUSER_ID):
        with Registry(get_db_name()).cursor() as cr:
            yield api.Environment(cr, user, {"tracking_disable": True})

    def setUp(self):
        super().setUp()
        stamp = time.monotonic_ns()
        with self.connection() as env:
            ward = env["res.company"].create({"name": f"Phường Hồ Sơ {stamp}"})
            users = {
                name: new_test_user(
                    env,
                    login=f"{name}-{stamp}",
                    groups=group,
                    company_id=ward.id,
                    company_ids=[Command.set(ward.ids)],
                )
                for name, group in GROUPS.items()
            }
            person = env["hr.employee"].create(
                {
                    "name": "Lê Văn An",
                    "company_id": ward.id,
                    "user_id": users["person"].id,
                    "date_version": "2026-01-01",
                }
            )
            file = env["ward.staff.file"]._of(person)
            change = (
                env["ward.file.change"]
                .with_user(users["person"])
                .create(
                    {
                        "file_id": file.id,
                        "line_ids": [Command.create({"subject": "address", "new_value": "34 phố Mới"})],
                    }
                )
            )
            change.action_send()
            self.line_id, self.person_id, self.ward_id = change.line_ids.id, person.id, ward.id
            self.users = {name: user.id for name, user in users.items()}
        self.addCleanup(self.remove)

    def remove(self):
        with self.connection() as env:
            person, ward = env["hr.employee"].browse(self.person_id), env["res.company"].browse(self.ward_id)
            file = env["ward.staff.file"].search([("employee_id", "=", person.id)])
            env.cr.execute(
                "DELETE FROM ward_file_change WHERE file_id = %s", [file.id]
            )  # what was sent stays, but here
            file.unlink()
            resource = person.resource_id
            person.unlink()
            resource.unlink()
            env["res.users"].browse(self.users.values()).active = False
            calendars = env["resource.calendar"].search([("company_id", "=", ward.id)])
            ward.resource_calendar_id = False
            calendars.unlink()
            env["hr.department"].search([("company_id", "=", ward.id)]).unlink()
            ward.active = False

    def line(self, env):
        return env["ward.file.change.line"].with_context(allowed_company_ids=[self.ward_id]).browse(self.line_id)

    @mute_logger("odoo.sql_db")
    def test_the_later_of_two_officers_is_turned_back_and_then_told(self):
        with self.connection(self.users["second"]) as late:
            self.assertEqual(self.line(late).state, "pending")  # the old picture
            with self.connection(self.users["first"]) as first:
                self.line(first).action_accept()
            with self.assertRaises(SerializationFailure):  # the server repeats the request
                self.line(late).action_accept()
            late.cr.rollback()
            late.invalidate_all()
            with self.assertRaisesRegex(UserError, "is not waiting for a decision"):
                self.line(late).action_accept()
        with self.connection() as env:
            self.assertEqual(env["hr.employee"].browse(self.person_id).private_street, "34 phố Mới")
            self.assertEqual(self.line(env).decided_by_id.id, self.users["first"])
