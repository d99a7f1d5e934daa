from functools import lru_cache

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.ward_hr.law import Law, LawError
from odoo.addons.ward_hr.workload.calendar import CalendarUnknown, WorkingCalendar

from ..rules import clock
from ..rules.escalation import Ladder


@lru_cache(maxsize=4)
def _calendar_of(law):
    return WorkingCalendar.by_law(law)


class WardClock(models.AbstractModel):
    """Terms and lateness in the working days of a ward: gathers the law and the calendar, asks the pure clock."""

    _name = "ward.clock"
    _description = "Clocks of oversight"

    @api.model
    def _law(self, company):
        return self.env["ward.law.value"]._law(company)

    @api.model
    def _calendar(self, company):
        """The working days that the law of ``company`` knows."""
        return _calendar_of(self._law(company))

    @api.model
    def _term(self, company, code, day):
        """The :class:`Term` of a value of law on ``day``."""
        with self._refusing():
            return clock.Term.of(self._law(company).entry(code, day))

    @api.model
    def _number(self, company, code, day):
        with self._refusing():
            return self._law(company).number(code, day)

    @api.model
    def _last_day(self, company, since, code, pauses=()):
        """The last day of the term ``code`` that counts from ``since``."""
        term = self._term(company, code, since)
        with self._refusing():
            return clock.last_day(self._calendar(company), since, term, pauses)

    @api.model
    def _in_working_days(self, company, since, days):
        with self._refusing():
            return self._calendar(company).after(since, days)

    @api.model
    def _late_days(self, company, deadline, done):
        """Working days that ``done`` is after ``deadline``; 0 where a year's holidays are not known."""
        try:
            return clock.late_days(self._calendar(company), deadline, done)
        except CalendarUnknown:
            return max(0, (done - deadline).days)

    @api.model
    def _spans(self, companies, today):
        """``{ward: {step: (first, last deadline)}}`` of what the ladder of each ward speaks of today."""
        laws = self._laws(companies)
        with self._refusing():
            spans = {law: Ladder.by_law(law, today).spans(_calendar_of(law), today) for law in set(laws.values())}
        return {ward: spans[law] for ward, law in laws.items()}

    @api.model
    def _laws(self, companies):
        """``{ward: law}``: wards that entered no value of their own share the shipped one, whatever their number."""
        # sudo: the law of a ward is no secret
        own = self.env["ward.law.value"].sudo().search([("company_id", "in", companies.ids), ("origin", "=", "local")])
        wards = own.company_id
        return {ward: self._law(ward) if ward in wards else Law.shipped() for ward in companies}

    @api.model
    def _refusing(self):
        return _Refusing(self.env)

    @api.model
    def _today(self):
        return fields.Date.context_today(self)


class _Refusing:
    """Turns what the law or the calendar does not know into a sentence for the user."""

    def __init__(self, env):
        self.env = env

    def __enter__(self):
        return self

    def __exit__(self, _kind, error, _trace):
        if isinstance(error, LawError):
            raise self.env["ward.law.value"]._refusal(error) from error
        if isinstance(error, CalendarUnknown):
            raise UserError(
                self.env._(
                    "The public holidays of %(year)s are not known, so no day of that year can be reckoned. "
                    "Enter them under Law, or choose an earlier day.",
                    year=error.year,
                )
            ) from error
