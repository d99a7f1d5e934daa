from odoo import models

from ..report.training_plan import training_plan
from .ward_certificate_paper import ISSUER


class WardTrainingPlan(models.Model):
    """The plan as a workbook."""

    _inherit = "ward.training.plan"

    def _spreadsheet(self):
        """The workbook as bytes; what was done stands beside what was planned once the plan is approved."""
        self.ensure_one()
        plan = self.with_context(lang="vi_VN")
        names = dict(plan._fields["state"]._description_selection(plan.env))
        paper = f", số {plan.number}" if plan.number else ""
        head = {
            "ward": ISSUER.sub("", plan.company_id.name),
            "year": f"{plan.year}" + (f" (điều chỉnh lần {plan.revision})" if plan.revision else ""),
            "state": f"Tình trạng: {names[plan.state]}{paper}",
            "note": "Kinh phí tính theo định mức chưa xác nhận hoặc đề xuất." if plan.uncertain else "",
        }
        return training_plan(head, [line._values() for line in plan.line_ids], plan.state in ("approved", "replaced"))


class WardTrainingPlanLine(models.Model):
    _inherit = "ward.training.plan.line"

    def _values(self):
        said = {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in ("content_group", "form", "month")
        }
        return {
            "course": self.course_id.name,
            "group": said["content_group"].get(self.content_group, ""),
            "target": self.target,
            "people": self.people,
            "classes": self.classes,
            "hours": self.hours,
            "month": said["month"][self.month],
            "form": said["form"][self.form],
            "place": self.place,
            "cost": self.cost,
            "source": self.source,
            "unit": self.unit_id.name,
            "why": self.need_id.why,
            "people_done": self.people_done,
            "hours_done": self.hours_done,
            "cost_spent": self.cost_spent,
        }
