"""What a course costs by norm: trainers by the session (buổi), learners by the day and by the head.

đồng throughout. The amounts are dated values or a ward's own (``ward.training.norm``), several of them marked
uncertain; nothing is counted for a norm that is not known.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class Norms:
    """``trainer``: a session of ``periods`` hours; ``person_day``: a learner's day; ``person``: once a learner."""

    trainer: Decimal = Decimal(0)
    periods: Decimal = Decimal(4)
    person_day: Decimal = Decimal(0)
    person: Decimal = Decimal(0)
    class_day: Decimal = Decimal(0)


def sessions_of(hours: Decimal, periods: Decimal) -> int:
    """Sessions that ``hours`` take, a session begun counts."""
    if periods <= 0:
        raise ValueError("a session has more than 0 hours")
    return int((hours / periods).to_integral_value(ROUND_CEILING))


def classes_of(people: int, most: int) -> int:
    """Classes for so many people with at most ``most`` in each; none for nobody."""
    if most < 1:
        raise ValueError("a class has at least one seat")
    return -(-people // most)


def cost(people: int, classes: int, hours: Decimal, days: int, norms: Norms) -> Decimal:
    """Whole đồng, half up, of ``classes`` of one course with ``people`` in all."""
    teaching = norms.trainer * sessions_of(hours, norms.periods) * classes
    rooms = norms.class_day * days * classes
    learners = (norms.person_day * days + norms.person) * people
    return (teaching + rooms + learners).quantize(Decimal(1), ROUND_HALF_UP)
