"""Seats: asked for by many at once, given in the order of asking, never twice.

Odoo's transactions see the database as it was at their first statement (REPEATABLE
READ): a count of seats made after waiting for a lock is still the old one. So

1. a call that has written nothing yet ends its (only reading) transaction and goes on
   in a new one at READ COMMITTED, where every statement sees what was committed before
   it (``_begin_again``). A click from the browser may have written one thing before: the
   server's note of the device, once an hour; that note is kept;
2. ``_lock_seats`` waits for the session's row by updating it, which also hands out the
   ticket. Whoever comes here with an older snapshot instead gets PostgreSQL's
   serialization error, and Odoo repeats the whole call: slower, never wrong;
3. only then are the seats counted and given;
4. where a rule of absence protects a unit, its row is waited for too (``_lock_absence``), always after the sessions:
   who then would be one too many away stays on the list, though a seat is free.
"""

from odoo import models
from odoo.exceptions import UserError
from odoo.http import request
from odoo.sql_db import Cursor
from odoo.tools import SQL

from ..rules.seats import Waiting, promoted
from .ward_course_session import SEATED

#: Nobody follows, and nothing is logged, when fifty people enrol in a minute.
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_activity_quick_update": True,
    "mail_notify_force_send": False,
}
#: Calls from outside that begin with a decision on seats and have written nothing themselves.
DOORS = {
    ("ward.course.session", "action_enrol"),
    ("ward.course.session", "action_enrol_anyway"),
    ("ward.course.session", "action_leave"),
    ("ward.enrol.choice", "action_enrol_anyway"),
    ("ward.enrol.choice", "action_enrol_next"),
    ("ward.enrolment", "action_cancel"),
    ("ward.enrolment", "action_refuse"),
    ("ward.enrolment.refuse", "action_refuse"),
}


