"""Who of 8,000 people in 133 wards will be short of training hours on 31 December, with 40,000 enrolments.

``ours``: everybody's hours asked, earned, planned and missing (``ward.training.hours._people``), all wards at once.
``limit``: one SQL aggregate of hours by person, written by hand. ``peer``: the same sum by the ORM, enrolments read
as records. ``statements`` is that of ours, as for one ward. Runs in an Odoo shell (``env``), and is undone.
"""

from collections import defaultdict
from datetime import date

from measure import report, statements, timed

from odoo.tools import SQL

WARDS, PEOPLE, EACH = 133, 60, 5
env = self.env  # noqa: F821
env = env(context={"tracking_disable": True, "mail_create_nolog": True, "lang": "en_US"})
cr = env.cr


def copied(model, template, source, **changed):
    """Copies of one row by one statement; ``source`` is what is joined to make many of it."""
    names = [one.name for one in model._fields.values() if one.store and one.column_type and one.name != "id"]
    cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s t, %s WHERE t.id = %s RETURNING id",
            SQL.identifier(model._table),
            SQL(", ").join(map(SQL.identifier, names)),
            SQL(", ").join(changed.get(name, SQL("t.%s", SQL.identifier(name))) for name in names),
            SQL.identifier(model._table),
            source,
            template.id,
        )
    )
    return [key for (key,) in cr.fetchall()]


def wards():
    """Companies of civil servants, copies of one; each has attended four sessions of a course and has a seat in one."""
    companies = env["res.company"].create([{"name": f"Bench ward {number}"} for number in range(WARDS)])
    civil = env.ref("ward_hr.ward_staff_type_civil_servant")
    first = env["hr.employee"].create(
        {"name": "Officer", "company_id": companies[0].id, "date_version": date(2026, 1, 1)}
    )
    first.version_id.staff_type_id = civil
    course = env["ward.course"].create(
        {"code": "BENCH", "name": "Bench", "content_group": "digital", "hours": 6, "company_id": companies[0].id}
    )
    session = env["ward.course.session"].create(
        {
            "course_id": course.id,
            "company_id": companies[0].id,
            "date_begin": "2026-03-02 01:00:00",
            "date_end": "2026-03-02 10:00:00",
            "seats": 60,
            "state": "done",
        }
    )
    seat = env["ward.enrolment"].create({"session_id": session.id, "employee_id": first.id, "state": "attended"})
    env.flush_all()
    for company in companies:
        people = copied(
            env["hr.employee"],
            first,
            SQL("generate_series(1, %s) n", PEOPLE),
            company_id=SQL("%s", company.id),
            staff_code=SQL("'BENCH-' || n"),
        )
        copied(
            env["hr.version"],
            first.version_ids,
            SQL("UNNEST(%s) person", people),
            employee_id=SQL("person"),
            company_id=SQL("%s", company.id),
        )
        sessions = copied(
            env["ward.course.session"],
            session,
            SQL("generate_series(1, %s) n", EACH),
            company_id=SQL("%s", company.id),
            state=SQL("CASE WHEN n = 1 THEN 'open' ELSE 'done' END"),
            date_begin=SQL("t.date_begin + (12 - n) * INTERVAL '20 days'"),
            date_end=SQL("t.date_end + (12 - n) * INTERVAL '20 days'"),
        )
        copied(
            env["ward.enrolment"],
            seat,
            SQL("UNNEST(%s) person, UNNEST(%s) WITH ORDINALITY AS one(session, n)", people, sessions),
            employee_id=SQL("person"),
            session_id=SQL("session"),
            company_id=SQL("%s", company.id),
            state=SQL("CASE WHEN n = 1 THEN 'enrolled' ELSE 'attended' END"),
            hours_credited=SQL("CASE WHEN n = 1 THEN 0 ELSE 6 END"),
        )
    for table in ("hr_employee", "hr_version", "ward_course_session", "ward_enrolment"):
        cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    env.invalidate_all()
    return companies


def everybody(among):
    return env["ward.training.hours"]._people(among, 2026)


def by_hand():
    cr.execute(
        """
        SELECT e.id, SUM(n.hours_credited), SUM(s.hours) FILTER (WHERE n.state = 'enrolled')
          FROM hr_employee e JOIN ward_enrolment n ON n.employee_id = e.id
          JOIN ward_course_session s ON s.id = n.session_id
         WHERE s.date_end >= '2026-01-01' AND s.date_end < '2027-01-01' GROUP BY 1
        """
    )
    return cr.fetchall()


def by_records():
    env.invalidate_all()
    hours = defaultdict(float)
    seats = env["ward.enrolment"].search([("date_begin", ">=", "2026-01-01"), ("date_begin", "<", "2027-01-01")])
    for seat in seats:
        hours[seat.employee_id.id] += seat.hours_credited or seat.session_id.hours
    return hours


companies = wards()
ours, found = timed(lambda: everybody(companies))
short = sum(one.standing.state == "short" for one in found)
assert (len(found), short) == (WARDS * PEOPLE + 1, WARDS * PEOPLE + 1), (len(found), short)
limit, _rows = timed(by_hand)
peer, _hours = timed(by_records)
count = statements(env, lambda: everybody(companies))
one_ward = statements(env, lambda: everybody(companies[:1]))
assert count <= one_ward + 1, (count, one_ward)
report("training_shortfall", ours, peer, limit, 10, "s", len(found), count)
cr.rollback()
