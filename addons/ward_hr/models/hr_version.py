from odoo import fields, models

PAY_READERS = ",".join(
    f"ward_hr.ward_hr_group_{role}"
    for role in ("hr_officer", "pay_officer", "ward_head", "auditor")
)


class HrVersion(models.Model):
    """The decisions on rank and pay that hold from ``date_version`` on."""

    _inherit = "hr.version"

    staff_type_id = fields.Many2one(
        "ward.staff.type", groups=PAY_READERS, tracking=True, index=True
    )
    pay_step = fields.Integer(string="Step", groups=PAY_READERS, tracking=True)
    pay_coefficient = fields.Float(
        string="Coefficient", digits=(6, 3), groups=PAY_READERS, tracking=True
    )
    overgrade_percent = fields.Float(
        string="Over-grade %", digits=(5, 2), groups=PAY_READERS, tracking=True
    )
    leadership_coefficient = fields.Float(
        string="Leadership coefficient",
        digits=(6, 3),
        groups=PAY_READERS,
        tracking=True,
    )
    reserved_coefficient = fields.Float(
        string="Reserved difference",
        digits=(6, 3),
        groups=PAY_READERS,
        tracking=True,
    )
    dependants = fields.Integer(groups=PAY_READERS, tracking=True)
    decision_number = fields.Char(groups=PAY_READERS, tracking=True)
    decision_date = fields.Date(groups=PAY_READERS, tracking=True)
