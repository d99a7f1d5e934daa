"""Only what was seen is approved, by a second person, by whatever route it is asked."""

import json
from datetime import date

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from .pay_case import OCTOBER, PayCase
from .test_ward_tax_settlement import SettlementCase

OTHER = "was computed again since you opened it"
BUTTONS = (
    ("ward.pay.run", "action_approve"),
    ("ward.pay.pool", "action_approve"),
    ("ward.tax.settlement", "action_confirm"),
)


@tagged("post_install", "-at_install")
class TestWardPaySeen(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Nguyễn Văn An", "civil_servant", pay_coefficient=3.0)
        cls.month = cls.computed()
        cls.month.action_submit()

    def on_the_page(self, record, user=None):
        """The record as the button of a page that was opened now hands it on."""
        return record.with_user(user or self.ward_head).with_context(ward_revision=record.revision)

    def computed_again(self):
        self.month.action_return()
        self.month.action_compute()
        self.month.action_submit()

    def test_the_buttons_of_the_pages_hand_on_the_revision_that_is_shown(self):
        for model, button in BUTTONS:
            arch = etree.fromstring(self.env[model].with_user(self.ward_head).get_view(view_type="form")["arch"])
            [found] = arch.xpath(f"//button[@name='{button}']")
            self.assertEqual(found.get("context"), "{'ward_revision': revision}", model)
            self.assertTrue(arch.xpath("//field[@name='revision']"), model)

    def test_a_run_taken_back_and_computed_again_is_not_approved_from_the_page_opened_before(self):
        page = self.on_the_page(self.month)
        self.computed_again()
        with self.assert_refused(UserError, "you saw revision 1, it is at 2 now"):
            page.action_approve()
        self.assertEqual(self.month.state, "submitted")
        self.on_the_page(self.month).action_approve()
        self.assertEqual(self.month.state, "approved")

    def test_what_was_handed_on_again_without_being_computed_is_what_was_seen(self):
        page = self.on_the_page(self.month)
        self.month.action_return()
        self.month.action_submit()
        page.action_approve()
        self.assertEqual(self.month.state, "approved")

    def test_a_revision_that_was_seen_is_no_second_person(self):
        both = self.user_of("pay_officer", self.ward, login="both")
        both.group_ids += self.env.ref("ward_hr.ward_hr_group_ward_head")
        self.month.with_user(both).action_return()
        self.month.with_user(both).action_compute()
        self.month.with_user(both).action_submit()
        with self.assert_refused(UserError, "who computed or submitted it"):
            self.on_the_page(self.month, both).action_approve()

    def test_no_write_and_no_import_approves(self):
        for user in (self.pay_officer, self.ward_head):
            run = self.month.with_user(user)
            for values in ({"state": "approved"}, {"revision": 9}, {"approved_by_id": user.id}):
                with self.assert_refused(UserError, "cannot be written"):
                    run.write(values)
            for row in (["state", "Approved"], ["revision", "9"]):
                done = run.load([".id", row[0]], [[str(run.id), row[1]]])
                self.assertTrue(done["messages"], "an import that wrote nothing says why")
            run.invalidate_recordset()
            self.assertEqual((run.state, run.revision), ("submitted", 1))

    def test_shares_proposed_anew_are_not_approved_from_the_page_opened_before(self):
        policy = self.env["ward.pay.policy"].create(
            {"name": "Quy chế", "since": date(2026, 1, 1), "reference": "QĐ 112", "company_id": self.ward.id}
        )
        pool = self.env["ward.pay.pool"].with_user(self.pay_officer).create(
            {"year": 2026, "month": OCTOBER, "policy_id": policy.id, "company_id": self.ward.id, "reference": "QĐ 210"}
        )
        pool.action_compute()
        for change in (pool.action_compute, lambda: pool.write({"reference": "QĐ 211"})):
            page = self.on_the_page(pool)
            change()
            with self.assert_refused(UserError, OTHER):
                page.action_approve()
        pool.budget = 1_000_000
        self.assertEqual(pool.state, "draft", "the shares are not those of the budget shown")
        pool.action_compute()
        self.on_the_page(pool).action_approve()
        self.assertEqual(pool.state, "approved")


@tagged("post_install", "-at_install")
class TestWardTaxSettlementSeen(SettlementCase):
    def test_a_settlement_computed_again_is_not_confirmed_from_the_page_opened_before(self):
        self.paid(date(2026, 12, 1))
        one = self.settlement(note="x")
        page = one.with_user(self.ward_head).with_context(ward_revision=one.revision)
        one.action_compute()
        with self.assert_refused(UserError, OTHER):
            page.action_confirm()
        page.with_context(ward_revision=one.revision).action_confirm()
        self.assertEqual(one.state, "confirmed")


@tagged("post_install", "-at_install")
class TestWardPaySeenRoutes(HttpCase, PayCase):
    """Over the network: the calls of the pages, and the interface for programs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.an = cls.hire("Nguyễn Văn An", "civil_servant", pay_coefficient=3.0)
        cls.month = cls.computed()
        cls.month.action_submit()
        for user in (cls.ward_head, cls.pay_officer):
            user.password = "a long enough password"

    def called(self, user, context=None, **arguments):
        self.authenticate(user.login, "a long enough password")
        params = {"model": "ward.pay.run", "method": "action_approve", "args": [self.month.ids]}
        params["kwargs"] = {**arguments, "context": context or {}}
        return self._sent("/web/dataset/call_kw/ward.pay.run/action_approve", {"params": params})

    def asked(self, user, **arguments):
        """By JSON-2, with a key of the user's own."""
        self.authenticate(None, None)
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
        return self._sent(
            "/json/2/ward.pay.run/action_approve",
            {"ids": self.month.ids, **arguments},
            {"Authorization": f"Bearer {key}"},
        )

    def _sent(self, url, content, headers=None):
        answer = self.url_open(
            url, data=json.dumps(content), headers={"Content-Type": "application/json", **(headers or {})}
        )
        self.month.invalidate_recordset()
        return answer.text

    def test_whoever_approves_over_the_network_names_the_revision_that_was_seen(self):
        for send in (self.called, self.asked):
            self.assertIn("name the revision that you approve", send(self.ward_head))
            self.assertIn(OTHER, send(self.ward_head, revision=7))
        self.assertIn(OTHER, self.called(self.ward_head, {"ward_revision": 7}))
        self.assertIn("This step of the pay run is for", self.asked(self.pay_officer, revision=1))
        self.assertEqual(self.month.state, "submitted")
        self.asked(self.ward_head, revision=1)
        self.assertEqual((self.month.state, self.month.approved_by_id), ("approved", self.ward_head))

    def test_the_page_that_is_up_to_date_approves(self):
        self.called(self.ward_head, {"ward_revision": 1})
        self.assertEqual(self.month.state, "approved")
