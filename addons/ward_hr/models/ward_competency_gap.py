from datetime import date
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ..competency.gap import MET, NOT_ASSESSED, SHORT
from .ward_establishment_board import people_on

SKILL_IDS = 1_000_000  # more than there are skills: the id of a row is that of person and skill
STATES = [(SHORT, "Below the requirement"), (NOT_ASSESSED, "Not assessed"), (MET, "Met")]


class PersonGap(NamedTuple):
    """Ids of a person and a skill, and levels 1 to 5; ``held`` and ``gap`` are None when not assessed."""

    employee: int
    skill: int
    required: int
    held: int | None
    gap: int | None


class WardCompetencyGap(models.Model):
    """What the positions ask of people against what was agreed with them, on a day.

    One row for each person and required skill. The day is ``competency_day`` of the context (an
    ISO date, today by default). Other addons ask ``_gaps(companies, day)``.
    """

    _name = "ward.competency.gap"
    _description = "Competency gap"
    _auto = False
    _order = "gap desc nulls last, department_id, employee_id, skill_id, id"
    _rec_name = "skill_id"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Staff member", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    job_id = fields.Many2one("hr.job", string="Position", readonly=True)
    skill_id = fields.Many2one("hr.skill", readonly=True)
    skill_type_id = fields.Many2one("hr.skill.type", string="Group of competencies", readonly=True)
    required = fields.Integer(string="Level required", readonly=True, aggregator=None)
    held = fields.Integer(string="Level agreed", readonly=True, aggregator=None)
    gap = fields.Integer(string="Levels missing", readonly=True, help="Levels still to gain; empty when not assessed.")
    state = fields.Selection(STATES, readonly=True)

    @property
    def _table_query(self):
        return self._query(tuple(self.env.companies.ids), self._day())

    @api.model
    def _day(self) -> date:
        day = self.env.context.get("competency_day")
        return fields.Date.to_date(day) if day else fields.Date.context_today(self)

    @api.model
    def _gaps(self, companies, day):
        """A list of :class:`PersonGap`, met ones too, of everybody in ``companies`` on ``day``: one statement.

        Reads as the system does: who may see it is for the caller to ask.
        """
        self.env.flush_all()
        query = SQL(
            "SELECT employee_id, skill_id, required, held, gap FROM (%s) gaps ORDER BY 1, 2",
            self._query(tuple(companies.ids), day),
        )
        return [PersonGap(*row) for row in self.env.execute_query(query)]

    @api.model
    def _query(self, wards, day):
        wards = wards or (0,)
        return SQL(
            """
            WITH people AS (%(people)s),
            asked AS (
                SELECT DISTINCT ON (ward.id, r.job_id, r.skill_id) ward.id AS company_id, r.job_id, r.skill_id,
                       r.level::int AS required
                  FROM ward_competency_requirement r
                  JOIN res_company ward ON ward.id IN %(wards)s AND ward.id = COALESCE(r.company_id, ward.id)
                 WHERE r.date_from <= %(day)s AND (r.date_to IS NULL OR r.date_to >= %(day)s)
                 ORDER BY ward.id, r.job_id, r.skill_id, r.company_id NULLS LAST),
            agreed AS (
                SELECT DISTINCT ON (s.employee_id, s.skill_id) s.employee_id, s.skill_id, l.number AS held
                  FROM hr_employee_skill s
                  JOIN people ON people.id = s.employee_id
                  JOIN hr_skill_level l ON l.id = s.skill_level_id AND l.number > 0
                 WHERE s.valid_from <= %(day)s AND (s.valid_to IS NULL OR s.valid_to >= %(day)s)
                 ORDER BY s.employee_id, s.skill_id, s.valid_from DESC, s.id DESC)
            SELECT people.id::bigint * %(skill_ids)s + asked.skill_id AS id, people.company_id,
                   people.id AS employee_id, people.department_id, people.job_id, asked.skill_id,
                   skill.skill_type_id, asked.required, agreed.held,
                   CASE WHEN agreed.held IS NOT NULL THEN GREATEST(asked.required - agreed.held, 0) END AS gap,
                   CASE WHEN agreed.held IS NULL THEN %(not_assessed)s
                        WHEN agreed.held < asked.required THEN %(short)s ELSE %(met)s END AS state
              FROM people
              JOIN asked ON asked.company_id = people.company_id AND asked.job_id = people.job_id
              JOIN hr_skill skill ON skill.id = asked.skill_id
         LEFT JOIN agreed ON agreed.employee_id = people.id AND agreed.skill_id = asked.skill_id
             WHERE people.until >= %(day)s OR people.until IS NULL AND people.active
            """,
            people=people_on(day, wards),
            wards=wards,
            day=day,
            skill_ids=SKILL_IDS,
            not_assessed=NOT_ASSESSED,
            short=SHORT,
            met=MET,
        )
