from odoo import fields, models
from odoo.exceptions import UserError


class WardPayReturn(models.TransientModel):
    """Why the head of the ward sends a pay run back: said once, to the officer, and kept with the run."""

    _name = "ward.pay.return"
    _description = "Send a pay run back"

    run_id = fields.Many2one("ward.pay.run", string="Pay run", required=True, readonly=True, ondelete="cascade")
    reason = fields.Text(string="What is to be mended", required=True)

    def action_send_back(self):
        self.ensure_one()
        if not self.reason.strip():
            raise UserError(self.env._("Write what the pay officer is to mend, then send it back."))
        self.run_id.action_return(self.reason.strip())
