from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class WardAction(models.Model):
    """What is done about a finding: by whom, until when, with what proof; closed only when it was seen to work.

    Open -> done (the owner says so, with a proof) -> closed (somebody else saw that it works), or open again. The
    deadline is a working day of the ward; it moves only by an extension that was granted.
    """

    _name = "ward.action"
    _description = "Corrective action"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "turn, deadline, id"
    _check_company_auto = True

    name = fields.Char(string="What is to be done", required=True, tracking=True)
    finding_id = fields.Many2one("ward.finding", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="finding_id.company_id", store=True, precompute=True, required=True, default=None
    )
    visit_id = fields.Many2one(related="finding_id.visit_id", store=True, precompute=True, index=True)
    severity = fields.Selection(related="finding_id.severity")
    department_id = fields.Many2one(
        "hr.department",
        string="Owner unit",
        compute="_compute_department_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    employee_id = fields.Many2one(
        "hr.employee", string="Owner", required=True, index=True, ondelete="restrict", check_company=True, tracking=True
    )
    days = fields.Integer(string="Working days", help="Proposes the deadline, counted from today.")
    deadline = fields.Date(
        compute="_compute_deadline",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
    )
    state = fields.Selection(
        [("open", "To do"), ("done", "Done, to be checked"), ("closed", "Seen to work")],
        string="Status",
        required=True,
        default="open",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    turn = fields.Integer(compute="_compute_turn", store=True)
    done_note = fields.Text(string="How it was done")
    done_on = fields.Date(readonly=True, copy=False)
    done_by_id = fields.Many2one("res.users", string="Reported by", readonly=True, copy=False, index="btree_not_null")
    check_note = fields.Text(string="What the check saw", copy=False)
    checked_on = fields.Date(readonly=True, copy=False)
    checked_by_id = fields.Many2one("res.users", string="Checked by", readonly=True, copy=False, index="btree_not_null")
    file_ids = fields.One2many("ward.kept.file", "action_id", string="Proofs")
    extension_ids = fields.One2many("ward.action.extension", "action_id", string="Extensions")
    notice_ids = fields.One2many("ward.action.notice", "action_id", string="Who was told", readonly=True)
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")
    days_late = fields.Integer(string="Working days late", compute="_compute_overdue")

    _open_by_deadline = models.Index("(company_id, deadline) WHERE state = 'open'")

    @api.depends("finding_id")
    def _compute_department_id(self):
        for action in self:
            action.department_id = action.department_id or action.finding_id.department_id

    @api.depends("days", "finding_id")
    def _compute_deadline(self):
        """So many working days from today; else the deadline of the finding, on a working day."""
        clock = self.env["ward.clock"]
        for action in self:
            wanted, company = action.deadline, action.finding_id.company_id
            if action.days:
                wanted = clock._in_working_days(company, clock._today(), action.days)
            elif not wanted and action.finding_id:
                wanted = clock._in_working_days(company, action.finding_id.deadline, 0)
            action.deadline = wanted

    @api.depends("state")
    def _compute_turn(self):
        turns = [state for state, _label in self._fields["state"].selection]
        for action in self:
            action.turn = turns.index(action.state)

    @api.depends("deadline", "state")
    def _compute_overdue(self):
        clock = self.env["ward.clock"]
        today = clock._today()
        for action in self:
            late = action.state == "open" and action.deadline and action.deadline < today
            action.days_late = clock._late_days(action.company_id, action.deadline, today) if late else 0
            action.overdue = bool(action.days_late)

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("state", "=", "open") & Domain("deadline", "<", fields.Date.context_today(self))
        return late if True in value else ~late

    @api.constrains("deadline")
    def _check_deadline_worked(self):
        clock = self.env["ward.clock"]
        for action in self:
            worked = clock._in_working_days(action.company_id, action.deadline, 0)
            if worked != action.deadline:
                raise ValidationError(
                    self.env._(
                        "“%(action)s” cannot end on %(day)s, which is not worked. Choose %(next)s or another working "
                        "day.",
                        action=action.name,
                        day=f"{action.deadline:%d/%m/%Y}",
                        next=f"{worked:%d/%m/%Y}",
                    )
                )

    @api.constrains("employee_id", "department_id")
    def _check_owner_of_unit(self):
        for action in self:
            # sudo: the unit of a colleague is no secret, the staff file is
            owner = action.employee_id.sudo()
            if owner.department_id != action.department_id and action.department_id.manager_id != action.employee_id:
                raise ValidationError(
                    self.env._(
                        "%(person)s works in %(own)s and cannot own an action of %(unit)s. Choose a person of that "
                        "unit.",
                        person=owner.name,
                        own=owner.department_id.name or "–",
                        unit=action.department_id.name,
                    )
                )
