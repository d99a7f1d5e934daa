from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

OPEN_SHEETS = ("draft", "self", "head")


class WardEvaluationPeriod(models.Model):
    """Tasks count in a, b and c, beside dossiers."""

    _inherit = "ward.evaluation.period"

    @api.model
    def _work_sources(self):
        return [*super()._work_sources(), ("task", self._task_query())]

    @api.model
    def _task_query(self):
        """Tasks done in the sheet's days, or due in them and not done by their end.

        Finished are those that the head accepted. Failed checks are spread over the pieces, late
        is every piece of a late task.
        """
        return SQL(
            """
            SELECT sheet.id, NULL::int, t.name, t.converted_units::text, SUM(part.pieces)::int,
                   one.done, CASE WHEN one.done THEN part.faults ELSE 0 END,
                   CASE WHEN one.done AND t.timeliness = 'late' THEN 1 ELSE 0 END
              FROM sheet
              JOIN ward_task t
                ON t.employee_id = sheet.employee_id AND t.company_id = sheet.company_id
               AND t.state <> 'cancelled'
               AND (t.done_date BETWEEN sheet.date_from AND sheet.date_to
                    OR t.deadline BETWEEN sheet.date_from AND sheet.date_to
                   AND (t.done_date IS NULL OR t.done_date > sheet.date_to))
        CROSS JOIN LATERAL (
                   SELECT t.state = 'accepted' AND t.done_date <= sheet.date_to AS done,
                          COALESCE(t.fault_count, 0) AS faults) one
        CROSS JOIN LATERAL (VALUES
                   (one.faults %% t.quantity, one.faults / t.quantity + 1),
                   (t.quantity - one.faults %% t.quantity, one.faults / t.quantity)) part (pieces, faults)
             WHERE part.pieces > 0
             GROUP BY 1, 3, 4, 6, 7, 8
            """
        )


class WardEvaluation(models.Model):
    """A proposal waits until the head has settled what was reported done."""

    _inherit = "ward.evaluation"

    def action_review(self):
        for sheet, tasks in self._tasks_to_settle():
            raise UserError(
                self.env._(
                    "%(sheet)s cannot be proposed: %(count)s tasks are reported done and not accepted (%(names)s)."
                    " Accept or return them under Work / Tasks first.",
                    sheet=sheet.display_name,
                    count=len(tasks),
                    names=", ".join(tasks[:5].mapped("name")),
                )
            )
        return super().action_review()

    def _tasks_to_settle(self):
        """(sheet, its tasks that are reported done and neither accepted nor returned)."""
        # sudo: whose sheet it is, is on it; a head above sees tasks of a unit below by this only
        tasks = self.env["ward.task"].sudo().search(
            [("employee_id", "in", self.sudo().employee_id.ids), ("state", "=", "done")]
        )
        for sheet in self:
            of_sheet = tasks.filtered(sheet._holds_task)
            if of_sheet and sheet.kind != "year":
                yield sheet, of_sheet

    def _holds_task(self, task):
        """Whether a task done, or falling due, counts in this sheet."""
        owner = self.sudo().employee_id  # sudo: whose sheet it is, is on it
        days = (task.done_date or task.deadline, task.deadline)
        return owner == task.employee_id and any(self.date_from <= day <= self.date_to for day in days)

    def _open_tasks(self, name):
        """The tasks behind a line of this sheet."""
        inside = [("date", ">=", self.date_from), ("date", "<=", self.date_to)]
        done, due = (
            Domain([(field, operator, day) for _date, operator, day in inside]) for field in ("done_date", "deadline")
        )
        unfinished = Domain("done_date", "=", False) | Domain("done_date", ">", self.date_to)
        domain = (
            Domain("employee_id", "=", self.sudo().employee_id.id)  # sudo: whose sheet it is, is on it
            & Domain("name", "=", name)
            & Domain("state", "!=", "cancelled")
            & (done | (due & unfinished))
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_task_action")
        return action | {"context": {}, "view_mode": "list,form", "domain": list(domain)}


class WardEvaluationLine(models.Model):
    _inherit = "ward.evaluation.line"

    def action_why(self):
        """Open the tasks behind a line of tasks, the dossiers behind one of dossiers."""
        self.ensure_one()
        self.check_access("read")
        if self.source == "task":
            return self.evaluation_id._open_tasks(self.name)
        return super().action_why()


class WardTask(models.Model):
    """What was accepted or returned stands on the open sheets at once."""

    _inherit = "ward.task"

    def _step(self, part, origins, target, **values):
        before = [(task, task.done_date) for task in self]
        super()._step(part, origins, target, **values)
        days = {day for task, done in before for day in (done, task.done_date, task.deadline) if day}
        self._gather_sheets(days)

    def _gather_sheets(self, days):
        """Gather the work of these people's sheets anew that hold one of ``days``."""
        if not days:
            return
        # sudo: figures of a sheet follow from its work, whoever does it
        sheets = self.env["ward.evaluation"].sudo().search(
            [
                ("employee_id", "in", self.sudo().employee_id.ids),
                ("state", "in", OPEN_SHEETS),
                ("kind", "!=", "year"),
                ("date_from", "<=", max(days)),
                ("date_to", ">=", min(days)),
            ]
        )
        if not sheets:
            return
        self.env.flush_all()
        for period, ours in sheets.grouped("period_id").items():
            period._gather(ours.ids)
            period._rate_all(ours.ids)
