from odoo import fields, models

ACTIONS = {
    "ward.competency.gap": "ward_hr.ward_competency_gap_action",
    "ward.certificate.gap": "ward_hr.ward_certificate_gap_action",
}


class WardCompetencyDay(models.TransientModel):
    """Asks for the day on which competencies and certificates are compared with what positions ask for."""

    _name = "ward.competency.day"
    _description = "Day of the comparison"

    day = fields.Date(required=True, default=fields.Date.context_today)

    def action_show(self):
        """The list from which it was asked, as of the chosen day."""
        self.ensure_one()
        name = ACTIONS.get(self.env.context.get("active_model"), ACTIONS["ward.competency.gap"])
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        return action | {
            "name": self.env._("%(list)s on %(day)s", list=action["name"], day=f"{self.day:%d/%m/%Y}"),
            "context": {"search_default_by_unit": 1, "competency_day": fields.Date.to_string(self.day)},
        }
