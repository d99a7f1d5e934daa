from datetime import date, timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .decision_case import DecisionCase
from .pay_case import OCTOBER, PayCase

MID = date(2026, 10, 15)


@tagged("post_install", "-at_install")
class TestWardDecisionPay(PayCase):
    """A decision that pay was approved on stays; one that came too late says so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rank = cls.env.ref("ward_hr.ward_rank_01_003")
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", rank_id=rank.id, pay_step=3)

    def raised(self):
        decision = DecisionCase.decide.__func__(type(self), self.lan, "raise", MID, pay_step=4)
        decision.action_apply()
        return decision

    def approved_run(self):
        run = self.computed(OCTOBER)
        run.action_submit()
        run.with_user(self.ward_head).action_approve()
        return run

    def test_a_decision_on_which_pay_was_approved_is_not_revoked(self):
        decision = self.raised()
        self.approved_run()
        with self.assert_refused(UserError, "the pay of 10/2026 was approved or paid on it"):
            decision.action_revoke()

    def test_pay_that_is_only_computed_does_not_hold_a_decision_and_its_version_is_put_aside(self):
        decision = self.raised()
        version = decision.version_id
        self.computed(OCTOBER)
        decision.action_revoke()
        self.assertEqual(self.lan._get_version(MID).pay_step, 3)
        self.assertFalse(version.exists().active)

    def test_a_decision_after_the_pay_was_approved_says_that_the_difference_follows_and_can_be_revoked(self):
        self.approved_run()
        decision = self.raised()
        self.assertIn("The pay of 10/2026 was approved or paid before", decision.carried)
        decision._keep({"applied_at": decision.applied_at + timedelta(days=1)})
        decision.action_revoke()
        self.assertEqual(decision.state, "revoked")
