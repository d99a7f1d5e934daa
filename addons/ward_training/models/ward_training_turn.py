from odoo import fields, models
from odoo.tools import SQL

from .ward_course import CONTENT_GROUPS
from .ward_course_session import WARD_TIME
from .ward_training_hours_online import counted_online

OUTSIDE = 1_000_000_000  # ids of training elsewhere begin here
ONLINE = 2_000_000_000  # and those of courses completed online here
GROUPS = [("leader", "Leaders and managers"), ("staff", "Staff without a leading post")]


class WardTrainingTurn(models.Model):
    """Turns of training, as the reports to the city count them: one row a person and course that was done.

    By content group, target group, hours and cost. The cost of a turn is what its course of the approved plan has
    spent, by those who came; where nothing is entered it is empty, not zero. The target group is that of today.
    """

    _name = "ward.training.turn"
    _description = "Turn of training"
    _auto = False
    _order = "day desc, id desc"
    _rec_name = "employee_id"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Staff member", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    course_id = fields.Many2one("ward.course", readonly=True)
    content_group = fields.Selection(CONTENT_GROUPS, readonly=True)
    target_group = fields.Selection(GROUPS, readonly=True)
    kind = fields.Selection(
        [("session", "In sessions"), ("online", "In online lessons"), ("outside", "Outside the ward")], readonly=True
    )
    day = fields.Date(string="Last day", readonly=True)
    turns = fields.Integer(readonly=True)
    hours = fields.Float(digits=(8, 1), readonly=True)
    cost = fields.Float(string="Cost (đồng)", digits=(14, 0), readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            WITH done AS (
                SELECT e.id, s.company_id, e.employee_id, e.department_id, s.course_id, c.content_group,
                       'session' AS kind, (s.date_end AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s)::date AS day,
                       e.hours_credited::float AS hours
                  FROM ward_enrolment e
                  JOIN ward_course_session s ON s.id = e.session_id
                  JOIN ward_course c ON c.id = s.course_id
                 WHERE e.hours_credited > 0
                 UNION ALL
                SELECT %(outside)s + o.id, o.company_id, o.employee_id, o.department_id, NULL, o.content_group,
                       'outside', o.date_to, o.hours_counted::float
                  FROM ward_outside_training o WHERE o.state = 'approved'
                 UNION ALL
                SELECT %(online)s + l.id, l.company_id, l.employee_id, l.department_id, l.course_id, l.content_group,
                       'online', l.day, l.hours::float
                  FROM (%(counted)s) l),
            spent AS (
                SELECT l.company_id, l.course_id, l.year, SUM(l.cost_spent)::float AS amount
                  FROM ward_training_plan_line l JOIN ward_training_plan p ON p.id = l.plan_id AND p.state = 'approved'
                 WHERE l.cost_spent > 0 GROUP BY 1, 2, 3)
            SELECT done.*, 1 AS turns,
                   CASE WHEN v.leadership_post_id IS NULL THEN 'staff' ELSE 'leader' END AS target_group,
                   spent.amount / COUNT(*) OVER (
                       PARTITION BY done.company_id, done.course_id, EXTRACT(YEAR FROM done.day)) AS cost
              FROM done
              JOIN hr_employee e ON e.id = done.employee_id
         LEFT JOIN hr_version v ON v.id = e.current_version_id
         LEFT JOIN spent ON spent.company_id = done.company_id AND spent.course_id = done.course_id
                        AND spent.year = EXTRACT(YEAR FROM done.day)
            """,
            zone=WARD_TIME,
            outside=OUTSIDE,
            online=ONLINE,
            counted=counted_online(SQL()),
        )
