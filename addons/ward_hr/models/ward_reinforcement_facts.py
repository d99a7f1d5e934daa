from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..workload.moving import Helper, Hours, Unit, move
from ..workload.reinforcement import Case, candidates, refusals

WEEK = 7


@dataclass(frozen=True)
class Facts:
    """A ward's latest month, and what is already decided for the days asked about; all by id."""

    month: object
    rule: object
    first: object
    units: dict
    helpers: dict
    practice: dict

    def case(self, unit, person=None):
        hours = self.helpers[person].hours if person in self.helpers else None
        return Case(self.units[unit], self.first, hours)

    def ranked(self, unit, person=None):
        """Candidates for a unit, or for a person of it: then its colleagues are asked too."""
        wanted = self._procedures(unit, person)
        fields_wanted = {field for _procedure, field in wanted}
        helpers = [
            self._skilled(helper, wanted, fields_wanted)
            for helper in self.helpers.values()
            if helper.unit != unit or (person and helper.key != person)
        ]
        return candidates(self.case(unit, person), helpers, self.units, self.rule)

    def _procedures(self, unit, person):
        people = {person} if person else {one.key for one in self.helpers.values() if one.unit == unit}
        return {work for key in people for work in self.practice.get(key, ())}

    def _skilled(self, helper, wanted, fields_wanted):
        done = self.practice.get(helper.key, {})
        return replace(
            helper,
            done=sum(count for work, count in done.items() if work in wanted),
            field=sum(count for (_procedure, field), count in done.items() if field in fields_wanted),
        )

    def effect(self, person, unit, share, relieved=None):
        """What moving a share of a person's time does; None where the person or the unit has no dossiers."""
        helper = self.helpers.get(person)
        if not helper or unit not in self.units:
            return None
        hours = self.helpers[relieved].hours if relieved in self.helpers else None
        return move(helper, self.units[helper.unit], self.units[unit], share, hours)

    def refusals(self, person, unit, share):
        helper = self.helpers[person]
        return refusals(self.units[unit], helper, self.units[helper.unit], share, self.rule)


