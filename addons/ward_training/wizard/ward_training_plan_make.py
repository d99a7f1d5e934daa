from odoo import Command, fields, models
from odoo.exceptions import UserError

from ..rules.cost import classes_of

MONTHS_OF_WORK = (3, 4, 5, 6, 8, 9, 10, 11)  # courses are spread over these, the most urgent first


class WardTrainingPlanMake(models.TransientModel):
    """Courses of a plan from the needs of its year, the most urgent first."""

    _name = "ward.training.plan.make"
    _description = "Make a plan from needs"

    plan_id = fields.Many2one("ward.training.plan")
    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year + 1)
    seats = fields.Integer(string="Learners in a class, at most", required=True, default=30)
    least = fields.Integer(string="Only courses that at least so many need", required=True, default=1)
    source = fields.Char(string="Source of funds", default=lambda self: self.env._("Ward budget"))
    any_course_id = fields.Many2one(
        "ward.course", string="Course for those who only miss hours", help="Empty: these people stay out of the plan."
    )

    def action_make(self):
        """Gather the needs anew and add a line for each course that the plan lacks."""
        self.ensure_one()
        company = self.plan_id.company_id or self.env.company
        plan = self.plan_id or self.env["ward.training.plan"].create({"year": self.year, "company_id": company.id})
        plan._check_state("draft")
        needs = self.env["ward.training.need"]
        needs._gather(company, plan.year)
        wanted = needs.search(
            [
                ("company_id", "=", company.id),
                ("year", "=", plan.year),
                ("left_out", "=", False),
                ("people", ">=", self.least),
            ]
        )
        lines = self._lines(wanted, plan.line_ids.course_id)
        if not lines and not plan.line_ids:
            raise UserError(
                self.env._("No need of %(year)s asks for a course. Look at the needs first.", year=plan.year)
            )
        plan.line_ids = [Command.create(values) for values in lines]
        return {
            "type": "ir.actions.act_window",
            "res_model": plan._name,
            "res_id": plan.id,
            "views": [(False, "form")],
        }

    def _lines(self, needs, planned):
        found, turn = [], 0
        for need in needs:
            course = need.course_id or self.any_course_id
            if not course or course in planned:
                continue
            planned |= course
            found.append(
                {
                    "need_id": need.id,
                    "course_id": course.id,
                    "people": need.people,
                    "classes": classes_of(need.people, max(self.seats, 1)),
                    "month": str(MONTHS_OF_WORK[turn % len(MONTHS_OF_WORK)]),
                    "source": self.source,
                }
            )
            turn += 1
        return found
