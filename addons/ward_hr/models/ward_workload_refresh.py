import json
from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal

import pytz

from odoo import api, fields, models
from odoo.tools import SQL

from ..workload import person_month
from ..workload.calendar import WorkingCalendar
from ..workload.standard_hours import Work
from .ward_dossier_loader import WARD_TIMEZONE


class WardWorkload(models.Model):
    """How the figures come to be: gather by a few statements, compute, keep."""

    _inherit = "ward.workload"

    @api.model
    def _refresh(self, company, months):
        """Compute the months (first days) of a ward anew. Statements do not grow with anything."""
        if not months:
            return
        self.env.flush_all()
        values = {
            "company": company.id,
            "months": list(months),
            "zone": WARD_TIMEZONE,
            "from": self._utc(min(months)),
        }
        works = defaultdict(list)
        for month, work in self._works(values):
            works[month, work.person].append(work)
        outcomes = {(m, p): rest for m, p, *rest in self._outcomes(values)}
        absences = self._absences(values)
        calendar = WorkingCalendar.by_law(self.env["ward.law.value"]._law(company))
        rules = {month: self.env["ward.workload.rule"]._on(company, month) for month in months}
        rows, lines = [], []
        for month, unit, active, facts in self._people(values):
            key = month, facts["key"]
            if not (active or key in works or key in outcomes):
                continue
            person = person_month.Person(absences=tuple(absences[facts["key"]]), **facts)
            row, own = self._figures(month, unit, person, works[key], outcomes.get(key), calendar, rules[month])
            rows.append(row)
            lines += own
        self._keep(values, rows, lines)

    @api.model
    def _utc(self, day: date) -> datetime:
        """Midnight of a day in the ward, as it is kept in the database."""
        local = pytz.timezone(WARD_TIMEZONE).localize(datetime.combine(day, datetime.min.time()))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    @api.model
    def _works(self, values):
        """(month, Work): dossiers by person, procedure, stage and the standard of their day."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH standards AS (
                    SELECT s.procedure_id, s.since, s.reception_minutes, s.processing_minutes,
                           LEAD(s.since) OVER (PARTITION BY s.procedure_id ORDER BY s.since) AS until
                      FROM ward_procedure_standard s
                     WHERE s.company_id = %(company)s
                        OR s.company_id IS NULL AND NOT EXISTS (
                           SELECT FROM ward_procedure_standard own
                            WHERE own.company_id = %(company)s AND own.since <= s.since
                              AND own.procedure_id = s.procedure_id)),
                work AS (
                    SELECT 'processing' AS stage, handling_officer_id AS person, procedure_id,
                           (processed_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day
                      FROM ward_dossier
                     WHERE company_id = %(company)s AND processed_at >= %(from)s
                       AND handling_officer_id IS NOT NULL
                     UNION ALL
                    SELECT 'reception', reception_officer_id, procedure_id,
                           (received_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                      FROM ward_dossier
                     WHERE company_id = %(company)s AND received_at >= %(from)s
                       AND reception_officer_id IS NOT NULL),
                daily AS (
                    SELECT stage, person, procedure_id, day, COUNT(*) AS dossiers
                      FROM work GROUP BY 1, 2, 3, 4)
                SELECT DATE_TRUNC('month', w.day)::date, w.person, w.procedure_id, w.stage,
                       SUM(w.dossiers)::int,
                       CASE w.stage WHEN 'reception' THEN s.reception_minutes::text
                                    ELSE s.processing_minutes::text END AS minutes
                  FROM daily w
                  LEFT JOIN standards s
                    ON s.procedure_id = w.procedure_id AND s.since <= w.day
                   AND (s.until IS NULL OR w.day < s.until)
                 WHERE DATE_TRUNC('month', w.day)::date = ANY(%(months)s)
                 GROUP BY 1, 2, 3, 4, 6
                 ORDER BY 1, 2, 4, 5 DESC, 3
                """,
                **values,
            )
        )
        for month, person, procedure, stage, dossiers, minutes in rows:
            minutes = minutes and Decimal(minutes)
            yield month, Work(person, procedure, stage, dossiers, minutes)

    @api.model
    def _outcomes(self, values):
        """(month, person, finished, on time, late, open at the end) for each month."""
        return self.env.execute_query(
            SQL(
                """
                WITH month AS (
                    SELECT m AS first,
                           m::timestamp AT TIME ZONE %(zone)s AT TIME ZONE 'UTC' AS start,
                           (m + INTERVAL '1 month') AT TIME ZONE %(zone)s AT TIME ZONE 'UTC' AS stop
                      FROM UNNEST(%(months)s::date[]) m),
                finished AS (
                    SELECT first, handling_officer_id AS person, 1 AS finished,
                           (timeliness = 'on_time')::int AS on_time,
                           (timeliness = 'late')::int AS late, 0 AS backlog
                      FROM month JOIN ward_dossier
                        ON company_id = %(company)s AND processed_at >= start AND processed_at < stop),
                waiting AS (
                    SELECT first, handling_officer_id, 0, 0, 0, 1
                      FROM month JOIN ward_dossier
                        ON company_id = %(company)s AND received_at < stop
                       AND (timeliness = 'open' OR processed_at >= stop))
                SELECT first, person, SUM(finished)::int, SUM(on_time)::int, SUM(late)::int,
                       SUM(backlog)::int
                  FROM (TABLE finished UNION ALL TABLE waiting) one
                 WHERE person IS NOT NULL
                 GROUP BY 1, 2
                """,
                **values,
            )
        )

    @api.model
    def _people(self, values):
        """(month, unit, active, facts of Person) of everybody with a post in a month.

        The unit and the hours are those of the decision in force at the month's end.
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT month, e.id, e.active, v.department_id, v.since,
                       LEAST(v.departure_date, v.contract_date_end),
                       ROUND((c.hours_per_week / 5)::numeric, 2)::text
                  FROM UNNEST(%(months)s::date[]) month
                  JOIN hr_employee e ON e.company_id = %(company)s
                  JOIN LATERAL (
                       SELECT version.*, MIN(date_version) OVER () AS since
                         FROM hr_version version
                        WHERE version.employee_id = e.id AND version.active
                          AND date_version < month + INTERVAL '1 month'
                        ORDER BY date_version DESC LIMIT 1) v ON TRUE
                  JOIN res_company company ON company.id = e.company_id
                  JOIN resource_calendar c
                    ON c.id = COALESCE(v.resource_calendar_id, company.resource_calendar_id)
                 WHERE LEAST(v.departure_date, v.contract_date_end) IS NULL
                    OR LEAST(v.departure_date, v.contract_date_end) >= month
                 ORDER BY month, e.id
                """,
                **values,
            )
        )
        for month, key, active, unit, since, until, hours in rows:
            facts = {"key": key, "since": since, "until": until, "hours_a_day": Decimal(hours)}
            yield month, unit, active, facts

    @api.model
    def _absences(self, values):
        """Approved leave by person; its kind is nobody's business here."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT l.employee_id, l.request_date_from, l.request_date_to,
                       CASE WHEN (l.request_unit_half OR l.request_unit_hours)
                             AND l.request_date_from = l.request_date_to
                            THEN LEAST(l.number_of_days, 1) ELSE 1 END
                  FROM hr_leave l JOIN hr_employee e ON e.id = l.employee_id
                 WHERE e.company_id = %(company)s AND l.state = 'validate'
                   AND l.request_date_to >= %(first)s AND l.request_date_from <= %(last)s
                """,
                first=min(values["months"]),
                last=fields.Date.end_of(max(values["months"]), "month"),
                **values,
            )
        )
        absences = defaultdict(list)
        for person, first, last, part in rows:
            absences[person].append(person_month.Absence(first, last, Decimal(str(part))))
        return absences

    @api.model
    def _figures(self, month, unit, person, works, outcome, calendar, rule):
        """The row and the lines of one person's month."""
        last = fields.Date.end_of(month, "month")
        share = Decimal(str(rule.support_percent)) / 100
        load = person_month.load(person, month, last, works, calendar, share)
        finished, on_time, late, backlog = outcome or (0, 0, 0, 0)
        key = {"employee_id": person.key, "month": month, "department_id": unit}
        row = key | {
            "working_days": load.working_days,
            "leave_days": load.leave_days,
            "hours_a_day": person.hours_a_day,
            "hours_available": load.available,
            "hours_service": load.service,
            "hours_support": load.support,
            "hours_needed": load.needed,
            "hours_spare": load.spare,
            "load_index": load.index,
            "overload_index": rule.overload_index,
            "support_percent": rule.support_percent,
            "overloaded": load.index is not None and load.index > Decimal(str(rule.overload_index)),
            "volume_based": bool(works or finished or backlog),
            "finished_count": finished,
            "on_time_count": on_time,
            "late_count": late,
            "on_time_rate": Decimal(on_time) / finished if finished else None,
            "backlog_count": backlog,
            "unmeasured_count": load.unmeasured,
        }
        return row, [key | line for line in self._lines(person, works, load)]

    @api.model
    def _lines(self, person, works, load):
        """What the figures are made of: their hours add up, side by side, to the row's."""
        for work in sorted(works, key=lambda one: -(one.hours or 0)):
            yield {
                "side": "needed",
                "kind": work.stage,
                "procedure_id": work.procedure,
                "quantity": work.dossiers,
                "minutes": work.minutes,
                "hours": work.hours,
            }
        if load.support:
            yield {"side": "needed", "kind": "support", "hours": load.support}
        whole = load.working_days * person.hours_a_day
        yield {
            "side": "available",
            "kind": "calendar",
            "quantity": load.working_days,
            "hours": whole,
        }
        if load.leave_days:
            yield {
                "side": "available",
                "kind": "leave",
                "quantity": load.leave_days,
                "hours": load.available - whole,
            }

    @api.model
    def _keep(self, values, rows, lines):
        """Put the rows in the place of the old ones (an unchanged person keeps its record)."""
        names = list(rows[0]) if rows else []
        values = values | {
            "rows": json.dumps(rows, default=str),
            "lines": json.dumps(lines, default=str),
            "now": fields.Datetime.now(),
        }
        cr = self.env.cr
        cr.execute(
            SQL(
                """
                DELETE FROM ward_workload
                 WHERE company_id = %(company)s AND month = ANY(%(months)s)
                   AND (employee_id, month) NOT IN (
                       SELECT employee_id, month
                         FROM JSONB_TO_RECORDSET(%(rows)s::jsonb) AS r(employee_id int, month date))
                """,
                **values,
            )
        )
        if rows:
            self._keep_rows(values, names)
            self._keep_lines(values)
        self.env.invalidate_all()

    @api.model
    def _keep_rows(self, values, names):
        columns = SQL(", ").join(map(SQL.identifier, names))
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_workload (company_id, refreshed_at, %(columns)s)
                SELECT %(company)s, %(now)s, %(columns)s
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_workload, %(rows)s::jsonb)
                    ON CONFLICT (employee_id, month) DO UPDATE SET refreshed_at = %(now)s, %(sets)s
                """,
                columns=columns,
                sets=SQL(", ").join(SQL("%s = EXCLUDED.%s", SQL.identifier(n), SQL.identifier(n)) for n in names),
                **values,
            )
        )

    @api.model
    def _keep_lines(self, values):
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM ward_workload_line
                 WHERE company_id = %(company)s AND month = ANY(%(months)s)
                """,
                **values,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_workload_line (workload_id, company_id, employee_id, department_id,
                       month, side, kind, procedure_id, quantity, minutes, hours)
                SELECT w.id, w.company_id, w.employee_id, w.department_id,
                       w.month, l.side, l.kind, l.procedure_id, l.quantity, l.minutes, l.hours
                  FROM JSONB_POPULATE_RECORDSET(NULL::ward_workload_line, %(lines)s::jsonb)
                       WITH ORDINALITY AS l
                  JOIN ward_workload w ON w.employee_id = l.employee_id AND w.month = l.month
                 ORDER BY l.ordinality
                """,
                **values,
            )
        )
