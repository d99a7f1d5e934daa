from odoo import fields, models


class WardCommitmentSettle(models.TransientModel):
    """What settles a claim: a receipt, or an exemption with its paper."""

    _name = "ward.commitment.settle"
    _description = "Settle a claim"

    commitment_id = fields.Many2one("ward.training.commitment", required=True)
    way = fields.Selection(
        [("paid", "The amount has come in"), ("exempt", "Nothing is paid back")], required=True, default="paid"
    )
    receipt = fields.Char(string="Receipt (number and day)")
    reason = fields.Char()
    paper = fields.Char(string="Paper that shows it")

    def action_settle(self):
        """By the button of the commitment, which checks who may."""
        self.ensure_one()
        if self.way == "paid":
            self.commitment_id.action_paid(self.receipt)
        else:
            self.commitment_id.action_exempt(self.reason, self.paper)
        return {"type": "ir.actions.act_window_close"}
