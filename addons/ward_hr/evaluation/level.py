"""The level of a rating (art. 20)."""

from decimal import Decimal

from .rules import FAILED, Rules


class NotACause(ValueError):
    """A cause that the law of the day does not know, or knows for leaders only."""


def level(points: Decimal, rules: Rules, cause: str = "", is_leader: bool = False) -> str:
    """The code of the level: by points, or not completed for a cause of art. 20.4."""
    if cause:
        leaders_only = dict(rules.causes).get(cause)
        if leaders_only is None or (leaders_only and not is_leader):
            raise NotACause(cause)
        return FAILED
    return next((code for code, least in rules.levels if points >= least), FAILED)


def rank(code: str, rules: Rules) -> int:
    """0 for the best level, then one more for each below."""
    return [known for known, _least in rules.levels].index(code)
