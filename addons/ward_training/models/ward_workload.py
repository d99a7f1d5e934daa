from odoo import api, fields, models
from odoo.tools import SQL

from .ward_course_session import WARD_TIME


class WardWorkload(models.Model):
    """Training takes working time: sessions of those who have a seat for certain, or were there."""

    _inherit = "ward.workload"

    @api.model
    def _absence_sources(self, values):
        """And training; a session within one day takes its hours of it, a longer one whole days."""
        query = SQL(
            """
            SELECT e.employee_id AS person, s.first::date AS first, s.last::date AS last,
                   CASE WHEN s.first::date = s.last::date
                        THEN LEAST(1, ROUND(EXTRACT(EPOCH FROM s.last - s.first)
                                            / 3600 / NULLIF(c.hours_per_day, 0)::numeric, 2)) ELSE 1 END AS part,
                   'training' AS kind
              FROM ward_enrolment e
              JOIN (SELECT id, company_id, state, date_begin AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s AS first,
                           date_end AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s AS last
                      FROM ward_course_session) s ON s.id = e.session_id
              JOIN res_company w ON w.id = s.company_id
              JOIN resource_calendar c ON c.id = w.resource_calendar_id
             WHERE s.company_id = %(company)s AND e.state IN ('enrolled', 'attended')
               AND s.state IN ('open', 'running', 'done')
            """,
            zone=WARD_TIME,
            company=values["company"],
        )
        return [*super()._absence_sources(values), query]


class WardWorkloadLine(models.Model):
    """Training as a kind of its own among the hours that a person does not have."""

    _inherit = "ward.workload.line"

    kind = fields.Selection(selection_add=[("training", "Training")], ondelete={"training": "cascade"})
