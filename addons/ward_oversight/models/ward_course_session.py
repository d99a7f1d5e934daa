from datetime import datetime, time, timedelta

from odoo import models
from odoo.tools import SQL

from odoo.addons.ward_training.rules.eligibility import VISIT


class WardCourseSession(models.Model):
    """Who is on an inspection visit is told before enrolling in a class of that day."""

    _inherit = "ward.course.session"

    def _elsewhere(self, employees):
        """And on visits that are planned or under way, as leader or member: the whole day."""
        found = super()._elsewhere(employees)
        if not self or not employees:
            return found
        self.env["ward.visit"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT person, visit.id, visit.date
                  FROM ward_visit visit
                  JOIN (SELECT id AS visit_id, leader_id AS person FROM ward_visit
                         UNION SELECT ward_visit_id, hr_employee_id FROM ward_visit_member_rel) team
                    ON team.visit_id = visit.id
                 WHERE person = ANY(%s) AND visit.state <> 'signed' AND visit.date BETWEEN %s AND %s
                """,
                employees.ids,
                self._local(min(self.mapped("date_begin"))).date(),
                self._local(max(self.mapped("date_end"))).date(),
            )
        )
        # sudo: the person's own visit, whose name the person may know
        visits = self.env["ward.visit"].sudo()
        return found + [
            (person, visits.browse(visit).display_name, *_whole(day), visit, VISIT) for person, visit, day in rows
        ]


def _whole(day):
    begin = datetime.combine(day, time.min)
    return begin, begin + timedelta(days=1)
