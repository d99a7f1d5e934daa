from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..staff.shares import Share
from ..workload.standard_hours import Work
from .ward_dossier_loader import WARD_TIMEZONE

OUTSIDE = ("city_centre", "vertical")  # blocks whose units are not the ward's: hours there are lost to it


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
                                    ELSE s.processing_minutes::text END AS minutes, d.id
                  FROM daily w
                  JOIN ward_procedure p ON p.id = w.procedure_id
                  LEFT JOIN hr_department d
                    ON d.code = p.department_code AND d.company_id = %(company)s AND d.active
                  LEFT JOIN standards s
                    ON s.procedure_id = w.procedure_id AND s.since <= w.day
                   AND (s.until IS NULL OR w.day < s.until)
                 WHERE DATE_TRUNC('month', w.day)::date = ANY(%(months)s)
                 GROUP BY 1, 2, 3, 4, 6, 7
                 UNION ALL
                %(modifiers)s
                 ORDER BY 1, 2, 4, 5 DESC, 3
                """,
                **values,
                modifiers=self._modifier_works(values),
                handled=self._of_people("handling_officer_id", values),
                took=self._of_people("reception_officer_id", values),
            )
        )
        for month, person, procedure, stage, dossiers, minutes, unit in rows:
            minutes = minutes and Decimal(minutes)
            yield month, Work(person, procedure, stage, dossiers, minutes, unit)

    @api.model
    def _modifier_works(self, values):
        """What modifiers add by month, person and procedure: dossiers, and minutes each on average."""
        return SQL(
            """
                SELECT DATE_TRUNC('month', w.processed_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date,
                       w.handling_officer_id, w.procedure_id, 'modifier', COUNT(*)::int,
                       (SUM(w.modifier_minutes) / COUNT(*))::text, d.id
                  FROM ward_dossier w
                  JOIN ward_procedure p ON p.id = w.procedure_id
                  LEFT JOIN hr_department d
                    ON d.code = p.department_code AND d.company_id = %(company)s AND d.active
                 WHERE w.company_id = %(company)s AND w.processed_at >= %(from)s AND w.processed_at < %(stop)s
                   AND w.handling_officer_id IS NOT NULL AND w.modifier_minutes <> 0 %(handled)s
                   AND DATE_TRUNC('month', w.processed_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date
                       = ANY(%(months)s)
                 GROUP BY 1, 2, 3, 7
            """,
            **values,
            handled=self._of_people("w.handling_officer_id", values),
        )

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
    def _shares(self, values):
        """``({person: [Share]}, units outside)``: what units have of people's working time, by their assignments."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT a.employee_id, a.department_id, a.share::numeric::text, a.date_from, a.date_to,
                       COALESCE(d.block = ANY(%(outside)s), FALSE)
                  FROM ward_assignment a JOIN hr_department d ON d.id = a.department_id
                 WHERE a.company_id = %(company)s AND a.date_from <= %(last)s
                   AND (a.date_to IS NULL OR a.date_to >= %(first)s) %(chosen)s
                 ORDER BY a.date_from, a.id
                """,
                **values,
                outside=list(OUTSIDE),
                chosen=self._of_people("a.employee_id", values),
            )
        )
        shares, outside = defaultdict(list), set()
        for person, unit, percent, since, until, away in rows:
            shares[person].append(Share(unit, Decimal(percent), since, until))
            if away:
                outside.add(unit)
        return shares, frozenset(outside)
