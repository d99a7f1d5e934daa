from odoo import api, fields, models
from odoo.exceptions import UserError

from .ward_mirror import CONFIDENCES

LEVELS = [(str(number), str(number)) for number in range(1, 6)]


class WardSkillMixin(models.AbstractModel):
    """What the competency framework of the country consists of: no ward changes or deletes it.

    Skills belong to no ward, and deleting one deletes the levels of its holders in every ward.
    """

    _name = "ward.skill.mixin"
    _description = "Part of the competency framework"

    shipped = fields.Boolean(readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._refuse_shipped()
        return records

    def write(self, vals):
        if vals.keys() - {"skill_ids"}:  # a ward may add skills beside the shipped ones
            self._refuse_shipped()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        self._refuse_shipped()

    def _refuse_shipped(self):
        """Only an update of the addon, which runs as superuser, writes what is shipped."""
        shipped = self.filtered("shipped")
        if shipped and not self.env.su:
            raise UserError(
                self.env._(
                    "“%(name)s” is part of the competency framework, which is the same for every ward."
                    " Add a skill of your own instead.",
                    name=shipped[0].display_name,
                )
            )


class HrSkillType(models.Model):
    """A group of competencies: general, professional, managerial, those of a ward."""

    _name = "hr.skill.type"
    _inherit = ["ward.skill.mixin", "hr.skill.type"]


class HrSkill(models.Model):
    """A competency, with what it rests on."""

    _name = "hr.skill"
    _inherit = ["ward.skill.mixin", "hr.skill"]

    code = fields.Char()
    reference = fields.Char(string="Legal basis", translate=True)
    confidence = fields.Selection(CONFIDENCES)

    _code_once = models.UniqueIndex("(code) WHERE code IS NOT NULL", "There is a skill with this code already.")


class HrSkillLevel(models.Model):
    """A level of a type of skills; those with a number can be required and compared."""

    _name = "hr.skill.level"
    _inherit = ["ward.skill.mixin", "hr.skill.level"]

    number = fields.Integer(help="1 (lowest) to 5; 0 for a level that is not on this scale.")

    _number_once = models.UniqueIndex(
        "(skill_type_id, number) WHERE number > 0", "This type of skills has a level with this number already."
    )
    _number_on_the_scale = models.Constraint("CHECK(number BETWEEN 0 AND 5)", "A level is from 1 to 5.")
