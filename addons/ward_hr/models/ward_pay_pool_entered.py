from odoo import api, models
from odoo.exceptions import UserError

from .ward_pay_pool import COMPONENT


class WardPayInput(models.Model):
    """A share that was approved and entered in the pay stays what was approved, until the pool takes it back."""

    _inherit = "ward.pay.input"

    def write(self, vals):
        self._refuse_approved_share()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved_share(self):
        self._refuse_approved_share()

    def _refuse_approved_share(self):
        entries = self.filtered(lambda entry: entry.component_id.code == COMPONENT)
        if not entries:
            return
        lines = self.env["ward.pay.pool.line"].search(
            [
                ("pool_id.state", "=", "entered"),
                ("pool_id.month", "in", entries.mapped("month")),
                ("employee_id", "in", entries.employee_id.ids),
                ("share", "!=", 0),
            ]
        )
        entered = {(line.pool_id.month, line.employee_id): line.pool_id for line in lines}
        for entry in entries:
            pool = entered.get((entry.month, entry.employee_id))
            if pool:
                raise UserError(
                    self.env._(
                        "The amount of %(person)s in %(month)s is the approved share of “%(pool)s” and stays. Take that"
                        " page back a step, then change the shares there.",
                        person=entry.employee_id.name,
                        month=entry.month.strftime("%m/%Y"),
                        pool=pool.name,
                    )
                )
