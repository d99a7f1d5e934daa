from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import pytz

from odoo import api, fields, models

from ..workload import person_month
from ..workload.calendar import WorkingCalendar
from ..workload.standard_hours import HUNDREDTH, OtherWork, Work, rounded
from ..workload.unit_hours import rounded_parts
from ..workload.wisn import category_allowance_factor
from .ward_dossier_loader import WARD_TIMEZONE


class Done(NamedTuple):
    """What one person did in a month; ``outcome``: dossiers finished, on time, late, open at the end."""

    dossiers: tuple[Work, ...]
    others: tuple[OtherWork, ...]
    outcome: tuple[int, int, int, int]


class WardWorkload(models.Model):
    """How the figures come to be: gather by a few statements, compute, keep."""

    _inherit = "ward.workload"

    @api.model
    def _refresh(self, company, months, people=None):
        """Compute months (first days) of a ward anew, of these ``people`` (ids) or of everybody.

        A month without figures is computed for everybody, since of nobody else it would have any.
        Closed months are left alone and returned. Statements do not grow with people and dossiers.
        """
        months, months_of = set(months), self.env["ward.workload.month"]
        self.env.flush_all()
        states = months_of._states(company, months)
        closed = [month for month, state in states.items() if state == "closed"]
        fresh = set() if people is None else months - set(states)
        known = months - fresh - set(closed)
        if known and (people is None or people):
            self._reckon(company, known, people)
        if fresh:
            self._reckon(company, fresh)
        return closed

    @api.model
    def _reckon(self, company, months, people=None):
        """Gather, compute, keep."""
        values = self._asked(company, sorted(months), people)
        works = defaultdict(list)
        for month, work in self._works(values):
            works[month, work.person].append(work)
        others = self._other_works(values)
        outcomes = {(m, p): rest for m, p, *rest in self._outcomes(values)}
        absences, (shares, outside) = self._absences(values), self._shares(values)
        calendar = WorkingCalendar.by_law(self.env["ward.law.value"]._law(company))
        rules = {month: self.env["ward.workload.rule"]._on(company, month) for month in months}
        rows, lines = [], []
        for month, unit, active, facts in self._people(values):
            key = month, facts["key"]
            if not (active or key in works or key in outcomes or key in others):
                continue
            given = tuple(share for share in shares[facts["key"]] if share.key != unit)
            person = person_month.Person(absences=tuple(absences[facts["key"]]), shares=given, outside=outside, **facts)
            work = Done(tuple(works[key]), tuple(others[key]), outcomes.get(key) or (0, 0, 0, 0))
            row, own = self._figures(month, unit, person, work, calendar, rules[month])
            rows.append(row)
            lines += own
        self._keep(values, rows, lines)
        self.env["ward.workload.month"]._note(company, months)

    @api.model
    def _utc(self, day: date) -> datetime:
        """Midnight of a day in the ward, as it is kept in the database."""
        local = pytz.timezone(WARD_TIMEZONE).localize(datetime.combine(day, datetime.min.time()))
        return local.astimezone(pytz.utc).replace(tzinfo=None)

    @api.model
    def _figures(self, month, unit, person, work, calendar, rule):
        """The row and the lines of one person's month."""
        last = fields.Date.end_of(month, "month")
        share = Decimal(str(rule.support_percent)) / 100
        load = person_month.load(person, month, last, work.dossiers, calendar, share, work.others)
        finished, on_time, late, backlog = work.outcome
        key = {"employee_id": person.key, "month": month, "department_id": unit}
        row = key | {
            "working_days": load.working_days,
            "leave_days": load.leave_days,
            "hours_a_day": person.hours_a_day,
            "hours_available": load.available,
            "hours_service": load.service,
            "hours_support": load.support,
            "hours_additional": load.additional,
            "hours_needed": load.needed,
            "hours_spare": load.spare,
            "load_index": load.index,
            "overload_index": rule.overload_index,
            "support_percent": rule.support_percent,
            "overloaded": load.index is not None and load.index > Decimal(str(rule.overload_index)),
            "volume_based": bool(work.dossiers or finished or backlog),
            "finished_count": finished,
            "on_time_count": on_time,
            "late_count": late,
            "on_time_rate": Decimal(on_time) / finished if finished else None,
            "backlog_count": backlog,
            "unmeasured_count": load.unmeasured,
        }
        return row, [key | line for line in self._lines(person, work, load, share)]

    @api.model
    def _lines(self, person, work, load, support_share):
        """What the figures are made of: their hours add up, side by side, to the row's."""
        helped = {share.key for share in person.shares} - person.outside
        service = {}
        for one in sorted(work.dossiers, key=lambda one: -(one.hours or 0)):
            unit = one.unit if one.unit in helped else None
            service[unit] = service.get(unit, 0) + (one.hours or 0)
            yield {
                "side": "needed",
                "kind": one.stage,
                "procedure_id": one.procedure,
                "quantity": one.dossiers,
                "minutes": one.minutes,
                "hours": one.hours,
                "unit_id": unit,
            }
        for other in work.others:
            yield {"side": "needed", "kind": other.kind, "quantity": other.count, "hours": other.hours}
        added = category_allowance_factor([support_share]) - 1
        parts = rounded_parts((hours * added for hours in service.values()), HUNDREDTH)
        for unit, hours in zip(service, parts, strict=True):
            if hours:
                yield {"side": "needed", "kind": "support", "hours": hours, "unit_id": unit}
        yield from self._time_lines(person, load)
        yield from self._unit_lines(person, load)

    @api.model
    def _time_lines(self, person, load):
        """The days of the month, and what each kind of absence takes from them; the last takes the rounding."""
        left = load.working_days * person.hours_a_day
        yield {
            "side": "available",
            "kind": "calendar",
            "quantity": load.working_days,
            "hours": left,
            "posts": load.posts,
        }
        kinds = [(kind, days) for kind, days in load.absent.items() if days]
        present = load.available + sum(one.hours for one in load.units if one.unit in person.outside)
        for number, (kind, days) in enumerate(kinds, 1):
            rest = present if number == len(kinds) else left - rounded(days * person.hours_a_day)
            yield {"side": "available", "kind": kind, "quantity": days, "hours": rest - left}
            left = rest

    @api.model
    def _unit_lines(self, person, load):
        """Hours and posts that go from the person's unit to another, where they count; or out of the ward."""
        for one in load.units:
            away = one.unit in person.outside
            taken = {"side": "available", "hours": -one.hours, "posts": -one.posts, "other_unit_id": one.unit}
            yield taken | {"kind": "away" if away else "lent"}
            if not away:
                yield {
                    "side": "available",
                    "kind": "joined",
                    "hours": one.hours,
                    "posts": one.posts,
                    "unit_id": one.unit,
                }
