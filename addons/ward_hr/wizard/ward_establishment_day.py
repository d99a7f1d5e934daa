from odoo import fields, models


class WardEstablishmentDay(models.TransientModel):
    """Asks for the day and the horizon for which the establishment is shown."""

    _name = "ward.establishment.day"
    _description = "Day of the establishment"

    day = fields.Date(required=True, default=fields.Date.context_today)
    months = fields.Selection(
        [("12", "12 months"), ("24", "24 months"), ("36", "36 months")],
        string="Retirements within",
        required=True,
        default="12",
    )

    def action_show(self):
        """The board of the chosen day."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_establishment_board_action")
        return action | {
            "context": {
                "search_default_by_unit": 1,
                "establishment_day": fields.Date.to_string(self.day),
                "retirement_months": int(self.months),
            },
        }
