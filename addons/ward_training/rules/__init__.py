"""The rules of training, free of Odoo: who may enrol, who gets a seat, which hours count.

* ``eligibility``: what stands between a person and a session, fact by fact;
* ``seats``: how many may have a seat and who is promoted from the waiting list;
* ``parts``: the half-days of a session;
* ``hours``: hours credited for a course, and what is still missing in a year.
"""

from . import eligibility, hours, parts, seats

__all__ = ["eligibility", "hours", "parts", "seats"]
