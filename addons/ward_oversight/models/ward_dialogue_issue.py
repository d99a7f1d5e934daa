from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class WardDialogueIssue(models.Model):
    """An issue of a dialogue: what was said, who settles it, until when."""

    _name = "ward.dialogue.issue"
    _description = "Issue of a dialogue"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "dialogue_id desc, sequence, id"
    _check_company_auto = True

    dialogue_id = fields.Many2one("ward.dialogue", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="dialogue_id.company_id", store=True, precompute=True, required=True, default=None
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Issue", required=True)
    text = fields.Text(string="What was asked")
    obstacle_id = fields.Many2one("ward.obstacle", index="btree_not_null", ondelete="restrict", check_company=True)
    answer = fields.Text(string="What was answered")
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        compute="_compute_department_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    employee_id = fields.Many2one(
        "hr.employee", string="Owner", index="btree_not_null", ondelete="restrict", check_company=True
    )
    due = fields.Date(string="Until")
    state = fields.Selection([("open", "Open"), ("settled", "Settled")], required=True, default="open")
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")
    notice_ids = fields.One2many("ward.dialogue.notice", "issue_id", string="Who was told", readonly=True)

    _obstacle_once = models.UniqueIndex(
        "(dialogue_id, obstacle_id) WHERE obstacle_id IS NOT NULL", "This obstacle is on the agenda already."
    )

    @api.depends("employee_id")
    def _compute_department_id(self):
        """The unit of who owns it, unless another was chosen: its head is told when it is overdue."""
        for issue in self:
            # sudo: the unit of a colleague is no secret
            issue.department_id = issue.department_id or issue.employee_id.sudo().department_id

    @api.depends("due", "state")
    def _compute_overdue(self):
        today = fields.Date.context_today(self)
        for issue in self:
            issue.overdue = bool(issue.state == "open" and issue.due and issue.due < today)

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "open") & Domain("due", "<", fields.Date.context_today(self))
        return late if True in value else ~late

    def action_settle(self):
        """What was promised is done; what was answered is written."""
        self.check_access("write")
        for issue in self:
            if not issue.answer:
                raise UserError(self.env._("Write what was answered to “%(issue)s” first.", issue=issue.name))
        self.write({"state": "settled"})
        self.activity_unlink(["mail.mail_activity_data_todo"])
        self._end_notices()

    def _call_owners(self):
        """One thing to do for each owner, on the day of the issue."""
        for issue in self.filtered(lambda one: one.state == "open"):
            # sudo: the login of a colleague, to call on
            user = issue.employee_id.sudo().user_id
            if user:
                issue.activity_schedule("mail.mail_activity_data_todo", date_deadline=issue.due, user_id=user.id)
