from odoo import fields, models


class WardCertificateRevoke(models.TransientModel):
    """The reason of a revocation, before it is one."""

    _name = "ward.certificate.revoke"
    _description = "Revoke certificates"

    certificate_ids = fields.Many2many("ward.certificate", string="Certificates", required=True)
    reason = fields.Char(required=True)

    def action_revoke(self):
        """Revoke them with this reason."""
        self.certificate_ids.action_revoke(self.reason)
        return {"type": "ir.actions.act_window_close"}
