from odoo import Command, api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .trigger import Refuse
from .ward_task_assignment import _LEFT_WITHOUT_LEAD

_ACTIVE_WITHOUT_LEAD = _LEFT_WITHOUT_LEAD.replace("IN (OLD.task_id, NEW.task_id)", "= NEW.id")


class WardDelegatedTask(models.Model):
    """A task that an upper tier or the law gave to the ward.

    It lives from ``date_from`` to ``date_to`` (open while no end is known), and while
    active has exactly one lead unit on every day (see ``ward.task.assignment``). The steps
    from one state to the next are in ``ward_delegated_task_steps``.
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
