from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .ward_pay_run import RUN_READERS, SEALED_STATES, first_of_month
from .ward_pay_seal import refuse_changes_when_sealed
from .ward_pay_touch import ENTERED


class WardPayInput(models.Model):
    """An amount entered for one person and month, with the document it rests on; one of each document."""

    _name = "ward.pay.input"
    _description = "Amount entered for the month"
    _inherit = ["ward.company.mixin"]
    _order = "month desc, employee_id, component_id"
    _check_company_auto = True

    month = fields.Date(required=True, default=lambda self: first_of_month(fields.Date.today()))
    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, check_company=True, ondelete="restrict"
    )
    component_id = fields.Many2one(
        "ward.pay.component",
        required=True,
        index=True,
        check_company=True,
        domain="[('kind', 'in', ('input', 'pool'))]",
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(required=True, groups=RUN_READERS)
    reference = fields.Char(string="Document", required=True)

    _once = models.Constraint(
        "UNIQUE (company_id, month, employee_id, component_id, reference)",
        "An amount of this document is entered already for that person and month. Correct it there.",
    )
    _month_first = models.Constraint(
        "CHECK (EXTRACT(day FROM month) = 1)", "A month is named by its first day."
    )

    def init(self):
        refuse_changes_when_sealed(self.env.cr, self._table)
        names = ("employee_id", "component_id", "month", "amount", "reference")
        self.env["ward.pay.touch"]._watch(self._table, names, ENTERED, "amount")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("month"):
                vals["month"] = first_of_month(vals["month"])
        inputs = super().create(vals_list)
        inputs._check_open()
        return inputs

    def write(self, vals):
        self._check_open()
        if vals.get("month"):
            vals["month"] = first_of_month(vals["month"])
        result = super().write(vals)
        self._check_open()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_settled(self):
        self._check_open()

    def _check_open(self):
        """Refuse what belongs to a month that is submitted, approved or paid."""
        settled = self.env["ward.pay.run"].search(
            [
                ("company_id", "in", self.company_id.ids),
                ("month", "in", self.mapped("month")),
                ("state", "in", ("submitted", *SEALED_STATES)),
            ]
        )
        for entry in self:
            if any(
                run.company_id == entry.company_id and run.month == entry.month
                for run in settled
            ):
                raise UserError(
                    _(
                        "The pay of %(month)s is submitted, approved or paid: its amounts cannot"
                        " change. Have the run sent back, or enter the amount in a later month.",
                        month=entry.month.strftime("%m/%Y"),
                    )
                )
