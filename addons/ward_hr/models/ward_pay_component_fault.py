from odoo import api, models
from odoo.exceptions import ValidationError

from ..pay.component import FAULTS


class WardPayComponentFault(models.Model):
    """What is wrong with a component, in the reader's language: the core says it by a code (`FAULTS`)."""

    _inherit = "ward.pay.component"

    @api.model
    def _refusal(self, error, company):
        """The `ComponentError` of a ward's list as an error that names the component and what to do."""
        # sudo: names of components, whoever computes; archived ones are named too
        known = self.sudo().with_context(active_test=False).search([("company_id", "in", (False, company.id))])
        names = {component.code: component.name for component in known}
        value = " -> ".join(names.get(code, code) for code in error.value.split(" -> "))
        return ValidationError(
            self.env._(
                "“%(name)s” (%(code)s) cannot be reckoned: %(reason)s. Correct it under Configuration / Pay"
                " components.",
                name=names.get(error.code, error.code),
                code=error.code,
                reason=self._fault_words(value)[error.fault],
            )
        )

    def _fault_words(self, value=""):
        """``{fault: its words}`` of all `FAULTS`."""
        unknown = self.env._("“%(value)s” is not known here", value=value)
        words = {
            "on_day": self.env._("a day of the month is entered where it is split by a day, and only there"),
            "round_to": self.env._("its lines are rounded to 1, 10, 100 or 1,000 đồng"),
            "absence_limit": self.env._(
                "it has a limit of days without pay, so it is reckoned once a month, by its first or last day"
            ),
            "figure": self.env._("it needs one of these, and only one: value of law, fact of the person, own figure"),
            "base": self.env._("the components it is reckoned on are not entered"),
            "unit": self.env._("the value of law that its coefficient is multiplied by is not entered"),
            "scale": self.env._("the value of law that holds its scale is not entered"),
            "once": self.env._("its kind is reckoned once a month: by the first day, the last day or a day of it"),
            "twice": self.env._("another component has the same code"),
            "cycle": self.env._("it is reckoned on itself: %(value)s", value=value),
            "no_base": self.env._(
                "it is reckoned on “%(value)s”, which is archived or gone; bring that one back, or enter another",
                value=value,
            ),
            "days_on_once": self.env._(
                "it goes by days and is reckoned on “%(value)s”, which is reckoned once a month; let it"
                " be reckoned by the first or last day as well",
                value=value,
            ),
        }
        return dict.fromkeys(FAULTS, unknown) | words
