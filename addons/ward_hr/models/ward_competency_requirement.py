from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from .hr_skill import LEVELS
from .ward_mirror import CONFIDENCES


class WardCompetencyRequirement(models.Model):
    """The level of a skill that a position asks for, from a day to a day.

    A ward's own requirement goes before the shipped one of the same position and skill.
    """

    _name = "ward.competency.requirement"
    _description = "Competency requirement"
    _inherit = ["ward.shipped.mixin"]
    _order = "job_id, skill_id, date_from desc, id"
    _check_company_auto = True

    job_id = fields.Many2one(
        "hr.job", string="Position", required=True, index=True, ondelete="cascade", check_company=True
    )
    skill_id = fields.Many2one("hr.skill", required=True, index=True, ondelete="restrict")
    skill_type_id = fields.Many2one(related="skill_id.skill_type_id", string="Group of competencies")
    level = fields.Selection(LEVELS, string="Level required", required=True, help="1 (lowest) to 5.")
    date_from = fields.Date(string="From", required=True, default=fields.Date.context_today)
    date_to = fields.Date(string="To", help="Last day; empty while no end is set.")
    reference = fields.Char(string="Decision")
    confidence = fields.Selection(CONFIDENCES, required=True, default="proposed")

    _days_in_order = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A requirement ends on its first day or later. Correct one of the two days.",
    )
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

    @api.constrains("job_id", "skill_id", "company_id", "date_from", "date_to")
    def _check_one_at_a_time(self):
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT one.id, other.id
                  FROM ward_competency_requirement one
                  JOIN ward_competency_requirement other
                    ON other.job_id = one.job_id AND other.skill_id = one.skill_id AND other.id <> one.id
                   AND COALESCE(other.company_id, 0) = COALESCE(one.company_id, 0)
                   AND other.date_from <= COALESCE(one.date_to, 'infinity')
                   AND one.date_from <= COALESCE(other.date_to, 'infinity')
                 WHERE one.id = ANY(%s) LIMIT 1
                """,
                self.ids,
            )
        )
        for one, other in rows:
            one, other = self.browse((one, other))
            raise ValidationError(
                self.env._(
                    "%(requirement)s from %(day)s cannot be kept: level %(level)s holds from %(other_day)s already."
                    " End that one the day before.",
                    requirement=one.display_name,
                    day=f"{one.date_from:%d/%m/%Y}",
                    level=other.level,
                    other_day=f"{other.date_from:%d/%m/%Y}",
                )
            )
