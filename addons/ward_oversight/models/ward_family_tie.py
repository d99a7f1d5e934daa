from odoo import api, fields, models
from odoo.exceptions import ValidationError


class WardFamilyTie(models.Model):
    """That two people of the ward are of one family, declared by one of them.

    Read by who declared it, the oversight lead and the auditor; used to keep relatives from inspecting each
    other's units.
    """

    _name = "ward.family.tie"
    _description = "Declared family tie"
    _inherit = ["ward.company.mixin"]
    _order = "id desc"
    _rec_name = "relative_id"
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        string="Who declares",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
        default=lambda self: self.env.user.employee_id,
    )
    relative_id = fields.Many2one(
        "hr.employee", string="Relative in the ward", required=True, index=True, ondelete="cascade", check_company=True
    )
    relation = fields.Selection(
        [("spouse", "Spouse"), ("parent", "Parent"), ("child", "Child"), ("sibling", "Sibling"), ("other", "Other")],
        required=True,
        default="spouse",
    )
    active = fields.Boolean(default=True)

    _once = models.Constraint("UNIQUE(employee_id, relative_id)", "This family tie is declared already.")

    @api.constrains("employee_id", "relative_id")
    def _check_two_people(self):
        for tie in self.filtered(lambda one: one.employee_id == one.relative_id):
            raise ValidationError(
                self.env._(
                    "%(person)s cannot be declared as a relative of the same person.", person=tie.employee_id.name
                )
            )

    @api.model
    def _relatives(self, people):
        """``{person id: {relative ids}}`` of ``people``, whoever of the two declared it."""
        # sudo: ties are private; only that a conflict exists is told
        ties = self.sudo().search(["|", ("employee_id", "in", people.ids), ("relative_id", "in", people.ids)])
        found = {person: set() for person in people.ids}
        for tie in ties:
            for one, other in ((tie.employee_id, tie.relative_id), (tie.relative_id, tie.employee_id)):
                if one.id in found:
                    found[one.id].add(other.id)
        return found
