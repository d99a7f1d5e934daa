from odoo import api, fields, models
from odoo.tools import SQL


class WardDialogueNotice(models.Model):
    """That somebody was told of an issue of a dialogue."""

    _name = "ward.dialogue.notice"
    _description = "Notice of an issue of a dialogue"
    _inherit = ["ward.notice.mixin"]
    _check_company_auto = True

    issue_id = fields.Many2one(
        "ward.dialogue.issue", required=True, readonly=True, ondelete="cascade", check_company=True
    )

    _once = models.UniqueIndex("(issue_id, deadline, step)", "This tier was told of this deadline already.")


class WardDialogueIssue(models.Model):
    """Who is reminded of what was promised in a dialogue, and which tier is told."""

    _name = "ward.dialogue.issue"
    _inherit = ["ward.dialogue.issue", "ward.ladder.mixin"]
    _notice = ("ward.dialogue.notice", "issue_id")
    _notice_activity = "ward_oversight.mail_activity_dialogue_issue"

    @api.model
    def _due_rows(self):
        """Open issues of dialogues that were held: before that nothing is promised."""
        return SQL(
            """
            SELECT issue.id, issue.company_id AS ward, issue.due AS deadline, issue.name,
                   owner.user_id AS owner, head.user_id AS head
              FROM ward_dialogue_issue issue
              JOIN ward_dialogue dialogue ON dialogue.id = issue.dialogue_id AND dialogue.state = 'held'
         LEFT JOIN hr_employee owner ON owner.id = issue.employee_id
         LEFT JOIN hr_department unit ON unit.id = issue.department_id
         LEFT JOIN hr_employee head ON head.id = unit.manager_id
             WHERE issue.state = 'open' AND issue.due IS NOT NULL
            """
        )

    @api.model
    def _sentences(self):
        return {
            "before": self.env._("What was promised in a dialogue comes due"),
            "unit_head": self.env._("What your unit promised in a dialogue is overdue"),
            "ward_head": self.env._("What was promised in a dialogue is overdue, and its unit did not answer"),
            "upper_tier": self.env._("What a ward promised in a dialogue is long overdue"),
        }
