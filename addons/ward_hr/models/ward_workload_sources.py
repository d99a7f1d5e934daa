from collections import defaultdict
from decimal import Decimal

from odoo import api, models
from odoo.tools import SQL

from ..workload import person_month
from ..workload.standard_hours import OtherWork, rounded


class WardWorkload(models.Model):
    """What else takes time, and which work is no dossier's: queries that addons and models add to.

    One statement a source, however many people; ``values`` are those of ``_asked``.
    """

    _inherit = "ward.workload"

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
