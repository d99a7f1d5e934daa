"""Whether a value that a ward enters fits the law that is known, or contradicts it or leaves a gap."""

from typing import NamedTuple

from .value import LawValue

CERTAIN = ("reported", "common")


class Misfit(NamedTuple):
    """``kind``: ``same_day`` and ``between`` contradict known law, ``gap_before`` and ``gap_after`` leave days
    without a value, ``nothing_to_end`` ends what was not in force. ``others``: the values it does not fit, in order.
    """

    kind: str
    others: tuple[LawValue, ...]


def misfit(value, shipped, history):
    """The `Misfit` of ``value``, or None.

    ``shipped``: the values of its code that come with the system; ``history``: all values of its code that hold
    for the ward, oldest first, ``value`` among them. What is uncertain or proposed may always be replaced.
    """
    same = [one for one in shipped if one.since == value.since]
    if same and _certain(same[0]) and _says(same[0]) != _says(value):
        return Misfit("same_day", (same[0],))
    earlier = [one for one in history if one.since < value.since]
    later = [one for one in history if one.since > value.since]
    before, after = (earlier or [None])[-1], (later or [None])[0]
    if value.repealed and (before is None or before.repealed):
        return Misfit("nothing_to_end", (before,) if before else ())
    if value.repealed and after and not after.repealed:
        return Misfit("gap_after", (after,))
    if before and before.repealed:
        return Misfit("gap_before", (before,))
    if before and after and _known(before) and _known(after):
        return Misfit("between", (before, after))
    return None


def _certain(value):
    """Known for sure, and not an end, which a ward's value may always follow on its day."""
    return value.confidence in CERTAIN and not value.has_uncertain and not value.repealed


def _known(value):
    return value.origin == "shipped" and _certain(value)


def _says(value):
    return value.repealed, value.value
