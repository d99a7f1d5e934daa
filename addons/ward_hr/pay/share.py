"""Which part of a month a component is due: by calendar days or by working days, less those without pay."""

from decimal import Decimal

from .facts import ZERO


def days_of(plan, component):
    """How many days of the month a component goes by."""
    return len(plan.working_days) if component.proration == "working_days" else plan.days


def days_due(plan, component, first, last, away, whole):
    """``(days due x whole, working days without pay, of how many)`` of the days ``first`` to ``last`` of the month.

    The latter two are None for what goes by calendar days where nobody was away. ``away``: an `Away` or None;
    ``whole``: a multiple of its working days, so that nothing is divided that does not come out even.
    """
    absent, working = _lost(component, away)
    if component.proration == "working_days":
        working = sum([first <= day.day <= last for day in plan.working_days])
        absent = min(absent or ZERO, working)
        return (working - absent) * whole, absent, working
    days = (last - first + 1) * whole
    return days * (working - absent) / working if working else days, absent, working


def deciding(component, stints):
    """The stint by which a component is reckoned once a month, or None when nobody is in service on its day."""
    if component.proration == "on_day":
        return next((one for one in stints if one.first <= component.on_day <= one.last), None)
    return stints[-1] if component.proration == "last_day" else stints[0]


def _lost(component, away):
    """(working days without pay that a component loses in a stint, of how many); (None, None) when it loses none."""
    if away is None or component.absence == "kept":
        return None, None
    if away.month and component.absence == "month":
        working = away.working or 1
        return Decimal(working), working
    return (away.absent, away.working) if away.absent else (None, None)
