from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.ward_hr.workload.calendar import CalendarUnknown

from ..rules.cycle import due, periods

AHEAD = timedelta(days=31)


class WardTaskReport(models.Model):
    """A report of a task that recurs: one period, due on a working day, sent in time or late."""

    _name = "ward.task.report"
    _description = "Recurring duty"
    _inherit = ["ward.company.mixin"]
    _order = "sent_on desc, due, id"
    _rec_name = "task_id"
    _check_company_auto = True

    task_id = fields.Many2one(
        "ward.delegated.task", required=True, readonly=True, index=True, ondelete="cascade", check_company=True
    )
    sector_id = fields.Many2one(related="task_id.sector_id", store=True, index=True)
    department_id = fields.Many2one(
        "hr.department",
        string="Lead unit",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    since = fields.Date(string="Period from", required=True, readonly=True)
    until = fields.Date(string="Period until", required=True, readonly=True)
    due = fields.Date(required=True, readonly=True)
    sent_on = fields.Date(readonly=True)
    number = fields.Char(string="Report no.")
    late_days = fields.Integer(string="Working days late", readonly=True, aggregator="avg")
    on_time = fields.Float(
        string="On time",
        compute="_compute_on_time",
        store=True,
        aggregator="avg",
        help="Share of reports sent in time.",
    )
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")

    _once = models.Constraint("UNIQUE(task_id, until)", "This period of the task is in the list already.")
    _ward_due = models.Index("(company_id, due) WHERE sent_on IS NULL")

    @api.depends("sent_on", "late_days", "due")
    def _compute_on_time(self):
        for report in self:
            report.on_time = 1.0 if report.sent_on and not report.late_days else 0.0

    @api.depends("due", "sent_on")
    def _compute_overdue(self):
        today = fields.Date.context_today(self)
        for report in self:
            report.overdue = bool(not report.sent_on and report.due and report.due < today)

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = Domain("sent_on", "=", False) & Domain("due", "<", fields.Date.context_today(self))
        return late if True in value else ~late

    def write(self, vals):
        if not self.env.su and set(vals) - {"number"}:
            raise UserError(self.env._("A recurring duty is reported as sent by its button."))
        return super().write(vals)

    def action_sent(self):
        """Sent today; late by the working days after its day."""
        self.check_access("write")
        clock = self.env["ward.clock"]
        today = clock._today()
        for report in self.filtered(lambda one: not one.sent_on):
            late = clock._late_days(report.company_id, report.due, today)
            report.sudo().write({"sent_on": today, "late_days": late})  # sudo: the right to write was checked

    @api.model
    def _cron_make(self):
        return self._make(self.env["ward.clock"]._today())

    @api.model
    def _make(self, today):
        """The duties whose period ends by a month from today and that are not there yet; constant statements."""
        self.env.flush_all()
        rows = []
        for task, ward, unit, cycle, days, begun, ended, last in self._recurring(today):
            calendar = self.env["ward.clock"]._calendar(self.env["res.company"].browse(ward))
            first = last + timedelta(days=1) if last else max(begun, today.replace(day=1))
            until = min(ended or today + AHEAD, today + AHEAD)
            for since, end in periods(cycle, first, until):
                try:
                    rows.append((task, ward, unit, max(since, begun), end, due(calendar, end, days)))
                except CalendarUnknown:
                    break
        return self._keep(rows)

    @api.model
    def _recurring(self, today):
        return self.env.execute_query(
            SQL(
                """
                SELECT task.id, task.company_id, unit.department_id, task.report_cycle, task.report_days,
                       task.date_from, task.date_to,
                       (SELECT MAX(until) FROM ward_task_report r WHERE r.task_id = task.id)
                  FROM ward_delegated_task task
                  JOIN ward_task_assignment unit ON unit.task_id = task.id AND unit.role = 'lead'
                   AND daterange(unit.date_from, unit.date_to, '[]') @> %(today)s::date
                 WHERE task.state = 'active' AND task.report_cycle NOT IN ('none', 'on_request')
                """,
                today=today,
            )
        )

    @api.model
    def _keep(self, rows):
        if not rows:
            return 0
        tasks, wards, units, firsts, lasts, dues = map(list, zip(*rows, strict=True))
        kept = self.env.execute_query(
            SQL(
                """
                INSERT INTO ward_task_report (task_id, company_id, department_id, since, until, due, sector_id,
                                              late_days, on_time, create_uid, write_uid, create_date, write_date)
                SELECT one.task, one.ward, one.unit, one.since, one.until, one.due, task.sector_id, 0, 0,
                       %(uid)s, %(uid)s, NOW() AT TIME ZONE 'UTC', NOW() AT TIME ZONE 'UTC'
                  FROM UNNEST(%(tasks)s::int[], %(wards)s::int[], %(units)s::int[], %(firsts)s::date[],
                              %(lasts)s::date[], %(dues)s::date[]) AS one (task, ward, unit, since, until, due)
                  JOIN ward_delegated_task task ON task.id = one.task
                    ON CONFLICT DO NOTHING
             RETURNING id
                """,
                tasks=tasks,
                wards=wards,
                units=units,
                firsts=firsts,
                lasts=lasts,
                dues=dues,
                uid=self.env.uid,
            )
        )
        self.invalidate_model()
        return len(kept)


class WardDelegatedTask(models.Model):
    """The recurring duties of a task."""

    _inherit = "ward.delegated.task"

    report_days = fields.Integer(
        string="Report due after", help="Working days after the period; 0: on its last working day."
    )
    report_ids = fields.One2many("ward.task.report", "task_id", string="Reports")
    on_time_rate = fields.Float(string="Reports on time", compute="_compute_on_time_rate")

    _report_days = models.Constraint("CHECK (report_days >= 0)", "A report is due after its period, not before.")

    @api.depends("report_ids.on_time")
    def _compute_on_time_rate(self):
        today = self.env["ward.clock"]._today()
        for task in self:
            counted = task.report_ids.filtered(lambda one: one.sent_on or one.due < today)
            task.on_time_rate = sum(counted.mapped("on_time")) / len(counted) if counted else 0
