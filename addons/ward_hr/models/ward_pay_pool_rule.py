from datetime import date

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date


class WardPayPoolRule(models.Model):
    """Any rule may be simulated; a year is approved and paid by the one in force on its last day."""

    _inherit = "ward.pay.pool"

    def _rule_in_force(self):
        """The rule of the ward on the last day of the year; may be empty."""
        return self.env["ward.pay.policy"]._on(self.company_id, date(self.year, 12, 31))

    def _refuse_other_rule(self):
        in_force = self._rule_in_force()
        if in_force == self.policy_id:
            return
        facts = {
            "pool": self.name,
            "ward": self.company_id.name,
            "day": format_date(self.env, date(self.year, 12, 31), date_format="dd/MM/yyyy"),
            "rule": self._rule_words(self.policy_id),
        }
        if not in_force:
            raise UserError(
                self.env._(
                    "%(pool)s cannot be approved: %(ward)s has no rule for sharing on %(day)s; %(rule)s, comes later."
                    " Enter the rule that holds on that day, with its decision, choose it and compute again.",
                    **facts,
                )
            )
        raise UserError(
            self.env._(
                "%(pool)s cannot be approved or paid by %(rule)s: in force on %(day)s is %(in_force)s. Choose that one"
                " and compute again.",
                in_force=self._rule_words(in_force),
                **facts,
            )
        )

    def _rule_words(self, policy):
        return self.env._(
            "“%(rule)s”, from %(day)s",
            rule=policy.name,
            day=format_date(self.env, policy.since, date_format="dd/MM/yyyy"),
        )
