from odoo import api, fields, models

from .ward_payslip import SLIP_READERS


class WardPayYearSettlement(models.Model):
    """The confirmed settlement of income tax beside the pay of the year, and the year on paper."""

    _inherit = "ward.pay.year"

    settlement_line_id = fields.Many2one(
        "ward.tax.settlement.line", string="Tax settlement", compute="_compute_settlement", groups=SLIP_READERS
    )
    settlement_tax = fields.Monetary(string="Tax of the year", compute="_compute_settlement", groups=SLIP_READERS)
    settlement_owed = fields.Monetary(string="Still owed", compute="_compute_settlement", groups=SLIP_READERS)
    settlement_refund = fields.Monetary(string="Withheld too much", compute="_compute_settlement", groups=SLIP_READERS)

    @api.depends("employee_id", "year")
    def _compute_settlement(self):
        # sudo: the settlement of the ward is closed to the person; only people shown here are looked up
        found = self.env["ward.tax.settlement.line"].sudo().search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("settlement_id.year", "in", self.mapped("year")),
                ("settlement_id.state", "=", "confirmed"),
            ]
        )
        lines = {(line.employee_id.id, line.company_id.id, line.settlement_id.year): line for line in found}
        for one in self:
            line = lines.get((one.employee_id.id, one.company_id.id, one.year), found.browse())
            one.settlement_line_id = line
            one.settlement_tax, one.settlement_owed, one.settlement_refund = line.tax, line.owed, line.refund

    def action_settlement(self):
        """The settlement of the year, with its months and brackets."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tax settlement of %(year)s", year=self.year),
            "res_model": "ward.tax.settlement.line",
            "res_id": self.settlement_line_id.id,
            "views": [(False, "form")],
        }

    def action_print(self):
        """The years as one PDF."""
        self.check_access("read")
        return self.env.ref("ward_hr.ward_pay_year_report").report_action(self)

    def _paper(self):
        """The values of the printed year."""
        self.ensure_one()
        return self._month_table(*self._lines())
