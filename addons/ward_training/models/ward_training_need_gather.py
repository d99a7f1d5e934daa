import json
from datetime import date

from odoo import api, fields, models
from odoo.tools import SQL


class WardTrainingNeed(models.Model):
    """How needs are gathered: a fixed number of statements, however many people.

    Another addon adds its own reasons by a query: see :meth:`_need_sources`.
    """

    _inherit = "ward.training.need"

    @api.model
    def _gather(self, company, year):
        """Bring the needs of a ward for a year level with the facts of today. Ranks, notes and wishes stay."""
        values = {"company": company, "year": year, "day": fields.Date.context_today(self)}
        values["missing"] = self._hours_missing(company, year)
        self.env.flush_all()
        found = SQL(" UNION ALL ").join(SQL("(%s)", source) for source in self._need_sources(values))
        self.env.cr.execute(
            SQL(
                """
                CREATE TEMPORARY TABLE ward_need_found ON COMMIT DROP AS
                SELECT person, course, source, MAX(amount) AS amount, MIN(until) AS until,
                       STRING_AGG(DISTINCT note, '; ') AS note
                  FROM (%s) one WHERE person IS NOT NULL GROUP BY person, course, source
                """,
                found,
            )
        )
        self._keep_needs(company, year)
        self._keep_reasons(company, year)
        self.env.cr.execute("DROP TABLE ward_need_found")
        self.invalidate_model()
        self.env["ward.training.need.reason"].invalidate_model()

    @api.model
    def _keep_needs(self, company, year):
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_training_need
                       (company_id, year, course_id, content_group, rank, people, create_uid, write_uid, create_date,
                        write_date)
                SELECT DISTINCT %(company)s, %(year)s, f.course, c.content_group, 100, 0, %(uid)s, %(uid)s,
                       %(now)s::timestamp, %(now)s::timestamp
                  FROM ward_need_found f LEFT JOIN ward_course c ON c.id = f.course
                    ON CONFLICT DO NOTHING
                """,
                company=company.id,
                year=year,
                uid=self.env.uid,
                now=fields.Datetime.now(),
            )
        )

    @api.model
    def _keep_reasons(self, company, year):
        facts = {"company": company.id, "year": year, "uid": self.env.uid, "now": fields.Datetime.now()}
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM ward_training_need_reason r USING ward_training_need n
                 WHERE n.id = r.need_id AND n.company_id = %(company)s AND n.year = %(year)s AND r.source <> 'wish'
                   AND NOT EXISTS (SELECT FROM ward_need_found f WHERE f.person = r.employee_id
                                      AND f.course IS NOT DISTINCT FROM n.course_id AND f.source = r.source)
                """,
                **facts,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO ward_training_need_reason
                       (company_id, need_id, employee_id, department_id, source, amount, until, note,
                        create_uid, write_uid, create_date, write_date)
                SELECT %(company)s, n.id, f.person, v.department_id, f.source, f.amount, f.until, f.note,
                       %(uid)s, %(uid)s, %(now)s::timestamp, %(now)s::timestamp
                  FROM ward_need_found f
                  JOIN ward_training_need n ON n.company_id = %(company)s AND n.year = %(year)s
                   AND n.course_id IS NOT DISTINCT FROM f.course
                  JOIN hr_employee e ON e.id = f.person
             LEFT JOIN hr_version v ON v.id = e.current_version_id
                    ON CONFLICT (need_id, employee_id, source)
                       DO UPDATE SET amount = EXCLUDED.amount, until = EXCLUDED.until, note = EXCLUDED.note,
                                     department_id = EXCLUDED.department_id
                """,
                **facts,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                UPDATE ward_training_need n
                   SET people = (SELECT COUNT(DISTINCT employee_id) FROM ward_training_need_reason WHERE need_id = n.id)
                 WHERE n.company_id = %(company)s AND n.year = %(year)s
                """,
                **facts,
            )
        )
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM ward_training_need
                 WHERE company_id = %(company)s AND year = %(year)s AND people = 0 AND note IS NULL AND rank = 100
                """,
                **facts,
            )
        )

    @api.model
    def _hours_missing(self, company, year):
        people = self.env["ward.training.hours"]._people(company, year)
        return {one.employee: float(one.standing.forecast_shortfall) for one in people if one.standing.state == "short"}

    @api.model
    def _need_sources(self, values):
        """Queries of ``person, course, source, amount, until, note``; ``values``: company, year, day, missing.

        ``course`` may be NULL (any course); ``source`` is one of those of ``ward.training.need.reason``. An addon
        appends its own: new tasks of the ward (``task``), findings (``finding``).
        """
        return [self._needs_of_gaps(values), self._needs_of_hours(values), self._needs_of_certificates(values)]

    @api.model
    def _needs_of_gaps(self, values):
        """The course that teaches the skill to the lowest level that is enough, else to the highest there is."""
        return SQL(
            """
            SELECT DISTINCT ON (gap.employee_id, gap.skill_id) gap.employee_id AS person, course.id AS course,
                   'gap' AS source, gap.gap::float AS amount, NULL::date AS until,
                   COALESCE(skill.name->>%(lang)s, skill.name->>'en_US') AS note
              FROM (%(gaps)s) gap
              JOIN hr_skill skill ON skill.id = gap.skill_id
              JOIN ward_course course ON course.skill_id = gap.skill_id AND course.active
               AND (course.company_id IS NULL OR course.company_id = %(company)s)
         LEFT JOIN hr_skill_level level ON level.id = course.skill_level_id
             WHERE gap.gap > 0
             ORDER BY gap.employee_id, gap.skill_id, (COALESCE(level.number, 0) >= gap.required) DESC,
                   CASE WHEN level.number >= gap.required THEN level.number ELSE -COALESCE(level.number, 0) END,
                   course.company_id NULLS LAST, course.id
            """,
            gaps=self.env["ward.competency.gap"]._query((values["company"].id,), values["day"]),
            company=values["company"].id,
            lang="vi_VN",
        )

    @api.model
    def _needs_of_hours(self, values):
        rows = [{"person": person, "amount": hours} for person, hours in values["missing"].items()]
        return SQL(
            """
            SELECT person, NULL::int AS course, 'hours' AS source, amount, NULL::date AS until, NULL AS note
              FROM jsonb_to_recordset(%s) AS missing (person int, amount float)
            """,
            json.dumps(rows),
        )

    @api.model
    def _needs_of_certificates(self, values):
        """Certificates of our courses that end in the year, or ended before, and that nothing renews."""
        return SQL(
            """
            SELECT c.employee_id AS person, kind.course_id AS course, 'certificate' AS source, 0::float AS amount,
                   c.expires_on AS until, NULL AS note
              FROM ward_certificate c
              JOIN ward_certificate_kind kind ON kind.id = c.kind_id AND kind.course_id IS NOT NULL
              JOIN hr_employee e ON e.id = c.employee_id AND e.active
             WHERE c.company_id = %(company)s AND c.state = 'confirmed' AND c.expires_on <= %(last)s
               AND NOT EXISTS (SELECT FROM ward_certificate other
                                WHERE other.employee_id = c.employee_id AND other.kind_id = c.kind_id
                                  AND other.id <> c.id AND other.state = 'confirmed'
                                  AND (other.expires_on IS NULL OR other.expires_on > c.expires_on))
            """,
            company=values["company"].id,
            last=date(values["year"], 12, 31),
        )
