"""The facts of people that decide who may enrol: gathered for any number of them in as many statements as for one."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from odoo import fields, models
from odoo.tools import SQL

from ..rules import absence, eligibility
from .ward_course_session import ALIVE


class WardCourseSession(models.Model):
    _inherit = "ward.course.session"

    def _people(self, employees):
        """``{employee id: Person}`` as of now, for these sessions. Called with sudo."""
        history = self.env["ward.enrolment"].search(
            [("employee_id", "in", employees.ids), ("state", "in", ("requested", "enrolled", "attended"))]
        )
        completed, engaged = defaultdict(set), defaultdict(list)
        for one in history:
            if one.state == "attended" and one.session_id.state == "done":
                completed[one.employee_id.id].add(one.course_id.code)
            if one.state in ALIVE:
                engaged[one.employee_id.id] += one.session_id._engagements()
        for one in self.env["ward.course.completion"].search(
            [
                ("employee_id", "in", employees.ids),
                ("void_reason", "=", False),
                ("course_id.delivery", "=", "online"),
            ]
        ):
            completed[one.employee_id.id].add(one.course_id.code)
        for person, *facts in self._elsewhere(employees):
            engaged[person].append(eligibility.Engagement(*facts))
        units = self._units(employees.department_id)
        today = self._local(fields.Datetime.now()).date()
        return {
            employee.id: eligibility.Person(
                completed=frozenset(completed[employee.id]),
                skills={
                    held.skill_id.id: held.skill_level_id.level_progress
                    for held in employee.employee_skill_ids
                    if held.valid_from <= today and not (held.valid_to and held.valid_to < today)
                },
                engagements=tuple(engaged[employee.id]),
                unit=units.get(employee.department_id.id, absence.Unit()),
                key=employee.id,
            )
            for employee in employees
        }

    def _engagements(self):
        """This session as what takes the time of who sits in it: each half-day."""
        name = self.display_name
        return [
            eligibility.Engagement(name, self._local(part.begin), self._local(part.end), self.id)
            for part in self.part_ids
        ] or [eligibility.Engagement(name, self._local(self.date_begin), self._local(self.date_end), self.id)]

    def _elsewhere(self, employees):
        """Where these people are already, besides in class: (employee id, name, begin, end, key, kind) in local time.

        An addon appends what it knows (a visit, say).
        """
        if not self or not employees:
            return []
        self.env["hr.leave"].flush_model()
        leaves = self.env.execute_query(
            SQL(
                """
                SELECT employee_id, date_from, date_to FROM hr_leave
                 WHERE employee_id = ANY(%s) AND state = 'validate' AND date_from < %s AND date_to > %s
                """,
                employees.ids,
                max(self.mapped("date_end")),
                min(self.mapped("date_begin")),
            )
        )
        return [
            (person, "", self._local(begin), self._local(end), 0, eligibility.LEAVE) for person, begin, end in leaves
        ]

    # ------------------------------------------------------------------ the unit
    def _held_back(self, departments):
        """Other sessions of these days in which people of these units wait: one who comes back may free them."""
        return self.search(
            [
                ("id", "not in", self.ids),
                ("state", "in", ("open", "running")),
                ("part_ids.day", "in", self.part_ids.mapped("day")),
                ("enrolment_ids", "any", [("state", "=", "waiting"), ("department_id", "in", departments.ids)]),
            ]
        )

    def _units(self, departments, with_peaks=True):
        """``{department id: Unit}`` on the days of these sessions. Called with sudo."""
        if not self or not departments:
            return {}
        rules = self.env["ward.training.absence.rule"]._of(departments.company_id)
        limits = {unit.id: rules._limits(unit) for unit in departments if rules}
        sizes, away = (self._unit_sizes(departments), self._unit_away(departments)) if limits else ({}, {})
        peaks = self._unit_peaks(departments) if with_peaks else {}
        return {
            unit.id: absence.Unit(
                name=unit.name,
                size=sizes.get(unit.id, 0),
                limits=limits.get(unit.id, ()),
                away=away.get(unit.id, {}),
                peaks=peaks.get(unit.id, {}),
            )
            for unit in departments
        }

    def _unit_sizes(self, departments):
        groups = self.env["hr.employee"]._read_group(
            [("department_id", "in", departments.ids)], ["department_id"], ["__count"]
        )
        return {unit.id: count for unit, count in groups}

    def _unit_away(self, departments):
        """``{department id: {day: employee ids}}``: in class with a seat, or on leave."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                WITH days AS (SELECT DISTINCT day FROM ward_course_session_part WHERE session_id = ANY(%(sessions)s)),
                people AS (SELECT e.id, v.department_id FROM hr_employee e
                             JOIN hr_version v ON v.id = e.current_version_id
                            WHERE v.department_id = ANY(%(units)s))
                SELECT people.department_id, gone.day, array_agg(DISTINCT people.id)
                  FROM people JOIN (
                    SELECT e.employee_id, p.day FROM ward_course_session_part p
                      JOIN ward_enrolment e ON e.session_id = p.session_id
                     WHERE p.held AND e.state IN ('requested', 'enrolled', 'attended')
                       AND p.day IN (SELECT day FROM days)
                     UNION ALL
                    SELECT l.employee_id, days.day FROM hr_leave l
                      JOIN days ON days.day BETWEEN l.request_date_from AND l.request_date_to
                     WHERE l.state = 'validate') gone ON gone.employee_id = people.id
                 GROUP BY 1, 2
                """,
                sessions=self.ids,
                units=departments.ids,
            )
        )
        away = defaultdict(dict)
        for unit, day, people in rows:
            away[unit][day] = frozenset(people)
        return away

    def _unit_peaks(self, departments):
        """``{department id: {weekday: share above the average}}`` from the dossiers that came lately."""
        today = self._local(fields.Datetime.now()).date()
        rules = self.env["ward.training.session.rule"]._all()
        rule = rules._on(departments.company_id[:1], today)
        groups = self.env["ward.dossier.peak"]._read_group(
            [
                ("department_id", "in", departments.ids),
                ("received_on", ">=", today - timedelta(weeks=rule.peak_weeks)),
                ("received_on", "<", today),
            ],
            ["department_id", "weekday"],
            ["a_day:avg"],
        )
        a_day = defaultdict(dict)
        for unit, weekday, dossiers in groups:
            a_day[unit.id][int(weekday) - 1] = Decimal(str(dossiers or 0))
        ratio = Decimal(str(rule.peak_percent)) / 100
        return {unit: absence.peaks(days, ratio) for unit, days in a_day.items()}

    def _unit_room(self, departments):
        """``{department id: how many more may go}`` on the days of this session, of units with a rule."""
        days = self.part_ids.mapped("day")
        rooms = {key: unit.room(days) for key, unit in self._units(departments, with_peaks=False).items()}
        return {key: room for key, room in rooms.items() if room is not None}
