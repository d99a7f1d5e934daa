from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..workload.calendar import CalendarUnknown, WorkingCalendar
from .ward_workload_correction import FIGURES

ASKED = {"workload_id", "line_id", "reason"}


class WardWorkloadObjection(models.Model):
    """A person does not agree with the own figure of a month: the reason, who answers by when, the answer.

    Seen by the person, the head who answers, the HR officer and the auditor. It keeps the figures as
    they were, since a month that is computed anew gets new lines.
    """

    _name = "ward.workload.objection"
    _description = "Objection to a workload"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "state desc, due_day, id"
    _check_company_auto = True

    workload_id = fields.Many2one(
        "ward.workload",
        string="Workload of the month",
        readonly=True,
        index=True,
        ondelete="set null",
        check_company=True,
    )
    line_id = fields.Many2one(
        "ward.workload.line",
        string="Line objected to",
        index=True,
        ondelete="set null",
        check_company=True,
        domain="[('workload_id', '=', workload_id)]",
        help="Leave it empty when you object to the whole figure.",
    )
    about = fields.Char(string="Objected to", readonly=True, help="The line as it was on the day of the objection.")
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    department_id = fields.Many2one(
        "hr.department", string="Unit", readonly=True, index=True, ondelete="restrict", check_company=True
    )
    month = fields.Date(required=True, readonly=True)
    month_name = fields.Char(string="Month and year", related="workload_id.month_name")
    hours_needed = fields.Float(string="Hours needed then", digits=(10, 2), readonly=True, aggregator=None)
    hours_available = fields.Float(string="Hours available then", digits=(10, 2), readonly=True, aggregator=None)
    load_index = fields.Float(string="Load then", readonly=True, aggregator=None)
    figures = fields.Json(readonly=True, help="Every figure of the month as it was then.")
    load_now = fields.Float(string="Load now", related="workload_id.load_index", aggregator=None)
    reason = fields.Text(required=True, help="What is wrong, and which dossiers or tasks show it.")
    owner_id = fields.Many2one(
        "hr.employee",
        string="To be answered by",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="The head of the unit; for a head of unit the head above.",
    )
    due_day = fields.Date(string="Answer due on", required=True, readonly=True)
    state = fields.Selection(
        [("open", "Waiting for an answer"), ("answered", "Answered"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="open",
        index=True,
        tracking=True,
    )
    outcome = fields.Selection([("kept", "The figure stays"), ("corrected", "The figure is corrected")])
    answer = fields.Text()
    answered_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    answered_at = fields.Datetime(readonly=True)
    overdue = fields.Boolean(string="Answer overdue", compute="_compute_overdue", search="_search_overdue")
    is_mine = fields.Boolean(string="Own objection", compute="_compute_parts")
    may_answer = fields.Boolean(compute="_compute_parts", export_string_translation=False)

    _one_open = models.UniqueIndex(
        "(employee_id, month) WHERE state = 'open'",
        "There is an open objection to this month already. Wait for its answer, or withdraw it.",
    )
    _answer_is_whole = models.Constraint(
        "CHECK(state <> 'answered' OR (answer IS NOT NULL AND outcome IS NOT NULL AND answered_at IS NOT NULL))",
        "An answered objection has its answer and what became of the figure.",
    )

    @api.depends("employee_id", "month")
    def _compute_display_name(self):
        for one in self:
            # sudo: who sees an objection sees whose it is
            one.display_name = f"{one.sudo().employee_id.name or ''} {one.month:%m/%Y}" if one.month else ""

    @api.depends("state", "due_day")
    def _compute_overdue(self):
        today = fields.Date.context_today(self)
        for one in self:
            one.overdue = one.state == "open" and bool(one.due_day) and one.due_day < today

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "open"), ("due_day", "<", fields.Date.context_today(self))]

    @api.depends_context("uid")
    @api.depends("employee_id", "owner_id", "department_id.manager_id")
    def _compute_parts(self):
        for one in self:
            part = one._part_of_user()
            one.is_mine = part == "person"
            one.may_answer = part == "head"

    def _part_of_user(self):
        """What the user is to this objection: "person", "head" or nothing. Nobody answers the own objection."""
        self.ensure_one()
        user = self.env.user
        one = self.sudo()  # sudo: whose login a person has decides the part, and is shown to nobody
        if one.employee_id.user_id == user:
            return "person"
        if user.has_group("ward_hr.ward_hr_group_hr_officer"):
            return "head"
        return "head" if user in (one.owner_id | one.department_id.manager_id).user_id else None

    # -- made by the person, from the own figure ---------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        if not self.env.su:
            vals_list = [self._asked(vals) for vals in vals_list]
        objections = super().create(vals_list)
        objections._ask_owner()
        return objections

    def _asked(self, vals):
        """What the person wrote, and all else from the figure."""
        workload = self.env["ward.workload"].browse(vals.get("workload_id"))
        workload.check_access("read")
        if not workload.is_mine:
            raise UserError(
                self.env._(
                    "%(figure)s is not your own figure: only the person objects to it. Write to the head of the unit.",
                    figure=workload.display_name,
                )
            )
        if not (vals.get("reason") or "").strip():
            raise UserError(self.env._("Write what you do not agree with, then send it."))
        return {name: vals[name] for name in ASKED & vals.keys()} | self._of_figure(workload, vals.get("line_id"))

    @api.model
    def _of_figure(self, workload, line_id=False):
        figure = workload.sudo()  # sudo: who heads the person, and the ward's rule, whoever asks
        today = fields.Date.context_today(self)
        line = figure.line_ids.filtered(lambda one: one.id == line_id)
        return {
            "workload_id": figure.id,
            "line_id": line.id,
            "about": line.with_env(self.env).display_name if line else False,
            "company_id": figure.company_id.id,
            "employee_id": figure.employee_id.id,
            "department_id": figure.department_id.id,
            "month": figure.month,
            "hours_needed": figure.hours_needed,
            "hours_available": figure.hours_available,
            "load_index": figure.load_index,
            "figures": {name: figure[name] for name in FIGURES},
            "owner_id": figure.department_id._head_of(figure.employee_id).id,
            "due_day": self._due_day(figure.company_id, today),
        }

    @api.model
    def _due_day(self, company, today):
        """Working days by the ward's rule; calendar days where the next holidays are not known yet."""
        days = self.env["ward.workload.rule"]._on(company, today).objection_days
        try:
            return WorkingCalendar.by_law(self.env["ward.law.value"]._law(company)).after(today, days)
        except CalendarUnknown:
            return today + timedelta(days=days)
