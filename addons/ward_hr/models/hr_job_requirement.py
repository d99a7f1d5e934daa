from odoo import fields, models


class HrJob(models.Model):
    """The way from a position to the competencies that it asks for."""

    _inherit = "hr.job"

    requirement_count = fields.Integer(compute="_compute_requirement_count")

    def _compute_requirement_count(self):
        groups = self.env["ward.competency.requirement"]._read_group(
            [("job_id", "in", self.ids)], ["job_id"], ["__count"]
        )
        counts = {job.id: count for job, count in groups}
        for job in self:
            job.requirement_count = counts.get(job.id, 0)

    def action_requirements(self):
        """What this position asks for."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_competency_requirement_action")
        return action | {
            "domain": [("job_id", "=", self.id)],
            "context": {"default_job_id": self.id, "search_default_current": 1},
        }
