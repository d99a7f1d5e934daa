from odoo import fields, models
from odoo.exceptions import UserError

from .named import labels_of

OPEN = {"name", "sequence", "reference", "confidence", "file", "file_name"}  # words: they decide no money
HANDED_ON = ("submitted", "approved")


class WardPayComponentPaid(models.Model):
    """A component is no dated fact: once a month is paid with it, what decides money stays as it was then.

    Otherwise paid months would be due anew by figures that nobody decided for them. It may end, and another one begins
    the day after.
    """

    _inherit = "ward.pay.component"

    def write(self, vals):
        asked = vals.keys() - OPEN
        for component in self.filtered(lambda one: one.origin == "local") if asked else ():
            changed = component._changed_by({name: vals[name] for name in asked})
            if changed - {"date_to"}:
                component._refuse_paid(changed - {"date_to"})
                component._refuse_handed_on(changed - {"date_to"})
            if "date_to" in changed:
                ends = fields.Date.to_date(vals["date_to"])
                component._refuse_early_end(ends)
                component._refuse_late_end(ends)
        return super().write(vals)

    def _changed_by(self, vals):
        """The names of what ``vals`` would change."""
        after = self.new(vals, origin=self)
        return {name for name in vals if self._content_of(after, name) != self._content_of(self, name)}

    def _content_of(self, component, name):
        return set(component[name].ids) if self._fields[name].relational else component[name]

    def _last_month(self, *states):
        """The first day of the last month that a run of these states pays with it, or None."""
        # whoever may change a component need not see the payslips that have it
        [(month,)] = self.env["ward.payslip.line"].sudo()._read_group(
            [("component_id", "=", self.id), ("payslip_id.run_id.state", "in", states)], [], ["origin_month:max"]
        )
        return month

    def _refuse_handed_on(self, changed):
        month = self._last_month(*HANDED_ON)
        if month:
            raise UserError(
                self.env._(
                    "%(fields)s of “%(name)s” cannot change: it stands on the pay of %(month)s, which is submitted or"
                    " approved. Have the run sent back, change the component, and have the month computed again.",
                    fields=labels_of(self, changed),
                    name=self.name,
                    month=_month(month),
                )
            )

    def _refuse_paid(self, changed):
        month = self._last_month("paid")
        if month:
            raise UserError(
                self.env._(
                    "%(fields)s of “%(name)s” cannot change: it was paid in %(month)s by what stands there. Enter its"
                    " last day, and add a new component that begins the day after.",
                    fields=labels_of(self, changed),
                    name=self.name,
                    month=_month(month),
                )
            )

    def _refuse_early_end(self, ends):
        """It does not end within a month that is settled with it."""
        month = self._last_month("paid", *HANDED_ON)
        last = month and fields.Date.end_of(month, "month")
        if last and ends and ends < last:
            raise UserError(
                self.env._(
                    "“%(name)s” cannot end on %(day)s: it stands on the pay of %(month)s. Enter %(last)s or a later day"
                    " as its last one, and add a new component that begins the day after.",
                    name=self.name,
                    day=_day(ends),
                    month=_month(month),
                    last=_day(last),
                )
            )

    def _refuse_late_end(self, ends):
        """It does not grow into a month that is settled by its end."""
        ended = self.date_to
        if not ended or (ends and ends <= ended):
            return
        day_after = fields.Date.add(ended, days=1)
        # whoever may change a component need not see the runs
        after = self.env["ward.pay.run"].sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("paid", *HANDED_ON)),
                ("month", ">=", fields.Date.start_of(day_after, "month")),
            ],
            order="month",
            limit=1,
        )
        if after:
            raise UserError(
                self.env._(
                    "“%(name)s” ended on %(day)s, and the pay of %(month)s is settled by that: its last day cannot be"
                    " later. Add a new component that begins the day after; what is due for paid months comes as back"
                    " pay.",
                    name=self.name,
                    day=_day(ended),
                    month=_month(after.month),
                )
            )


def _day(day):
    return f"{day:%d/%m/%Y}"


def _month(month):
    return f"{month:%m/%Y}"
