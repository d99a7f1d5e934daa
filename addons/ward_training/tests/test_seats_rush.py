"""Many at once for few seats, on real connections and committed data."""

import threading
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from types import SimpleNamespace
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged

SEATS = "odoo.addons.ward_training.models.ward_course_session_seats"


@tagged("post_install", "-at_install")
class TestSeatsRush(BaseCase):
    """Not a TransactionCase: the callers must not see each other's open transactions."""

    @contextmanager
    def committed(self):
        """A superuser environment on a connection of its own, committed at the end."""
        with Registry(get_db_name()).cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def prepare(self, people, seats):
        """A ward, ``people`` logins with files and one open session; removed afterwards."""
        with self.committed() as env:
            ward = env["res.company"].create({"name": f"Phường Tranh Ghế {time.monotonic_ns()}"})
            group = env.ref("ward_hr.ward_hr_group_staff")
            users = env["res.users"].create(
                [
                    {
                        "name": f"Người {number}",
                        "login": f"rush{number}@{ward.id}",
                        "company_id": ward.id,
                        "company_ids": [(6, 0, ward.ids)],
                        "group_ids": [(6, 0, group.ids)],
                    }
                    for number in range(people)
                ]
            )
            employees = env["hr.employee"].create(
                [
                    {"name": user.name, "user_id": user.id, "company_id": ward.id}
                    for user in users
                ]
            )
            course = env["ward.course"].create(
                {
                    "code": "RUSH",
                    "name": "Rush",
                    "content_group": "digital",
                    "company_id": ward.id,
                }
            )
            begin = datetime.now() + timedelta(days=30)
            session = env["ward.course.session"].create(
                {
                    "course_id": course.id,
                    "company_id": ward.id,
                    "date_begin": begin,
                    "date_end": begin + timedelta(hours=8),
                    "seats": seats,
                    "state": "open",
                }
            )
            self.addCleanup(self.remove, ward.id, users.ids, employees.ids)
            return session.id, users.ids

    def remove(self, ward_id, user_ids, employee_ids):
        with self.committed() as env:
            for table in ("ward_enrolment", "ward_course_session", "ward_course"):
                env.cr.execute(f"DELETE FROM {table} WHERE company_id = %s", [ward_id])
            env["mail.activity"].search([("user_id", "in", user_ids)]).unlink()
            employees = env["hr.employee"].browse(employee_ids)
            resources = employees.resource_id
            employees.unlink()
            resources.unlink()
            users = env["res.users"].browse(user_ids)
            partners = users.partner_id
            users.unlink()
            partners.unlink()
            ward = env["res.company"].browse(ward_id)
            calendars = env["resource.calendar"].search([("company_id", "=", ward_id)])
            partner = ward.partner_id
            ward.resource_calendar_id = False
            calendars.unlink()
            env["hr.department"].search([("company_id", "=", ward_id)]).unlink()
            env.cr.commit()  # pylint: disable=invalid-commit
            ward.unlink()
            partner.unlink()

    def rush(self, session_id, user_ids, call="action_enrol", once=False):
        """Every user calls at the same moment from an own connection.

        Each has read something before the start, as a request has: its snapshot is the
        same for all, and old. ``once``: a call that is not repeated when it fails.
        Returns (seconds of each call, errors).
        """
        ready = threading.Barrier(len(user_ids))
        seconds, errors = [], []

        def one(user_id):
            try:
                with Registry(get_db_name()).cursor() as cr:
                    env = api.Environment(cr, user_id, {})
                    session = env["ward.course.session"].browse(session_id)
                    session.read(["seats_left"])
                    ready.wait(30)
                    begun = time.perf_counter()
                    if once:
                        self._write_and_enrol(session)
                    elif call == "_write_and_enrol":
                        retrying(partial(self._write_and_enrol, session), env)
                    else:
                        getattr(session, call)()
                    cr.commit()  # pylint: disable=invalid-commit  # the rush is about committed rows
                    seconds.append(time.perf_counter() - begun)
            except Exception as error:
                errors.append(error)
                ready.abort()

        threads = [threading.Thread(target=one, args=[user_id]) for user_id in user_ids]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return sorted(seconds), errors

    def _write_and_enrol(self, session):
        """A call that has written something, so that its old snapshot cannot be left."""
        session.env.user.sudo().partner_id.comment = f"{time.monotonic_ns()}"
        session.action_enrol()

    def outcome(self, session_id):
        """``{state: how many}``, the tickets of the seated, and those of the waiting in order."""
        with self.committed() as env:
            enrolments = env["ward.enrolment"].search(
                [("session_id", "=", session_id)], order="ticket, id"
            )
            seated = enrolments.filtered(lambda one: one.state in ("requested", "enrolled"))
            waiting = enrolments.filtered(lambda one: one.state == "waiting")
            return (
                seated.mapped("ticket"),
                waiting.mapped("ticket"),
                waiting.mapped("waiting_position"),
            )

    def test_two_at_once_for_the_last_seat_one_gets_it_and_one_waits(self):
        session_id, user_ids = self.prepare(people=2, seats=1)
        _seconds, errors = self.rush(session_id, user_ids)
        self.assertEqual(errors, [])
        self.assertEqual(self.outcome(session_id), ([1], [2], [1]))

    def test_a_double_click_on_two_connections_enrols_once(self):
        session_id, [user_id] = self.prepare(people=1, seats=5)
        _seconds, errors = self.rush(session_id, [user_id, user_id])
        self.assertEqual(errors, [])
        self.assertEqual(self.outcome(session_id), ([1], [], []))

    def test_twenty_at_once_for_five_seats_are_served_in_order(self):
        session_id, user_ids = self.prepare(people=20, seats=5)
        _seconds, errors = self.rush(session_id, user_ids)
        self.assertEqual(errors, [])
        self.assertEqual(
            self.outcome(session_id),
            (list(range(1, 6)), list(range(6, 21)), list(range(1, 16))),
        )

    def test_a_click_keeps_the_note_of_its_device_and_needs_no_repetition(self):
        session_id, user_ids = self.prepare(people=6, seats=2)
        click = SimpleNamespace(
            params={"model": "ward.course.session", "method": "action_enrol"}
        )
        with patch(f"{SEATS}.request", click):
            _seconds, errors = self.rush(session_id, user_ids, "_write_and_enrol", once=True)
        self.assertEqual(errors, [])
        self.assertEqual(self.outcome(session_id), ([1, 2], [3, 4, 5, 6], [1, 2, 3, 4]))
        with self.committed() as env:
            noted = env["res.users"].browse(user_ids).partner_id.mapped("comment")
            self.assertTrue(all(noted))

    def test_callers_who_have_written_before_are_repeated_and_never_oversell(self):
        session_id, user_ids = self.prepare(people=4, seats=2)
        with patch("odoo.service.model.random.uniform", return_value=0.01):
            _seconds, errors = self.rush(session_id, user_ids, "_write_and_enrol")
        self.assertEqual(errors, [])
        self.assertEqual(self.outcome(session_id)[2], [1, 2])

    def test_seats_given_back_at_once_go_each_to_another(self):
        session_id, user_ids = self.prepare(people=6, seats=3)
        for user_id in user_ids:
            self.rush(session_id, [user_id])
        _seconds, errors = self.rush(session_id, user_ids[:3], "action_leave")
        self.assertEqual(errors, [])
        self.assertEqual(self.outcome(session_id), ([4, 5, 6], [], []))
