from odoo import api, fields, models

from .hr_version import PAY_READERS


class HrEmployee(models.Model):
    """The code by which a person is known in staff lists: it stays when name and address change."""

    _inherit = "hr.employee"

    staff_code = fields.Char(
        compute="_compute_staff_code",
        store=True,
        readonly=False,
        copy=False,
        groups=f"hr.group_hr_user,{PAY_READERS}",
        help="Names the person in staff lists. Given automatically; may be replaced by the ward's own code.",
    )

    _staff_code_unique = models.UniqueIndex(
        "(company_id, staff_code) WHERE staff_code IS NOT NULL",
        "Your ward has a person with this staff code already. Use another code.",
    )

    @api.depends("company_id")
    def _compute_staff_code(self):
        for employee in self:
            if not employee.staff_code and employee.id:
                employee.staff_code = f"CB{employee.id:05d}"
