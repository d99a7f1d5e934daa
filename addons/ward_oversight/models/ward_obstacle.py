from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import clock

OPEN = ("received", "answering", "forwarded")


class WardObstacle(models.Model):
    """An obstacle or proposal: of staff, a unit, a citizen (typed in by an officer), or of the ward to an upper tier.

    Received -> answered here (``answering``), or forwarded to who is competent -> answered -> closed. Two clocks:
    so many working days to forward, so many days to answer; both stand still only for a written reason. Of a
    citizen nothing is kept but the number under which the asker is known elsewhere.
    """

    _name = "ward.obstacle"
    _description = "Obstacle or proposal"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "due, id desc"
    _check_company_auto = True

    name = fields.Char(string="Subject", required=True, tracking=True)
    text = fields.Text(string="What is asked or proposed", required=True)
    kind = fields.Selection(
        [("obstacle", "Obstacle"), ("proposal", "Proposal"), ("feedback", "Feedback")],
        string="Type",
        required=True,
        default="obstacle",
    )
    source = fields.Selection(
        [
            ("staff", "Staff"),
            ("unit", "A unit"),
            ("citizen", "A citizen"),
            ("ward", "The ward, to the upper tier"),
        ],
        string="Source",
        required=True,
        default="staff",
    )
    asker_id = fields.Many2one(
        "hr.employee",
        string="Who asks",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        default=lambda self: self.env.user.employee_id,
    )
    asker_unit_id = fields.Many2one(
        "hr.department", string="Unit that asks", index="btree_not_null", ondelete="restrict", check_company=True
    )
    reference = fields.Char(
        string="Reference no.", help="Number on iHanoi or of the paper; never the name or number of a citizen."
    )
    sector_id = fields.Many2one("ward.sector", index="btree_not_null", ondelete="restrict")
    task_id = fields.Many2one(
        "ward.delegated.task", string="Task concerned", index="btree_not_null", ondelete="restrict", check_company=True
    )
    basis_id = fields.Many2one(
        "ward.legal.basis", string="Law concerned", index="btree_not_null", ondelete="restrict", check_company=True
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Handled by unit",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="Owner",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        tracking=True,
        help="Who answers.",
    )
    received_at = fields.Datetime(required=True, default=fields.Datetime.now)
    counted_from = fields.Date(compute="_compute_clocks", store=True, help="The working day from which is counted.")
    forward_due = fields.Date(string="Forward until", compute="_compute_clocks", store=True)
    answer_due = fields.Date(string="Answer until", compute="_compute_clocks", store=True)
    due = fields.Date(string="Next deadline", compute="_compute_clocks", store=True, index=True)
    pause_ids = fields.One2many("ward.obstacle.pause", "obstacle_id", string="Clock stood still")
    state = fields.Selection(
        [
            ("received", "Received"),
            ("answering", "To be answered here"),
            ("forwarded", "Forwarded"),
            ("answered", "Answered"),
            ("closed", "Closed"),
        ],
        string="Status",
        required=True,
        default="received",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    competent_body = fields.Char(string="Forwarded to", readonly=True, copy=False)
    forwarded_on = fields.Date(readonly=True, copy=False)
    answer = fields.Text(copy=False)
    answered_on = fields.Date(readonly=True, copy=False)
    answered_by_id = fields.Many2one(
        "res.users", string="Answered by", readonly=True, copy=False, index="btree_not_null"
    )
    satisfaction = fields.Selection(
        [("very", "Very satisfied"), ("yes", "Satisfied"), ("no", "Not satisfied")], copy=False, tracking=True
    )
    satisfaction_note = fields.Char(string="What the asker says", copy=False)
    published = fields.Boolean(
        string="In the knowledge base", copy=False, help="All staff of the ward read the answer."
    )
    notice_ids = fields.One2many("ward.obstacle.notice", "obstacle_id", string="Who was told", readonly=True)
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")
    days_late = fields.Integer(string="Working days late", compute="_compute_overdue")
    late_days = fields.Integer(
        string="Answered late by", compute="_compute_late_days", store=True, help="Working days.", aggregator="avg"
    )
    similar_ids = fields.Many2many("ward.obstacle", string="Answered before", compute="_compute_similar_ids")

    _due_open = models.Index("(company_id, due) WHERE due IS NOT NULL")

    @api.depends("received_at", "state", "forwarded_on", "pause_ids.since", "pause_ids.until", "company_id")
    def _compute_clocks(self):
        for one in self:
            if not one.received_at:
                one.counted_from = one.forward_due = one.answer_due = one.due = False
                continue
            one.counted_from = one._counted_from()
            pauses, waiting = one._pauses()
            clocks = self.env["ward.clock"]
            one.forward_due = clocks._last_day(one.company_id, one.counted_from, "feedback_forward_days", pauses)
            since = one.forwarded_on or one.counted_from
            one.answer_due = clocks._last_day(one.company_id, since, "feedback_reply_days", pauses)
            one.due = one._next_due() if one.state in OPEN and not waiting else False

    def _counted_from(self):
        clocks = self.env["ward.clock"]
        local = self.env["ward.dossier"].new({"received_at": self.received_at})._local("received_at")
        cutoff = int(clocks._number(self.company_id, "feedback_cutoff_hour", local.date()))
        with clocks._refusing():
            return clock.counted_from(clocks._calendar(self.company_id), local, cutoff)

    def _pauses(self):
        """``(pauses that ended, whether the clock stands still now)``."""
        ended = self.pause_ids.filtered(lambda one: one.since and one.until)
        waiting = self.pause_ids.filtered(lambda one: one.since and not one.until)
        return [clock.Pause(one.since, one.until) for one in ended], bool(waiting)

    def _next_due(self):
        return self.forward_due if self.state == "received" else self.answer_due

    @api.depends("due")
    def _compute_overdue(self):
        clocks = self.env["ward.clock"]
        today = clocks._today()
        for one in self:
            late = one.due and one.due < today
            one.days_late = clocks._late_days(one.company_id, one.due, today) if late else 0
            one.overdue = bool(one.days_late)

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("due", "<", fields.Date.context_today(self))
        return late if True in value else ~late

    @api.depends("answered_on", "answer_due")
    def _compute_late_days(self):
        clocks = self.env["ward.clock"]
        for one in self:
            one.late_days = (
                clocks._late_days(one.company_id, one.answer_due, one.answered_on)
                if one.answered_on and one.answer_due
                else 0
            )

    @api.depends("sector_id", "task_id", "basis_id")
    def _compute_similar_ids(self):
        published = self.search([("published", "=", True)])
        for one in self:
            one.similar_ids = published.filtered(
                lambda other, one=one: (
                    other != one._origin
                    and any(one[name] and one[name] == other[name] for name in ("task_id", "basis_id", "sector_id"))
                )
            )

    @api.onchange("sector_id", "task_id")
    def _onchange_proposes_unit(self):
        """The unit that leads the task, or the sector, is proposed to handle it."""
        if self.task_id:
            self.sector_id = self.task_id.sector_id
            self.department_id = self.task_id.lead_department_id
        elif self.sector_id and not self.department_id:
            self.department_id = self.env["ward.delegated.task"].new({})._department_of(self.sector_id)

    @api.onchange("asker_id")
    def _onchange_asker(self):
        # sudo: the unit of a colleague is no secret
        self.asker_unit_id = self.asker_id.sudo().department_id
