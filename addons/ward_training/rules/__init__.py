"""The rules of training, free of Odoo: who may enrol, who gets a seat, which hours count.

* ``eligibility``: what stands between a person and a session, fact by fact;
* ``seats``: how many may have a seat and who is promoted from the waiting list;
* ``hours``: hours credited for a course, and what is still missing in a year;
* ``required``: hours that a year asks of one person, less the months that do not count;
* ``standing``: hours asked, earned, planned and missing of one person in a year.
"""

from . import eligibility, hours, required, seats, standing

__all__ = ["eligibility", "hours", "required", "seats", "standing"]
