from odoo import api, fields, models
from odoo.tools import SQL


class WardWorkload(models.Model):
    """Hours of tasks are needed in the month in which they were reported done."""

    _inherit = "ward.workload"

    @api.model
    def _work_sources(self, values):
        query = SQL(
            "SELECT employee_id AS person, done_date AS day, 'task' AS kind, hours"
            "  FROM ward_task WHERE company_id = %s AND state IN ('done', 'accepted')",
            values["company"],
        )
        return [*super()._work_sources(values), query]


class WardTask(models.Model):
    """What is reported done, returned or corrected stands in the figures of its month at once."""

    _inherit = "ward.task"

    def write(self, vals):
        before = self._done_hours()
        done = super().write(vals)
        days = {day for _task, day, _hours in before ^ self._done_hours()}
        if days:
            self._refresh_workload({fields.Date.start_of(day, "month") for day in days})
        return done

    def _done_hours(self):
        return {(task.id, task.done_date, task.hours) for task in self if task.done_date}

    def _refresh_workload(self, months):
        """Bring the figures of these people up to date, in those ``months`` that the ward has figures of."""
        # sudo: figures follow from facts, whoever changes them
        for company, tasks in self.sudo().grouped("company_id").items():
            known = months & tasks.env["ward.workload.month"]._states(company, months).keys()
            if known:
                tasks.env["ward.workload"]._refresh(company, known, tasks.employee_id.ids)
