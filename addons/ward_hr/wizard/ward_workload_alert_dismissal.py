from odoo import fields, models


class WardWorkloadAlertDismissal(models.TransientModel):
    """Asks why alerts are dismissed."""

    _name = "ward.workload.alert.dismissal"
    _description = "Dismissal of overload alerts"

    alert_ids = fields.Many2many(
        "ward.workload.alert", default=lambda self: self.env.context.get("active_ids"), required=True
    )
    reason = fields.Text(required=True)

    def action_dismiss(self):
        """Close the alerts with the reason."""
        self.alert_ids._dismiss(self.reason)
        return {"type": "ir.actions.act_window_close"}
