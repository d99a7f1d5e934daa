from datetime import date, timedelta
from typing import NamedTuple

from odoo import api, fields, models


class Agreed(NamedTuple):
    """A level agreed with a person: ids, the number of the level (1 to 5), the day it holds from."""

    employee: int
    skill: int
    number: int
    day: date


class HrEmployeeSkill(models.Model):
    """A level that a person holds from a day on, and where it comes from."""

    _inherit = "hr.employee.skill"

    source = fields.Selection(
        [("manual", "Entered by HR"), ("assessment", "Assessment")], required=True, default="manual", readonly=True
    )
    assessment_id = fields.Many2one(
        "ward.competency.assessment", readonly=True, index="btree_not_null", ondelete="restrict"
    )

    @api.model
    def _set_levels(self, agreed, sources):
        """Keep :class:`Agreed` levels beside the earlier ones, which end the day before.

        ``sources`` {person: values of the new rows that say where they come from}. What was entered for
        the same day is replaced; what begins later stays, and ends the new one. Statements do not grow.
        """
        existing = self.search(
            [("employee_id", "in", [one.employee for one in agreed]), ("skill_id", "in", [one.skill for one in agreed])]
        ).grouped(lambda held: (held.employee_id.id, held.skill_id.id))
        skills = self.env["hr.skill"].browse({one.skill for one in agreed})
        kinds = {skill.id: skill.skill_type_id for skill in skills}
        levels = {(level.skill_type_id, level.number): level for level in skills.skill_type_id.skill_level_ids}
        replaced, ended, created = self.browse(), {}, []
        for one in agreed:
            held = existing.get((one.employee, one.skill), self.browse())
            replaced |= held.filtered(lambda row, day=one.day: row.valid_from == day)
            before = held.filtered(
                lambda row, day=one.day: row.valid_from < day and not (row.valid_to and row.valid_to < day)
            )
            ended[one.day] = ended.get(one.day, self.browse()) | before
            later = [row.valid_from for row in held if row.valid_from > one.day]
            created.append(
                {
                    "employee_id": one.employee,
                    "skill_id": one.skill,
                    "skill_type_id": kinds[one.skill].id,
                    "skill_level_id": levels[kinds[one.skill], one.number].id,
                    "valid_from": one.day,
                    "valid_to": min(later) - timedelta(days=1) if later else False,
                    **sources[one.employee],
                }
            )
        replaced.unlink()
        for day, rows in ended.items():
            rows.valid_to = day - timedelta(days=1)
        return self.create(created)
