"""Pay is seen by its owner, pay officer, head of the ward and auditor; by nobody else, by no route."""

import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .pay_case import OCTOBER, PayCase

CLOSED = ("hr_officer", "unit_head", "upper_tier")
MODELS = (
    "ward.pay.run",
    "ward.payslip",
    "ward.payslip.line",
    "ward.pay.difference",
    "ward.pay.revision",
    "ward.pay.budget",
    "ward.pay.analysis",
    "ward.pay.input",
)


@tagged("post_install", "-at_install")
class TestWardPayRights(PayCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", user=cls.staff, pay_coefficient=3)
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=2.34)
        cls.run_october = cls.computed(OCTOBER)
        cls.run_october.action_compute()  # with a revision before
        cls.env["ward.pay.budget"].create(
            {"year": 2026, "reference": "QĐ 12", "budget": 1_000_000_000, "company_id": cls.ward.id}
        )

    def _approve(self):
        self.run_october.action_submit()
        self.run_october.with_user(self.ward_head).action_approve()

    def _visible(self, user, model):
        try:
            return self.env[model].with_user(user).search([])
        except AccessError:
            return self.env[model]

    def test_the_owner_sees_the_own_payslip_only_when_it_is_approved(self):
        slips = self.env["ward.payslip"].with_user(self.staff)
        self.assertFalse(slips.search([]))
        self._approve()
        self.assertEqual(slips.search([]).employee_id.ids, self.lan.ids)
        self.assertEqual(int(slips.search([]).net), 12561450)
        self.assertTrue(slips.search([]).line_ids[0].formula)

    def test_a_colleague_s_payslip_stays_closed_by_read_search_group_and_export(self):
        self._approve()
        self.staff.group_ids += self.env.ref("base.group_allow_export")
        other = self.slip_of(self.run_october, self.an).with_user(self.staff)
        lines = self.env["ward.payslip.line"].with_user(self.staff)
        with self.assertRaises(AccessError):
            other.read(["net"])
        with self.assertRaises(AccessError):
            other.export_data(["net"])
        with self.assertRaises(AccessError):
            other.line_ids.read(["amount"])
        own_lines = self.slip_of(self.run_october, self.lan).line_ids
        self.assertEqual(lines.search([("amount", ">", 0)]), own_lines.filtered("amount").with_user(self.staff))
        grouped = self.env["ward.payslip"].with_user(self.staff)._read_group([], [], ["net:sum"])
        self.assertEqual(int(grouped[0][0]), 12561450)

    def test_hr_unit_heads_and_the_upper_tier_see_no_pay_of_others(self):
        self._approve()
        for role in CLOSED:
            for model in MODELS:
                with self.subTest(f"{role} {model}"):
                    self.assertFalse(self._visible(getattr(self, role), model))

    def test_an_approver_s_and_auditor_s_view_is_the_whole_ward(self):
        for role in ("pay_officer", "ward_head", "auditor"):
            self.assertEqual(len(self._visible(getattr(self, role), "ward.payslip")), 2, role)

    def test_another_ward_sees_nothing(self):
        foreign = self.user_of("pay_officer", self.other_ward)
        for model in MODELS:
            self.assertFalse(self._visible(foreign, model), model)

    def test_no_amount_stands_in_the_chatter(self):
        self._approve()
        self.run_october.action_pay()
        texts = " ".join(
            f"{message.subject or ''} {message.body} "
            + " ".join(str(t.new_value_char or t.new_value_integer) for t in message.sudo().tracking_value_ids)
            for message in self.run_october.sudo().message_ids
        )
        for figure in (self.run_october.net, self.run_october.gross, 12561450):
            self.assertNotIn(str(int(figure)), texts.replace(".", "").replace(",", ""))

    def test_every_money_field_has_a_group(self):
        for model in MODELS:
            for name, field in self.env[model]._fields.items():
                if field.type == "monetary":
                    self.assertTrue(field.groups, f"{model}.{name}")

    def test_nobody_can_write_payslips_or_lines(self):
        slip = self.slip_of(self.run_october, self.lan)
        for role in ("pay_officer", "ward_head", "auditor", "staff", "hr_officer"):
            user = getattr(self, role)
            with self.assertRaises(AccessError):
                slip.with_user(user).write({"net": 1})
            with self.assertRaises(AccessError):
                slip.line_ids.with_user(user).unlink()
            with self.assertRaises(AccessError):
                self.env["ward.payslip"].with_user(user).create({"run_id": self.run_october.id})

    def test_no_state_or_total_can_be_written_past_the_buttons(self):
        for values in ({"state": "approved"}, {"net": 1}, {"approved_by_id": 1}, {"law": {}}):
            with self.assert_refused(UserError, "cannot be written"):
                self.run_october.write(values)
        with self.assert_refused(UserError, "cannot be written"):
            self.env["ward.pay.run"].with_user(self.pay_officer).create(
                {"month": "2026-08-01", "state": "paid"}
            )

    def test_the_refusal_calls_fields_as_the_page_does(self):
        with self.assert_refused(UserError, "Take-home pay of a pay run cannot be written"):
            self.run_october.write({"net": 1})

    def test_who_computed_cannot_approve_even_with_both_roles(self):
        both = self.user_of("pay_officer", self.ward, login="both")
        both.group_ids += self.env.ref("ward_hr.ward_hr_group_ward_head")
        run = self.run_october.with_user(both)
        run.action_compute()
        run.action_submit()
        with self.assert_refused(UserError, "who computed or submitted it"):
            run.action_approve()
        run.with_user(self.ward_head).action_approve()
        self.assertEqual(run.state, "approved")

    def test_each_step_asks_for_its_role_and_its_state(self):
        run = self.run_october
        with self.assertRaises(AccessError):
            run.with_user(self.ward_head).action_compute()
        with self.assertRaises(AccessError):
            run.action_approve()
        with self.assertRaises(AccessError):
            run.with_user(self.auditor).action_submit()
        with self.assert_refused(UserError, "this step needs"):
            run.with_user(self.ward_head).action_approve()
        with self.assert_refused(UserError, "this step needs"):
            run.action_pay()

    def test_sent_back_is_open_again_and_approval_falls(self):
        self._approve()
        with self.assert_refused(UserError, "this step needs"):
            self.run_october.action_compute()
        self.run_october.with_user(self.ward_head).action_return()
        self.assertEqual(self.run_october.state, "computed")
        self.assertFalse(self.run_october.approved_by_id)
        self.run_october.action_compute()

    def test_national_components_cannot_be_changed_and_local_ones_need_a_basis(self):
        basic = self.env.ref("ward_hr.ward_pay_component_basic").with_user(self.pay_officer)
        with self.assert_refused(UserError, "national components cannot be changed"):
            basic.write({"taxable": False})
        with self.assert_refused(UserError, "national components cannot be changed"):
            basic.unlink()
        local = basic.create(
            {
                "name": "Hỗ trợ",
                "code": "LOCAL",
                "figure": 1,
                "reference": "QĐ 1",
                "company_id": self.ward.id,
            }
        )
        with self.assertRaises(AccessError):
            local.with_user(self.hr_officer).write({"figure": 2})
        with self.assertRaises(UserError):
            local.write({"origin": "shipped", "company_id": False})

    def test_a_component_that_reads_itself_is_refused_by_name(self):
        first, second = (
            self.env["ward.pay.component"]
            .with_user(self.pay_officer)
            .create(
                [
                    {
                        "name": code,
                        "code": code,
                        "kind": "percentage",
                        "figure": 0.1,
                        "base_flag": False,
                        "base_ids": [self.env.ref("ward_hr.ward_pay_component_basic").id],
                        "reference": "QĐ 1",
                        "company_id": self.ward.id,
                    }
                    for code in ("ONE", "TWO")
                ]
            )
        )
        first.base_ids = second
        with self.assert_refused(UserError, "ONE -> TWO -> ONE"):
            second.base_ids = first


