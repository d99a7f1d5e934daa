"""What if: the month reckoned again with other law or other people, beside today's, and nothing kept.

A variant is a list of changes. Law and components change the `Plan` (``with_values``, one more
`Component`); the changes here make another list of `Placed` people of the one that is known. All
take the month's first and last day, and act from their own day on, also in the middle of a month.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from .changed import altered
from .facts import ZERO, Person, within_month

ONE_DAY = timedelta(1)


class Placed(NamedTuple):
    """A `Person` of a month, and the key of the unit that bears the cost (that of the last day)."""

    person: Person
    unit: object


class Cost(NamedTuple):
    """What a unit costs in a month, in đồng: ``gross`` pay, and contributions of the ``employer``."""

    people: int = 0
    gross: Decimal = ZERO
    employer: Decimal = ZERO

    @property
    def total(self):
        return self.gross + self.employer

    def plus(self, other):
        return Cost(*[mine + theirs for mine, theirs in zip(self, other, strict=True)])


@dataclass(frozen=True)
class Altered:
    """People whose facts are other ones from ``since`` on: ``alter(facts)`` gives the new `Facts`.

    ``concerns(placed, facts)`` says whom: asked for each stretch of a person.
    """

    since: date
    concerns: Callable
    alter: Callable

    def apply(self, people, _first, _last):
        return [self._altered(placed) for placed in people]

    def _altered(self, placed):
        def alter(facts):
            return self.alter(facts) if self.concerns(placed, facts) else facts

        return placed._replace(person=altered(placed.person, self.since, alter))


@dataclass(frozen=True)
class Moved:
    """The people with these ``keys`` are borne by another unit from the month of ``since`` on."""

    since: date
    keys: frozenset
    unit: object

    def apply(self, people, _first, last):
        if self.since > last:
            return people
        return [one._replace(unit=self.unit) if one.person.key in self.keys else one for one in people]


@dataclass(frozen=True)
class Left:
    """The people with these ``keys`` are in service for the last time on the day before ``since``."""

    since: date
    keys: frozenset

    def apply(self, people, _first, _last):
        kept = []
        for placed in people:
            if placed.person.key not in self.keys:
                kept.append(placed)
                continue
            versions = [(one.first, one.last, one.facts) for one in placed.person.stretches]
            stretches = within_month(versions, date.min, self.since - ONE_DAY)
            if stretches:
                kept.append(placed._replace(person=placed.person._replace(stretches=stretches)))
        return kept


@dataclass(frozen=True)
class Filled:
    """``count`` vacant posts of a unit filled from ``since`` on by people with these `Facts`."""

    since: date
    unit: object
    facts: object
    count: int = 1

    def apply(self, people, first, last):
        stretches = within_month([(self.since, None, self.facts)], first, last)
        if not stretches:
            return people
        return [*people, *[Placed(Person(None, stretches), self.unit)] * self.count]


def costs(plan, people, changes=()):
    """``{unit: Cost}`` of the month of ``plan`` for `Placed` people after the changes, in their order.

    Raises ``NoLawOn`` and `MissingFact` like the run of such a month would.
    """
    for change in changes:
        people = change.apply(people, plan.first, plan.last)
    found = {}
    for placed in people:
        slip = plan.compute(placed.person)
        if slip.lines:
            cost = Cost(1, slip.gross, slip.employer)
            found[placed.unit] = found.get(placed.unit, Cost()).plus(cost)
    return found
