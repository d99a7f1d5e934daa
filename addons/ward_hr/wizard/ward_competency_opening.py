from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

WHOLE_WARD = ("ward_hr.ward_hr_group_hr_officer", "ward_hr.ward_hr_group_ward_head")


class WardCompetencyOpening(models.TransientModel):
    """Opens the assessments of a unit or the whole ward in one go. Safe to repeat for who came later."""

    _name = "ward.competency.opening"
    _description = "Open competency assessments"

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    day = fields.Date(string="Levels as of", required=True, default=fields.Date.context_today)
    department_ids = fields.Many2many(
        "hr.department", string="Units", default=lambda self: self._own_units(), help="None means the whole ward."
    )

    def _own_units(self):
        """For a head of unit the units led; for those who see the ward none, which means all."""
        if self._is_for_the_ward():
            return self.env["hr.department"]
        return self.env["hr.department"].search(
            [("manager_id.user_id", "=", self.env.uid), ("company_id", "=", self.env.company.id)]
        )

    def _is_for_the_ward(self):
        return any(self.env.user.has_group(group) for group in WHOLE_WARD)

    def action_open(self):
        """Make a sheet for everybody whose position asks for something, and show them."""
        self.ensure_one()
        self._check_units()
        # sudo: sheets follow from positions and requirements, whoever opens them; the units were checked
        made = self.sudo()._open_sheets()
        if not made:
            raise UserError(
                self.env._(
                    "No assessment was opened as of %(day)s: everybody there has one already, or no position asks"
                    " for a competency. Enter these under Competency / Required by position.",
                    day=f"{self.day:%d/%m/%Y}",
                )
            )
        # sudo: a thing to do on the list of each person
        self.sudo().env["ward.competency.assessment"].browse(made)._tell_people()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_competency_assessment_action")
        return action | {"domain": [("id", "in", made)], "context": {"search_default_by_unit": 1}}

    def _check_units(self):
        if self.company_id not in self.env.companies:
            raise UserError(self.env._("%(ward)s is not your ward.", ward=self.company_id.name))
        if self._is_for_the_ward():
            return
        foreign = self.department_ids - self._own_units()
        if foreign or not self.department_ids:
            raise UserError(
                self.env._(
                    "You open assessments of the units that you lead, not of %(units)s. Choose your own units.",
                    units=", ".join(foreign.mapped("name")) or self.env._("the whole ward"),
                )
            )

    def _open_sheets(self):
        """Ids of the sheets made, by four statements whatever the number of people."""
        self.env.flush_all()
        people = self._people()
        heads = self.env["hr.department"]._heads_of({row[0]: row[2] for row in people})
        rows = [(*row, heads[row[0]]) for row in people]
        made = [sheet for (sheet,) in self.env.execute_query(self._sheets(rows))] if rows else []
        if made:
            self.env.cr.execute(self._lines(made))
        self.env.invalidate_all()
        return made

    def _people(self):
        """(person, name key, unit, position) of those whose position asks for something on the day."""
        units = self.env["hr.department"].search([("id", "child_of", self.department_ids.ids)]).ids
        return self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT gap.employee_id, e.name_key, gap.department_id, gap.job_id
                  FROM (%(gaps)s) gap
                  JOIN hr_employee e ON e.id = gap.employee_id
                 WHERE %(all)s OR gap.department_id = ANY(%(units)s)
                """,
                gaps=self._gaps(),
                all=not self.department_ids,
                units=units,
            )
        )

    def _gaps(self):
        return self.env["ward.competency.gap"]._query((self.company_id.id,), self.day)

    def _sheets(self, rows):
        return SQL(
            """
            INSERT INTO ward_competency_assessment
                   (company_id, day, state, create_uid, write_uid, create_date, write_date,
                    employee_id, name_key, department_id, job_id, reviewer_id)
            SELECT %(company)s, %(day)s, 'self', %(user)s, %(user)s, %(now)s, %(now)s,
                   person, key, unit, job, head
              FROM UNNEST(%(people)s::int[], %(keys)s::text[], %(units)s::int[], %(jobs)s::int[], %(heads)s::int[])
                   AS one (person, key, unit, job, head)
                ON CONFLICT DO NOTHING
         RETURNING id
            """,
            company=self.company_id.id,
            day=self.day,
            user=self.env.uid,
            now=fields.Datetime.now(),
            **dict(zip(("people", "keys", "units", "jobs", "heads"), map(list, zip(*rows, strict=True)), strict=True)),
        )

    def _lines(self, made):
        return SQL(
            """
            INSERT INTO ward_competency_assessment_line
                   (company_id, assessment_id, skill_id, sequence, required, before)
            SELECT sheet.company_id, sheet.id, gap.skill_id, skill.sequence, gap.required, gap.held
              FROM ward_competency_assessment sheet
              JOIN (%(gaps)s) gap ON gap.employee_id = sheet.employee_id
              JOIN hr_skill skill ON skill.id = gap.skill_id
             WHERE sheet.id = ANY(%(made)s)
            """,
            gaps=self._gaps(),
            made=made,
        )
