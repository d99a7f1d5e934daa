"""Pay is seen by its owner, the pay officer, the approver and the auditor; by nobody else, by no route.

Each route is tried with every money field of every model, by people of the ward (and of the city, and of the
next ward) whose business it is not. A new money field is tried without being named here.
"""

import json
import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.ward_hr.demo import load

from .test_access_matrix import ward_models

# staff member, head of a unit, HR officer, inspector, the city, pay officer of the next ward
CURIOUS = ("lan", "hung", "mai", "dung", "city", "hoa")
# money that is nobody's pay, and why it may be seen
NOT_PAY = {
    **{
        ("ward.training.plan", name): "the budget of courses, of which heads read the plan"
        for name in ("cost",)
    },
    **{
        ("ward.training.plan.line", name): "the budget of courses, of which heads read the plan"
        for name in ("cost", "cost_spent", "cost_a_learner")
    },
    **{
        ("ward.training.commitment", name): "the cost of somebody's study, kept by HR; no salary is in it"
        for name in ("tuition", "other_costs", "cost", "claim_amount")
    },
    ("ward.training.trainer", "fee"): "what a course costs, planned by the HR officer",
    ("ward.training.trainer", "fee_norm"): "the law's",
}
PAY_TABLES = (
    "ward.pay.run", "ward.payslip", "ward.payslip.line", "ward.pay.difference", "ward.pay.analysis",
    "ward.pay.input", "ward.pay.pool", "ward.pay.pool.line", "ward.bonus.fund",
)  # fmt: skip


