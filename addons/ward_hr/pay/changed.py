"""A month as it would be with other facts from a day on: what a decision not yet signed would change."""

from dataclasses import replace
from datetime import timedelta

from .facts import Stretch


def changed_from(person, day, **facts):
    """The `Person` whose stretches say ``facts`` (fields of `Facts`) from ``day`` on; a stretch around it is cut.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from odoo.addons.ward_hr.pay import Facts
    >>> month = Person(1, (Stretch(date(2026, 10, 1), date(2026, 10, 31), Facts("civil_servant", Decimal(3))),))
    >>> raised = changed_from(month, date(2026, 10, 15), pay_coefficient=Decimal("3.33"))
    >>> [(s.first.day, s.last.day, str(s.facts.pay_coefficient)) for s in raised.stretches]
    [(1, 14, '3'), (15, 31, '3.33')]
    """
    return altered(person, day, lambda known: replace(known, **facts))


def altered(person, day, alter):
    """The `Person` whose `Facts` are ``alter(facts)`` from ``day`` on; a stretch around it is cut."""
    stretches = []
    for stretch in person.stretches:
        if stretch.first < day <= stretch.last:
            stretches.append(Stretch(stretch.first, day - timedelta(1), stretch.facts))
        if stretch.last >= day:
            stretches.append(Stretch(max(stretch.first, day), stretch.last, alter(stretch.facts)))
        else:
            stretches.append(stretch)
    return person._replace(stretches=tuple(stretches))
