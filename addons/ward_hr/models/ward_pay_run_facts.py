from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from odoo import models

from ..pay import FACTS, Absence, Facts, Person, from_noon_to_noon, within_month
from .ward_pay_component_place import in_place

PLACE = attrgetter("department_id", "job_id")
RECOVERY = "RECOVERY"  # deducts what somebody owes of a month below 0


class Version(NamedTuple):
    """What was decided for a person, and ``since`` and ``until`` which day it holds: a row of ``VERSIONS``.

    In the order of its columns; from ``staff_type`` on they are facts of pay. Of somebody who is gone only what the
    last payslip tells is known. ``allowances``: ids of components, ``"{3,5}"``.
    """

    employee_id: int
    name: str
    name_key: str
    version_id: int | None
    since: date | None = None
    until: date | None = None
    contract_date_start: date | None = None
    contract_date_end: date | None = None
    endless: bool = False  # archived, and nothing says which day was the last in service
    department_id: int | None = None
    job_id: int | None = None
    job_title: str | None = None
    staff_type_id: int | None = None
    rank_code: str | None = None
    pay_step: int | None = None
    staff_type: str | None = None
    pay_coefficient: str | None = None
    leadership_coefficient: str | None = None
    reserved_coefficient: str | None = None
    overgrade_percent: str | None = None
    responsibility_coefficient: str | None = None
    regional_coefficient: str | None = None
    hazard_coefficient: str | None = None
    trade_seniority_percent: str | None = None
    wage: str | None = None
    dependants: int | None = None
    allowances: str = "{}"


OF_PAY = slice(Version._fields.index("staff_type"), None)


class Staff(NamedTuple):
    """A person in the month: pay facts for the core, and what the payslip shows of them."""

    person: Person
    name: str
    version: Version

    @property
    def id(self):
        return self.person.key

    @property
    def known(self):
        """Whether something tells what they are paid by; see `_missing`."""
        return not self.version.endless and not self.unknown

    @property
    def unknown(self):
        """Whether they have amounts entered and nothing else: not in service, and never paid here."""
        return not self.person.stretches and self.version.version_id is None


# Odoo reads NUMERIC as float: figures are read as text, and stay exact.
VERSIONS = """
WITH dated AS (
    SELECT v.*, e.name AS employee_name, e.name_key, e.active AS employed, lead(v.date_version) OVER (
               PARTITION BY v.employee_id ORDER BY v.date_version) AS next_date
      FROM hr_version v
      JOIN hr_employee e ON e.id = v.employee_id
     WHERE e.company_id = %(company)s AND v.active AND v.date_version <= %(last)s
)
SELECT v.employee_id, v.employee_name, v.name_key, v.id,
       greatest(v.date_version, v.contract_date_start) AS since,
       least(v.next_date - 1, v.departure_date, v.contract_date_end) AS until,
       v.contract_date_start, v.contract_date_end,
       NOT v.employed AND v.next_date IS NULL AND v.departure_date IS NULL
           AND COALESCE(v.contract_date_end > %(last)s, true),
       v.department_id, v.job_id, v.job_title,
       v.staff_type_id, rank.code, v.pay_step,
       t.code, v.pay_coefficient::text,
       v.leadership_coefficient::text, v.reserved_coefficient::text,
       v.overgrade_percent::text, v.responsibility_coefficient::text,
       v.regional_coefficient::text, v.hazard_coefficient::text,
       v.trade_seniority_percent::text, v.wage::text, v.dependants,
       ARRAY(SELECT r.component_id FROM ward_version_allowance_rel r WHERE r.version_id = v.id)::text
  FROM dated v
  LEFT JOIN hr_department unit ON unit.id = v.department_id
  LEFT JOIN ward_rank rank ON rank.id = v.rank_id
  LEFT JOIN ward_staff_type t ON t.id = v.staff_type_id
 WHERE (v.next_date IS NULL OR v.next_date > %(first)s)
   AND (v.employed OR v.departure_date IS NOT NULL OR v.staff_type_id IS NOT NULL)
   AND COALESCE(unit.on_ward_payroll, true)
   AND (%(people)s::int[] IS NULL OR v.employee_id = ANY(%(people)s))
   AND NOT EXISTS (SELECT FROM ward_pay_omission o WHERE o.run_id = %(run)s AND o.employee_id = v.employee_id)
 ORDER BY v.employee_id, v.date_version
"""
CODES = "SELECT id, code FROM ward_pay_component"
INPUTS = """
SELECT i.employee_id, c.code, SUM(i.amount)::text
  FROM ward_pay_input i JOIN ward_pay_component c ON c.id = i.component_id
 WHERE i.company_id = %(company)s AND i.month = %(first)s
 GROUP BY 1, 2
"""


