from odoo import api, models
from odoo.tools import SQL

from .ward_course_session import WARD_TIME


def counted_online(within):
    """Completions whose hours count, as rows of ``ward_course_completion``; ``within``: ``AND ...`` on ``one``.

    Each course once a year, the completion with the most hours; an online course not beside a session of it.
    """
    return SQL(
        """
        SELECT DISTINCT ON (one.employee_id, one.course_id, EXTRACT(YEAR FROM one.day)) one.*
          FROM ward_course_completion one JOIN ward_course course ON course.id = one.course_id
         WHERE one.void_reason IS NULL AND one.hours > 0 %(within)s
           AND (course.delivery <> 'online' OR NOT EXISTS (
                SELECT 1 FROM ward_enrolment seat
                 WHERE seat.employee_id = one.employee_id AND seat.course_id = one.course_id
                   AND seat.hours_credited > 0
                   AND EXTRACT(YEAR FROM seat.date_end AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)
                       = EXTRACT(YEAR FROM one.day)))
         ORDER BY one.employee_id, one.course_id, EXTRACT(YEAR FROM one.day), one.hours DESC, one.id
        """,
        within=within,
        zone=WARD_TIME,
    )


class WardTrainingHours(models.Model):
    _inherit = "ward.training.hours"

    @api.model
    def _hours_sources(self, values):
        """Courses that were completed online."""
        within = SQL(
            "AND one.company_id IN %s AND one.day BETWEEN %s AND %s", values["wards"], values["first"], values["last"]
        )
        return [
            *super()._hours_sources(values),
            SQL(
                "SELECT employee_id AS person, 'online' AS kind, TRUE AS earned, hours::numeric AS hours"
                " FROM (%s) online",
                counted_online(within),
            ),
        ]
