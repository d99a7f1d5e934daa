import gc
from contextlib import contextmanager

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..law import NoLawOn
from ..pay import Plan, changed_codes, snapshot

NAMES_SHOWN = 10


@contextmanager
def without_collecting():
    """No garbage collection inside: tens of thousands of small tuples without a cycle among them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class WardPayRunCompute(models.Model):
    """Gather, compute, keep: a dozen statements for any number of people."""

    _inherit = "ward.pay.run"

    missing_employee_ids = fields.Many2many(
        "hr.employee", compute="_compute_missing", string="People with missing facts"
    )
    missing_text = fields.Text(compute="_compute_missing")
    remark_text = fields.Text(string="To be noticed", compute="_compute_remark_text")

    def action_compute(self):
        """Compute the month anew; what was computed before is replaced."""
        self._check_role("pay_officer")
        for run in self:
            run._compute_slips()

    @without_collecting()
    def _compute_slips(self):
        """Gather the facts, reckon every payslip, and keep them as a new revision.

        All in the transaction of the caller: either the whole revision is kept or nothing.
        Refused, with names: a month without people, missing facts, law that is not known.
        Returns the number of payslips.
        """
        self._lock("draft", "computed")
        plan = self._plan()
        staff = self._gather(plan)
        self._refuse_missing(plan, staff)
        staff, origins, touches, whole = self._with_back_pay(staff, plan)
        try:
            reckoned = [(one, plan.compute(one.person)) for one in staff]
        except NoLawOn as refusal:
            raise UserError(self._law_refusal(refusal)) from refusal
        paid = [(one, slip) for one, slip in reckoned if slip.lines]
        if not paid:
            raise UserError(
                _(
                    "The pay of %(month)s cannot be computed: nobody is in service at %(ward)s in"
                    " that month. Enter the staff with their decisions first.",
                    month=self.month.strftime("%m/%Y"),
                    ward=self.company_id.name,
                )
            )
        components = self._component_ids()
        self._delete_slips()
        self._copy_slips(plan, paid, components)
        law = snapshot(plan, {code: row[2] for code, row in components.items()}, origins)
        self._keep(
            {
                "state": "computed",
                "revision": self.revision + 1,
                "people": len(paid),
                "gross": sum(slip.gross for _one, slip in paid),
                "deductions": sum(slip.deductions for _one, slip in paid),
                "net": sum(slip.net for _one, slip in paid),
                "employer": sum(slip.employer for _one, slip in paid),
                "law": law,
                "touch_count": touches,
                "remarks": self._remarks(law, reckoned, plan, whole),
                "computed_by_id": self.env.uid,
                "computed_at": fields.Datetime.now(),
            }
        )
        self.flush_recordset()
        previous = self._previous()
        changed = changed_codes(previous.law, law) if previous else ()
        self.env["ward.pay.difference"]._refresh(self, previous, changed)
        self.env["ward.payslip"].invalidate_model()
        self.env["ward.payslip.line"].invalidate_model()
        return len(paid)

    def _plan(self):
        components = self.env["ward.pay.component"]._components(self.company_id)
        return Plan(components, self._law(), self.month)

    def _law(self):
        return self.env["ward.law.value"]._law(self.company_id)

    def _previous(self):
        """The run of the month before, when it has payslips."""
        # kept law is read for the comparison, whoever computes
        return self.sudo().search(
            [
                ("company_id", "=", self.company_id.id),
                ("month", "=", fields.Date.subtract(self.month, months=1)),
                ("state", "!=", "draft"),
            ]
        )

    # -- refusals and remarks ----------------------------------------------------------

    @api.depends("state", "month", "company_id")
    def _compute_missing(self):
        for run in self:
            missing = []
            if run.state in ("draft", "computed") and run.month and run.ids:
                plan = run._plan()
                missing = run._missing(plan, run._gather(plan))
            run.missing_employee_ids = [one.id for one, _facts in missing]
            run.missing_text = run._missing_words(missing)

    def _missing(self, plan, staff):
        """List of (`Staff`, names of the facts that are missing), complete people left out."""
        found = []
        for one in staff:
            facts = {fact for _code, fact in plan.missing(one.person)}
            if not all(stretch.facts.staff_type for stretch in one.person.stretches):
                facts.add("staff_type_id")
            if facts:
                found.append((one, sorted(facts)))
        return found

    def _missing_words(self, missing):
        # the label of a field is no secret, its values are
        labels = self.env["hr.version"].sudo().fields_get(attributes=["string"])
        return "\n".join(
            f"{one.name}: {', '.join(labels[fact]['string'] for fact in facts)}"
            for one, facts in missing
        )

    def _refuse_missing(self, plan, staff):
        missing = self._missing(plan, staff)
        if missing:
            more = len(missing) - NAMES_SHOWN
            raise UserError(
                _(
                    "The pay of %(month)s cannot be computed: facts are missing for %(count)s"
                    " people.\n%(people)s\nEnter their decisions (Staff), then compute again.",
                    month=plan.first.strftime("%m/%Y"),
                    count=len(missing),
                    people=self._missing_words(missing[:NAMES_SHOWN])
                    + ("\n…" if more > 0 else ""),
                )
            )

    def _law_refusal(self, refusal):
        return _(
            "The pay of %(month)s cannot be computed: %(label)s (%(code)s) has no value in force"
            " on %(day)s. Enter the value that holds then, with its source (Law), and compute"
            " again.",
            month=self.month.strftime("%m/%Y"),
            label=refusal.label,
            code=refusal.code,
            day=refusal.day.strftime("%d/%m/%Y"),
        )

    def _remarks(self, law, reckoned, plan, whole):
        """What the approver should know, as data: people by name, values by code."""
        uncertain = {
            code: rows[-1]["label"]
            for code, rows in law["law"].items()
            if rows[-1]["confidence"] in ("uncertain", "proposed")
        }
        return {
            "nothing": [one.name for one, slip in reckoned if not slip.lines],
            "split": [
                one.name
                for one, slip in reckoned
                if one.person.stretches
                and slip.lines
                and (slip.days != plan.days or len(one.person.stretches) > 1)
            ],
            "back": [one.name for one, _slip in reckoned if one.person.back],
            "whole": sorted(whole),
            "left_out": self.omission_ids.mapped("display_name"),
            "negative": [one.name for one, slip in reckoned if slip.net < 0],
            "uncertain": sorted(uncertain),
        }

    @api.depends("remarks")
    @api.depends_context("lang")
    def _compute_remark_text(self):
        for run in self:
            kept = run.remarks or {}
            texts = {
                "nothing": _("No component applies to, so no payslip: "),
                "split": _("Month split by a decision, joining or leaving: "),
                "negative": _("Deductions exceed pay: "),
                "back": _("With back pay for earlier months: "),
                "whole": _("An earlier month is paid whole, nothing was paid for it before: "),
                "left_out": _("Left out of this run: "),
                "uncertain": _("Reckoned with values marked uncertain: "),
            }
            run.remark_text = "\n".join(
                text + ", ".join(kept[key]) for key, text in texts.items() if kept.get(key)
            )

    def action_missing(self):
        """The people whose facts are missing."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("People with missing facts"),
            "res_model": "hr.employee",
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", self.missing_employee_ids.ids)],
        }
