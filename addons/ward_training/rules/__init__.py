"""The rules of training, free of Odoo: who may enrol, who gets a seat, which hours count.

* ``eligibility``: what stands between a person and a session, fact by fact;
* ``absence``: how many of one unit may be away on a day;
* ``seats``: how many may have a seat and who is promoted from the waiting list;
* ``parts``: the half-days of a session;
* ``attendance``: what half-days of attendance are worth;
* ``door``: a person's code at the door;
* ``hours``: hours credited for a course, and what is still missing in a year;
* ``ics``: seats as entries of a calendar;
* ``required``: hours that a year asks of one person, less the months that do not count;
* ``standing``: hours asked, earned, planned and missing of one person in a year;
* ``validity``: until when a certificate holds, and what the check page says of it;
* ``condition``: whether somebody meets a training condition of the ward;
* ``cost``: what a course costs by norm;
* ``payback``: service owed after a training, and what is paid back.
"""

from . import (
    absence,
    attendance,
    condition,
    cost,
    door,
    eligibility,
    hours,
    ics,
    parts,
    payback,
    required,
    seats,
    standing,
    validity,
)

__all__ = [
    "absence",
    "attendance",
    "condition",
    "cost",
    "door",
    "eligibility",
    "hours",
    "ics",
    "parts",
    "payback",
    "required",
    "seats",
    "standing",
    "validity",
]
