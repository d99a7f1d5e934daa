"""The rules of training, free of Odoo: who may enrol, who gets a seat, which hours count.

* ``eligibility``: what stands between a person and a session, fact by fact;
* ``seats``: how many may have a seat and who is promoted from the waiting list;
* ``hours``: hours credited for a course, and what is still missing in a year;
* ``ics``: seats as entries of a calendar;
* ``required``: hours that a year asks of one person, less the months that do not count;
* ``standing``: hours asked, earned, planned and missing of one person in a year;
* ``validity``: until when a certificate holds, and what the check page says of it;
* ``condition``: whether somebody meets a training condition of the ward;
* ``cost``: what a course costs by norm;
* ``payback``: service owed after a training, and what is paid back.
"""

from . import condition, cost, eligibility, hours, ics, payback, required, seats, standing, validity

__all__ = [
    "condition",
    "cost",
    "eligibility",
    "hours",
    "ics",
    "payback",
    "required",
    "seats",
    "standing",
    "validity",
]
