"""Workload of one month in 126 wards of 60 people with 250,000 dossiers: everything, and what one day changes.

Seconds for all wards, ward by ward as imports do it, in one transaction that is undone. ``limit`` is one SQL
aggregate, written by hand, of the hours and counts of every person. ``peer`` of the whole month is that aggregate,
too; of one day it is the whole month, which is what a day cost before. Runs in an Odoo shell (``env``).
"""

from datetime import date

from measure import report, timed

from odoo.tools import SQL

WARDS, PEOPLE, DOSSIERS, OFFICERS = 126, 60, 250_000, 12
MONTH, DAY = date(2026, 10, 1), date(2026, 10, 14)
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
    """Companies whose people are copies of one, each with a unit of its own."""
    companies = env["res.company"].create([{"name": f"Bench ward {number}"} for number in range(WARDS)])
    units = env["hr.department"].create([{"name": "Office", "company_id": one.id} for one in companies])
    first = env["hr.employee"].create(
        {"name": "Officer", "company_id": companies[0].id, "date_version": date(2026, 1, 1)}
    )
    env.flush_all()
    for company, unit in zip(companies, units, strict=True):
        people = copied(
            env["hr.employee"],
            first,
            SQL("generate_series(1, %s) n", PEOPLE - (company == companies[0])),
            company_id=SQL("%s", company.id),
            department_id=SQL("%s", unit.id),
            staff_code=SQL("'BEN' || n"),
        )
        copied(
            env["hr.version"],
            first.version_ids,
            SQL("UNNEST(%s) person", people),
            employee_id=SQL("person"),
            department_id=SQL("%s", unit.id),
            company_id=SQL("%s", company.id),
        )
    return companies


def dossiers(companies):
    """A month of dossiers, spread over the wards; twelve in a ward work on them, one in twenty is open."""
    imports = env["ward.dossier.import"].create([{"company_id": one.id} for one in companies])
    procedures = env["ward.procedure"].search([("origin", "=", "shipped")], limit=20).ids
    env.flush_all()
    cr.execute(
        SQL(
            """
            WITH people AS (
                SELECT id, company_id, ROW_NUMBER() OVER (PARTITION BY company_id ORDER BY id) - 1 AS place
                  FROM hr_employee WHERE company_id = ANY(%(companies)s)),
            ward AS (
                SELECT company_id, id AS import, ROW_NUMBER() OVER (ORDER BY company_id) - 1 AS number
                  FROM ward_dossier_import WHERE id = ANY(%(imports)s)),
            one AS (
                SELECT n, n %% %(wards)s AS number, n / %(wards)s AS turn,
                       '2026-10-01 01:00'::timestamp + n / %(wards)s %% 30 * INTERVAL '1 day'
                       + n %% 480 * INTERVAL '1 minute' AS received
                  FROM generate_series(0, %(count)s - 1) n)
            INSERT INTO ward_dossier (company_id, code, procedure_id, channel, received_at, due_at, processed_at,
                                      state, timeliness, late_days, reception_officer_id, handling_officer_id,
                                      import_id)
            SELECT w.company_id, 'BEN-' || n, (%(procedures)s::int[])[1 + n %% %(kinds)s], 'online', received,
                   received + INTERVAL '5 days',
                   CASE WHEN n %% 20 > 0 THEN received + n %% 200 * INTERVAL '1 hour' END,
                   CASE WHEN n %% 20 > 0 THEN 'processed' ELSE 'processing' END,
                   CASE WHEN n %% 20 = 0 THEN 'open' WHEN n %% 200 > 120 THEN 'late' ELSE 'on_time' END, 0,
                   CASE WHEN n %% 4 = 0 THEN p.id END, p.id, w.import
              FROM one JOIN ward w USING (number)
              JOIN people p ON p.company_id = w.company_id AND p.place = turn %% %(officers)s
            """,
            companies=companies.ids,
            imports=imports.ids,
            wards=WARDS,
            count=DOSSIERS,
            procedures=procedures,
            kinds=len(procedures),
            officers=OFFICERS,
        )
    )
    for table in ("ward_dossier", "hr_employee", "hr_version"):
        cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))


def everything():
    for company in companies:
        env["ward.workload"]._refresh(company, [MONTH])


def one_day():
    for company in companies:
        env["ward.workload"]._refresh(company, [MONTH], people[company.id])


def by_hand():
    """Hours, counts and backlog of every person of every ward, into a table."""
    cr.execute("DROP TABLE IF EXISTS pg_temp.by_hand")
    cr.execute(
        """
        CREATE TEMP TABLE by_hand AS
        SELECT company_id, person, SUM(hours) AS hours, SUM(finished) AS finished, SUM(on_time) AS on_time,
               SUM(waiting) AS waiting
          FROM (SELECT d.company_id, handling_officer_id AS person, s.processing_minutes / 60.0 AS hours, 1 AS finished,
                       (timeliness = 'on_time')::int AS on_time, 0 AS waiting
                  FROM ward_dossier d JOIN ward_procedure_standard s ON s.procedure_id = d.procedure_id
                 WHERE processed_at >= '2026-09-30 17:00' AND processed_at < '2026-10-31 17:00'
                 UNION ALL
                SELECT d.company_id, reception_officer_id, s.reception_minutes / 60.0, 0, 0, 0
                  FROM ward_dossier d JOIN ward_procedure_standard s ON s.procedure_id = d.procedure_id
                 WHERE received_at >= '2026-09-30 17:00' AND received_at < '2026-10-31 17:00'
                   AND reception_officer_id IS NOT NULL
                 UNION ALL
                SELECT company_id, handling_officer_id, 0, 0, 0, 1
                  FROM ward_dossier
                 WHERE received_at < '2026-10-31 17:00'
                   AND (timeliness = 'open' OR processed_at >= '2026-10-31 17:00')) one
         GROUP BY 1, 2
        """
    )


companies = wards()
dossiers(companies)
cr.execute(
    """
    SELECT company_id, ARRAY_AGG(DISTINCT handling_officer_id) FROM ward_dossier
     WHERE company_id = ANY(%s) AND received_at >= %s AND received_at < %s::timestamp + INTERVAL '6 hours' GROUP BY 1
    """,
    (companies.ids, DAY, DAY),
)
people = {company: ids[:5] for company, ids in cr.fetchall()}
everything()  # warm, and the first figures
before = cr.sql_log_count
env["ward.workload"]._refresh(companies[0], [MONTH])
statements = cr.sql_log_count - before
before = cr.sql_log_count
env["ward.workload"]._refresh(companies[0], [MONTH], people[companies[0].id])
statements_day = cr.sql_log_count - before
limit, _none = timed(by_hand)
whole, _none = timed(everything)
day, _none = timed(one_day)
report("workload_month", whole, limit, limit, 1, "s", DOSSIERS, statements)
report("workload_day", day, whole, limit, 1, "s", DOSSIERS, statements_day)
cr.rollback()
