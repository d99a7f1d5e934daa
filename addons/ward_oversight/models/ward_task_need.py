from odoo import api, fields, models
from odoo.tools import SQL


class WardDelegatedTask(models.Model):
    """A new task may ask its lead unit to learn something first."""

    _inherit = "ward.delegated.task"

    course_id = fields.Many2one(
        "ward.course",
        string="Training it asks for",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="In its first two years a training need of everybody in the lead unit who has not had this course.",
    )


class WardTrainingNeed(models.Model):
    """New delegated tasks are a reason of a need, until everybody of the lead unit has had the course."""

    _inherit = "ward.training.need"

    @api.model
    def _need_sources(self, values):
        return [*super()._need_sources(values), self._needs_of_tasks(values)]

    @api.model
    def _needs_of_tasks(self, values):
        """Tasks in force that began in the year or the year before, and who is in their lead unit now."""
        return SQL(
            """
            SELECT e.id AS person, task.course_id AS course, 'task' AS source, 0::float AS amount,
                   NULL::date AS until, CONCAT_WS(' ', task.code, task.name) AS note
              FROM ward_delegated_task task
              JOIN ward_task_assignment lead ON lead.task_id = task.id AND lead.role = 'lead'
               AND lead.date_from <= %(day)s AND (lead.date_to IS NULL OR lead.date_to >= %(day)s)
              JOIN hr_version v ON v.department_id = lead.department_id
              JOIN hr_employee e ON e.current_version_id = v.id AND e.active
             WHERE task.company_id = %(company)s AND task.state = 'active' AND task.course_id IS NOT NULL
               AND EXTRACT(YEAR FROM task.date_from) BETWEEN %(year)s - 1 AND %(year)s
               AND NOT EXISTS (SELECT FROM ward_enrolment seat
                                WHERE seat.employee_id = e.id AND seat.course_id = task.course_id
                                  AND seat.hours_credited > 0)
               AND NOT EXISTS (SELECT FROM ward_course_completion online
                                WHERE online.employee_id = e.id AND online.course_id = task.course_id
                                  AND online.void_reason IS NULL)
            """,
            company=values["company"].id,
            day=values["day"],
            year=values["year"],
        )
