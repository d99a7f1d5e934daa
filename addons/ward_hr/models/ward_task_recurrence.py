from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..workload.calendar import CalendarUnknown, WorkingCalendar
from ..workload.recurrence import Recurrence


class WardTaskRecurrence(models.Model):
    """A duty of a person or a unit that comes back every week, month or quarter, and makes a task each time.

    A task is made once for each of its days, some days ahead, with the deadline moved to the next
    working day. A unit's duty is a task of its head, who may hand it on. It stops with the person's leaving.
    """

    _name = "ward.task.recurrence"
    _description = "Duty that comes back"
    _inherit = ["ward.company.mixin"]
    _order = "department_id, name, id"
    _check_company_auto = True

    name = fields.Char(string="Duty", required=True)
    active = fields.Boolean(default=True)
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Empty for a duty of the unit: its head gets the task and may hand it on.",
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
    product = fields.Char(required=True, help="What is handed over each time.")
    quantity = fields.Integer(required=True, default=1)
    standard_hours = fields.Float(string="Hours each", digits=(8, 2))
    converted_units = fields.Float(
        string="Counts for", digits=(6, 2), required=True, default=1, help="Standard units of one piece."
    )
    reference = fields.Char(string="Rests on", help="The plan or the document that asks for it.")
    every = fields.Selection(
        [("week", "Every week"), ("month", "Every month"), ("quarter", "Every quarter")],
        required=True,
        default="month",
    )
    weekday = fields.Selection(
        [
            ("1", "Monday"),
            ("2", "Tuesday"),
            ("3", "Wednesday"),
            ("4", "Thursday"),
            ("5", "Friday"),
        ],
        default="5",
    )
    day = fields.Integer(
        string="Day of the month", default=25, help="A month that is shorter has its last day instead."
    )
    quarter_month = fields.Selection(
        [("1", "First month"), ("2", "Second month"), ("3", "Third month")],
        string="Month of the quarter",
        default="3",
    )
    since = fields.Date(string="From", required=True, default=fields.Date.context_today)
    until = fields.Date(help="Last day; empty when no end is set.")
    ahead_days = fields.Integer(
        string="Days ahead", required=True, default=7, help="How many days before its day the task is made."
    )
    next_day = fields.Date(string="Next deadline", compute="_compute_next_day")
    task_ids = fields.One2many("ward.task", "recurrence_id", readonly=True)
    task_count = fields.Integer(compute="_compute_task_count")

    _counts = models.Constraint(
        "CHECK(quantity > 0 AND standard_hours >= 0 AND converted_units > 0 AND ahead_days > 0)",
        "A duty has at least one piece that counts for something, and its task is made a day ahead or more.",
    )
    _day_of_a_month = models.Constraint(
        "CHECK(every = 'week' AND weekday IS NOT NULL OR day BETWEEN 1 AND 31"
        " AND (every = 'month' OR quarter_month IS NOT NULL))",
        "Say on which day the duty falls due: a weekday, or a day of the month from 1 to 31.",
    )
    _days_in_order = models.Constraint(
        "CHECK(until IS NULL OR until >= since)", "A duty ends on its first day or later."
    )

    @api.depends("employee_id")
    def _compute_department_id(self):
        for duty in self.filtered("employee_id"):
            duty.department_id = duty.sudo().employee_id.department_id  # sudo: a head assigns, and reads no file

    @api.depends("every", "weekday", "day", "quarter_month", "since", "until", "active")
    def _compute_next_day(self):
        today = fields.Date.context_today(self)
        for company, duties in self.grouped("company_id").items():
            calendar = WorkingCalendar.by_law(self.env["ward.law.value"]._law(company))
            for duty in duties:
                found = duty._recurrence().days(today, fields.Date.add(today, years=1)) if duty._complete() else ()
                day = next(iter(found), None)
                duty.next_day = day and _workday(calendar, day)

    def _complete(self):
        return self.active and self.since and self.day > 0

    @api.depends("task_ids")
    def _compute_task_count(self):
        counts = dict(
            self.env["ward.task"]._read_group([("recurrence_id", "in", self.ids)], ["recurrence_id"], ["__count"])
        )
        for duty in self:
            duty.task_count = counts.get(duty, 0)

    def _recurrence(self):
        day = int(self.weekday) if self.every == "week" else self.day
        return Recurrence(self.every, day, self.since, self.until or None, int(self.quarter_month or 1))

    # -- nobody gives work to themselves ---------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        duties = super().create(vals_list)
        duties._check_not_own()
        return duties

    def write(self, vals):
        self.check_access("write")
        self._check_not_own()
        done = super().write(vals)
        self._check_not_own()
        return done

    @api.ondelete(at_uninstall=False)
    def _check_not_own(self):
        if self.env.su:
            return
        for duty in self:
            # sudo: whose login a person has decides, and is shown to nobody
            if duty.sudo()._person().user_id == self.env.user:
                raise UserError(
                    self.env._(
                        "%(duty)s would be a duty of your own: nobody assigns the own work. Ask the head above"
                        " or the HR officer to enter it.",
                        duty=duty.name,
                    )
                )

    def _person(self):
        return self.employee_id or self.department_id.manager_id

    # -- making tasks ------------------------------------------------------------------------------------

    @api.model
    def _cron_make(self):
        """Make the tasks of the coming days, each once. Statements do not grow with duties or people."""
        self.search([])._make()

    def action_make(self):
        """Make the tasks of the coming days now."""
        self.check_access("write")
        # sudo: as the clock makes them; who may change the duty may have its tasks made
        tasks = self.sudo()._make()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": self.env._("%(count)s tasks were made.", count=len(tasks)),
                "type": "success",
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_tasks(self):
        """The tasks that the duty has made."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_task_action")
        return action | {"domain": [("recurrence_id", "=", self.id)], "context": {}}

    def _make(self):
        today = fields.Date.context_today(self)
        made = self._days_made(today)
        leaving = self._last_days(today)
        values = []
        for company, duties in self.grouped("company_id").items():
            calendar = WorkingCalendar.by_law(self.env["ward.law.value"]._law(company))
            for duty in duties:
                person = duty._person()
                for day in duty._recurrence().days(today, today + timedelta(days=duty.ahead_days)):
                    deadline = _workday(calendar, day)
                    here = person.active and deadline <= leaving.get(person.id, deadline)
                    if here and (duty.id, day) not in made:
                        values.append(duty._values(person, day, today, deadline))
        quiet = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
        tasks = self.env["ward.task"].with_context(**quiet).create(values)
        tasks._tell_made()
        return tasks

    def _days_made(self, today):
        """``{(duty, its day)}`` for which there is a task, also a cancelled one."""
        rows = self.env["ward.task"].search_fetch(
            [("recurrence_id", "in", self.ids), ("occurrence", ">=", today)], ["recurrence_id", "occurrence"]
        )
        return {(row.recurrence_id.id, row.occurrence) for row in rows}

    def _last_days(self, today):
        """``{person: last day in service}`` of those who leave, by the decisions known."""
        horizon = today + timedelta(days=max(self.mapped("ahead_days"), default=0))
        people = {duty._person().id for duty in self}
        self.env["hr.version"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT ON (employee_id) employee_id, LEAST(departure_date, contract_date_end)
                  FROM hr_version
                 WHERE employee_id = ANY(%s) AND active AND date_version <= %s
                 ORDER BY employee_id, date_version DESC
                """,
                sorted(people - {False}),
                horizon,
            )
        )
        return {person: last for person, last in rows if last}

    def _values(self, person, day, today, deadline):
        return {
            "company_id": self.company_id.id,
            "recurrence_id": self.id,
            "occurrence": day,
            "employee_id": person.id,
            "department_id": (person.department_id if self.employee_id else self.department_id).id,
            "name": self.name,
            "product": self.product,
            "quantity": self.quantity,
            "standard_hours": self.standard_hours,
            "converted_units": self.converted_units,
            "reference": self.reference,
            "assigned_by_id": self.create_uid.id,
            "assigned_date": today,
            "deadline": deadline,
        }


