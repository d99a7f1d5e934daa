"""Many at once for few seats, on real connections and committed data."""

import threading
import time
from functools import partial
from types import SimpleNamespace
from unittest.mock import patch

from odoo import api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged

from .rush import RushWard, committed

SEATS = "odoo.addons.ward_training.models.ward_course_session_seats"


@tagged("post_install", "-at_install")
class TestSeatsRush(BaseCase):
    """Not a TransactionCase: the callers must not see each other's open transactions."""

    def prepare(self, people, seats):
        """A ward of its own with ``people`` and one session; removed afterwards."""
        self.ward = RushWard(get_db_name(), people, seats)
        self.addCleanup(self.ward.remove)
        return self.ward.session_id, self.ward.user_ids

    def rush(self, session_id, user_ids, call="action_enrol", once=False, other_session=None):
        """Every user calls at the same moment from an own connection.

        Each has read something before the start, as a request has: its snapshot is the
        same for all, and old. ``once``: a call that is not repeated when it fails.
        ``other_session``: where the second half of the users calls.
        Returns (seconds of each call, errors).
        """
        ready = threading.Barrier(len(user_ids))
        seconds, errors = [], []

        def one(user_id):
            try:
                with Registry(get_db_name()).cursor() as cr:
                    env = api.Environment(cr, user_id, {})
                    later = other_session and user_id in user_ids[len(user_ids) // 2 :]
                    session = env["ward.course.session"].browse(other_session if later else session_id)
                    session.read(["seats_left"])
                    ready.wait(60)
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
            thread.join(120)
        return sorted(seconds), errors

    def _write_and_enrol(self, session):
        """A call that has written something, so that its old snapshot cannot be left."""
        session.env.user.sudo().partner_id.comment = f"{time.monotonic_ns()}"
        session.action_enrol()

    def outcome(self, _session_id):
        """Tickets of the seated, tickets of the waiting in order, and their places."""
        return self.ward.outcome()

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

    def test_fifty_at_once_for_five_seats_give_exactly_five_and_forty_five_in_order(self):
        session_id, user_ids = self.prepare(people=50, seats=5)
        _seconds, errors = self.rush(session_id, user_ids)
        self.assertEqual(errors, [])
        self.assertEqual(
            self.outcome(session_id),
            (list(range(1, 6)), list(range(6, 51)), list(range(1, 46))),
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
        with committed(get_db_name()) as env:
            noted = env["res.users"].browse(user_ids).partner_id.mapped("comment")
            self.assertTrue(all(noted))

    def test_callers_who_have_written_before_are_repeated_and_never_oversell(self):
        session_id, user_ids = self.prepare(people=4, seats=2)
        with patch("odoo.service.model.random.uniform", return_value=0.01):
            _seconds, errors = self.rush(session_id, user_ids, "_write_and_enrol")
        self.assertEqual(errors, [])
        self.assertEqual(self.outcome(session_id)[2], [1, 2])

    def test_two_of_a_unit_at_once_in_two_sessions_of_a_day_never_leave_it_empty(self):
        for call in ("action_enrol", "_write_and_enrol"):
            with self.subTest(call=call):
                session_id, user_ids = self.prepare(people=2, seats=5)
                other = self.ward.protect(keep=1)
                with patch("odoo.service.model.random.uniform", return_value=0.01):
                    _seconds, errors = self.rush(session_id, user_ids, call, other_session=other)
                # the second is left on the list, or reads at once that too many would be away
                self.assertLessEqual({type(error) for error in errors}, {UserError})
                states = self.ward.states()
                self.assertEqual(states.get("requested"), 1)
                self.assertEqual(states.get("waiting", 0) + len(errors), 1)

    def test_seats_given_back_at_once_go_each_to_another(self):
        session_id, user_ids = self.prepare(people=6, seats=3)
        for user_id in user_ids:
            self.rush(session_id, [user_id])
        _seconds, errors = self.rush(session_id, user_ids[:3], "action_leave")
        self.assertEqual(errors, [])
        self.assertEqual(self.outcome(session_id), ([4, 5, 6], [], []))
