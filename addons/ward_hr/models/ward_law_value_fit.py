from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..law import Law, misfit


class WardLawValueFit(models.Model):
    """Refuses a value of a ward that contradicts known law, stands twice, or leaves days without a value."""

    _inherit = "ward.law.value"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_twice(vals.get("code"), vals.get("since"), vals.get("company_id") or self.env.company.id)
        return super().create(vals_list)

    def write(self, vals):
        if vals.get("since"):
            for value in self.filtered(lambda one: one.origin == "local"):
                value._refuse_twice(value.code, vals["since"], value.company_id.id)
        return super().write(vals)

    def _refuse_twice(self, code, since, company):
        """The index would refuse it too, but could not name the value that stands there."""
        standing = self.search(
            [("code", "=", code), ("since", "=", since), ("company_id", "=", company), ("id", "not in", self.ids)],
            limit=1,
        )
        if standing:
            raise ValidationError(
                self.env._(
                    "A second value from %(day)s cannot be kept, because your ward has one of that day: %(other)s."
                    " Change that one, or enter another day.",
                    day=_day(fields.Date.to_date(since)),
                    other=standing._named(),
                )
            )

    @api.constrains("code", "since", "repealed", "active", "value_number", "value_word", "value_rows")
    def _check_fits(self):
        for value in self.filtered(lambda one: one.origin == "local" and one.active):
            law = self._law_as_entered(value.company_id.id)
            found = misfit(value._as_value(), Law.shipped().history(value.code), law.history(value.code))
            if found:
                raise ValidationError(value._misfit_words(found))

    def _misfit_words(self, found):
        facts = {"value": self._named(), "other": "; ".join(self._named_other(one) for one in found.others)}
        day = _day(self.since)
        _ = self.env._
        if found.kind == "gap_after":
            return _(
                "%(value)s leaves a gap: from %(day)s until the day before %(other)s nothing would be known."
                " Enter the end on the day of that value, or enter the value of the days between.",
                day=day,
                **facts,
            )
        if found.kind == "gap_before":
            return _(
                "%(value)s leaves a gap: from %(other)s until the day before %(day)s nothing would be known."
                " First enter the value of the days between (0 if nothing is due then).",
                day=day,
                **facts,
            )
        if found.kind == "nothing_to_end":
            return _("%(value)s ends nothing, because no value is in force then. Enter the value itself.", **facts)
        return _(
            "%(value)s contradicts what is known: %(other)s. A ward may replace what is uncertain or proposed, and"
            " enter what comes later; if the known value is wrong, have it corrected with a release.",
            **facts,
        )

    def _named(self):
        return self.env._(
            "%(label)s %(value)s from %(day)s (%(reference)s)",
            label=self.label,
            value=self.value_display,
            day=_day(self.since),
            reference=self.reference,
        )

    def _named_other(self, other):
        """A pure value as its row says it."""
        # sudo: the law holds nothing personal, and is to be named in a refusal
        company = self.company_id.id if other.origin == "local" else False
        row = self.sudo().search(
            [("code", "=", other.code), ("since", "=", other.since), ("company_id", "=", company)], limit=1
        )
        return row._named()


def _day(day):
    return f"{day:%d/%m/%Y}" if day else ""
