from odoo import api, fields, models

from .ward_pay_run import RUN_READERS


class WardPayForecast(models.Model):
    """What a month to come will cost by unit and component: written by the forecast of the budget only."""

    _name = "ward.pay.forecast"
    _description = "Forecast of pay"
    _inherit = ["ward.company.mixin"]
    _order = "month, department_id, component_id"
    _rec_name = "component_id"
    _log_access = False
    _check_company_auto = True

    month = fields.Date(required=True)
    department_id = fields.Many2one("hr.department", string="Unit", index=True, ondelete="cascade", check_company=True)
    component_id = fields.Many2one("ward.pay.component", required=True, index=True, ondelete="cascade")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary(groups=RUN_READERS)

    @api.model
    def _replace(self, company, year, months):
        """Keep ``months`` ({first day: {(unit, code): đồng}}) in place of what was forecast for the year."""
        # written by the server only; the role was checked by who calls
        rows = self.sudo()
        first = fields.Date.to_date(f"{year}-01-01")
        rows.search(
            [
                ("company_id", "=", company.id),
                ("month", ">=", first),
                ("month", "<=", fields.Date.end_of(first, "year")),
            ]
        ).unlink()
        components = {
            c.code: c.id for c in self.env["ward.pay.component"].search([("company_id", "in", (False, company.id))])
        }
        rows.create(
            [
                {
                    "company_id": company.id,
                    "month": month,
                    "department_id": unit,
                    "component_id": components[code],
                    "amount": amount,
                }
                for month, cost in months.items()
                for (unit, code), amount in sorted(cost.items(), key=str)
                if amount
            ]
        )
