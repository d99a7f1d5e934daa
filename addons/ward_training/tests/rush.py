"""A ward of its own with one open session, committed, for rushes on real connections; shared with the benchmark."""

import time
from contextlib import contextmanager
from datetime import datetime, timedelta

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry


@contextmanager
def committed(database):
    """A superuser environment on a connection of its own, committed at the end."""
    with Registry(database).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})


class RushWard:
    """``people`` logins with files in one unit, and one open session with ``seats``; ``remove`` takes all away."""

    def __init__(self, database, people, seats):
        self.database = database
        with committed(database) as env:
            ward = env["res.company"].create({"name": f"Phường Tranh Ghế {time.monotonic_ns()}"})
            self.ward_id = ward.id
            self.user_ids = self._users(env, people).ids
            self.employee_ids = self._employees(env).ids
            self.session_id = self._session(env, seats).id

    def _users(self, env, people):
        group = env.ref("ward_hr.ward_hr_group_staff")
        return env["res.users"].create(
            [
                {
                    "name": f"Người {number}",
                    "login": f"rush{number}@{self.ward_id}",
                    "company_id": self.ward_id,
                    "company_ids": [(6, 0, [self.ward_id])],
                    "group_ids": [(6, 0, group.ids)],
                }
                for number in range(people)
            ]
        )

    def _employees(self, env):
        users = env["res.users"].browse(self.user_ids)
        unit = env["hr.department"].create({"name": "Một cửa", "company_id": self.ward_id})
        return env["hr.employee"].create(
            [
                {
                    "name": user.name,
                    "user_id": user.id,
                    "company_id": self.ward_id,
                    "department_id": unit.id,
                }
                for user in users
            ]
        )

    def protect(self, keep):
        """A rule of absence: ``keep`` people of the unit are always there; and a second session on the same day."""
        with committed(self.database) as env:
            env["ward.training.absence.rule"].create(
                {"company_id": self.ward_id, "since": "2020-01-01", "most_percent": 100, "keep": keep}
            )
            return self._session(env, 5).id

    def states(self):
        """How many enrolments of the ward are in each state."""
        with committed(self.database) as env:
            groups = env["ward.enrolment"]._read_group([("company_id", "=", self.ward_id)], ["state"], ["__count"])
            return dict(groups)

    def _session(self, env, seats):
        values = {"code": "RUSH", "name": "Rush", "content_group": "digital", "company_id": self.ward_id}
        course = env["ward.course"].search([("company_id", "=", self.ward_id)]) or env["ward.course"].create(values)
        begin = datetime.now().replace(hour=1, minute=0, second=0, microsecond=0) + timedelta(days=30)
        return env["ward.course.session"].create(
            {
                "course_id": course.id,
                "company_id": self.ward_id,
                "date_begin": begin,
                "date_end": begin + timedelta(hours=8),
                "seats": seats,
                "state": "open",
            }
        )

    def outcome(self):
        """Tickets of the seated, tickets of the waiting in order, and their places."""
        with committed(self.database) as env:
            enrolments = env["ward.enrolment"].search([("session_id", "=", self.session_id)], order="ticket, id")
            seated = enrolments.filtered(lambda one: one.state in ("requested", "enrolled"))
            waiting = enrolments.filtered(lambda one: one.state == "waiting")
            return seated.mapped("ticket"), waiting.mapped("ticket"), waiting.mapped("waiting_position")

    def empty(self):
        """Nobody has asked yet."""
        with committed(self.database) as env:
            env.cr.execute("DELETE FROM ward_enrolment WHERE company_id = %s", [self.ward_id])
            env["mail.activity"].search([("user_id", "in", self.user_ids)]).unlink()
            env.cr.execute("UPDATE ward_course_session SET seat_revision = 0 WHERE company_id = %s", [self.ward_id])

    def remove(self):
        self.empty()
        with committed(self.database) as env:
            for table in ("ward_training_absence_rule", "ward_course_session", "ward_course"):
                env.cr.execute(f"DELETE FROM {table} WHERE company_id = %s", [self.ward_id])
            employees = env["hr.employee"].browse(self.employee_ids)
            resources = employees.resource_id
            employees.unlink()
            resources.unlink()
            users = env["res.users"].browse(self.user_ids)
            partners = users.partner_id
            users.unlink()
            partners.unlink()
            ward = env["res.company"].browse(self.ward_id)
            calendars = env["resource.calendar"].search([("company_id", "=", self.ward_id)])
            partner = ward.partner_id
            ward.resource_calendar_id = False
            calendars.unlink()
            env["hr.department"].search([("company_id", "=", self.ward_id)]).unlink()
            env.cr.commit()  # pylint: disable=invalid-commit
            ward.unlink()
            partner.unlink()