class WardCourseSession(models.Model):
    _inherit = "ward.course.session"

    def action_enrol(self):
        """Ask for a seat for the user's own person; asked twice, it answers the same.

        What should be known before (a visit, a busy day) is shown first, with the next free session.
        """
        self.ensure_one()
        self.check_access("read")
        return self._enrol(self._own_employee())

    def action_enrol_anyway(self):
        """Ask for a seat in spite of what was shown before."""
        self.ensure_one()
        self.check_access("read")
        return self._enrol(self._own_employee(), anyway=True)

    def action_choose(self):
        """What clashes, and the next session that is free of it."""
        self.ensure_one()
        self.check_access("read")
        return self._ask_choice()

    def _ask_choice(self):
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_enrol_choice_action"),
            "context": {"default_session_id": self.id},
        }

    def action_leave(self):
        """Give back the own seat, or the own place in the waiting list."""
        self.ensure_one()
        employee = self._own_employee()
        # sudo: the person's own enrolment, searched by the person; action_cancel checks again
        own = self.env["ward.enrolment"].sudo()._alive(self, employee)
        return own.sudo(False).action_cancel()

    def _own_employee(self):
        """The employee behind the user in this session's ward."""
        # sudo: people may always know their own file
        employee = self.env["hr.employee"].sudo().search(
            [("user_id", "=", self.env.uid), ("company_id", "=", self.company_id.id)], limit=1
        )
        if not employee:
            raise UserError(
                self.env._(
                    "You have no staff file in %(ward)s, so you cannot enrol there."
                    " Ask the system administrator to link your login to your file.",
                    ward=self.sudo().company_id.name,
                )
            )
        return employee

    def _enrol(self, employee, anyway=False):
        """The answer to asking for a seat: a seat when one is left, else the waiting list.

        Refuses with every obstacle in words. A second call, also a simultaneous one,
        finds the first one's enrolment.
        """
        self._begin_again()
        self._lock_person(employee)
        # sudo: staff have no right to write enrolments; this is the one door, for oneself
        enrolments = self.env["ward.enrolment"].sudo().with_context(**QUIET)
        existing = enrolments._alive(self, employee)
        if existing:
            return existing._answer()
        warnings = self._check_eligible(employee)[self.id]
        if warnings and not anyway:
            return self._ask_choice()
        return enrolments.create({"session_id": self.id, "employee_id": employee.id})._answer()

    # ------------------------------------------------------------------ the lock
    def _begin_again(self):
        """Go on in a new READ COMMITTED transaction, if this one has written nothing.

        Not inside a test's cursor, whose transaction is not ours to end.
        """
        cr = self.env.cr
        if type(cr) is not Cursor:
            return
        cr.flush()
        cr.execute("SELECT pg_current_xact_id_if_assigned()")
        if cr.fetchone()[0] is None:
            cr.rollback()
        elif self._at_the_door():
            # What stands here was written by the server before the call: its note of the
            # device. Kept, it also survives a refusal. Nothing of ours is in it yet.
            cr.commit()  # pylint: disable=invalid-commit
        else:
            return
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")

    def _at_the_door(self):
        """Whether the request calls one of ``DOORS`` directly, with nothing of ours before it."""
        params = request.params if request else {}
        return (params.get("model"), params.get("method")) in DOORS

    def _lock_person(self, employee):
        """One decision at a time about one person: a double click waits for the first."""
        self.env.cr.execute(
            "SELECT pg_advisory_xact_lock(hashtext('ward.enrolment'), %s)", [employee.id]
        )

    def _lock_seats(self):
        """Wait for these sessions, in the order of their ids; tickets by session id."""
        self.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE ward_course_session AS session
                   SET seat_revision = seat_revision + 1
                  FROM (SELECT id FROM ward_course_session
                         WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE) AS wanted
                 WHERE session.id = wanted.id
             RETURNING session.id, session.seat_revision
                """,
                self.ids,
            )
        )
        self.invalidate_recordset()
        self.env["ward.enrolment"].invalidate_model()
        return dict(rows)

    # ------------------------------------------------------------------ giving seats
    def _allot_seats(self, newcomers=()):
        """Give what is free to those who wait, and tell them, but not the ``newcomers``.

        To be called with the sessions locked. A seat that still needs the head's approval
        is held as ``requested``; one that needs none, or has it, is ``enrolled``.
        """
        # sudo: the order of the list decides, not who happens to free a seat
        enrolments = self.env["ward.enrolment"].sudo().with_context(**QUIET)
        enrolments.flush_model()
        self.flush_model(["seats", "state", "date_begin", "date_end"])
        queues = self._queues()
        units = {unit for _session, seats, taken, queue in queues if seats > taken for *_place, unit in queue if unit}
        # sudo: units are only locked, not read
        self.env["hr.department"].sudo().browse(units)._lock_absence()
        moved = enrolments
        for session, seats, taken, queue in queues:
            standing = self.browse(session)._standing(queue, seats - taken)
            now = enrolments.browse(promoted(seats, taken, *standing))
            # written at once: a unit may wait for seats in the next session of the same day too
            now._give_seats()
            moved |= now
        moved.filtered(lambda one: one.state == "requested")._ask_approval()
        moved.filtered(lambda one: one.id not in newcomers)._tell_promoted()

    def _standing(self, queue, free_seats):
        """The queue for the pure rule, and how many more each unit may send; not asked while nothing is free."""
        places = [Waiting(*place) for place in queue]
        if free_seats <= 0:
            return [], {}
        # sudo: who waits, and from which unit, decides; nobody is told
        units = self.env["hr.department"].sudo().browse({place.unit for place in places if place.unit})
        return places, self.sudo()._unit_room(units)

    def _queues(self):
        """Rows (session id, seats, taken, [[enrolment, ticket, free, unit], ...]) of open sessions.

        ``free``: no other seat, and no leave, in any of the half-days.
        """
        return self.env.execute_query(
            SQL(
                """
                SELECT session.id, session.seats,
                       (SELECT count(*) FROM ward_enrolment seat
                         WHERE seat.session_id = session.id AND seat.state = ANY(%(seated)s)),
                       json_agg(json_build_array(one.id, one.ticket, NOT EXISTS (
                           SELECT 1 FROM ward_enrolment other
                             JOIN ward_course_session_part busy ON busy.session_id = other.session_id
                             JOIN ward_course_session_part mine ON mine.session_id = session.id
                              AND busy.begin < mine.end AND mine.begin < busy.end
                            WHERE other.employee_id = one.employee_id AND other.session_id <> session.id
                              AND other.state IN ('requested', 'enrolled'))
                       AND NOT EXISTS (
                           SELECT 1 FROM hr_leave leave
                             JOIN ward_course_session_part mine ON mine.session_id = session.id
                              AND leave.date_from < mine.end AND mine.begin < leave.date_to
                            WHERE leave.employee_id = one.employee_id AND leave.state = 'validate'),
                       COALESCE(one.department_id, 0)))
                  FROM ward_course_session session
                  JOIN ward_enrolment one
                    ON one.session_id = session.id AND one.state = 'waiting'
                 WHERE session.id = ANY(%(ids)s) AND session.state IN ('open', 'running')
                 GROUP BY session.id
                """,
                seated=list(SEATED),
                ids=self.ids,
            )
        )

    def _check_seats(self, seats):
        """Refuse fewer seats than are taken. To be called with the sessions locked."""
        for session in self:
            if seats < session.seats_taken:
                raise UserError(
                    self.env._(
                        "%(session)s cannot have %(seats)s seats: %(taken)s are taken."
                        " Cancel enrolments first.",
                        session=session.display_name,
                        seats=seats,
                        taken=session.seats_taken,
                    )
                )

    def _check_still_open(self):
        """A session may have closed while we waited for it. To be called with it locked."""
        for session in self:
            if session.state not in ("open", "running"):
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(session)s takes no enrolment: it is %(state)s.",
                        session=session.display_name,
                        state=names[session.state],
                    )
                )
