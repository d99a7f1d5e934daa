from odoo import api, models
from odoo.exceptions import ValidationError

SETTLED = ("submitted", "approved", "paid")


class HrEmployee(models.Model):
    """Pay stays with the ward that paid it: whoever changes the ward has a file in each."""

    _inherit = "hr.employee"

    @api.constrains("company_id")
    def _check_paid_by_the_same_ward(self):
        # sudo: HR does not read payslips; only which ward paid is looked at
        paid = self.env["ward.payslip"].sudo()._read_group(
            [("employee_id", "in", self.ids), ("run_id.state", "in", SETTLED)], ["employee_id", "company_id"]
        )
        for employee, ward in paid:
            if employee.company_id != ward:
                raise ValidationError(
                    self.env._(
                        "%(name)s was paid by %(ward)s, where that pay is made up when something comes late: the file"
                        " stays there. Enter the decision of leaving at %(ward)s, and a new file at %(new)s.",
                        name=employee.name,
                        ward=ward.name,
                        new=employee.company_id.name,
                    )
                )