class WardReinforcement(models.Model):
    """Gathers what the pure room needs, in as many statements for 60 people as for 600."""

    _inherit = "ward.reinforcement"

    @api.model
    def _next_monday(self):
        today = fields.Date.context_today(self)
        return today + timedelta(days=WEEK - today.weekday())

    @api.model
    def _facts(self, company, first=None, last=None, besides=None):
        """The Facts of a ward for help from ``first`` to ``last``; None while it has no complete month.

        ``besides``: assignments (ids) to leave out, for one that is looked at again.
        """
        # sudo: who may see the outcome is asked where it is shown; the reckoning needs everybody's hours
        self = self.sudo()
        month = self.env["ward.workload.alert"]._latest_month(company)
        if not month:
            return None
        self.env.flush_all()
        rule = self.env["ward.workload.rule"]._on(company, month)
        first = first or self._next_monday()
        last = last or first + timedelta(days=rule.help_days - 1)
        values = {
            "company": company.id,
            "month": month,
            "first": first,
            "last": last,
            "besides": list(besides or ()),
            "since": fields.Date.add(month, months=1 - rule.skill_months),
        }
        units, helpers = self._measured(values)
        helpers = self._with_plans(values, helpers)
        units = self._with_reinforcements(values, units, helpers)
        return Facts(month, rule._pure(), first, units, helpers, self._practice(values))

    @api.model
    def _measured(self, values):
        """Units and people with dossiers in the month; the work of others is not known, so they are not asked."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT w.employee_id, w.department_id, w.hours_needed::text, w.hours_available::text,
                       w.finished_count, w.backlog_count, e.active
                  FROM ward_workload w JOIN hr_employee e ON e.id = w.employee_id
                 WHERE w.company_id = %(company)s AND w.month = %(month)s
                   AND w.volume_based AND w.department_id IS NOT NULL
                 ORDER BY w.employee_id
                """,
                **values,
            )
        )
        units, helpers = {}, {}
        for person, unit, needed, available, finished, backlog, active in rows:
            hours = Hours(Decimal(needed), Decimal(available))
            if active:
                helpers[person] = Helper(person, unit, hours)
            old = units.get(unit) or Unit(unit, Hours(Decimal(0), Decimal(0)), Decimal(0))
            units[unit] = replace(
                old,
                hours=Hours(old.hours.needed + hours.needed, old.hours.available + hours.available),
                people=old.people + (1 if active and hours.available else 0),
                finished=old.finished + finished,
                backlog=old.backlog + backlog,
            )
        return units, helpers

    @api.model
    def _practice(self, values):
        """``{person: {(procedure, field): dossiers}}`` of the last months."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT l.employee_id, l.procedure_id, p.field_name, SUM(l.quantity)::int
                  FROM ward_workload_line l JOIN ward_procedure p ON p.id = l.procedure_id
                 WHERE l.company_id = %(company)s AND l.month BETWEEN %(since)s AND %(month)s
                   AND l.side = 'needed'
                 GROUP BY 1, 2, 3
                """,
                **values,
            )
        )
        practice = defaultdict(dict)
        for person, procedure, field, count in rows:
            practice[person][procedure, field] = count
        return practice

    @api.model
    def _with_plans(self, values, helpers):
        """The people with their last help, what assignments hold of their time, and their leave."""
        rows = self.env.execute_query(
            SQL(
                """
                WITH planned AS (
                    SELECT a.*, COALESCE(date_to, 'infinity') AS until
                      FROM ward_assignment a
                     WHERE company_id = %(company)s AND NOT id = ANY(%(besides)s)),
                ahead AS (
                    SELECT * FROM planned WHERE date_from <= %(last)s AND until >= %(first)s),
                peak AS (
                    SELECT day.employee_id, SUM(other.share) AS share
                      FROM ahead day JOIN ahead other
                        ON other.employee_id = day.employee_id
                       AND GREATEST(day.date_from, %(first)s) BETWEEN other.date_from AND other.until
                     GROUP BY day.employee_id, day.id),
                help AS (
                    SELECT employee_id,
                           MAX(LEAST(until, %(first)s::date - 1)) FILTER (WHERE date_from < %(first)s) AS last,
                           COALESCE(SUM(share) FILTER (
                               WHERE date_from <= %(last)s AND until >= %(first)s), 0) AS helping
                      FROM planned WHERE kind = 'reinforcement' GROUP BY 1),
                leave AS (
                    SELECT l.employee_id, COUNT(*) AS days
                      FROM hr_leave l,
                           GENERATE_SERIES(GREATEST(l.request_date_from, %(first)s),
                                           LEAST(l.request_date_to, %(last)s), '1 day') day
                     WHERE l.state = 'validate' AND EXTRACT(isodow FROM day) < 6
                       AND l.request_date_to >= %(first)s AND l.request_date_from <= %(last)s
                     GROUP BY 1)
                SELECT e.id, help.last, COALESCE(MAX(peak.share), 0)::text,
                       COALESCE(help.helping, 0)::text, COALESCE(leave.days, 0)
                  FROM hr_employee e
                  LEFT JOIN peak ON peak.employee_id = e.id
                  LEFT JOIN help ON help.employee_id = e.id
                  LEFT JOIN leave ON leave.employee_id = e.id
                 WHERE e.id = ANY(%(people)s)
                 GROUP BY e.id, help.last, help.helping, leave.days
                """,
                people=list(helpers),
                **values,
            )
        )
        for person, last, assigned, helping, away in rows:
            helpers[person] = replace(
                helpers[person],
                last_help=last,
                assigned=Decimal(assigned),
                helping=Decimal(helping),
                away=Decimal(away),
            )
        return helpers

    @api.model
    def _with_reinforcements(self, values, units, helpers):
        """The units as they will be with the reinforcements already decided for these days."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT employee_id, department_id, share::text FROM ward_assignment
                 WHERE company_id = %(company)s AND kind = 'reinforcement' AND NOT id = ANY(%(besides)s)
                   AND date_from <= %(last)s AND COALESCE(date_to, 'infinity') >= %(first)s
                """,
                **values,
            )
        )
        for person, unit, share in rows:
            helper = helpers.get(person)
            if helper and unit in units and unit != helper.unit:
                home = units[helper.unit]
                effect = move(helper, home, units[unit], min(Decimal(share), Decimal(100)))
                part = Decimal(share) / 100
                units[helper.unit] = replace(home, hours=effect.home.after, people=home.people - part)
                units[unit] = replace(units[unit], hours=effect.unit.after, people=units[unit].people + part)
        return units
