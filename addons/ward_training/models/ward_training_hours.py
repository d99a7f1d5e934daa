import json
from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import required as rule
from ..rules import standing
from .ward_course_session import WARD_TIME

YEARS = 10_000  # the id of a row is that of the person and the year
STATES = [
    (standing.SHORT, "Short on 31 December"),
    (standing.ON_THE_WAY, "Enough is planned"),
    (standing.MET, "Done"),
    (standing.NOT_ASKED, "No hours asked"),
]
COLUMNS = {
    "id": "bigint",
    "company_id": "int",
    "employee_id": "int",
    "department_id": "int",
    "year": "varchar",
    "required": "float",
    "hours_session": "float",
    "hours_online": "float",
    "hours_outside": "float",
    "done": "float",
    "planned": "float",
    "shortfall": "float",
    "forecast": "float",
    "forecast_shortfall": "float",
    "months": "int",
    "state": "varchar",
}


class PersonYear(NamedTuple):
    """Ids of a person, ward and unit, the year, months that count, what was asked (or None) and the standing."""

    employee: int
    company: int
    department: int | None
    year: int
    months: int
    asked: object
    standing: standing.Standing


class WardTrainingHours(models.Model):
    """Who still needs hours before December: one row a person and year, reckoned when it is read.

    The rule is pure (``rules.required``, ``rules.standing``); rows are gathered by a number of statements
    that does not grow with people. Others ask :meth:`_people` and do not read these rows.
    """

    _name = "ward.training.hours"
    _description = "Training hours of a year"
    _auto = False
    _order = "year desc, forecast_shortfall desc, employee_id, id"
    _rec_name = "employee_id"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Staff member", readonly=True)
    department_id = fields.Many2one("hr.department", string="Unit", readonly=True)
    year = fields.Char(readonly=True)
    required = fields.Float(string="Hours asked", digits=(6, 1), readonly=True)
    hours_session = fields.Float(string="In sessions", digits=(6, 1), readonly=True)
    hours_online = fields.Float(string="In online lessons", digits=(6, 1), readonly=True)
    hours_outside = fields.Float(string="Outside the ward", digits=(6, 1), readonly=True)
    done = fields.Float(string="Hours done", digits=(6, 1), readonly=True)
    planned = fields.Float(string="Planned until 31 December", digits=(6, 1), readonly=True)
    shortfall = fields.Float(string="Missing today", digits=(6, 1), readonly=True)
    forecast = fields.Float(string="Forecast for 31 December", digits=(6, 1), readonly=True)
    forecast_shortfall = fields.Float(string="Missing on 31 December", digits=(6, 1), readonly=True)
    months = fields.Integer(
        string="Months that count",
        readonly=True,
        aggregator=None,
        help="Months in which the person was exempt, on long leave or not in service do not count.",
    )
    state = fields.Selection(STATES, string="Standing", readonly=True)

    @property
    def _table_query(self):
        this = fields.Date.context_today(self).year
        rows = [_row(one) for year in (this, this - 1) for one in self._people(self.env.companies, year)]
        return SQL(
            "SELECT * FROM jsonb_to_recordset(%s) AS rows (%s)",
            json.dumps(rows),
            SQL(", ").join(SQL("%s %s", SQL.identifier(name), SQL(kind)) for name, kind in COLUMNS.items()),
        )

    # -- gathering ---------------------------------------------------------------------------------

    @api.model
    def _people(self, companies, year, people=None):
        """A list of :class:`PersonYear` of everybody in service, or of ``people`` (ids); a fixed number of statements.

        Reads as the system does: who may see it is for the caller to ask.
        """
        self.env.flush_all()
        values = {
            "wards": tuple(companies.ids) or (0,),
            "first": date(year, 1, 1),
            "last": date(year, 12, 31),
            "day": min(fields.Date.context_today(self), date(year, 12, 31)),
            "people": list(people) if people is not None else None,
        }
        asked = self.env["ward.training.requirement"]._asked(companies, year)
        away, hours = self._away(values), self._hours(values)
        found = []
        for person, company, unit, kind, since, until in self._in_service(values):
            says = asked.get((company, kind))
            spans = _outside_service(values, since, until)
            spans += tuple(span for span, long in away[person] if says and long >= says.leave_days)
            months = rule.months_counted(year, spans, says.away_days) if says else rule.MONTHS
            wanted = rule.required(says.hours, year, spans, says.away_days) if says else Decimal(0)
            earned, planned = hours[person]
            stands = standing.Standing(wanted, earned, planned)
            found.append(PersonYear(person, company, unit, year, months, says, stands))
        return found

    @api.model
    def _in_service(self, values):
        """``person, ward, unit, staff type, first and last day in service`` where these are known."""
        query = SQL(
            """
            SELECT * FROM (
                SELECT DISTINCT ON (e.id) e.id, e.company_id, v.department_id, v.staff_type_id,
                       COALESCE(f.recruited_on, (SELECT MIN(contract_date_start) FROM hr_version
                                                  WHERE employee_id = e.id AND active)) AS since,
                       LEAST(v.departure_date, v.contract_date_end) AS until, e.active
                  FROM hr_employee e
                  JOIN hr_version v ON v.employee_id = e.id AND v.active AND v.date_version <= %(day)s
             LEFT JOIN ward_staff_file f ON f.employee_id = e.id
                 WHERE e.company_id IN %(wards)s %(people)s
                 ORDER BY e.id, v.date_version DESC) one
             WHERE until >= %(day)s OR until IS NULL AND active
            """,
            people=_of("e.id", values),
            wards=values["wards"],
            day=values["day"],
        )
        return [row[:-1] for row in self.env.execute_query(query)]

    @api.model
    def _away(self, values):
        """``{person: [(Span, days of leave in one piece)]}``; of exemptions, whatever their length, the most days."""
        query = SQL(
            """
            SELECT employee_id, date_from, date_to, 366 FROM ward_training_exemption
             WHERE company_id IN %(wards)s AND date_to >= %(first)s AND date_from <= %(last)s %(exempt)s
             UNION ALL
            SELECT l.employee_id, l.request_date_from, l.request_date_to, l.request_date_to - l.request_date_from + 1
              FROM hr_leave l JOIN hr_employee e ON e.id = l.employee_id
             WHERE e.company_id IN %(wards)s AND l.state = 'validate'
               AND l.request_date_to >= %(first)s AND l.request_date_from <= %(last)s %(on_leave)s
            """,
            wards=values["wards"],
            first=values["first"],
            last=values["last"],
            exempt=_of("employee_id", values),
            on_leave=_of("l.employee_id", values),
        )
        away = defaultdict(list)
        for person, first, last, days in self.env.execute_query(query):
            away[person].append((rule.Span(first, last), days))
        return away

    @api.model
    def _hours(self, values):
        """``{person: (hours earned by kind, hours planned)}`` within the year."""
        hours = defaultdict(lambda: (dict.fromkeys(standing.KINDS, Decimal(0)), Decimal(0)))
        query = SQL(
            "SELECT person, kind, earned, SUM(hours)::text FROM (%s) one WHERE TRUE %s GROUP BY 1, 2, 3",
            SQL(" UNION ALL ").join(self._hours_sources(values)),
            _of("person", values),
        )
        for person, kind, earned, total in self.env.execute_query(query):
            by_kind, planned = hours[person]
            if earned:
                by_kind[kind] += Decimal(total)
            else:
                hours[person] = by_kind, planned + Decimal(total)
        return hours

    @api.model
    def _hours_sources(self, values):
        """Queries of ``person, kind, earned, hours`` within ``values['first']`` and ``['last']``, of ``['wards']``.

        ``kind`` is one of ``rules.standing.KINDS``; what is not earned is planned. An addon appends its own.
        """
        last_day = SQL("(s.date_end AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", WARD_TIME)
        return [
            SQL(
                """
                SELECT e.employee_id AS person, 'session' AS kind, e.hours_credited > 0 AS earned,
                       (CASE WHEN e.hours_credited > 0 THEN e.hours_credited ELSE s.hours END)::numeric AS hours
                  FROM ward_enrolment e JOIN ward_course_session s ON s.id = e.session_id
                 WHERE s.company_id IN %(wards)s AND %(last_day)s BETWEEN %(first)s AND %(last)s
                   AND (e.hours_credited > 0 OR e.state IN ('enrolled', 'attended') AND s.state IN ('open', 'running'))
                """,
                wards=values["wards"],
                first=values["first"],
                last=values["last"],
                last_day=last_day,
            )
        ]

    def action_details(self):
        """What the hours of this row are made of."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_enrolment_action"),
            "domain": [("employee_id", "=", self.employee_id.id)],
            "context": {"search_default_group_state": 1},
        }


def _of(column, values):
    if values["people"] is None:
        return SQL()
    return SQL("AND %s = ANY(%s)", SQL(column), values["people"])


def _outside_service(values, since, until):
    """The days of the year before the first and after the last day in service."""
    spans = ()
    if since and since > values["first"]:
        spans += (rule.Span(values["first"], fields.Date.subtract(since, days=1)),)
    if until and until < values["last"]:
        spans += (rule.Span(fields.Date.add(until, days=1), values["last"]),)
    return spans


def _row(one):
    stands = one.standing
    figures = ("required", "done", "planned", "shortfall", "forecast", "forecast_shortfall")
    return {
        "id": one.employee * YEARS + one.year,
        "company_id": one.company,
        "employee_id": one.employee,
        "department_id": one.department,
        "year": str(one.year),
        "months": one.months,
        "state": stands.state,
        **{name: float(getattr(stands, name)) for name in figures},
        **{f"hours_{kind}": float(hours) for kind, hours in stands.earned.items()},
    }