# Uncut, and those of the neighbouring months too: unpaid leave of a month or more is told by its whole length.
ABSENCES = """
SELECT l.employee_id, l.request_date_from, l.request_date_to, kinds.kind,
       CASE WHEN (l.request_unit_half OR l.request_unit_hours) AND l.request_date_from = l.request_date_to
            THEN LEAST(l.number_of_days, 1) END::numeric::text,
       l.request_unit_half AND l.request_date_from_period = 'pm',
       l.request_unit_half AND l.request_date_to_period = 'am'
  FROM hr_leave l
  JOIN hr_employee e ON e.id = l.employee_id
  JOIN hr_leave_type t ON t.id = l.holiday_status_id
  CROSS JOIN LATERAL (SELECT ward_pay_absence(t.pay_absence, t.raise_absence, t.unpaid) AS kind) kinds
 WHERE e.company_id = %(company)s AND l.state = 'validate' AND kinds.kind IS NOT NULL
   AND l.request_date_from <= %(last)s + 31 AND l.request_date_to >= %(first)s - 31
   AND (%(people)s::int[] IS NULL OR e.id = ANY(%(people)s))
 ORDER BY l.employee_id, l.request_date_from, l.id
"""


class WardPayRunFacts(models.Model):
    """Gathers the facts of a month: at most six statements, however many people and versions."""

    _inherit = "ward.pay.run"

    def _gather(self, plan, people=None):
        """Everybody in service in the month, or with amounts entered for it, as a list of `Staff`, ordered by person.

        ``people``: ids, when not everybody is asked for. Who is left out of the run is left
        out of its own month; an earlier month (``plan``) has everybody.

        The versions are dated by a window over ``date_version``; a contract's days and the
        day of departure (the last day in service) cut them. Archiving cuts nothing: who is
        archived without such a day is `endless`, and no month of theirs is paid before it is known.
        """
        self.env.flush_all()
        days = {
            "company": self.company_id.id,
            "first": plan.first,
            "last": plan.last,
            "people": people,
            "run": (self._origin.id or None) if plan.first == self.month else None,  # a run may be tried out unsaved
        }
        inputs = {}
        self.env.cr.execute(INPUTS, days)
        for employee, code, amount in self.env.cr.fetchall():
            inputs.setdefault(employee, {})[code] = Decimal(amount)
        absences = {}
        self.env.cr.execute(ABSENCES, days)
        for employee, first, last, kind, part, *noon in self.env.cr.fetchall():
            leave = [Absence(first, last, kind, Decimal(part))] if part else from_noon_to_noon(first, last, kind, *noon)
            absences.setdefault(employee, []).extend(leave)
        absences = {
            employee: tuple(rows)
            for employee, rows in absences.items()
            if any(one.first <= plan.last and plan.first <= one.last for one in rows)
        }
        places = self.env["ward.pay.component"]._places(self.company_id)
        self.env.cr.execute(CODES)
        codes = dict(self.env.cr.fetchall())
        self.env.cr.execute(VERSIONS, days)
        facts_of = _facts_maker(codes, places)
        staff = []
        for employee, versions_of in groupby(map(Version._make, self.env.cr.fetchall()), attrgetter("employee_id")):
            rows = list(versions_of)
            versions = [
                (row.since, row.until, facts_of(row))
                for row in rows
                if row.until is None or row.until >= plan.first
            ]
            stretches = within_month(versions, plan.first, plan.last)
            if stretches:
                last = _version_on(rows, stretches[-1].last)
                person = Person(
                    employee, stretches, inputs.get(employee, {}), absences=absences.get(employee, ())
                )
                staff.append(Staff(person, last.name, last))
        # what somebody who left has repaid is noted and nothing else, see ``ward_pay_run_owed``
        left = {employee for employee, codes in inputs.items() if codes.keys() - {RECOVERY}}
        left -= {one.id for one in staff}
        left = left if people is None else left & set(people)
        if left:
            entered = self._only_entered({key: inputs[key] for key in left}, days["run"])
            # of an earlier month the month itself has asked
            staff += [one for one in entered if plan.first == self.month or not one.unknown]
            staff.sort(key=attrgetter("id"))
        return staff


def _version_on(rows, day):
    """The row in force on ``day``; rows are in order of days."""
    found = rows[0]
    for row in rows:
        if row.since <= day:
            found = row
    return found


def _facts_maker(codes, places):
    """A function: row -> `Facts`; people with the same facts share one object.

    ``codes``: of the components by their ids. ``places``: see ``ward.pay.component._places``.
    """
    made = {}

    def facts_of(row):
        key = row[OF_PAY] + PLACE(row) if places else row[OF_PAY]
        facts = made.get(key)
        if facts is None:
            held = [codes[int(component)] for component in row.allowances.strip("{}").split(",") if component]
            facts = made[key] = Facts(
                staff_type=row.staff_type or "",
                **{name: Decimal(getattr(row, name) or 0) for name in FACTS},
                dependants=row.dependants or 0,
                allowances=frozenset(in_place(held, *PLACE(row), places)),
            )
        return facts

    return facts_of
