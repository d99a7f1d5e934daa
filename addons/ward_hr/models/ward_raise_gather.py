from dataclasses import dataclass, field
from decimal import Decimal

from odoo import models

from ..staff import Absence, Event, Said
from ..staff.early import end_of_year

# Odoo reads NUMERIC as float: figures are read as text, and stay exact.
VERSIONS = """
SELECT e.id, e.name, e.name_key, e.birthday, v.sex, v.date_version AS day, v.department_id, v.rank_id,
       t.code AS staff_type, scale.code AS scale, v.pay_step AS step, v.pay_coefficient::text AS coefficient,
       v.overgrade_percent::text AS overgrade, v.raise_counted_from AS counted_from, v.wage > 0 AS agreed,
       least(v.departure_date, v.contract_date_end) AS until, COALESCE(unit.on_ward_payroll, true) AS of_the_ward
  FROM hr_version v
  JOIN hr_employee e ON e.id = v.employee_id
  LEFT JOIN hr_department unit ON unit.id = v.department_id
  LEFT JOIN ward_staff_type t ON t.id = v.staff_type_id
  LEFT JOIN ward_pay_scale scale ON scale.id = v.pay_scale_id
 WHERE e.company_id = %(company)s AND e.active AND v.active AND v.date_version <= %(last)s
 ORDER BY e.name_key, e.id, v.date_version
"""
DECISIONS = """
SELECT employee_id, id, kind, state, number, effective_date AS day, discipline_form AS form
  FROM ward_decision
 WHERE company_id = %(company)s AND state != 'revoked'
   AND kind IN ('appointment', 'rank_step', 'raise', 'early_raise', 'overgrade', 'discipline')
 ORDER BY effective_date, id
"""
RATINGS = """
SELECT DISTINCT s.employee_id, p.date_to
  FROM ward_evaluation s JOIN ward_evaluation_period p ON p.id = s.period_id AND p.kind = 'year'
 WHERE s.company_id = %(company)s AND s.state = 'final' AND s.level = 'KHT'
"""
LEAVES = """
SELECT l.employee_id, COALESCE(t.raise_absence, 'unpaid_leave') AS kind, l.request_date_from, l.request_date_to
  FROM hr_leave l
  JOIN hr_leave_type t ON t.id = l.holiday_status_id AND (t.raise_absence IS NOT NULL OR t.unpaid)
  JOIN hr_employee e ON e.id = l.employee_id
 WHERE e.company_id = %(company)s AND l.state = 'validate'
"""
OF_A_RAISE = ("raise", "early_raise", "overgrade")
OF_A_RANK = (*OF_A_RAISE, "rank_step", "appointment")


@dataclass
class OnFile:
    """What the file of one person says: the last version as ``row``, all of them as ``said``, and what happened."""

    row: dict
    said: list
    until: object = None
    events: list = field(default_factory=list)
    absences: list = field(default_factory=list)
    kinds: list = field(default_factory=list)
    draft: dict | None = None


class WardRaiseListGather(models.Model):
    """Reads what raises rest on: four statements, however many people."""

    _inherit = "ward.raise.list"

    def _on_file(self):
        """``{employee id: OnFile}`` of everybody whom the ward pays, by given name."""
        self.env.flush_all()
        people = {}
        for row in self._rows(VERSIONS):
            person = people.setdefault(row["id"], OnFile(row, []))
            person.row, person.until = row, row["until"]
            person.said.append(
                Said(row["day"], row["scale"], row["step"] or 0, Decimal(row["overgrade"] or 0), row["counted_from"])
            )
        people = {key: one for key, one in people.items() if one.row["of_the_ward"] and not self._has_left(one)}
        self._add_decisions(people)
        for row in self._rows(RATINGS):
            self._events(people, row).append(Event("not_completed", row["date_to"]))
        for row in self._rows(LEAVES):
            if row["employee_id"] in people:
                absence = Absence(row["kind"], row["request_date_from"], row["request_date_to"])
                people[row["employee_id"]].absences.append(absence)
        return people

    def _rows(self, query):
        last = max(self.date_to, self.as_of, end_of_year(self.early_year))
        self.env.cr.execute(query, {"company": self.company_id.id, "last": last})
        names = [column.name for column in self.env.cr.description]
        return [dict(zip(names, values, strict=True)) for values in self.env.cr.fetchall()]

    def _has_left(self, person):
        return person.until and person.until < self.as_of

    def _events(self, people, row):
        person = people.get(row["employee_id"])
        return person.events if person else []

    def _add_decisions(self, people):
        """Discipline that is in force, the kinds of earlier raises, and a raise that waits as a draft."""
        for row in self._rows(DECISIONS):
            person = people.get(row["employee_id"])
            if person is None:
                continue
            if row["state"] == "draft":
                if row["kind"] in OF_A_RAISE and not person.draft:
                    person.draft = row
            elif row["kind"] in OF_A_RANK:
                person.kinds.append(row["kind"])
            elif row["form"] and row["form"] != "dismissal":
                person.events.append(Event("discipline", row["day"], row["form"], row["number"] or ""))