@tagged("post_install", "-at_install")
class TestMoneyRoutes(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        load(cls.env, ("ward_hr", "ward_training", "ward_oversight"))
        cls.ward = cls.env.ref("base.main_company")
        users = cls.env["res.users"]
        cls.people = {login: users.search([("login", "=", login)]) for login in (*CURIOUS, "thu")}
        cls.paid_run = cls.env.ref("ward_hr.demo_pay_run_september")
        cls.env.flush_all()

    def money(self):
        """(model, names of its money fields), of all that have any and a table."""
        models = [*ward_models(self.env), self.env["hr.version"], self.env["hr.employee"]]
        for model in models:
            names = [
                name
                for name, field in model._fields.items()
                if (field.type == "monetary" or name == "wage") and (model._name, name) not in NOT_PAY
            ]
            if names:
                yield model, names

    def others_records(self, model, user):
        """Records of the ward that are not the reader's own, a few of each model."""
        found = model.search([("company_id", "=", self.ward.id)], limit=40) if "company_id" in model._fields else model
        for path in ("employee_id.user_id", "user_id"):
            if path.split(".")[0] in model._fields:
                return found.filtered(lambda record, path=path: record.mapped(path) != user)[:2]
        return found[:2]

    def tried(self, route):
        """``route(model, record, field)`` for each; what it yields besides nothing is a leak."""
        leaks, tries = set(), 0
        for login in CURIOUS:
            user = self.people[login]
            wards = user.company_ids.ids
            for model, names in self.money():
                for record in self.others_records(model, user):
                    seen = record.with_user(user).with_context(allowed_company_ids=wards)
                    for name in names:
                        tries += 1
                        self.env.invalidate_all()
                        try:
                            if route(seen.browse(), seen, name):
                                leaks.add((login, model._name, name))
                        except (AccessError, UserError, ValueError):  # what one may not read is not searched or summed
                            continue
        self.assertGreater(tries, 150)
        self.assertFalse(leaks, "\n".join(map(str, sorted(leaks))))

    def test_the_pay_officer_does_read_each_of_them(self):
        """So that what follows is not refused for another reason."""
        for name in PAY_TABLES[:2]:
            found = self.env[name].with_user(self.people["thu"]).search([("company_id", "=", self.ward.id)], limit=1)
            money = [field for field in self.env[name]._fields.values() if field.type == "monetary" and field.store]
            with self.subTest(model=name):
                self.assertTrue(any(found.read([field.name])[0][field.name] for field in money))

    # -- the routes of the client --------------------------------------------------------------------

    def test_a_list_shows_no_pay_of_others(self):
        def listed(model, record, name):
            rows = model.web_search_read([("id", "=", record.id)], {name: {}})["records"]
            return [row for row in rows if row.get(name)]

        self.tried(listed)

    def test_a_form_shows_no_pay_of_others(self):
        self.tried(lambda _model, record, name: [row for row in record.web_read({name: {}}) if row.get(name)])

    def test_plain_reading_shows_no_pay_of_others(self):
        self.tried(lambda _model, record, name: [row for row in record.read([name]) if row.get(name)])

    def test_an_export_holds_no_pay_of_others(self):
        self.tried(lambda _model, record, name: [row for row in record.export_data([name])["datas"] if any(row)])

    def test_a_pivot_sums_no_pay_of_others(self):
        def summed(model, record, name):
            if not model._fields[name].store:
                return False
            rows = model.formatted_read_group([("id", "=", record.id)], [], [f"{name}:sum"])
            return [row for row in rows if row.get(f"{name}:sum")]

        self.tried(summed)

    def test_a_group_shows_no_pay_of_others(self):
        def grouped(model, record, name):
            if not model._fields[name].store:
                return False
            groups = model.web_read_group([("id", "=", record.id)], [name], ["__count"])["groups"]
            return [group for group in groups if group.get(name)]

        self.tried(grouped)

    def test_a_filter_finds_out_no_pay_of_others(self):
        def filtered(model, record, name):
            return model.search_count([("id", "=", record.id), (name, ">", 0)])

        self.tried(filtered)

    def test_a_filter_through_another_record_finds_out_no_pay(self):
        """For instance employees by what stands on their payslips."""
        for login in CURIOUS:
            employees = self.env["hr.employee"].with_user(self.people[login])
            for path in ("version_id.wage", "version_ids.wage", "current_version_id.wage"):
                with self.subTest(login=login, path=path):
                    try:
                        found = employees.search_count([(path, ">", 0)])
                    except (AccessError, ValueError):
                        found = 0
                    self.assertFalse(found)

    def test_the_interface_for_programs_gives_no_pay_of_others(self):
        """JSON-2, with a key of the curious person's own."""
        slip = self.paid_run.slip_ids.filtered(lambda one: one.employee_id.user_id != self.people["lan"])[:1]
        for login in CURIOUS:
            user = self.people[login]
            key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
            for method, arguments in (
                ("read", {"ids": slip.ids, "fields": ["net"]}),
                ("search_read", {"domain": [["id", "=", slip.id]], "fields": ["net"]}),
                ("export_data", {"ids": slip.ids, "fields_to_export": ["net"]}),
                ("formatted_read_group", {"domain": [["id", "=", slip.id]], "aggregates": ["net:sum"]}),
            ):
                with self.subTest(login=login, method=method):
                    answer = self.url_open(
                        f"/json/2/ward.payslip/{method}",
                        data=json.dumps(arguments),
                        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
                    )
                    self.assertNotIn(str(int(slip.net)), answer.text)
        key = self.env["res.users.apikeys"].with_user(self.people["thu"]).sudo()._generate("rpc", "test", None)
        answer = self.url_open(
            "/json/2/ward.payslip/read",
            data=json.dumps({"ids": slip.ids, "fields": ["net"]}),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        self.assertIn(str(int(slip.net)), answer.text)  # the route itself works

    # -- what is said and filed about it -----------------------------------------------------------------

    def test_no_message_tells_an_amount_to_who_may_not_read_it(self):
        amounts = self.amounts_of_the_month()
        for login in CURIOUS:
            own = self.paid_run.slip_ids.filtered(
                lambda one, login=login: one.employee_id.user_id == self.people[login]
            )
            messages = self.env["mail.message"].with_user(self.people[login]).search([])
            said = " ".join(f"{one.subject or ''} {one.body} {one.preview or ''}" for one in messages)
            with self.subTest(login=login):
                self.assertFalse({text for text in amounts - self.texts_of(own) if text in said})

    def test_a_tracked_money_field_is_guarded_by_groups(self):
        """Its old and new value stand in the chatter, for whoever may read the field."""
        for model, names in self.money():
            for name in names:
                field = model._fields[name]
                if getattr(field, "tracking", False) and model._name not in PAY_TABLES:
                    with self.subTest(model=model._name, field=name):
                        self.assertTrue(field.groups)

    def test_no_file_of_pay_is_found_by_who_may_not_read_it(self):
        made = self.env["ir.attachment"].create(
            [
                {"name": "bang-luong.xlsx", "raw": b"x", "res_model": record._name, "res_id": record.id}
                for record in (self.paid_run, self.paid_run.slip_ids[0])
            ]
        )
        for login in CURIOUS:
            with self.subTest(login=login):
                files = made.with_user(self.people[login])
                own = files.filtered(lambda one: False)
                if self.paid_run.slip_ids[0].employee_id.user_id == self.people[login]:
                    own = files[1]
                self.assertFalse(files.search([("id", "in", (files - own).ids)]))
                for file in files - own:
                    with self.assertRaises(AccessError):
                        file.read(["raw"])

    def test_a_list_to_download_is_given_to_nobody_else(self):
        for login in CURIOUS:
            self.authenticate(login, login)
            for address in self.addresses():
                with self.subTest(login=login, address=address):
                    answer = self.url_open(address, allow_redirects=False)
                    self.assertNotIn("spreadsheet", answer.headers.get("Content-Type", ""))
                    self.assertNotIn("pdf", answer.headers.get("Content-Type", ""))

    def addresses(self):
        """Every address of pay that our addons answer, for the paid run and a payslip that is nobody's of these."""
        http = self.env["ir.http"]
        rules = http._generate_routing_rules(["ward_hr", "ward_training", "ward_oversight"], http._get_converters())
        paths = [path for path, _endpoint in rules if path.startswith(("/ward/pay/", "/ward/tax/"))]
        found = {re.sub(r"<int:\w+>", str(self.paid_run.id), path) for path in paths}
        slip = self.paid_run.slip_ids.filtered(lambda one: one.employee_id.user_id not in self.people_curious())[:1]
        self.assertTrue(found)
        papers = [
            f"/report/pdf/ward_hr.ward_payslip_report/{slip.id}",
            f"/report/pdf/ward_hr.ward_payroll_table_report/{self.paid_run.id}",
        ]
        return sorted(one for one in found if "<" not in one) + papers

    def people_curious(self):
        return self.env["res.users"].concat(*[self.people[login] for login in CURIOUS])

    def amounts_of_the_month(self):
        return self.texts_of(self.paid_run.slip_ids) | self.texts_of(self.paid_run)

    @staticmethod
    def texts_of(records):
        """Gross and net, as they would be written."""
        numbers = {int(record[name]) for record in records for name in ("gross", "net")}
        return {text for one in numbers for text in (str(one), f"{one:,}", f"{one:,}".replace(",", "."))}
