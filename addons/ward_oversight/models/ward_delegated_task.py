from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from .trigger import Refuse
from .ward_task_assignment import _LEFT_WITHOUT_LEAD

_ACTIVE_WITHOUT_LEAD = _LEFT_WITHOUT_LEAD.replace("IN (OLD.task_id, NEW.task_id)", "= NEW.id")


class WardDelegatedTask(models.Model):
    """A task that an upper tier or the law gave to the ward.

    It lives from ``date_from`` to ``date_to`` (open while no end is known), and while
    active has exactly one lead unit on every day (see ``ward.task.assignment``).
    """

    _name = "ward.delegated.task"
    _description = "Delegated task"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "sector_id, code, id"
    _rec_names_search = ["code", "name"]
    _check_company_auto = True

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, tracking=True)
    sector_id = fields.Many2one("ward.sector", required=True, index=True, ondelete="restrict", tracking=True)
    mechanism_id = fields.Many2one(
        "ward.delegation.mechanism",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    responsibility = fields.Char(related="mechanism_id.responsibility")
    onward = fields.Selection(related="mechanism_id.onward")
    legal_basis_ids = fields.Many2many("ward.legal.basis", string="Legal bases", check_company=True)
    article = fields.Char(string="Articles", help="Article, clause, point of the legal basis.")
    giver = fields.Char(help="Who gave the task: the law, the city, a city department.")
    receiver = fields.Char(help="Who received it: the committee, its chair, a department.")
    product = fields.Char(help="What comes out, in one line.")
    report_cycle = fields.Selection(
        [
            ("none", "None"),
            ("weekly", "Weekly"),
            ("monthly", "Monthly"),
            ("quarterly", "Quarterly"),
            ("half_yearly", "Half-yearly"),
            ("yearly", "Yearly"),
            ("on_request", "On request"),
        ],
        required=True,
        default="none",
    )
    deadline = fields.Char(string="Time limit", help="As the text words it, for instance 15 days.")
    conditions = fields.Text(string="Conditions promised", help="People, money, data, training that come with it.")
    conditions_state = fields.Selection(
        [
            ("none", "None promised"),
            ("promised", "Promised"),
            ("partly", "Partly received"),
            ("received", "Received"),
        ],
        string="Conditions",
        required=True,
        default="none",
        tracking=True,
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.context_today(self),
        tracking=True,
    )
    date_to = fields.Date(string="Last day", tracking=True)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "Active"), ("ended", "Ended")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    assignment_ids = fields.One2many("ward.task.assignment", "task_id", string="Units", copy=False)
    lead_department_id = fields.Many2one(
        "hr.department",
        string="Lead unit",
        compute="_compute_units",
        search="_search_lead_department_id",
        compute_sudo=False,
    )
    coordinator_ids = fields.Many2many(
        "hr.department", string="Coordinating units", compute="_compute_units", compute_sudo=False
    )
    basis_end = fields.Date(string="Basis ends", compute="_compute_basis_end", search="_search_basis_end")
    basis_days_left = fields.Integer(string="Days left", compute="_compute_basis_end")
    basis_ends_soon = fields.Boolean(compute="_compute_basis_end", search="_search_basis_ends_soon")
    basis_uncertain = fields.Boolean(string="Basis to be checked", compute="_compute_basis_end")

    _code_unique = models.Constraint("UNIQUE(company_id, code)", "This ward has a task with this code already.")
    _days_in_order = models.Constraint("CHECK (date_to >= date_from)", "A task cannot end before it begins.")
    _lead_every_day = Refuse(
        "INSERT OR UPDATE",
        _ACTIVE_WITHOUT_LEAD,
        "An active task has a lead unit on every day of its life.",
        at_commit=True,
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for task in self:
            task.display_name = f"[{task.code}] {task.name}" if task.code else task.name

    @api.depends(
        "assignment_ids.role",
        "assignment_ids.department_id",
        "assignment_ids.date_from",
        "assignment_ids.date_to",
    )
    def _compute_units(self):
        today = fields.Date.context_today(self)
        for task in self:
            rows = task.assignment_ids.filtered(
                lambda row: row.date_from and row.date_from <= today and (not row.date_to or row.date_to >= today)
            )
            leads = rows.filtered(lambda row: row.role == "lead")
            task.lead_department_id = leads[:1].department_id
            task.coordinator_ids = (rows - leads).department_id

    @api.model
    def _search_lead_department_id(self, operator, value):
        if operator.startswith(("not", "!")):
            return NotImplemented
        today = fields.Date.context_today(self)
        leads = Domain("role", "=", "lead") & self.env["ward.task.assignment"]._on_day(today)
        orphans = ~Domain("assignment_ids", "any", leads)
        if operator == "in":
            known = [department for department in value if department]
            found = Domain("assignment_ids", "any", leads & Domain("department_id", "in", known))
            return found | orphans if len(known) < len(value) else found
        return Domain("assignment_ids", "any", leads & Domain("department_id", operator, value))

    def _field_to_sql(self, alias, field_expr, query=None):
        """Today's lead as a subquery, so that lists and pivots can group by it."""
        if field_expr != "lead_department_id":
            return super()._field_to_sql(alias, field_expr, query)
        self.env["ward.task.assignment"].flush_model()
        return SQL(
            "(SELECT unit.department_id FROM ward_task_assignment unit"
            " WHERE unit.task_id = %s AND unit.role = 'lead'"
            " AND daterange(unit.date_from, unit.date_to, '[]') @> %s::date)",
            SQL.identifier(alias, "id"),
            fields.Date.context_today(self),
        )

    @api.depends("legal_basis_ids.effective_to", "legal_basis_ids.ends_soon", "legal_basis_ids.confidence")
    def _compute_basis_end(self):
        today = fields.Date.context_today(self)
        for task in self:
            bases = task.legal_basis_ids
            ends = bases.filtered("effective_to").mapped("effective_to")
            task.basis_end = min(ends, default=False)
            task.basis_days_left = (min(ends) - today).days if ends else 0
            task.basis_ends_soon = any(bases.mapped("ends_soon"))
            task.basis_uncertain = "uncertain" in bases.mapped("confidence")

    def _search_basis_end(self, operator, value):
        return Domain("legal_basis_ids", "any", Domain("effective_to", operator, value))

    def _search_basis_ends_soon(self, operator, value):
        if operator != "in":
            return NotImplemented
        soon = Domain("legal_basis_ids", "any", Domain("ends_soon", "=", True))
        return soon if True in value else ~soon

    @api.onchange("sector_id")
    def _onchange_sector_proposes_lead(self):
        """The department that usually leads the sector, as a proposal on a new task."""
        if self.state != "draft" or self.assignment_ids or not self.sector_id:
            return
        department = self._department_of(self.sector_id)
        if department:
            self.assignment_ids = [
                Command.create({"department_id": department.id, "role": "lead", "date_from": self.date_from})
            ]

    def _department_of(self, sector):
        """The department of this task's ward that leads ``sector``; empty when unknown."""
        return self.env["hr.department"].search(
            [
                ("company_id", "=", (self.company_id or self.env.company).id),
                ("code", "=", sector.department_code),
            ],
            limit=1,
        )

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("state", "draft") != "draft" for vals in vals_list):
            raise UserError(self.env._("A task begins as a draft: give it a lead unit, then activate it."))
        return super().create(vals_list)

    def write(self, vals):
        if "state" in vals:
            raise UserError(self.env._("The state of a task changes by its buttons only."))
        if "company_id" in vals and any(task.company_id.id != vals["company_id"] for task in self):
            raise UserError(self.env._("A task stays in its ward: make a new one in the other ward."))
        result = super().write(vals)
        if {"date_from", "date_to"} & set(vals):
            self.filtered(lambda task: task.state != "draft")._check_lead_every_day()
        return result

    def unlink(self):
        running = self.filtered(lambda task: task.state != "draft")
        if running and not self.env.su:
            raise UserError(
                self.env._(
                    "%(task)s is or was active and stays in the register: end it instead.",
                    task=running[0].display_name,
                )
            )
        return super().unlink()

    def _set_state(self, state):
        return super().write({"state": state})

    def _check_lead_every_day(self):
        """Refuse where a day of the task's life has no lead, naming the task."""
        self.flush_recordset()
        self.assignment_ids.flush_recordset()
        self.env.cr.execute(
            """
            SELECT task.id FROM ward_delegated_task task
             WHERE task.id = ANY(%s)
               AND NOT COALESCE((
                    SELECT range_agg(daterange(date_from, date_to, '[]'))
                           @> daterange(task.date_from, task.date_to, '[]')
                      FROM ward_task_assignment
                     WHERE task_id = task.id AND role = 'lead'), FALSE)
            """,
            [self.ids],
        )
        uncovered = self.browse(row[0] for row in self.env.cr.fetchall())
        if uncovered:
            raise ValidationError(
                self.env._(
                    "These tasks have days without a lead unit: %(tasks)s. Enter a lead from "
                    "the first to the last day of each, then activate it.",
                    tasks=", ".join(uncovered.mapped("display_name")),
                )
            )

    def action_activate(self):
        """From draft to active: needs a lead on every day, and a last day where the law asks."""
        tasks = self.filtered(lambda task: task.state == "draft")
        for task in tasks:
            if task.mechanism_id.term_required and not task.date_to:
                raise ValidationError(
                    self.env._(
                        "%(task)s: %(mechanism)s is given for a fixed term. Enter the last day.",
                        task=task.display_name,
                        mechanism=task.mechanism_id.name,
                    )
                )
        tasks._check_lead_every_day()
        tasks._set_state("active")

    def action_end(self):
        """The task ends today, unless its last day was earlier; its units end with it."""
        today = fields.Date.context_today(self)
        for task in self.filtered(lambda task: task.state == "active"):
            if task.date_from > today:
                raise UserError(self.env._("%(task)s has not begun yet.", task=task.display_name))
            task._end_on(min(task.date_to or today, today))

    def _end_on(self, last):
        """The task and what its units do end with the day ``last``; what was to come goes."""
        units = self.assignment_ids
        units.filtered(lambda row: row.date_from > last)._drop()
        units.exists().filtered(lambda row: not row.date_to or row.date_to > last)._end_on(last)
        super().write({"date_to": last, "state": "ended"})

    def action_change_lead(self):
        """Open the wizard that hands the lead over on a day."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change the lead unit"),
            "res_model": "ward.lead.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_task_ids": self.ids},
        }

    def _change_lead(self, department, day, reason=False):
        """``department`` leads these active tasks from ``day`` on.

        Refused where ``day`` is outside the task's life or is the first day of the lead
        that holds then, since that lead would never have led.
        """
        self.check_access("write")
        leads = self.env["ward.task.assignment"].search(
            Domain("task_id", "in", self.ids)
            & Domain("role", "=", "lead")
            & self.env["ward.task.assignment"]._on_day(day)
        )
        by_task = {row.task_id: row for row in leads}
        for task in self:
            lead = by_task.get(task)
            if task.state != "active" or not lead or lead.date_from >= day:
                raise UserError(
                    self.env._(
                        "The lead of %(task)s cannot change on %(day)s: it must be active, and "
                        "its lead on that day must have begun earlier. Choose a later day.",
                        task=task.display_name,
                        day=day.strftime("%d/%m/%Y"),
                    )
                )
        changed = leads.filtered(lambda row: row.department_id != department)
        before = {row.task_id: row.department_id for row in changed}
        changed._hand_over(department, day)
        for task, former in before.items():
            task._message_log(
                body=self.env._(
                    "Lead unit from %(day)s: %(new)s (before: %(old)s). %(reason)s",
                    day=day.strftime("%d/%m/%Y"),
                    new=department.name,
                    old=former.name,
                    reason=reason or "",
                )
            )
