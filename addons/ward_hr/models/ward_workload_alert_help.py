from datetime import timedelta

from odoo import Command, fields, models
from odoo.exceptions import UserError

FIT, UNFIT = 12, 8  # candidates shown: more would not be read


class WardWorkloadAlert(models.Model):
    """From an alert to a proposal: who can help, and the one who is asked."""

    _inherit = "ward.workload.alert"

    def _period_of_help(self):
        first = self.env["ward.reinforcement"]._next_monday()
        rule = self.env["ward.workload.rule"]._on(self.company_id, first)
        return first, first + timedelta(days=rule.help_days - 1)

    def _finder_values(self):
        first, last = self._period_of_help()
        facts = self.env["ward.reinforcement"]._facts(self.company_id, first, last)
        found = self._candidates(facts)
        fit = [one for one in found if not one.refusals][:FIT]
        unfit = [one for one in found if one.refusals][:UNFIT]
        return {
            "alert_id": self.id,
            "date_from": first,
            "date_to": last,
            "candidate_ids": [Command.create(values) for values in self._candidate_values(fit + unfit, facts)],
        }

    def _candidates(self, facts):
        """Ranked by the pure room; nobody while the subject has no figures in the latest month."""
        if not facts or self.department_id.id not in facts.units:
            return []
        return facts.ranked(self.department_id.id, self.employee_id.id)

    def _candidate_values(self, candidates, facts):
        """Values of ``ward.reinforcement.candidate``, in order; names are read together."""
        words = self.env["ward.reinforcement"]
        # sudo: names of colleagues, for those who decide on the whole ward
        people = self.env["hr.employee"].sudo().browse(one.helper.key for one in candidates)
        units = self.env["hr.department"].sudo().browse(one.helper.unit for one in candidates)
        for place, (one, person, unit) in enumerate(zip(candidates, people, units, strict=True)):
            names = [self.department_id.name, unit.name, person.name, self.employee_id.name]
            yield {
                "place": place,
                "employee_id": person.id,
                "department_id": unit.id,
                "share": one.share,
                "hours": one.effect.hours,
                "effect_html": words._effect_html(one.effect, names, facts.rule.overload_index),
                "reasons": words._reasons_in_words(one.reasons),
                "refusals": words._reasons_in_words(one.refusals),
                "same_unit": unit == self.department_id,
            }

    def _propose(self, employee, share, first, last):
        """The proposal for a person, made or, where there is one already, found."""
        self._refuse_strangers()
        known = self.reinforcement_ids.filtered(
            lambda one: one.employee_id == employee and one.state in ("proposed", "accepted")
        )
        if not known and self.state not in ("open", "answered"):
            raise UserError(
                self.env._(
                    "The alert %(alert)s is closed, so nobody is proposed for it. Open it again first.",
                    alert=self.display_name,
                )
            )
        proposal = known[:1] or self.env["ward.reinforcement"].create(
            {
                "alert_id": self.id,
                "employee_id": employee.id,
                "department_id": self.department_id.id,
                "share": share,
                "date_from": fields.Date.to_date(first),
                "date_to": fields.Date.to_date(last),
                "company_id": self.company_id.id,
            }
        )
        return proposal.get_formview_action()
