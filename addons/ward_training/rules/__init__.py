"""The rules of training, free of Odoo: who may enrol, who gets a seat, which hours count.

* ``eligibility``: what stands between a person and a session, fact by fact;
* ``absence``: how many of one unit may be away on a day;
* ``seats``: how many may have a seat and who is promoted from the waiting list;
* ``parts``: the half-days of a session;
* ``attendance``: what half-days of attendance are worth;
* ``door``: a person's code at the door;
* ``hours``: hours credited for a course, and what is still missing in a year.
"""

from . import absence, attendance, door, eligibility, hours, parts, seats

__all__ = ["absence", "attendance", "door", "eligibility", "hours", "parts", "seats"]
