"""From facts and law to the lines of a payslip, each rounded once.

A `Plan` is made once a run: it orders the components, finds the days of the month on which
law changes, and binds the formulas to the law of those days, shared by all people. Then
``plan.compute(person)`` is plain arithmetic:

0. days without pay are put on the working days of the stretches (``absence``);
1. every stretch of the month reckons its components "by days" in full and exactly; a line
   is the sum of full amount x calendar days of the stretch / days of the month, rounded; a
   stretch with days without pay counts by its paid share of its working days; what goes by
   working days is the sum of full amount x paid working days / working days of the month;
2. then what is reckoned once a month (insurance, tax, entered amounts) reads those
   rounded lines, with the facts and law of the first or last day in service.

People with the same facts all month and nothing entered by hand share one reckoning.
"""

from calendar import monthrange
from datetime import timedelta
from functools import cached_property
from math import lcm

from ..workload.calendar import WorkingCalendar
from .absence import absent_days, stops_support
from .component import ENTERED
from .facts import ZERO
from .formulas import BUILDERS
from .money import dong
from .order import sequence
from .share import days_due, days_of, deciding
from .slip import Away, Line, Part, Payslip, Program, Stint

ONE_DAY = timedelta(1)


class Plan:
    """The components under the law of one month. Raises `ComponentError` when made."""

    def __init__(self, components, law, month):
        """``month``: any day of it. ``law``: answers ``entry``, ``changes`` (see ``law``)."""
        self.components = sequence(components)
        self.law = law
        self.first = month.replace(day=1)
        self.days = monthrange(month.year, month.month)[1]
        self.last = month.replace(day=self.days)
        self.turns = self._turns()
        self.read_values = {}
        self._programs = {}
        self._reckoned = {}
        self._lacked = {}

    def compute(self, person):
        """The `Payslip` of a `Person`; lines in the order of reckoning, zeros left out.

        Raises ``NoLawOn`` when a value that the person needs is not known on a day of the
        month, `MissingFact` when a required fact of the person is not known.
        """
        if person.inputs or person.back or person.absences:
            return self._compute(person)
        slip = self._reckoned.get(person.stretches)
        if slip is None:
            slip = self._reckoned[person.stretches] = self._compute(person)
        return slip

    def _compute(self, person):
        stints = self._stints(person)
        away = person.absences and self._away(person, stints)
        if away:
            return self._compute_absent(person, stints, away)
        whole = len(stints) == 1 and stints[0].first == 1 and stints[0].last == self.days
        lines = self._whole(stints[0]) if whole else self._split(stints)
        days = sum([s.last - s.first + 1 for s in stints])
        if not stints and (person.back or person.inputs):
            stints = [self._after_leaving(person)]
        if stints:
            self._add_once(lines, stints, person)
        return self._total([*lines, *person.back], days)

    def _compute_absent(self, person, stints, away):
        """As `_compute`, with days without pay: what goes by days is cut, insurance looks at the full month."""
        lines, full = self._split(stints, away), self._split(stints)
        absent = sum([one.absent for one in away], ZERO)
        self._add_once(lines, stints, person, {line[0].code: line[1] for line in full}, absent)
        days = sum([s.last - s.first + 1 for s in stints])
        slip = self._total([*lines, *person.back], days)
        due = any(line[0].absence_limit_code for line in lines)
        insured = sum([amount for c, amount, *_rest in full if c.in_insurance_base], ZERO) if due else ZERO
        kinds = {one.kind for one in person.absences if one.first <= self.last and self.first <= one.last}
        return slip._replace(insurance_base=insured, absent=absent, absent_kinds=tuple(sorted(kinds)))

    @cached_property
    def working_days(self):
        """The working days of the month. Raises ``CalendarUnknown`` for a year whose holidays are not known."""
        return WorkingCalendar.by_law(self.law).working_days(self.first, self.last)

    def _away(self, person, stints):
        """An `Away` for each stint, or None when no working day in service is without pay."""
        days = absent_days(person.absences, self.working_days)
        month = stops_support(person.absences, self.first, self.last)
        away = []
        for first, last, _facts, _program in stints:
            worked = [day for day in self.working_days if first <= day.day <= last]
            away.append(Away(sum([days.get(day, ZERO) for day in worked], ZERO), len(worked), month))
        return away if any(one.absent for one in away) else None

    def _after_leaving(self, person):
        """What holds for somebody who is not in service: amounts that are entered, and the tax on what is received."""
        once = self._program(person.left_as, self.last).once
        due = tuple(row for row in once if row[0].kind in ENTERED or row[0].is_tax)
        return Stint(self.days, self.days, person.left_as, Program((), due))

    def missing(self, person):
        """Facts without which the person cannot be paid: list of (component code, fact), each once."""
        found = self._lacked.get(person.stretches)
        if found is None:
            lacking = [one for stretch in person.stretches for one in self._lacking(stretch.facts)]
            found = self._lacked[person.stretches] = list(dict.fromkeys(lacking))
        return found

    def _lacking(self, facts):
        return [
            (component.code, component.fact)
            for component in self.components
            if component.required
            and component.applies_to(facts.staff_type, facts.allowances)
            and not getattr(facts, component.fact)
        ]

    def _whole(self, stint):
        facts, values, lines = stint.facts, {}, []
        first, last = stint.first, stint.last
        for component, formula in stint.program.by_days:
            result = formula(facts, values, None)
            if result is None:
                continue
            quantity, rate, value, _details = result
            values[component.code] = value
            part = (first, last, quantity, rate)
            lines.append(Line(component, dong(value, component.round_to), quantity, rate, (part,), None))
        return lines

    def _split(self, stints, away=()):
        """The lines that go by days. With ``away``, an `Away` a stint, all shares have one denominator: exact."""
        sums, parts = {}, {}
        whole = lcm(*[one.working for one in away if one.absent])
        for (first, last, facts, program), gone in zip(stints, away or [None] * len(stints), strict=True):
            values = {}
            for component, formula in program.by_days:
                result = formula(facts, values, None)
                if result is None:
                    continue
                quantity, rate, value, _details = result
                values[component.code] = value
                days, absent, working = days_due(self, component, first, last, gone, whole)
                sums[component.code] = sums.get(component.code, ZERO) + value * days
                parts.setdefault(component.code, []).append(Part(first, last, quantity, rate, absent, working))
        return [
            Line(c, dong(sums[c.code] / (days_of(self, c) * whole), c.round_to), None, None, tuple(parts[c.code]), None)
            for c in self.components
            if c.code in sums
        ]

    def _add_once(self, lines, stints, person, full=None, absent=ZERO):
        """Add what is reckoned once a month. ``full``: code -> đồng as if nobody had been ``absent`` (working days)."""
        inputs = person.inputs
        values = {line[0].code: line[1] for line in lines}
        for stint, component, formula, limit in self._due_once(stints):
            if absent and limit and absent >= limit:
                continue
            # tax is due when pay is received: amounts of earlier months count in this one
            given = _with_back(values, person.back) if person.back and component.is_tax else values
            if full is not None and limit:
                given = values | full
            result = formula(stint.facts, given, inputs)
            if result is None:
                continue
            quantity, rate, value, details = result
            values[component.code] = amount = dong(value, component.round_to)
            part = (stint.first, stint.last, quantity, rate)
            lines.append(Line(component, amount, quantity, rate, (part,), details))

    def _due_once(self, stints):
        """``(stint, component, formula, limit)`` of what is reckoned once a month, in the order of reckoning."""
        due = [
            (stint, *row) for stint in stints for row in stint.program.once if deciding(row[0], stints) is stint
        ]
        return due if len(stints) == 1 else sorted(due, key=lambda row: self.components.index(row[1]))

    @staticmethod
    def _total(lines, days):
        sums = {"earning": ZERO, "deduction": ZERO, "employer": ZERO}
        insured = taxable = ZERO
        for component, amount, quantity, _rate, _parts, _details, origin in lines:
            sums[component.section] += amount
            if component.in_insurance_base and origin is None:
                insured += amount
            if component.is_tax:
                taxable = quantity
        gross, deductions, employer = sums.values()
        return Payslip(tuple(lines), days, gross, deductions, gross - deductions, employer, insured, taxable)

    # -- the month cut into stints -------------------------------------------------

    def _turns(self):
        """Days of the month, the first included, on which law or a component changes."""
        days = {self.first}
        for component in self.components:
            days.add(component.since)
            days.add(component.until and component.until + ONE_DAY)
            codes = component.law_codes()
            if component.rule:
                codes = [*codes, *(code for code in self.law.codes if code.startswith(component.rule_prefix))]
            for code in codes:
                days.update(self.law.changes(code))
        days.discard(None)
        return sorted(day for day in days if self.first <= day <= self.last)

    def _stints(self, person):
        stints = []
        for stretch in person.stretches:
            first = stretch.first
            for turn in [*self.turns[1:], self.last + ONE_DAY]:
                last = min(stretch.last, turn - ONE_DAY)
                if first > last:
                    continue
                program = self._program(stretch.facts, first)
                stints.append(Stint(first.day, last.day, stretch.facts, program))
                first = turn
        return stints

    def _program(self, facts, day):
        turn = max(turn for turn in self.turns if turn <= day)
        key = (facts.staff_type, facts.allowances, turn)
        if key not in self._programs:
            self._programs[key] = self._make_program(*key)
        return self._programs[key]

    def _make_program(self, staff_type, allowances, day):
        by_days, once = [], []
        for component in self.components:
            ruled = self._ruled(component, staff_type, day)
            if not component.in_force(day) or not component.applies_to(staff_type, allowances, ruled):
                continue
            builder = BUILDERS[component.kind]
            formula = builder(component, self._reader(day), self._bases(component))
            if component.by_days:
                by_days.append((component, formula))
            else:
                limit = component.absence_limit_code and self._reader(day)(component.absence_limit_code)
                once.append((component, formula, limit))
        return Program(tuple(by_days), tuple(once))

    def _ruled(self, component, staff_type, day):
        """What the rule of the day says of the staff type, or None where the law has none then."""
        code = component.rule_of(self.law, staff_type, day)
        return bool(self._reader(day)(code)) if code else None

    def _reader(self, day):
        def read(code):
            entry = self.law.entry(code, day)
            self.read_values[code, day] = entry
            return entry.value

        return read

    def _bases(self, component):
        read = [other for other in self.components if component.reads(other)]
        if component.kind == "scale":
            return (
                tuple(other.code for other in read if other.taxable),
                tuple(other.code for other in read if other.tax_deductible),
            )
        return tuple(other.code for other in read)


def _with_back(values, back):
    """``values`` (code -> đồng of the month) with the lines of earlier months added."""
    summed = dict(values)
    for line in back:
        summed[line.code] = summed.get(line.code, ZERO) + line.amount
    return summed
