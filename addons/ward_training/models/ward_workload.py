from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.ward_hr.models.ward_workload_touch import install

from .ward_course_session import WARD_TIME

DAY = f"({{moment}} AT TIME ZONE 'UTC' AT TIME ZONE '{WARD_TIME}')::date"
FIRST, LAST = (DAY.format(moment=f"{{row}}.{name}") for name in ("date_begin", "date_end"))
SEATS = "('enrolled', 'attended')"
# as in ward_workload_touch: person, first and last day of rows
TOUCHES = [
    (
        "ward_enrolment",
        "employee_id, session_id, state",
        f"SELECT r.employee_id, {FIRST.format(row='s')}, {LAST.format(row='s')}"
        f"  FROM {{rows}} r JOIN ward_course_session s ON s.id = r.session_id WHERE r.state IN {SEATS}",
    ),
    (
        "ward_course_session",
        "state, date_begin, date_end",
        f"SELECT e.employee_id, {FIRST.format(row='r')}, {LAST.format(row='r')}"
        f"  FROM {{rows}} r JOIN ward_enrolment e ON e.session_id = r.id WHERE e.state IN {SEATS}",
    ),
    (
        "ward_course_session_part",
        "day, hours",
        "SELECT e.employee_id, r.day, r.day"
        f"  FROM {{rows}} r JOIN ward_enrolment e ON e.session_id = r.session_id WHERE e.state IN {SEATS}",
    ),
]


class WardWorkload(models.Model):
    """Training takes working time: sessions of those who have a seat for certain, or were there."""

    _inherit = "ward.workload"

    @api.model
    def _absence_sources(self, values):
        """And training: each day of a session takes the hours of its half-days."""
        query = SQL(
            """
            SELECT e.employee_id AS person, p.day AS first, p.day AS last,
                   LEAST(1, ROUND(SUM(p.hours)::numeric / NULLIF(c.hours_per_day, 0)::numeric, 2)) AS part,
                   'training' AS kind
              FROM ward_enrolment e
              JOIN ward_course_session s ON s.id = e.session_id
              JOIN ward_course_session_part p ON p.session_id = s.id
              JOIN res_company w ON w.id = s.company_id
              JOIN resource_calendar c ON c.id = w.resource_calendar_id
             WHERE s.company_id = %(company)s AND e.state IN ('enrolled', 'attended')
               AND s.state IN ('open', 'running', 'done')
             GROUP BY e.employee_id, p.day, s.id, c.hours_per_day
            """,
            company=values["company"],
        )
        return [*super()._absence_sources(values), query]


class WardEnrolment(models.Model):
    """Seats that are given or taken, and sessions that move, make figures follow."""

    _inherit = "ward.enrolment"

    def init(self):
        """Noted by PostgreSQL as leave is; safe to repeat."""
        super().init()
        for source in TOUCHES[:2]:
            install(self.env.cr, *source)


class WardCourseSessionPart(models.Model):
    """So do half-days that move."""

    _inherit = "ward.course.session.part"

    def init(self):
        """Noted by PostgreSQL as leave is; safe to repeat."""
        super().init()
        install(self.env.cr, *TOUCHES[2])


class WardWorkloadLine(models.Model):
    """Training as a kind of its own among the hours that a person does not have."""

    _inherit = "ward.workload.line"

    kind = fields.Selection(selection_add=[("training", "Training")], ondelete={"training": "cascade"})
