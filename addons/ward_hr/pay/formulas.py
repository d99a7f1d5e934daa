"""One formula per kind, bound once a run to the law of a day and used for everybody.

A builder takes the component, ``read`` (code -> value of law on the day that decides)
and the codes it is reckoned on, and returns ``formula(facts, values, inputs)``, which gives
``(quantity, rate, amount not rounded, details)`` or ``None`` when there is nothing to pay.
``values`` holds the amounts reckoned before, by code.
"""

from .facts import HUNDRED, ZERO
from .tax import brackets_of, tax_on


class MissingFact(LookupError):
    """A required fact of the person is not known; ``code`` component, ``fact`` field."""

    def __init__(self, code, fact):
        super().__init__(f"{code} needs {fact}")
        self.code = code
        self.fact = fact


def coefficient(component, read, _bases):
    """Coefficient x money unit, e.g. 3.00 x the base salary."""
    unit, figure = read(component.unit_code), _figure(component, read)

    def formula(facts, _values, _inputs):
        factor = figure(facts)
        return (factor, unit, factor * unit, None) if factor else None

    return formula


def percentage(component, read, bases):
    """Rate x the sum of the components it is reckoned on."""
    figure = _figure(component, read)

    def formula(facts, values, _inputs):
        rate = figure(facts)
        base = sum([values[code] for code in bases if code in values], ZERO)
        return (base, rate, base * rate, None) if base and rate else None

    return formula


def fixed(component, read, _bases):
    """An amount in đồng a month."""
    figure = _figure(component, read)

    def formula(facts, _values, _inputs):
        amount = figure(facts)
        return (1, amount, amount, None) if amount else None

    return formula


def capped(component, read, bases):
    """Rate x the smaller of: the sum it is reckoned on, the ceiling; nothing where the sum is below the floor."""
    figure, ceiling = _figure(component, read), _ceiling(component, read)
    floor = _optional(component.floor_code, read)

    def formula(facts, values, _inputs):
        rate = figure(facts)
        base = sum([values[code] for code in bases if code in values], ZERO)
        counted = base if ceiling is None or base < ceiling else ceiling
        if not counted or not rate or base < floor:
            return None
        return counted, rate, counted * rate, {"base": base, "ceiling": ceiling, "floor": floor or None}

    return formula


def scale(component, read, bases):
    """Progressive scale on: taxable income - deductible lines - the person's deductions."""
    brackets = brackets_of(read(component.law_code))
    own = _optional(component.self_deduction_code, read)
    each = _optional(component.dependant_deduction_code, read)
    income_codes, deductible_codes = bases

    def formula(facts, values, _inputs):
        income = sum([values[code] for code in income_codes if code in values], ZERO)
        if not income:
            return None
        deductible = sum([values[code] for code in deductible_codes if code in values], ZERO)
        taxable = income - deductible - own - each * facts.dependants
        if taxable < 0:
            taxable = ZERO
        details = {
            "income": income,
            "deductible": deductible,
            "self_deduction": own,
            "dependant_deduction": each,
            "dependants": facts.dependants,
        }
        return taxable, None, tax_on(taxable, brackets), details

    return formula


def entered(component, _read, _bases):
    """What was entered for the person and the month, with its document."""
    code = component.code

    def formula(_facts, _values, inputs):
        amount = inputs.get(code)
        return (1, amount, amount, None) if amount else None

    return formula


BUILDERS = {
    "coefficient": coefficient,
    "percentage": percentage,
    "fixed": fixed,
    "capped": capped,
    "scale": scale,
    "pool": entered,
    "input": entered,
}


def _figure(component, read):
    """``figure(facts)`` of the component: from law, from the row, or from the person."""
    if component.fact:
        return _fact(component)
    known = read(component.law_code) if component.law_code else component.figure
    return lambda _facts: known


def _fact(component):
    code, fact, required = component.code, component.fact, component.required
    percent = fact.endswith("_percent")

    def figure(facts):
        value = getattr(facts, fact)
        if required and not value:
            raise MissingFact(code, fact)
        return value / HUNDRED if percent else value

    return figure


def _ceiling(component, read):
    if not component.ceiling_code:
        return None
    multiple = component.ceiling_multiple_code
    return read(component.ceiling_code) * (read(multiple) if multiple else 1)


def _optional(code, read):
    return read(code) if code else ZERO
