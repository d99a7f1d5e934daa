from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..workload import person_month
from ..workload.standard_hours import OtherWork, Work, rounded
from .ward_dossier_loader import WARD_TIMEZONE


class WardWorkload(models.Model):
    """What a month is made of, gathered set-wise: one statement a kind of fact, for any number of people.

    ``values``: what the statements ask for (see ``_asked``); its ``people`` are ids of employees, or None for
    the whole ward.
    """

    _inherit = "ward.workload"

    @api.model
    def _asked(self, company, months, people=None):
        """The values of every statement: months as first days, moments in UTC, ``last`` the last day of all."""
        first, after = min(months), fields.Date.add(max(months), months=1)
        return {
            "company": company.id,
            "months": list(months),
            "people": None if people is None else sorted(people),
            "zone": WARD_TIMEZONE,
            "first": first,
            "last": fields.Date.subtract(after, days=1),
            "from": self._utc(first),
            "stop": self._utc(after),
        }

    @api.model
    def _of_people(self, column, values):
        """Only these people, where not the whole ward is asked for."""
        people = values.get("people")
        return SQL() if people is None else SQL("AND %s = ANY(%s)", SQL.identifier(*column.split(".")), people)

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
                       AND processed_at < %(stop)s AND handling_officer_id IS NOT NULL %(handled)s
                     UNION ALL
                    SELECT 'reception', reception_officer_id, procedure_id,
                           (received_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                      FROM ward_dossier
                     WHERE company_id = %(company)s AND received_at >= %(from)s
                       AND received_at < %(stop)s AND reception_officer_id IS NOT NULL %(took)s),
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
                handled=self._of_people("handling_officer_id", values),
                took=self._of_people("reception_officer_id", values),
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
                        ON company_id = %(company)s AND processed_at >= start AND processed_at < stop %(handled)s),
                open AS (
                    SELECT first, handling_officer_id, 0, 0, 0, 1
                      FROM month JOIN ward_dossier
                        ON company_id = %(company)s AND timeliness = 'open' AND received_at < stop %(handled)s),
                later AS (
                    SELECT first, handling_officer_id, 0, 0, 0, 1
                      FROM month JOIN ward_dossier
                        ON company_id = %(company)s AND timeliness <> 'open' AND processed_at >= stop
                       AND received_at < stop %(handled)s)
                SELECT first, person, SUM(finished)::int, SUM(on_time)::int, SUM(late)::int,
                       SUM(backlog)::int
                  FROM (TABLE finished UNION ALL TABLE open UNION ALL TABLE later) one
                 WHERE person IS NOT NULL
                 GROUP BY 1, 2
                """,
                **values,
                handled=self._of_people("handling_officer_id", values),
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
                  JOIN hr_employee e ON e.company_id = %(company)s %(chosen)s
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
                chosen=self._of_people("e.id", values),
            )
        )
        for month, key, active, unit, since, until, hours in rows:
            facts = {"key": key, "since": since, "until": until, "hours_a_day": Decimal(hours)}
            yield month, unit, active, facts

    @api.model
    def _absences(self, values):
        """Absences by person, in the order of their sources: of two on one day, the first one counts."""
        absences = defaultdict(list)
        for source in self._absence_sources(values):
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT person, first, last, part::text, kind FROM (%s) one
                     WHERE last >= %s AND first <= %s %s ORDER BY person, first, last
                    """,
                    source,
                    values["first"],
                    values["last"],
                    self._of_people("person", values),
                )
            )
            for person, first, last, part, kind in rows:
                absences[person].append(person_month.Absence(first, last, Decimal(part), kind))
        return absences

    @api.model
    def _absence_sources(self, values):
        """Queries of what takes working time away: ``person, first, last`` (days), ``part`` of each day, ``kind``.

        ``part`` is above 0 and at most 1; ``kind`` is one of ``ward.workload.line``, and names the hours there.
        An addon appends its own; days and people are cut by the caller.
        """
        return [
            SQL(
                """
                SELECT l.employee_id AS person, l.request_date_from AS first, l.request_date_to AS last,
                       CASE WHEN (l.request_unit_half OR l.request_unit_hours)
                             AND l.request_date_from = l.request_date_to
                            THEN LEAST(l.number_of_days, 1) ELSE 1 END AS part, 'leave' AS kind
                  FROM hr_leave l JOIN hr_employee e ON e.id = l.employee_id
                 WHERE e.company_id = %s AND l.state = 'validate'
                """,
                values["company"],
            )
        ]

    @api.model
    def _other_works(self, values):
        """``{(month, person): [OtherWork]}``: work that is no dossier's, by its kind."""
        works = defaultdict(list)
        for source in self._work_sources(values):
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT DATE_TRUNC('month', day)::date, person, kind, COUNT(*), SUM(hours)::numeric::text
                      FROM (%s) one
                     WHERE DATE_TRUNC('month', day)::date = ANY(%s) AND day BETWEEN %s AND %s
                       AND person IS NOT NULL AND hours > 0 %s
                     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
                    """,
                    source,
                    values["months"],
                    values["first"],
                    values["last"],
                    self._of_people("person", values),
                )
            )
            for month, person, kind, count, hours in rows:
                works[month, person].append(OtherWork(kind, count, rounded(Decimal(hours))))
        return works

    @api.model
    def _work_sources(self, values):
        """Queries of work that is no dossier's: ``person, day`` (date), ``kind``, ``hours``, one row a piece of work.

        ``kind`` is one of ``ward.workload.line``. Days and people are cut by the caller; the query cuts its ward by
        ``values["company"]``. An addon or a model with such work appends its own::

            def _work_sources(self, values):
                query = SQL("SELECT employee_id AS person, done_on AS day, 'task' AS kind, hours"
                            "  FROM ward_task WHERE company_id = %s AND state = 'done'", values["company"])
                return [*super()._work_sources(values), query]

        After a change of such work, ``_refresh(company, months, people)`` brings the figures up to date.
        """
        return []
