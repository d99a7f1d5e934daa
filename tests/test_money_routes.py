"""Pay is seen by its owner, the pay officer, the approver and the auditor; by nobody else, by no route.

Each route is tried with every money field of every model, by people of the ward (and of the city, and of the
next ward) whose business it is not, and by those whose it is. A new money field is tried without being named here.
"""

import json
import re

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.ward_hr.models.ward_pay_run_lists import LISTS

from .money_case import CURIOUS, MAY, OWNERS, SECRET, MoneyCase, stands

NEVER = -1  # no amount is, so that every record one may ask about is found
ADDONS = ["ward_hr", "ward_training", "ward_oversight"]


@tagged("post_install", "-at_install")
class TestMoneyRoutes(MoneyCase):
    def test_a_record_with_money_in_it_is_there_for_every_model_and_every_curious_person(self):
        for model, _names in self.money():
            for login in CURIOUS:
                with self.subTest(model=model._name, login=login):
                    self.assertTrue(self.secret_of(model, login))

    def test_every_money_field_of_pay_is_guarded_by_groups(self):
        """By them alone the old and the new value in the chatter are shown to whoever may read the field."""
        for model, names in self.money():
            for name in names:
                with self.subTest(model=model._name, field=name):
                    self.assertTrue(model._fields[name].groups)

    # -- the routes of the client ------------------------------------------------------------------------

    def test_a_list_shows_no_pay_of_others(self):
        self.tried(lambda one, name: one.browse().web_search_read(self.only(one), {name: {}})["records"])

    def test_a_form_shows_no_pay_of_others(self):
        self.tried(lambda one, name: one.web_read({name: {}}))

    def test_plain_reading_shows_no_pay_of_others(self):
        self.tried(lambda one, name: one.read([name]))
        self.tried(lambda one, name: one.browse().search_read(self.only(one), [name]))

    def test_an_export_holds_no_pay_of_others(self):
        self.tried(lambda one, name: one.export_data([name])["datas"])

    def test_a_pivot_sums_no_pay_of_others(self):
        def summed(one, name):
            rows = one.browse().formatted_read_group(self.only(one), [], [f"{name}:sum", f"{name}:array_agg"])
            return [row for row in rows if row[f"{name}:sum"] or any(row[f"{name}:array_agg"] or ())]

        self.tried(summed, stored=True)

    def test_a_group_shows_no_pay_of_others(self):
        self.tried(lambda one, name: one.browse().web_read_group(self.only(one), [name], ["__count"])["groups"], True)

    def test_a_filter_finds_out_no_pay_of_others(self):
        self.tried(lambda one, name: one.browse().search_count([*self.only(one), (name, "!=", NEVER)]), stored=True)

    def test_a_filter_of_groups_finds_out_no_pay_of_others(self):
        def having(one, name):
            return one.browse().formatted_read_group(
                self.only(one), ["company_id"], ["__count"], having=[(f"{name}:sum", "!=", NEVER)]
            )

        self.tried(having, stored=True)

    def test_an_order_finds_out_no_pay_of_others(self):
        """Who is above whom is told by the order of names, without any amount."""
        self.tried(lambda one, name: one.browse().search(self.only(one), order=name), stored=True)

        def grouped(one, name):
            return one.browse().formatted_read_group(self.only(one), ["company_id"], [], order=f"{name}:sum")

        self.tried(grouped, stored=True)

    def only(self, record):
        return [("id", "=", record.id)]

    # -- through another record --------------------------------------------------------------------------

    def ways(self):
        """(model, name of the field that leads to money, the model with money, names of its stored money)."""
        stored = {model._name: [name for name in names if stands(model, name)] for model, names in self.money()}
        for name in sorted(self.env.registry):
            model = self.env[name]
            for field in model._fields.values() if not model._abstract else ():
                if field.relational and stored.get(field.comodel_name):
                    yield model, field, stored[field.comodel_name]

    def test_a_filter_through_another_record_finds_out_no_pay(self):
        """For instance employees by what stands on their payslips."""
        self.assertGreater(len(list(self.ways())), 100)
        self.assertTrue(self.asked(self.by("thu", "ward.pay.run"), "slip_ids.net"))  # this way is one
        for login in CURIOUS:
            for model, field, names in self.ways():
                if not (field.store or field.search):
                    continue
                seen = self.by(login, model._name)
                for name in names if seen.has_access("read") else ():
                    if (login, field.comodel_name, name) in MAY:
                        continue
                    with self.subTest(login=login, path=f"{model._name}.{field.name}.{name}"):
                        self.assertFalse(self.of_others(login, self.asked(seen, f"{field.name}.{name}")))

    def asked(self, model, path):
        try:
            return model.search([(path, "!=", NEVER)])
        except AccessError:
            return model

    def of_others(self, login, found):
        for path in OWNERS:
            if path.split(".")[0] in found._fields:
                return found.sudo().filtered(lambda one, path=path: one.mapped(path) != self.people[login])
        return found

    def test_a_record_not_kept_yet_shows_no_pay_of_others(self):
        """The web client asks what a new record would show; whoever asks by hand may name any record."""
        for login in CURIOUS:
            for model, field, names in self.ways():
                if field.type != "many2one":
                    continue
                secret = self.secret_of(self.env[field.comodel_name], login)
                seen = self.by(login, model._name)
                for name in names[:1] if secret and seen.has_access("read") else ():
                    if (login, field.comodel_name, name) in MAY:
                        continue
                    with self.subTest(login=login, path=f"{model._name}.{field.name}.{name}"):
                        shown = self.shown(seen, field, secret, name)
                        self.assertFalse((shown or {}).get(name))

    def shown(self, model, field, secret, name):
        self.env.invalidate_all()
        try:
            asked = model.onchange({field.name: secret.id}, [field.name], {field.name: {"fields": {name: {}}}})
        except AccessError:
            return {}
        return asked["value"].get(field.name)

    # -- the interface for programs ----------------------------------------------------------------------

    def test_the_interface_for_programs_gives_no_pay_of_others(self):
        """JSON-2, with a key of the curious person's own."""
        self.keys = {
            login: self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", None)
            for login, user in self.people.items()
        }
        self.tried(lambda one, name: self.program(one, "read", ids=one.ids, fields=[name]))

        def found(one, name):
            return self.program(one, "search_read", domain=self.only(one), fields=[name])

        def exported(one, name):
            return self.program(one, "export_data", ids=one.ids, fields_to_export=[name])["datas"]

        def summed(one, name):
            rows = self.program(one, "formatted_read_group", domain=self.only(one), aggregates=[f"{name}:sum"])
            return [row for row in rows if row[f"{name}:sum"]]

        for route in (found, exported, summed):
            self.tried(route, stored=True, fields=1)

    def program(self, record, method, **arguments):
        answer = self.url_open(
            f"/json/2/{record._name}/{method}",
            data=json.dumps(arguments),
            headers={
                "Authorization": f"Bearer {self.keys[record.env.user.login]}",
                "Content-Type": "application/json",
            },
        )
        if answer.status_code == 403:
            raise AccessError(answer.json()["message"])
        self.assertEqual(answer.status_code, 200, answer.text)
        return answer.json()

    # -- what is said and filed about it -----------------------------------------------------------------

    def test_no_message_tells_an_amount_to_who_may_not_read_it(self):
        fund = self.by("thu", "ward.bonus.fund").browse(self.env.ref("ward_hr.demo_bonus_fund").id)
        fund.budget = SECRET + 1
        fund.message_post(body=f"{SECRET:,} đồng".replace(",", "."))
        amounts = self.amounts()
        self.assertIn(SECRET, self.numbers_told("thu") & amounts)
        for login in CURIOUS:
            with self.subTest(login=login):
                self.assertFalse(self.numbers_told(login) & (amounts - self.own_amounts(login)))

    def numbers_told(self, login):
        messages = self.by(login, "mail.message").search([])
        said = " ".join(f"{one.subject or ''} {one.body} {one.preview or ''}" for one in messages)
        return {int(re.sub(r"\D", "", number)) for number in re.findall(r"\d[\d.,\u00a0]*", said)}

    def amounts(self):
        """Every figure of every record with money, but those that are no secret."""
        everything = (model.search([("company_id", "=", self.ward.id)]) for model, _names in self.money())
        return self.figures(*everything) - self.public_figures()

    def own_amounts(self, login):
        own = [("employee_id.user_id", "=", self.people[login].id)]
        slips = self.env["ward.payslip"].search(own)
        return self.figures(slips, slips.line_ids, self.env["ward.pay.year"].search(own))

    def figures(self, *found):
        money = dict(self.money_names())
        return {
            abs(int(row[name] or 0)) for records in found for row in records.read(money[records._name])
            for name in money[records._name]
        }  # fmt: skip

    def public_figures(self):
        """Small numbers, which are days and numbers of decisions too."""
        return set(range(10_000))

    def test_a_file_of_pay_is_found_by_who_may_read_its_record_alone(self):
        open_to = set()
        for model, _names in self.money():
            for login in CURIOUS:
                record = self.secret_of(model, login)
                values = {"name": "luong.xlsx", "raw": b"x", "res_model": record._name, "res_id": record.id}
                file = self.env["ir.attachment"].create(values)
                seen = self.by(login, "ir.attachment").browse(file.id)
                self.env.flush_all()
                self.env.invalidate_all()
                if record.has_access("read"):
                    open_to.add((login, model._name))
                    continue
                with self.subTest(login=login, model=model._name):
                    self.assertFalse(seen.search([("id", "=", file.id)]))
                    with self.assertRaises(AccessError):
                        seen.read(["raw"])
        # what HR works on; the amounts in it are closed to HR field by field
        kept_by_hr = ("ward.raise.list", "ward.raise.line", "hr.version", "hr.employee")
        self.assertEqual(open_to, {("mai", name) for name in kept_by_hr})

    def test_a_list_to_download_is_given_to_nobody_else(self):
        addresses = self.addresses()
        self.authenticate("thu", "thu")
        for address in addresses:
            with self.subTest(login="thu", address=address):
                self.assertEqual(self.url_open(address).status_code, 200)  # so that what follows proves something
        for login in CURIOUS:
            self.authenticate(login, login)
            for address in addresses:
                with self.subTest(login=login, address=address):
                    answer = self.url_open(address, allow_redirects=False)
                    self.assertNotEqual(answer.status_code, 200)
                    self.assertNotIn("spreadsheet", answer.headers.get("Content-Type", ""))

    def addresses(self):
        """Every address of pay that our addons answer, and every paper, of records that are nobody's of these."""
        http = self.env["ir.http"]
        rules = http._generate_routing_rules(ADDONS, http._get_converters())
        paths = {path for path, _endpoint in rules if path.startswith(("/ward/pay/", "/ward/tax/"))}
        slip = self.paid_run.slip_ids.filtered(lambda one: one.employee_id.id == self.somebody()["employee_id"])
        year = self.env["ward.pay.year"].search([("employee_id", "=", slip.employee_id.id)], limit=1)
        settlement = self.env["ward.tax.settlement"].search([("company_id", "=", self.ward.id)], limit=1)
        of = {"run_id": self.paid_run, "year_id": year, "settlement_id": settlement}
        found = {re.sub(r"<int:(\w+)>", lambda match: str(of[match[1]].id), path) for path in paths}
        found = {path.replace("<string:kind>", kind) for path in found for kind in LISTS}
        self.assertFalse([path for path in found if "<" in path])
        records = {one._name: one for one in (slip, year, *of.values())}
        papers = self.env["ir.actions.report"].search([("model", "in", list(records))])
        self.assertTrue(papers)
        return sorted(found | {f"/report/html/{one.report_name}/{records[one.model].id}" for one in papers})
