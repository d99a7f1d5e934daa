"""A ward whose head assigns work that is no dossier."""

from datetime import date

from .evaluation_case import EvaluationCase

TODAY = date(2026, 10, 12)  # a Monday


class TaskCase(EvaluationCase):
    """``self.task(self.lan)``: a task of Lan, assigned by the head of her unit; ``self.done(task)`` and accepted."""

    @classmethod
    def task(cls, person=None, user=None, **vals):
        return (
            cls.env["ward.task"]
            .with_user(user or cls.unit_head)
            .create(
                {
                    "employee_id": (person or cls.lan).id,
                    "company_id": cls.ward.id,
                    "name": "Báo cáo tài sản công",
                    "product": "Báo cáo",
                    "standard_hours": 8,
                    "assigned_date": date(2026, 10, 1),
                    "deadline": date(2026, 10, 15),
                    **vals,
                }
            )
        )

    def reported(self, task, user=None):
        own = task.with_user(user or self.staff)
        own.result = "Báo cáo số 12/BC-VP"
        own.action_report()
        return task

    def accepted(self, task):
        self.reported(task)
        task.with_user(self.unit_head).action_accept()
        return task
