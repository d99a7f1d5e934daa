from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..law import LawError
from ..staff import add_months, earliest_birthday, latest_birthday

HORIZONS = (12, 24, 36)
# ids that no unit reaches, for people without a unit: a row needs one that does not change between two reads
UNIT_IDS, NO_UNIT = 100_000, 4_000_000_000_000


def people_on(day, wards):
    """A query of the people of ``wards`` on ``day``: the version in force, who had not left by then."""
    return SQL(
        """
        SELECT DISTINCT ON (e.id) e.id, e.company_id, v.sex, e.birthday, v.department_id, v.job_id,
               COALESCE(v.working_unit_id, v.department_id) AS working_id,
               LEAST(v.departure_date, v.contract_date_end) AS until, e.active
          FROM hr_employee e
          JOIN hr_version v ON v.employee_id = e.id AND v.active AND v.date_version <= %(day)s
         WHERE e.company_id IN %(wards)s
         ORDER BY e.id, v.date_version DESC
        """,
        day=day,
        wards=wards,
    )


class WardEstablishmentBoard(models.Model):
    """Posts and people by unit and position on a day, 1 row for each pair that has either.

    The day is ``establishment_day`` of the context (an ISO date, today by default), the horizon of
    retirements ``retirement_months``. People count in the unit that employs them; those who work
    there stand in a column of their own. A target belongs to a unit: it is on its first row.
    """

    _name = "ward.establishment.board"
    _description = "Establishment"
    _auto = False
    _order = "department_id, job_id, id"
    _rec_name = "department_id"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    job_id = fields.Many2one("hr.job", string="Position on the list", readonly=True)
    day = fields.Date(readonly=True)
    position_name = fields.Char(string="Position", compute="_compute_position_name")
    approved = fields.Integer(string="Approved posts", readonly=True)
    filled = fields.Integer(readonly=True, help="People whom the unit employs in this position on the day.")
    working = fields.Integer(string="Working there", readonly=True, help="People whose working place it is.")
    vacant = fields.Integer(readonly=True)
    surplus = fields.Integer(readonly=True, help="Not told while the ward has no approved posts at all.")
    target = fields.Integer(readonly=True, help="Of the unit, by the next day for which one is set.")
    over_target = fields.Integer(string="Above target", readonly=True, help="People of the unit above its target.")
    retiring = fields.Integer(string="Retiring", readonly=True, help="Whose last day falls within the horizon.")
    unknown = fields.Integer(
        string="Not known", readonly=True, help="Of whom birthday or sex is missing, or the law gives no day."
    )

    @property
    def _table_query(self):
        day, bounds = self._day(), self._bounds()
        return SQL(
            """
            WITH people AS (
                SELECT p.*, COALESCE(p.birthday BETWEEN b.earliest AND b.latest, FALSE) AS retiring,
                       (p.birthday IS NULL OR b.sex IS NULL OR p.birthday < b.earliest) AS unknown
                  FROM (%(people)s) p
                  LEFT JOIN (VALUES %(bounds)s) b (company_id, sex, earliest, latest)
                    ON b.company_id = p.company_id AND b.sex = p.sex
                 WHERE p.until >= %(day)s OR p.until IS NULL AND p.active),
            facts AS (
                SELECT company_id, department_id, job_id, 0 AS approved, 1 AS filled, 0 AS working,
                       retiring::int AS retiring, unknown::int AS unknown FROM people
                 UNION ALL
                SELECT company_id, working_id, job_id, 0, 0, 1, 0, 0 FROM people
                 UNION ALL
                SELECT company_id, department_id, job_id, posts, 0, 0, 0, 0
                  FROM (SELECT DISTINCT ON (department_id, job_id) * FROM ward_establishment
                         WHERE since <= %(day)s AND company_id IN %(wards)s
                         ORDER BY department_id, job_id, since DESC) held),
            rows AS (
                SELECT company_id, department_id, job_id, SUM(approved)::int AS approved,
                       SUM(filled)::int AS filled, SUM(working)::int AS working,
                       SUM(retiring)::int AS retiring, SUM(unknown)::int AS unknown,
                       ROW_NUMBER() OVER (PARTITION BY department_id ORDER BY job_id NULLS LAST) AS place,
                       SUM(SUM(filled)) OVER (PARTITION BY company_id, department_id) AS of_unit,
                       SUM(SUM(approved)) OVER (PARTITION BY company_id) AS of_ward
                  FROM facts GROUP BY 1, 2, 3)
            SELECT COALESCE(r.department_id::bigint, %(no_unit)s + r.company_id) * %(unit_ids)s
                   + COALESCE(r.job_id, 0) AS id,
                   r.company_id, r.department_id, r.job_id, %(day)s::date AS day, r.approved, r.filled,
                   r.working, GREATEST(r.approved - r.filled, 0) AS vacant,
                   CASE WHEN r.of_ward > 0 THEN GREATEST(r.filled - r.approved, 0) END AS surplus,
                   r.retiring, r.unknown,
                   CASE WHEN r.place = 1 THEN t.posts END AS target,
                   CASE WHEN r.place = 1 THEN GREATEST(r.of_unit - t.posts, 0)::int END AS over_target
              FROM rows r
              LEFT JOIN (SELECT DISTINCT ON (department_id) department_id, posts
                           FROM ward_establishment_target WHERE by_day >= %(day)s
                          ORDER BY department_id, by_day) t ON t.department_id = r.department_id
             WHERE r.approved + r.filled + r.working > 0
            """,
            people=people_on(day, self._wards()),
            bounds=bounds,
            day=day,
            wards=self._wards(),
            unit_ids=UNIT_IDS,
            no_unit=NO_UNIT,
        )

    @api.depends("job_id")
    def _compute_position_name(self):
        for row in self:
            row.position_name = row.job_id.name or self.env._("Without a position")

    def _wards(self):
        return tuple(self.env.companies.ids) or (0,)

    def _day(self) -> date:
        day = self.env.context.get("establishment_day")
        return fields.Date.to_date(day) if day else fields.Date.context_today(self)

    def _horizon(self) -> int:
        """Months; one of those that are offered."""
        months = self.env.context.get("retirement_months") or HORIZONS[0]
        if months not in HORIZONS:
            raise UserError(
                self.env._(
                    "Retirements are forecast for %(offered)s months, not %(months)s. Choose one of these.",
                    offered=", ".join(map(str, HORIZONS)),
                    months=months,
                )
            )
        return months

    def _bounds(self):
        """``(ward, sex, first and last birthday of those who retire until the horizon)`` as SQL rows."""
        until = add_months(self._day(), self._horizon())
        rows = [SQL("(NULL::int, NULL::varchar, NULL::date, NULL::date)")]
        for company in self.env.companies:
            law = self.env["ward.law.value"]._law(company)
            for sex in ("male", "female"):
                try:
                    span = earliest_birthday(law, sex), latest_birthday(law, sex, until)
                except LawError:  # a day of which the law says nothing: everybody counts as not known
                    continue
                rows.append(SQL("(%s, %s, %s, %s)", company.id, sex, *span))
        return SQL(", ").join(rows)

    def _action_of_people(self, name, condition):
        """The staff files of this row's people on its day that meet an SQL ``condition`` on ``people``."""
        self.ensure_one()
        self.env["hr.employee"].check_access("read")
        self.check_access("read")
        people = self.env.execute_query(
            SQL(
                """
                SELECT p.id FROM (%(people)s) p
                  LEFT JOIN (VALUES %(bounds)s) b (company_id, sex, earliest, latest)
                    ON b.company_id = p.company_id AND b.sex = p.sex
                 WHERE (p.until >= %(day)s OR p.until IS NULL AND p.active)
                   AND p.department_id IS NOT DISTINCT FROM %(unit)s
                   AND p.job_id IS NOT DISTINCT FROM %(job)s AND (%(condition)s)
                """,
                people=people_on(self._day(), self._wards()),
                bounds=self._bounds(),
                day=self._day(),
                unit=self.department_id.id or None,
                job=self.job_id.id or None,
                condition=condition,
            )
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_staff_action")
        return action | {
            "name": name,
            "domain": [("id", "in", [key for (key,) in people])],
            "context": {"active_test": False},
        }

    def action_people(self):
        """Who fills these posts."""
        return self._action_of_people(self.env._("People"), SQL("TRUE"))

    def action_retiring(self):
        """Whose last day in service falls within the horizon."""
        return self._action_of_people(
            self.env._("Retiring"), SQL("p.birthday BETWEEN b.earliest AND b.latest")
        )

    def action_unknown(self):
        """Whose day of retirement cannot be told."""
        return self._action_of_people(
            self.env._("Retirement day not known"),
            SQL("p.birthday IS NULL OR b.sex IS NULL OR p.birthday < b.earliest"),
        )
