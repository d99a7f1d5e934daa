from odoo import api, fields, models
from odoo.tools import SQL


class WardObstacleNotice(models.Model):
    """That a tier was told of an obstacle."""

    _name = "ward.obstacle.notice"
    _description = "Notice of an obstacle"
    _inherit = ["ward.notice.mixin"]
    _check_company_auto = True

    obstacle_id = fields.Many2one("ward.obstacle", required=True, readonly=True, ondelete="cascade", check_company=True)

    _once = models.UniqueIndex("(obstacle_id, deadline, step)", "This tier was told of this deadline already.")


class WardObstacle(models.Model):
    """Who is reminded of an obstacle, and which tier is told."""

    _name = "ward.obstacle"
    _inherit = ["ward.obstacle", "ward.ladder.mixin"]
    _notice = ("ward.obstacle.notice", "obstacle_id")
    _notice_activity = "ward_oversight.mail_activity_obstacle"

    @api.model
    def _due_rows(self):
        return SQL(
            """
            SELECT obstacle.id, obstacle.company_id AS ward, obstacle.due AS deadline, obstacle.name,
                   owner.user_id AS owner, head.user_id AS head
              FROM ward_obstacle obstacle
         LEFT JOIN hr_employee owner ON owner.id = obstacle.employee_id
         LEFT JOIN hr_department unit ON unit.id = obstacle.department_id
         LEFT JOIN hr_employee head ON head.id = unit.manager_id
             WHERE obstacle.due IS NOT NULL
            """
        )

    @api.model
    def _sentences(self):
        return {
            "before": self.env._("The deadline of this obstacle comes near"),
            "unit_head": self.env._("An obstacle in your unit is overdue"),
            "ward_head": self.env._("An obstacle is overdue, and its unit did not answer"),
            "upper_tier": self.env._("An obstacle of a ward is long overdue"),
        }