class WardTask(models.Model):
    """A task of a duty that comes back: one for each of its days."""

    _inherit = "ward.task"

    recurrence_id = fields.Many2one(
        "ward.task.recurrence",
        string="Made by the duty",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        copy=False,
    )
    occurrence = fields.Date(readonly=True, copy=False, export_string_translation=False)

    _once_a_day = models.UniqueIndex(
        "(recurrence_id, occurrence) WHERE recurrence_id IS NOT NULL",
        "There is a task of this duty for that day already.",
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_not_of_a_duty(self):
        for task in self.filtered("recurrence_id"):
            if not self.env.su:
                raise UserError(
                    self.env._(
                        "%(task)s was made by a duty and would be made again. Cancel it instead.",
                        task=task.display_name,
                    )
                )

    def _tell_made(self):
        """One message to everybody who has a new task, without a figure or a name."""
        partners = self.employee_id.user_id.partner_id
        if partners:
            self.env["mail.thread"].message_notify(
                partner_ids=partners.ids,
                subject=self.env._("A task for you"),
                body=self.env._("A duty of yours comes back: see My page / My tasks."),
            )


def _workday(calendar, day):
    """``day``, or the next working one; ``day`` itself in a year whose holidays are not known yet."""
    try:
        return calendar.on_or_after(day)
    except CalendarUnknown:
        return day
