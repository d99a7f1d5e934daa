"""The score of an inspection visit, from 0 to 100."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PASS, FAIL, NOT_APPLICABLE, UNANSWERED = "pass", "fail", "na", "unanswered"
FULL = Decimal(100)
TENTH = Decimal(1) / 10


class Unanswered(Exception):
    """The visit cannot be scored for good: ``count`` items have no answer."""

    def __init__(self, count):
        super().__init__(f"{count} items without an answer")
        self.count = count


@dataclass(frozen=True)
class Answer:
    """The answer to one item; ``weight`` is a positive number, without unit."""

    result: str
    weight: int
    critical: bool = False


@dataclass(frozen=True)
class Score:
    """``value`` 0 to 100 with one decimal, or None when nothing was applicable."""

    value: Decimal | None
    passed: int
    base: int
    critical_failed: bool
    capped: bool
    unanswered: int


def score(answers, critical_cap):
    """Score of the answered items, not applicable ones left out of the base.

    The weights of passed items over the weights of passed and failed ones, out of 100,
    rounded half up to a tenth; at most ``critical_cap`` when a critical item failed.
    Unanswered items count for nothing yet: see ``final``.
    """
    counted = [answer for answer in answers if answer.result in (PASS, FAIL)]
    base = sum(answer.weight for answer in counted)
    passed = sum(answer.weight for answer in counted if answer.result == PASS)
    critical_failed = any(answer.critical and answer.result == FAIL for answer in counted)
    unanswered = sum(answer.result == UNANSWERED for answer in answers)
    if not base:
        return Score(None, passed, base, critical_failed, False, unanswered)
    value = (FULL * passed / base).quantize(TENTH, ROUND_HALF_UP)
    cap = Decimal(critical_cap)
    capped = critical_failed and value > cap
    return Score(
        cap.quantize(TENTH) if capped else value,
        passed,
        base,
        critical_failed,
        capped,
        unanswered,
    )


def final(answers, critical_cap):
    """The score of a visit that is being signed; raises ``Unanswered``."""
    result = score(answers, critical_cap)
    if result.unanswered:
        raise Unanswered(result.unanswered)
    return result
