from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .trigger import Refuse

_LEFT_WITHOUT_LEAD = """
EXISTS (
    SELECT FROM ward_delegated_task task
     WHERE task.id IN (OLD.task_id, NEW.task_id)
       AND task.state IN ('active', 'ended')
       AND NOT COALESCE((
            SELECT range_agg(daterange(date_from, date_to, '[]'))
                   @> daterange(task.date_from, task.date_to, '[]')
              FROM ward_task_assignment
             WHERE task_id = task.id AND role = 'lead'), FALSE))
"""


class WardTaskAssignment(models.Model):
    """The unit that leads a task, or coordinates in it, from a day to a day.

    ``date_to`` is the last day; empty while it goes on. At most one lead a day is an
    exclusion constraint; at least one is a trigger at the end of the transaction.
    """

    _name = "ward.task.assignment"
    _description = "Unit of a task"
    _order = "date_from desc, role desc, id"
    _check_company_auto = True

    task_id = fields.Many2one(
        "ward.delegated.task",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(related="task_id.company_id", store=True, precompute=True, required=True, index=True)
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    role = fields.Selection(
        [("lead", "Lead"), ("coordinator", "Coordinator")],
        required=True,
        default="coordinator",
    )
    part = fields.Char(help="What this unit does in the task.")
    date_from = fields.Date(string="From", required=True, default=lambda self: fields.Date.context_today(self))
    date_to = fields.Date(string="Until")

    _days_in_order = models.Constraint("CHECK (date_to >= date_from)", "A unit cannot leave a task before it takes it.")
    _one_lead = models.Constraint(
        "EXCLUDE USING gist (task_id WITH =, daterange(date_from, date_to, '[]') WITH &&) WHERE (role = 'lead')",
        "A task has exactly one lead unit on a day: end the other lead first.",
    )
    _one_part = models.Constraint(
        "EXCLUDE USING gist (task_id WITH =, department_id WITH =, daterange(date_from, date_to, '[]') WITH &&)",
        "A unit has one part in a task on a day: lead, or coordinator.",
    )
    _lead_every_day = Refuse(
        "INSERT OR UPDATE OR DELETE",
        _LEFT_WITHOUT_LEAD,
        "An active task has a lead unit on every day of its life.",
        at_commit=True,
    )

    @api.model
    def _on_day(self, day):
        """Domain of the assignments that hold on ``day``."""
        return Domain("date_from", "<=", day) & (Domain("date_to", "=", False) | Domain("date_to", ">=", day))

    @api.model_create_multi
    def create(self, vals_list):
        assignments = super().create(vals_list)
        assignments._refuse_lead_of_active()
        return assignments

    def write(self, vals):
        if set(vals) - {"part"}:
            self._refuse_lead_of_active()
        result = super().write(vals)
        if "role" in vals or "task_id" in vals:
            self._refuse_lead_of_active()
        return result

    def unlink(self):
        self._refuse_lead_of_active()
        return super().unlink()

    def _refuse_lead_of_active(self):
        """The lead of a running task changes on a day, by ``_hand_over`` only."""
        held = (
            self.browse()
            if self.env.su
            else self.filtered(lambda row: row.role == "lead" and row.task_id.state in ("active", "ended"))
        )
        if held:
            raise UserError(
                self.env._(
                    "%(task)s is running: its lead unit is changed with "
                    "“Change the lead unit”, which keeps who led it before.",
                    task=held[0].task_id.display_name,
                )
            )

    def _hand_over(self, department, day):
        """End these leads the day before ``day``; ``department`` leads on from ``day``.

        One row a task; the new row ends where the old one would have ended. A unit that
        coordinated so far stops coordinating when it leads.
        """
        ended = self.search(
            Domain("task_id", "in", self.task_id.ids)
            & Domain("role", "=", "coordinator")
            & Domain("department_id", "=", department.id)
            & self._on_day(day)
        )
        (ended.filtered(lambda row: row.date_from >= day)).unlink()
        ended.exists()._end_before(day)
        follow = [
            {
                "task_id": row.task_id.id,
                "department_id": department.id,
                "role": "lead",
                "date_from": day,
                "date_to": row.date_to,
            }
            for row in self
        ]
        self._end_before(day)
        self.flush_recordset()
        return super().create(follow)

    def _end_before(self, day):
        return super().write({"date_to": day - timedelta(days=1)})

    def _end_on(self, day):
        """Close what is open after ``day``; used when a task ends."""
        return super().write({"date_to": day})

    def _drop(self):
        """Delete rows that never came to hold, when a task ends before them."""
        return super().unlink()
