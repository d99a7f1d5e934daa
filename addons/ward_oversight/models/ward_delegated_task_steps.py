from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain


class WardDelegatedTask(models.Model):
    """The steps of a task, activation, change of lead and end, and what they keep from being written.

    A step writes through ``super()``, past the guard of ``write`` that everybody else meets.
    """

    _inherit = "ward.delegated.task"

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
