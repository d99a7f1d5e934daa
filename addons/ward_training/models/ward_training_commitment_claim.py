"""How a commitment moves: signed, claimed when the person leaves, paid back or exempt."""

from decimal import Decimal

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..rules import payback


class WardTrainingCommitment(models.Model):
    _inherit = "ward.training.commitment"

    def action_sign(self):
        """The undertaking is signed: what it says holds from now on."""
        self.check_access("write")
        self._check_state("draft")
        for one in self:
            one._keep({"state": "signed", "signed_on": one.signed_on or fields.Date.context_today(one)})
        return True

    def action_draft(self):
        """Take a signed one back, to correct it; not once a claim was opened."""
        self.check_access("write")
        self._check_state("signed")
        self._keep({"state": "draft"})
        return True

    def action_no_degree(self):
        """The training is over, and there is no degree: the whole cost is claimed."""
        self.check_access("write")
        self._check_state("signed")
        for one in self:
            one._open_claim(payback.NO_DEGREE, one.date_to)
        return True

    def action_exempt(self, reason, paper):
        """Nothing is paid back, for a reason of art. 8 that a paper shows; the head of the ward decides."""
        self._check_ward_head()
        self._check_state("claim")
        if not (reason or "").strip() or not (paper or "").strip():
            raise UserError(
                self.env._(
                    "An exemption needs its reason and the paper that shows it (confirmation of illness, disaster or"
                    " epidemic; decision that moves the person within the political system)."
                )
            )
        # sudo: the head decides on what HR keeps; the role was just checked
        self.sudo()._keep({"state": "exempt", "exemption": reason.strip(), "exemption_paper": paper.strip()})
        self.sudo().activity_unlink(["ward_training.mail_activity_claim"])
        return True

    def action_paid(self, receipt):
        """The amount has come in."""
        self.check_access("write")
        self._check_state("claim")
        if not (receipt or "").strip():
            raise UserError(self.env._("Write the number and day of the receipt by which the amount came in."))
        self._keep({"state": "paid", "receipt": receipt.strip()})
        self.activity_unlink(["ward_training.mail_activity_claim"])
        return True

    def action_settle(self):
        """Ask what settles the claim: a receipt, or an exemption."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_commitment_settle_action")
        return {**action, "context": {"default_commitment_id": self.id}}

    # -- the claim ---------------------------------------------------------------------------------

    def _open_claim(self, cause, left_on):
        """What is owed on the last day in service; nothing is claimed of who has served all of it."""
        served = payback.months_between(fields.Date.add(self.date_to, days=1), left_on)
        amount = payback.pay_back(Decimal(str(self.cost)), self.months_owed, served, cause)
        if not amount and cause in payback.PART:
            return
        self._keep(
            {
                "state": "claim",
                "cause": cause,
                "left_on": left_on,
                "months_served": served,
                "claim_amount": float(amount),
            }
        )
        self._ask_to_follow_up()

    def _ask_to_follow_up(self):
        """A thing to do for the HR officers of the ward."""
        officers = self.env.ref("ward_hr.ward_hr_group_hr_officer").all_user_ids
        for user in officers.filtered(lambda user: self.company_id in user.company_ids and not user.share):
            self.activity_schedule(
                "ward_training.mail_activity_claim",
                user_id=user.id,
                summary=self.with_context(lang=user.lang).env._(
                    "%(person)s leaves on %(day)s and owes for training",
                    person=self.employee_id.name,
                    day=format_date(self.env, self.left_on),
                ),
            )

    def _check_state(self, *states):
        names = dict(self._fields["state"]._description_selection(self.env))
        for one in self:
            if one.state not in states:
                raise UserError(
                    self.env._(
                        "“%(record)s” is “%(state)s”: this step is not possible now. Load the page anew.",
                        record=one.display_name,
                        state=names[one.state],
                    )
                )

    def _check_ward_head(self):
        self.check_access("read")
        if not self.env.user.has_group("ward_hr.ward_hr_group_ward_head"):
            raise AccessError(
                self.env._("Whether something is paid back is decided by the head of the ward. Ask there.")
            )
        if any(one.sudo().employee_id.user_id == self.env.user for one in self):  # sudo: only whose it is
            raise AccessError(self.env._("Nobody decides on the own commitment. Ask the upper tier."))


class WardDecision(models.Model):
    """Who leaves, by a decision, owes what a commitment says."""

    _inherit = "ward.decision"

    def _apply_one_each(self):
        done = super()._apply_one_each()
        leaving = self.filtered(lambda decision: decision._leaves())
        if leaving:
            leaving._claim_commitments()
        return done

    def _claim_commitments(self):
        """Opens the claims of those who leave; one search for all."""
        # sudo: who applies a decision need not keep commitments
        signed = self.env["ward.training.commitment"].sudo().search(
            [("employee_id", "in", self.employee_id.ids), ("state", "=", "signed")]
        )
        for decision in self:
            last = fields.Date.subtract(decision.effective_date, days=1)
            dismissed = decision.discipline_form == "dismissal"
            for one in signed.filtered(lambda one, decision=decision: one.employee_id == decision.employee_id):
                one._open_claim(payback.cause_of(last, one.date_to, dismissed), last)

    def _revoke(self):
        """A claim that rests on a decision falls with it, unless it was settled."""
        done = super()._revoke()
        if self._leaves():
            # sudo: as it was opened
            open_claims = self.env["ward.training.commitment"].sudo().search(
                [
                    ("employee_id", "=", self.employee_id.id),
                    ("state", "=", "claim"),
                    ("cause", "!=", payback.NO_DEGREE),
                ]
            )
            open_claims._keep(
                {"state": "signed", "cause": False, "left_on": False, "months_served": 0, "claim_amount": 0}
            )
            open_claims.activity_unlink(["ward_training.mail_activity_claim"])
        return done
