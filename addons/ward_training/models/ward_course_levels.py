from odoo import fields, models

from odoo.addons.ward_hr.models.hr_employee_skill import Agreed


class WardCourse(models.Model):
    """The level that a course raises, of whoever passed or completed it."""

    _inherit = "ward.course"

    def _raise_levels(self, passed):
        """Raise the level taught, of who does not hold it yet. Called with sudo.

        ``passed`` {employee: (day, values that say where the level comes from)}.
        """
        self.ensure_one()
        skill, number = self.skill_id, self.skill_level_id.number
        if not skill or not number:
            return
        rising = {one: facts for one, facts in passed.items() if _held(one, skill, facts[0]) < number}
        self.env["hr.employee.skill"]._set_levels(
            [Agreed(one.id, skill.id, number, day) for one, (day, _source) in rising.items()],
            {one.id: {"source": "training", **source} for one, (_day, source) in rising.items()},
        )


class HrEmployeeSkill(models.Model):
    """A level that was raised by a course that was passed."""

    _inherit = "hr.employee.skill"

    source = fields.Selection(selection_add=[("training", "Course passed")], ondelete={"training": "set default"})
    training_result_id = fields.Many2one(
        "ward.training.result", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    completion_id = fields.Many2one(
        "ward.course.completion", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    def _lower_again(self):
        """Take these levels away; what they ended holds again, until the day it would have."""
        for level in self:
            before = self.search(
                [
                    ("employee_id", "=", level.employee_id.id),
                    ("skill_id", "=", level.skill_id.id),
                    ("valid_to", "=", fields.Date.subtract(level.valid_from, days=1)),
                ],
                limit=1,
            )
            until = level.valid_to
            level.unlink()
            before.valid_to = until


def _held(employee, skill, day):
    """The number of the level that a person holds on a day, 0 for none."""
    return max(
        (
            held.skill_level_id.number
            for held in employee.employee_skill_ids
            if held.skill_id == skill and held.valid_from <= day and not (held.valid_to and held.valid_to < day)
        ),
        default=0,
    )
