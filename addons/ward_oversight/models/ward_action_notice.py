from odoo import api, fields, models
from odoo.tools import SQL


class WardActionNotice(models.Model):
    """That a tier was told of an action."""

    _name = "ward.action.notice"
    _description = "Notice of an action"
    _inherit = ["ward.notice.mixin"]
    _check_company_auto = True

    action_id = fields.Many2one("ward.action", required=True, readonly=True, ondelete="cascade", check_company=True)

    _once = models.UniqueIndex("(action_id, deadline, step)", "This tier was told of this deadline already.")


class WardAction(models.Model):
    """Who is reminded of an action, and which tier is told."""

    _name = "ward.action"
    _inherit = ["ward.action", "ward.ladder.mixin"]
    _notice = ("ward.action.notice", "action_id")
    _notice_activity = "ward_oversight.mail_activity_action"

    @api.model
    def _due_rows(self):
        """Open actions of signed visits: before the signature an action is nobody's yet."""
        return SQL(
            """
            SELECT action.id, action.company_id AS ward, action.deadline, action.name,
                   owner.user_id AS owner, head.user_id AS head
              FROM ward_action action
              JOIN ward_visit visit ON visit.id = action.visit_id AND visit.state = 'signed'
              JOIN hr_employee owner ON owner.id = action.employee_id
              JOIN hr_department unit ON unit.id = action.department_id
         LEFT JOIN hr_employee head ON head.id = unit.manager_id
             WHERE action.state = 'open'
            """
        )

    @api.model
    def _sentences(self):
        return {
            "before": self.env._("The deadline of this action comes near"),
            "unit_head": self.env._("An action of your unit is overdue"),
            "ward_head": self.env._("An action is overdue, and its unit did not answer"),
            "upper_tier": self.env._("An action of a ward is long overdue"),
        }
