from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .ward_pay_seal import refuse_changes_when_sealed
from .ward_pay_touch import OMITTED


class WardPayOmission(models.Model):
    """Somebody left out of a run, and why; the next run after payment makes it up.

    For pay that cannot be reckoned yet, e.g. a decision that has not arrived.
    """

    _name = "ward.pay.omission"
    _description = "Left out of a pay run"
    _inherit = ["ward.company.mixin"]
    _order = "run_id, employee_id"
    _rec_name = "employee_id"
    _check_company_auto = True

    run_id = fields.Many2one("ward.pay.run", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(related="run_id.company_id", store=True, index=True, precompute=True, default=None)
    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", required=True, index=True, ondelete="restrict", check_company=True
    )
    reason = fields.Char(required=True)

    _once = models.UniqueIndex("(run_id, employee_id)", "This person is left out of the run already.")

    def init(self):
        refuse_changes_when_sealed(self.env.cr, self._table)
        self.env["ward.pay.touch"]._watch(self._table, ("employee_id", "run_id", "reason"), OMITTED, "omission")

    @api.model_create_multi
    def create(self, vals_list):
        omissions = super().create(vals_list)
        omissions._refuse_when_settled()
        return omissions

    def write(self, vals):
        self._refuse_when_settled()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        self._refuse_when_settled()

    def _refuse_when_settled(self):
        for run in self.run_id:
            if run.state not in ("draft", "computed"):
                raise UserError(
                    _(
                        "%(run)s is submitted or paid: who is left out of it stays. Have it sent back first.",
                        run=run.name,
                    )
                )
