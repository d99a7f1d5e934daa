from odoo import api, fields, models
from odoo.exceptions import UserError

from ..law import NoLawOn
from ..pay import changed_rules, moved_law
from .named import named

AMOUNTS, OMITTED = "amount", "omission"
UNSEEN = """
SELECT unseen.run_id, touch.cause, array_agg(DISTINCT e.name ORDER BY e.name)
  FROM ward_pay_touch_unseen_rel unseen
  JOIN ward_pay_touch touch ON touch.id = unseen.touch_id
  JOIN hr_employee e ON e.id = touch.employee_id
 WHERE unseen.run_id = ANY(%s) GROUP BY 1, 2
"""
# What this transaction does not see stays, and is told. What concerns this month alone, and no other run waits for, is
# answered: nobody need look at the month again once it is paid.
BEGIN = """
DELETE FROM ward_pay_difference WHERE run_id = %(run)s;
DELETE FROM ward_pay_touch_unseen_rel WHERE run_id = %(run)s;
DELETE FROM ward_pay_touch touch
 WHERE touch.company_id = %(company)s AND touch.run_id IS NULL AND touch.employee_id IS NOT NULL
   AND touch.cause IN ('decision', 'leave', 'amount', 'omission')
   AND touch.since >= %(month)s AND touch.since < %(month)s::date + INTERVAL '1 month'
   AND NOT EXISTS (SELECT FROM ward_pay_touch_unseen_rel unseen WHERE unseen.touch_id = touch.id)
   AND NOT EXISTS (SELECT FROM ward_pay_run run
                    WHERE run.company_id = touch.company_id AND run.month >= %(month)s AND run.state = 'paid')
"""


class WardPayRunStale(models.Model):
    """What has changed since a run was computed: said on its page, and not handed on.

    A decision, leave, an amount or somebody left out marks the runs it concerns (`ward.pay.touch`), by whatever route;
    a run that is computed takes away the marks that it sees. So also what was entered while it was computing is told.
    A decision that comes after the run was submitted follows as back pay; an amount of the month does not change then,
    and one that came in the same moment holds the run back.
    """

    _inherit = "ward.pay.run"

    stale_text = fields.Text(string="Changed since it was computed", compute="_compute_stale_text")

    @api.depends("state", "revision", "month", "company_id")
    @api.depends_context("lang")
    def _compute_stale_text(self):
        changed = self._changed_since()
        for run in self:
            run.stale_text = "\n".join(changed.get(run._origin.id, ()))

    def _changed_since(self, causes=()):
        """``{run: sentences}`` of what changed since it was computed; of these ``causes`` alone, when given."""
        words = self._cause_words()
        held = self.filtered(lambda run: run.state in ("computed", "submitted", "approved"))
        self.env.flush_all()
        self.env.cr.execute(UNSEEN, [held.ids])
        found = {}
        for run, cause, names in sorted(self.env.cr.fetchall(), key=lambda row: list(words).index(row[1])):
            if not causes or cause in causes:
                found.setdefault(run, []).append(words[cause] + named(self.env, names))
        if not causes:
            for run in held.filtered(lambda run: run.state == "computed"):
                found.setdefault(run._origin.id, []).extend(run._law_since() + run._paid_since())
        return found

    def _cause_words(self):
        return {
            AMOUNTS: self.env._("Amounts of the month: "),
            OMITTED: self.env._("Left out, or no longer left out: "),
            "decision": self.env._("Decisions: "),
            "leave": self.env._("Leave: "),
        }

    def _law_since(self):
        """Values of law and components that are not what the run was computed with."""
        # sudo: what the law says is no secret; the run may be read by who comes here
        kept, components = self.sudo().law, self.env["ward.pay.component"]._components(self.company_id)
        if not kept:
            return []
        try:
            codes = {code for code, _day, _value in moved_law(kept, self._law(), components)}
        except NoLawOn as refusal:
            return [self._law_refusal(refusal)]
        codes |= changed_rules(kept, self._plan())
        names = {component.code: component.name for component in self.env["ward.pay.component"].search([])}
        labels = [names.get(code, code) for code in self._labels_of_law(sorted(codes))]
        return [self.env._("Law and components: ") + named(self.env, labels)] if labels else []

    def _paid_since(self):
        """Earlier months that were paid since: what they paid is compared with, and made up."""
        paid = self.search(
            [
                ("company_id", "=", self.company_id.id),
                ("month", "<", self.month),
                ("state", "=", "paid"),
                ("paid_at", ">", self.computed_at),
            ]
        )
        months = ", ".join(run.month.strftime("%m/%Y") for run in paid.sorted("month"))
        return [self.env._("Earlier months that were paid: ") + months] if paid else []

    def _begin_revision(self):
        """What the revision before differed by goes, and the marks of what came after it: the new one has seen that."""
        self.env.cr.execute(BEGIN, {"run": self.id, "company": self.company_id.id, "month": self.month})
        self.env["ward.pay.touch"].invalidate_model()
        self.env["ward.pay.difference"].invalidate_model()

    def _move(self, origin, target, **values):
        if target == "submitted":
            self._refuse_stale()
        elif target in ("approved", "paid"):
            self._refuse_stale((AMOUNTS, OMITTED))
        super()._move(origin, target, **values)

    def _refuse_stale(self, causes=()):
        changed = self._changed_since(causes)
        for run in self.filtered(lambda one: changed.get(one.id)):
            what = "\n".join(changed[run.id])
            if run.state == "computed":
                raise UserError(
                    self.env._(
                        "%(run)s has changed since it was computed.\n%(changes)s\nPress “Compute again”, look at what"
                        " differs, then submit it.",
                        run=run.name,
                        changes=what,
                    )
                )
            raise UserError(
                self.env._(
                    "%(run)s has changed since it was computed.\n%(changes)s\nHave it sent back and computed again.",
                    run=run.name,
                    changes=what,
                )
            )
