from odoo import api, fields, models
from odoo.exceptions import ValidationError


class WardCourse(models.Model):
    """What a person who looks for a course wants to know: for what, for whom, how, how long it holds."""

    _inherit = "ward.course"

    objectives = fields.Text(translate=True, help="What a person can do afterwards.")
    delivery = fields.Selection(
        [("class", "In class"), ("online", "Online"), ("blended", "Class and online")],
        required=True,
        default="class",
    )
    details_confidence = fields.Selection(
        [
            ("reported", "Reported by a source"),
            ("common", "Commonly known"),
            ("uncertain", "Uncertain"),
            ("proposed", "Proposed, no source seen"),
        ],
        string="Objectives, delivery and validity are",
    )
    job_ids = fields.Many2many(
        "hr.job",
        "ward_course_job_rel",
        "course_id",
        "job_id",
        string="For positions",
        check_company=True,
        help="Whom the course is meant for. Others may still enrol.",
    )
    validity_months = fields.Integer(
        string="Valid for (months)", help="How long what is learnt counts; 0: without end."
    )
    needed_skill_id = fields.Many2one(
        "hr.skill",
        string="Skill needed before",
        index="btree_not_null",
        help="Who enrols holds this skill already, at the level beside it or above.",
    )
    needed_level_id = fields.Many2one(
        "hr.skill.level",
        string="Level needed before",
        index="btree_not_null",
        domain="[('skill_type_id.skill_ids', 'in', needed_skill_id)]",
    )
    pass_mark = fields.Float(
        digits=(5, 1), help="Least score of the test, of 100; 0: the course has no test."
    )
    attempts_max = fields.Integer(string="Attempts", default=2, help="How often the test may be taken in one session.")

    _validity_not_negative = models.Constraint(
        "CHECK(validity_months >= 0)", "A course is valid for a number of months, or 0 for without end."
    )
    _pass_mark_of_a_hundred = models.Constraint(
        "CHECK(pass_mark BETWEEN 0 AND 100 AND attempts_max >= 1)",
        "The pass mark lies between 0 and 100, and there is at least one attempt.",
    )
    _needed_together = models.Constraint(
        "CHECK((needed_skill_id IS NULL) = (needed_level_id IS NULL))",
        "A skill needed before is named with its level: enter both, or neither.",
    )

    @api.constrains("needed_skill_id", "needed_level_id", "skill_id", "skill_level_id")
    def _check_levels_of_skills(self):
        for course in self:
            for skill, level in (
                (course.needed_skill_id, course.needed_level_id),
                (course.skill_id, course.skill_level_id),
            ):
                if skill and level and level.skill_type_id != skill.skill_type_id:
                    raise ValidationError(
                        self.env._(
                            "%(level)s is no level of %(skill)s. Choose one of its group, %(group)s.",
                            level=level.name,
                            skill=skill.name,
                            group=skill.skill_type_id.name,
                        )
                    )