@tagged("post_install", "-at_install")
class TestWardPayFiles(HttpCase, PayCase):
    """The routes that give files out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", user=cls.staff, pay_coefficient=3)
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=2.34)
        cls.run_october = cls.approved(OCTOBER)
        for role in ("staff", "pay_officer", "ward_head", "auditor", *CLOSED):
            getattr(cls, role).password = "a long enough password"

    def _get(self, role, url):
        self.authenticate(getattr(self, role).login, "a long enough password")
        return self.url_open(url)

    def test_the_payroll_table_is_for_those_who_may_read_the_run(self):
        url = f"/ward/pay/run/{self.run_october.id}/payroll_table.xlsx"
        for role in ("pay_officer", "ward_head", "auditor"):
            answer = self._get(role, url)
            self.assertEqual(answer.status_code, 200, role)
            self.assertTrue(answer.content.startswith(b"PK"))
        for role in ("staff", *CLOSED):
            self.assertEqual(self._get(role, url).status_code, 404, role)

    def test_a_report_address_gives_the_own_payslip_and_no_other(self):
        own = self.slip_of(self.run_october, self.lan)
        other = self.slip_of(self.run_october, self.an)
        address = "/report/html/ward_hr.ward_payslip_paper/"
        answer = self._get("staff", f"{address}{own.id}")
        self.assertIn("Nguyễn Thị Lan", answer.text)
        for role in ("staff", *CLOSED):
            answer = self._get(role, f"{address}{other.id}")
            self.assertNotIn("Lê Văn An", answer.text, role)
            self.assertGreaterEqual(answer.status_code, 400, role)

    def test_rpc_gives_a_colleague_s_amounts_to_nobody_closed(self):
        other = self.slip_of(self.run_october, self.an)
        for role in ("staff", *CLOSED):
            self.authenticate(getattr(self, role).login, "a long enough password")
            for method, arguments in (
                ("read", [[other.id], ["net"]]),
                ("web_read", [[other.id], {"net": {}}]),
                ("export_data", [[other.id], ["net"]]),
            ):
                answer = self.url_open(
                    f"/web/dataset/call_kw/ward.payslip/{method}",
                    data=json.dumps(
                        {
                            "params": {
                                "model": "ward.payslip",
                                "method": method,
                                "args": arguments,
                                "kwargs": {},
                            }
                        }
                    ),
                    headers={"Content-Type": "application/json"},
                )
                self.assertIn("error", answer.json(), f"{role} {method}")
                self.assertNotIn(str(int(other.net)), answer.text)
