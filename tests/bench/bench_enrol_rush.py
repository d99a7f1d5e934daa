"""200 people ask for 20 seats on 8 connections: enrolments a second, beside a bare SQL of the same.

``peer`` and ``limit``: the same 200 on the same 8 connections, each a transaction that locks the session's row,
counts, and inserts a seat or a place in the waiting list; no rules, no rights, nobody told. Nothing is oversold.
"""

import threading
import time

from measure import report

from odoo import api
from odoo.modules.registry import Registry

from odoo.addons.ward_training.tests.rush import RushWard

PEOPLE, CONNECTIONS, SEATS = 200, 8, 20


def ours(registry, session_id, user_id):
    with registry.cursor() as cr:
        api.Environment(cr, user_id, {})["ward.course.session"].browse(session_id).action_enrol()
        count = cr.sql_log_count
        cr.commit()
    return count


BARE = """
    WITH taken AS (SELECT count(*) AS number FROM ward_enrolment
                    WHERE session_id = %(session)s AND state IN ('requested', 'enrolled'))
    INSERT INTO ward_enrolment (session_id, company_id, employee_id, department_id, course_id, date_begin, date_end,
                                state, ticket, create_uid, write_uid, create_date, write_date)
    SELECT s.id, s.company_id, e.id, %(unit)s, s.course_id, s.date_begin, s.date_end,
           CASE WHEN taken.number < s.seats THEN 'requested' ELSE 'waiting' END, s.seat_revision,
           %(user)s, %(user)s, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM ward_course_session s, taken, hr_employee e
     WHERE s.id = %(session)s AND e.user_id = %(user)s AND e.company_id = s.company_id
"""


def bare(registry, session_id, user_id, unit):
    with registry.cursor() as cr:
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        cr.execute("UPDATE ward_course_session SET seat_revision = seat_revision + 1 WHERE id = %s", [session_id])
        cr.execute(BARE, {"session": session_id, "user": user_id, "unit": unit})
        cr.commit()


def rush(call, user_ids):
    """Seconds until everybody has an answer, on so many connections at once; and what the calls returned."""
    waiting, results, errors = list(reversed(user_ids)), [], []
    start = threading.Barrier(CONNECTIONS + 1)

    def work():
        start.wait(30)
        while waiting:
            try:
                results.append(call(waiting.pop()))
            except IndexError:
                return
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=work) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    start.wait(30)
    begun = time.perf_counter()
    for thread in threads:
        thread.join(300)
    taken = time.perf_counter() - begun
    assert not errors, errors[:3]
    return taken, results


def main(env):
    registry = Registry(env.cr.dbname)
    ward = RushWard(env.cr.dbname, PEOPLE, SEATS)
    try:
        unit = _unit(registry, ward)
        limit, _nothing = rush(lambda user: bare(registry, ward.session_id, user, unit), ward.user_ids)
        _nothing_oversold(ward)
        ward.empty()
        taken, counts = rush(lambda user: ours(registry, ward.session_id, user), ward.user_ids)
        _nothing_oversold(ward)
    finally:
        ward.remove()
    a_second, limit_a_second = PEOPLE / taken, PEOPLE / limit
    report(
        "enrol_rush",
        a_second,
        limit_a_second,
        limit_a_second,
        100,
        "enrolments a second on 8 connections",
        PEOPLE,
        max(counts),
        higher_is_better=True,
    )


def _unit(registry, ward):
    with registry.cursor() as cr:
        cr.execute("SELECT id FROM hr_department WHERE company_id = %s", [ward.ward_id])
        return cr.fetchone()[0]


def _nothing_oversold(ward):
    seated, waiting, _places = ward.outcome()
    assert (len(seated), len(waiting)) == (SEATS, PEOPLE - SEATS), (len(seated), len(waiting))
    assert max(seated) < min(waiting), "somebody who asked later sits"


main(env)  # noqa: F821 - the Odoo shell knows env
