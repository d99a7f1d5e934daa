import gc
from contextlib import contextmanager

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..law import NoLawOn
from ..pay import Plan, changed_bases, snapshot
from ..workload.calendar import CalendarUnknown
from .named import named
from .ward_import_progress import Cancelled

BATCH = 500  # people between two notes of how far a run is
GATHERED, RECKONED, COPIED = 0.2, 0.5, 0.9  # parts of the time that each step has taken at its end


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

    _name = "ward.pay.run"
    _inherit = ["ward.pay.run", "ward.import.progress"]

    remark_text = fields.Text(string="To be noticed", compute="_compute_remark_text")

    def action_compute(self):
        """Compute the month anew; what was computed before is replaced."""
        self._check_role("pay_officer")
        for run in self:
            run._compute_slips()

    def _compute_slips(self):
        """The number of payslips of the new revision; see `_compute_revision`. Cancelled, it leaves the old one."""
        try:
            return self._compute_revision()
        except Cancelled as error:
            raise UserError(
                _("Computing %(run)s was cancelled. The revision before stays as it was.", run=self.name)
            ) from error

    @without_collecting()
    def _compute_revision(self):
        """Gather the facts, reckon every payslip, and keep them as a new revision.

        All in the transaction of the caller: either the whole revision is kept or nothing.
        Refused, with names: a month without people, missing facts, law that is not known.
        Returns the number of payslips.
        """
        self._lock("draft", "computed")
        tell = self._teller()
        plan = self._plan()
        staff = self._gather(plan)
        self._refuse_missing(plan, staff)
        staff, origins, touches, whole = self._with_back_pay(staff, plan, tell)
        tell = tell.part(len(origins) / (len(origins) + 1), 1)  # each month made up is as much work as this one
        tell(GATHERED)
        reckoned = self._reckon(plan, staff, tell.part(GATHERED, RECKONED))
        self._refuse_unpaid(reckoned)
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
        law = snapshot(plan, {code: row[2] for code, row in components.items()}, origins)
        self.env["ward.pay.revision"]._keep_revision(self)
        self._keep_slips(plan, paid, components, changed_bases(self.law, law) if self.revision else {})
        tell(COPIED)
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
        self._compare()
        tell(1)
        self.env["ward.payslip"].invalidate_model()
        self.env["ward.payslip.line"].invalidate_model()
        return len(paid)

    def _reckon(self, plan, staff, tell):
        """``[(Staff, Payslip)]``; told how far it is, and cancelled, between batches of people."""
        reckoned = []
        try:
            for start in range(0, len(staff), BATCH):
                tell(start / len(staff))
                reckoned += [(one, plan.compute(one.person)) for one in staff[start : start + BATCH]]
        except NoLawOn as refusal:
            raise UserError(self._law_refusal(refusal)) from refusal
        except CalendarUnknown as refusal:
            raise UserError(self._calendar_refusal(refusal)) from refusal
        return reckoned

    def _compare(self):
        """The differences to last month."""
        previous = self._previous()
        if previous:
            self.env["ward.pay.difference"]._to_month(self, previous, changed_bases(previous.law, self.law))

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

    def _calendar_refusal(self, refusal):
        return _(
            "The pay of %(month)s cannot be computed: somebody has days without pay, and the public holidays of"
            " %(year)s are not known, so its working days cannot be counted. Wait for the release that holds them.",
            month=self.month.strftime("%m/%Y"),
            year=refusal.year,
        )

    def _remarks(self, law, reckoned, plan, whole):
        """What the approver should know, as data: people by name, values by code."""
        uncertain = {
            code: rows[-1]["label"]
            for code, rows in law["law"].items()
            if rows[-1]["confidence"] in ("uncertain", "proposed")
        }
        unlike = [
            (one, slip)
            for one, slip in reckoned
            if slip.days != plan.days or slip.absent or slip.net < 0 or not slip.lines
            or one.person.back or len(one.person.stretches) > 1
        ]  # fmt: skip
        if not any(slip.absent for _one, slip in unlike):  # a limit of absent days decided nothing
            uncertain = {code: label for code, label in uncertain.items() if code not in self._limits(plan)}
        return {
            "nothing": [one.name for one, slip in unlike if not slip.lines],
            "split": [one.name for one, slip in unlike if slip.lines and _is_split(one.person, slip, plan)],
            "entered": [one.name for one, _slip in unlike if one.person.inputs and not one.person.stretches],
            "back": [one.name for one, _slip in unlike if one.person.back],
            "whole": sorted(whole),
            "left_out": self.omission_ids.mapped("display_name"),
            "absent": [one.name for one, slip in unlike if slip.absent],
            "negative": [one.name for one, slip in unlike if slip.net < 0],
            "uncertain": sorted(uncertain),
        }

    @staticmethod
    def _limits(plan):
        return {component.absence_limit_code for component in plan.components}

    def _labels_of_law(self, codes):
        """The names of values of law, in the reader's language; a code that is gone stays as it is."""
        if not codes:
            return []
        found = self.env["ward.law.value"].search([("code", "in", codes), ("origin", "=", "shipped")])
        labels = {value.code: value.label for value in found}
        return [labels.get(code, code) for code in codes]

    @api.depends("remarks")
    @api.depends_context("lang")
    def _compute_remark_text(self):
        for run in self:
            kept = dict(run.remarks or {})
            kept["uncertain"] = run._labels_of_law(kept.get("uncertain", ()))
            texts = {
                "nothing": _("No component applies to, so no payslip: "),
                "split": _("Month split by a decision, joining or leaving: "),
                "absent": _("Days without pay: "),
                "negative": _(
                    "Deductions exceed pay, so nothing is transferred. Lower them and compute again, or agree how it is"
                    " repaid: what is owed stands on the treasury list, and later runs name it. People: "
                ),
                "entered": _("Not in service, paid the amounts entered alone: "),
                "back": _("With back pay for earlier months: "),
                "whole": _("An earlier month is paid whole, nothing was paid for it before: "),
                "left_out": _("Left out of this run: "),
                "uncertain": _("Reckoned with values marked uncertain: "),
            }
            run.remark_text = "\n".join(
                text + named(self.env, kept[key]) for key, text in texts.items() if kept.get(key)
            )


def _is_split(person, slip, plan):
    return bool(person.stretches) and (slip.days != plan.days or len(person.stretches) > 1)
