from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .hr_skill import LEVELS


class WardCompetencyRequirement(models.Model):
    """The level of a skill that a position asks for, from a day to a day.

    A ward's own requirement goes before the shipped one of the same position and skill.
    """

    _name = "ward.competency.requirement"
    _description = "Competency requirement"
    _inherit = ["ward.requirement.mixin"]
    _order = "job_id, skill_id, date_from desc, id"
    _check_company_auto = True
    _asks_for = "skill_id"

    skill_id = fields.Many2one("hr.skill", required=True, index=True, ondelete="restrict")
    skill_type_id = fields.Many2one(related="skill_id.skill_type_id", string="Group of competencies")
    level = fields.Selection(LEVELS, string="Level required", required=True, help="1 (lowest) to 5.")

    _one_from_a_day = models.UniqueIndex(
        "(job_id, skill_id, date_from, COALESCE(company_id, 0))",
        "This position has a level of this skill from that day on already.",
    )

    @api.depends("job_id", "skill_id", "level")
    def _compute_display_name(self):
        for one in self:
            one.display_name = f"{one.job_id.name or ''} – {one.skill_id.name or ''}: {one.level or ''}"

    @api.constrains("skill_id", "level")
    def _check_level_exists(self):
        numbers = {
            (level.skill_type_id, str(level.number)) for level in self.skill_id.skill_type_id.skill_level_ids
        }
        for one in self:
            if (one.skill_id.skill_type_id, one.level) not in numbers:
                raise ValidationError(
                    self.env._(
                        "“%(skill)s” cannot be required at level %(level)s: “%(type)s” has no level with this number."
                        " Choose a skill of the framework, or number the levels.",
                        skill=one.skill_id.name,
                        level=one.level,
                        type=one.skill_id.skill_type_id.name,
                    )
                )

    def _refuse_second(self, other):
        raise ValidationError(
            self.env._(
                "%(requirement)s from %(day)s cannot be kept: level %(level)s holds from %(other_day)s already."
                " End that one the day before.",
                requirement=self.display_name,
                day=f"{self.date_from:%d/%m/%Y}",
                level=other.level,
                other_day=f"{other.date_from:%d/%m/%Y}",
            )
        )
