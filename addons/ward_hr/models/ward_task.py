from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..workload.calendar import CalendarUnknown, WorkingCalendar
from ..workload.deadline import late_days

OPEN = ("assigned", "progress")
DEFINITION = {
    "employee_id",
    "department_id",
    "name",
    "product",
    "quantity",
    "standard_hours",
    "converted_units",
    "assigned_date",
    "deadline",
    "reference",
    "note",
}
WRITABLE = {
    ("head", "assigned"): DEFINITION | {"result", "fault_count"},
    ("head", "progress"): DEFINITION | {"result", "fault_count"},
    ("head", "done"): {"standard_hours", "converted_units", "fault_count", "done_date", "note"},
    ("person", "assigned"): {"result"},
    ("person", "progress"): {"result"},
}


class WardTask(models.Model):
    """Work that is no dossier: a product that a head assigns, with its hours, units and deadline.

    The person reports it done with what came out of it; the head accepts it, or returns it as a
    failed check. Steps are in ``ward_task_steps``; nobody assigns or accepts the own work.
    """

    _name = "ward.task"
    _description = "Task"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "deadline, id"
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        compute="_compute_department_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    head_id = fields.Many2one(
        "hr.employee",
        string="Accepted by the head",
        index=True,
        ondelete="restrict",
        check_company=True,
        compute="_compute_head_id",
        store=True,
        precompute=True,
        help="The head of the unit; for a head of unit the head above. Nobody accepts the own work.",
    )
    name = fields.Char(string="Task", required=True, tracking=True)
    product = fields.Char(required=True, help="What is handed over: a report, a plan, a list.")
    quantity = fields.Integer(required=True, default=1, help="Pieces of the product.")
    standard_hours = fields.Float(string="Hours each", digits=(8, 2), help="Hours that one piece should take.")
    hours = fields.Float(
        string="Hours in all", digits=(10, 2), compute="_compute_hours", store=True, precompute=True
    )
    converted_units = fields.Float(
        string="Counts for",
        digits=(6, 2),
        required=True,
        default=1,
        aggregator=None,
        help="Standard units of one piece, for quantity, quality and progress of the evaluation.",
    )
    reference = fields.Char(string="Rests on", help="The plan or the document that asks for it.")
    note = fields.Text()
    assigned_by_id = fields.Many2one(
        "res.users", readonly=True, default=lambda self: self.env.user, ondelete="restrict"
    )
    assigned_date = fields.Date(string="Assigned on", required=True, default=fields.Date.context_today)
    deadline = fields.Date(required=True, index=True, tracking=True)
    done_date = fields.Date(string="Done on", copy=False, tracking=True)
    result = fields.Char(
        string="Result", copy=False, help="The number of the document, or where the product is kept."
    )
    fault_count = fields.Integer(
        string="Failed checks", default=0, copy=False, tracking=True, help="How often the product was returned."
    )
    state = fields.Selection(
        [
            ("assigned", "Assigned"),
            ("progress", "In progress"),
            ("done", "Reported done"),
            ("accepted", "Accepted"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="assigned",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    accepted_by_id = fields.Many2one("res.users", readonly=True, copy=False, ondelete="restrict")
    accepted_on = fields.Date(readonly=True, copy=False)
    timeliness = fields.Selection(
        [("open", "Not done"), ("on_time", "On time"), ("late", "Late"), ("closed", "Cancelled, not counted")],
        compute="_compute_timeliness",
        store=True,
    )
    late_days = fields.Integer(string="Working days late", compute="_compute_timeliness", store=True)
    overdue = fields.Boolean(string="Overdue now", compute="_compute_overdue", search="_search_overdue")
    is_mine = fields.Boolean(string="Own task", compute="_compute_parts", search="_search_is_mine")
    may_lead = fields.Boolean(string="Of my unit", compute="_compute_parts", search="_search_may_lead")

    _counts = models.Constraint(
        "CHECK(quantity > 0 AND standard_hours >= 0 AND converted_units > 0 AND fault_count >= 0)",
        "A task has at least one piece that counts for something, and no number is negative.",
    )
    _done_has_its_day = models.Constraint(
        "CHECK((done_date IS NOT NULL) = (state IN ('done', 'accepted')))",
        "A task that is done has the day on which it was, and no other has.",
    )
    _person_done = models.Index("(employee_id, done_date)")
    _person_deadline = models.Index("(employee_id, deadline)")

    # -- what follows from what ----------------------------------------------------------------------

    @api.depends("employee_id")
    def _compute_department_id(self):
        for task in self:
            task.department_id = task.sudo().employee_id.department_id  # sudo: a head assigns, and reads no file

    @api.depends("employee_id", "department_id.manager_id", "department_id.parent_id.manager_id")
    def _compute_head_id(self):
        for task in self:
            task.head_id = task.department_id.sudo()._head_of(task.sudo().employee_id)  # sudo: as above

    @api.depends("quantity", "standard_hours")
    def _compute_hours(self):
        for task in self:
            task.hours = task.quantity * task.standard_hours

    @api.depends("state", "deadline", "done_date", "company_id")
    def _compute_timeliness(self):
        for company, tasks in self.grouped("company_id").items():
            calendar = WorkingCalendar.by_law(self.env["ward.law.value"]._law(company))
            for task in tasks:
                late = task._late(calendar) if task.done_date and task.deadline else 0
                task.late_days = late
                task.timeliness = task._timeliness(late)

    def _late(self, calendar):
        """Working days late; of a year whose holidays are not known yet, calendar days."""
        try:
            return late_days(calendar, self.deadline, self.done_date)
        except CalendarUnknown:
            return max(0, (self.done_date - self.deadline).days)

    def _timeliness(self, late):
        if self.state == "cancelled":
            return "closed"
        if not self.done_date:
            return "open"
        return "late" if late else "on_time"

    @api.depends("state", "deadline")
    def _compute_overdue(self):
        today = fields.Date.context_today(self)
        for task in self:
            task.overdue = task.state in OPEN and bool(task.deadline) and task.deadline < today

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "in", OPEN), ("deadline", "<", fields.Date.context_today(self))]

    # -- who may what --------------------------------------------------------------------------------

    @api.depends_context("uid")
    @api.depends("employee_id", "head_id", "department_id.manager_id")
    def _compute_parts(self):
        for task in self:
            part = task._part_of_user()
            task.is_mine = part == "person"
            task.may_lead = part == "head"

    def _search_is_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("employee_id.user_id", "=", self.env.uid)]

    def _search_may_lead(self, operator, value):
        """Tasks of the units that the user leads; for those who lead or read the whole ward, all but the own."""
        if operator != "in":
            return NotImplemented
        others = Domain("employee_id.user_id", "!=", self.env.uid)
        whole = ("hr_officer", "ward_head", "auditor")
        if any(self.env.user.has_group(f"ward_hr.ward_hr_group_{role}") for role in whole):
            return others
        leads = Domain("head_id.user_id", "=", self.env.uid) | Domain(
            "department_id.manager_id.user_id", "=", self.env.uid
        )
        return others & leads

    def _part_of_user(self):
        """What the user is to this task: "person", "head" or nothing. Nobody heads the own work."""
        self.ensure_one()
        user = self.env.user
        task = self.sudo()  # sudo: whose login a person has decides the part, and is shown to nobody
        if task.employee_id.user_id == user:
            return "person"
        if user.has_group("ward_hr.ward_hr_group_hr_officer") or user.has_group("ward_hr.ward_hr_group_ward_head"):
            return "head"
        return "head" if user in (task.head_id | task.department_id.manager_id).user_id else None

    @api.constrains("employee_id", "department_id")
    def _check_works_in_unit(self):
        """A head assigns to the people of the unit, own or lent; so no head reaches another's."""
        # sudo: units and assignments of the people, to check them
        outside = self.sudo().filtered(lambda task: task.employee_id.department_id != task.department_id)
        lent = {
            (row.employee_id, row.department_id)
            for row in self.env["ward.assignment"].sudo().search([("employee_id", "in", outside.employee_id.ids)])
        }
        for task in outside:
            if (task.employee_id, task.department_id) not in lent:
                raise ValidationError(
                    self.env._(
                        "%(task)s cannot be assigned: %(name)s works in %(own)s, not in %(unit)s. Choose the"
                        " person's unit, or enter an assignment to %(unit)s first.",
                        task=task.name,
                        name=task.employee_id.name,
                        own=task.employee_id.department_id.name or self.env._("no unit"),
                        unit=task.department_id.name,
                    )
                )

    @api.constrains("assigned_date", "deadline", "done_date")
    def _check_days(self):
        for task in self:
            if task.deadline < task.assigned_date:
                raise ValidationError(
                    self.env._(
                        "%(task)s falls due on %(deadline)s, before it is assigned on %(day)s. Correct one of the two.",
                        task=task.name,
                        deadline=f"{task.deadline:%d/%m/%Y}",
                        day=f"{task.assigned_date:%d/%m/%Y}",
                    )
                )
            task._check_done_by(task.done_date)

    def _check_done_by(self, last):
        """Done from the day on which it was assigned to ``last``."""
        if self.done_date and not self.assigned_date <= self.done_date <= last:
            raise ValidationError(
                self.env._(
                    "%(task)s cannot be done on %(day)s: that is before it was assigned, or still to come.",
                    task=self.name,
                    day=f"{self.done_date:%d/%m/%Y}",
                )
            )
