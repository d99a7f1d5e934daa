from odoo import api, fields, models

from odoo.addons.ward_hr.models.ward_of import with_ward_of

KINDS = [
    ("maternity", "Maternity leave"),
    ("long_leave", "Long leave"),
    ("hired_late", "In service only since"),
    ("study", "Long study elsewhere"),
    ("other", "Other reason"),
]


class WardTrainingExemption(models.Model):
    """Days of which a person owes no training: the months with them leave the hours of the year.

    Approved long leave and the day of recruitment count without one. What the reason is, heads of
    unit do not see: they see the hours that remain.
    """

    _name = "ward.training.exemption"
    _description = "Exemption from training hours"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "date_from desc, id desc"
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", required=True, index=True, check_company=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, required=True, default="long_leave", tracking=True)
    date_from = fields.Date(string="From", required=True, tracking=True)
    date_to = fields.Date(string="To", required=True, tracking=True, help="Last day, included.")
    reference = fields.Char(string="Decision", tracking=True)
    note = fields.Text()

    _days_in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "An exemption ends on its first day or later. Correct one of the two days."
    )

    @api.depends("employee_id", "date_from")
    def _compute_display_name(self):
        for one in self:
            # sudo: who sees an exemption sees whose it is
            one.display_name = f"{one.sudo().employee_id.name or ''} – {one.date_from or ''}"

    @api.model_create_multi
    def create(self, vals_list):
        """An exemption belongs to the ward of its person."""
        return super().create(with_ward_of(self, "employee_id", vals_list))
