from odoo import api, fields, models
from odoo.exceptions import AccessError


class WardTrainingPersonMixin(models.AbstractModel):
    """A record about one person of the ward, on which its head or HR decides, never oneself."""

    _name = "ward.training.person.mixin"
    _description = "About one person, decided by the head"
    _inherit = ["ward.company.mixin"]

    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        default=lambda self: self.env["ward.certificate"]._own_file(),
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        compute="_compute_department_id",
        store=True,
        precompute=True,
        index=True,
        check_company=True,
    )
    is_own = fields.Boolean(compute="_compute_standing_of_reader")
    may_decide = fields.Boolean(compute="_compute_standing_of_reader")

    @api.depends("employee_id")
    def _compute_department_id(self):
        for one in self:
            # sudo: whoever sees the record may see the unit of the person
            one.department_id = one.sudo().employee_id.department_id

    @api.depends("employee_id")
    @api.depends_context("uid")
    def _compute_standing_of_reader(self):
        for one in self:
            # sudo: only compared with the reader's own id
            one.is_own = one.sudo().employee_id.user_id == self.env.user
            one.may_decide = one._decides()

    def _decides(self):
        """Whether the reader is the head of the unit or of one above it, the head of the ward, or HR; never oneself."""
        user = self.env.user
        # sudo: heads have no right on the files of their people, only on this decision
        one = self.sudo()
        if one.employee_id.user_id == user:
            return False
        if user.has_group("ward_hr.ward_hr_group_ward_head") or user.has_group("ward_hr.ward_hr_group_hr_officer"):
            return one.company_id in self.env.companies
        unit = one.employee_id.department_id
        while unit:
            if unit.manager_id.user_id == user:
                return True
            unit = unit.parent_id
        return False

    def _check_decides(self):
        self.check_access("read")
        for one in self:
            if not one._decides():
                raise AccessError(
                    self.env._(
                        "“%(record)s” is decided by the head of the unit or the HR officer, never by the person"
                        " concerned. Ask one of them.",
                        record=one.display_name,
                    )
                )
