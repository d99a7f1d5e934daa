"""Two people compute the same run at once, on real connections and committed data."""

import time
from contextlib import contextmanager
from datetime import date

from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger


class PayRushCase(BaseCase):
    """Not a TransactionCase: the callers must not see each other's open transactions."""

    people = 1

    @contextmanager
    def connection(self):
        with Registry(get_db_name()).cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def setUp(self):
        super().setUp()
        with self.connection() as env:
            ward = env["res.company"].create({"name": f"Phường Cùng Lúc {time.monotonic_ns()}"})
            kind = env["ward.staff.type"].search([("code", "=", "civil_servant")])
            people = env["hr.employee"].create(
                [
                    {
                        "name": f"Lê Văn An {number}",
                        "company_id": ward.id,
                        "date_version": date(2026, 1, 1),
                        "staff_type_id": kind.id,
                        "pay_coefficient": 3,
                    }
                    for number in range(self.people)
                ]
            )
            run = env["ward.pay.run"].create({"month": date(2026, 10, 1), "company_id": ward.id})
            self.run_id, self.ward_id, self.people_ids = run.id, ward.id, people.ids
        self.addCleanup(self.remove)

    def remove(self):
        with self.connection() as env:
            env["ward.pay.run"].browse(self.run_id).unlink()
            people = env["hr.employee"].browse(self.people_ids)
            resources, ward = people.resource_id, env["res.company"].browse(self.ward_id)
            people.unlink()
            resources.unlink()
            calendars = env["resource.calendar"].search([("company_id", "=", ward.id)])
            ward.resource_calendar_id = False
            calendars.unlink()
            env["hr.department"].search([("company_id", "=", ward.id)]).unlink()
            ward.active = False


@tagged("post_install", "-at_install")
class TestWardPayRush(PayRushCase):
    def test_the_second_of_two_at_once_is_told_and_nothing_is_half(self):
        with self.connection() as first, self.connection() as second:
            first["ward.pay.run"].browse(self.run_id)._compute_slips()
            with self.assertRaisesRegex(UserError, "worked on by somebody else"):
                second["ward.pay.run"].browse(self.run_id)._compute_slips()
        with self.connection() as env:
            run = env["ward.pay.run"].browse(self.run_id)
            self.assertEqual((run.revision, len(run.slip_ids)), (1, 1))

    @mute_logger("odoo.sql_db")
    def test_who_looked_before_the_other_kept_starts_again_from_what_was_kept(self):
        with self.connection() as late:
            late["ward.pay.run"].browse(self.run_id).read(["state"])  # the old picture
            with self.connection() as first:
                first["ward.pay.run"].browse(self.run_id)._compute_slips()
            with self.assertRaises(SerializationFailure):  # the server repeats the request
                late["ward.pay.run"].browse(self.run_id)._compute_slips()
            late.cr.rollback()
            late.invalidate_all()
            late["ward.pay.run"].browse(self.run_id)._compute_slips()
        with self.connection() as env:
            run = env["ward.pay.run"].browse(self.run_id)
            self.assertEqual((run.revision, len(run.slip_ids)), (2, 1))
