"""No user of one ward reaches a record of another, by any route."""

import random

from odoo import Command
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged

from odoo.addons.ward_hr.demo import load

from .test_access_matrix import ward_models

ROUNDS = 200
SEED = 20261001


@tagged("post_install", "-at_install")
class TestTwoWards(TransactionCase):
    """An intruder of the second ward holds every role there, and tries the first ward's records."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        load(cls.env, ("ward_hr", "ward_training", "ward_oversight"))
        cls.ward = cls.env.ref("base.main_company")
        cls.second = cls.env.ref("ward_hr.demo_ward_second")
        roles = cls.env["res.groups"].search(
            [("privilege_id.category_id", "=", cls.env.ref("ward_hr.module_category_ward").id)]
        )
        cls.intruder, cls.resident = (
            new_test_user(
                cls.env,
                login=login,
                groups=",".join(roles.get_external_id().values()),
                company_id=company.id,
                company_ids=[Command.set(company.ids)],
            )
            for login, company in (("intruder", cls.second), ("resident", cls.ward))
        )
        cls.targets = [
            record
            for model in [*ward_models(cls.env), cls.env["hr.employee"], cls.env["hr.version"]]
            if "company_id" in model._fields
            for record in model.search([("company_id", "=", cls.ward.id)], limit=50)
        ]

    def _routes(self, record):
        """Every way that a client has to a record; each returns what it found, or raises."""
        model = record.env[record._name]
        domain = [("id", "=", record.id)]
        yield "search", lambda: model.search(domain)
        yield "search_count", lambda: model.search_count(domain)
        yield "search_read", lambda: model.search_read(domain, ["display_name"])
        yield "web_search_read", lambda: model.web_search_read(domain, {"display_name": {}})["records"]
        yield "name_search", lambda: model.name_search("", domain)
        yield "read_group", lambda: [
            count for *_, count in model._read_group(domain, [], ["__count"]) if count
        ]
        yield "read", lambda: record.read(["display_name"])
        yield "web_read", lambda: record.web_read({"display_name": {}})
        yield "export", lambda: record.export_data(["id", "display_name"])["datas"]
        yield "write", lambda: record.write({"company_id": self.second.id})
        yield "copy", lambda: record.copy()
        yield "unlink", lambda: record.unlink()

    def test_the_first_ward_has_something_to_steal(self):
        self.assertGreater(len({record._name for record in self.targets}), 10)

    def test_a_resident_with_the_same_roles_reaches_them(self):
        for record in self.targets[::25]:
            with self.subTest(model=record._name, id=record.id):
                self.assertTrue(record.with_user(self.resident).read(["display_name"]))

    def test_no_route_leads_from_one_ward_to_another(self):
        chance = random.Random(SEED)
        for record in chance.choices(self.targets, k=ROUNDS):
            record = record.with_user(self.intruder).with_context(
                allowed_company_ids=self.second.ids
            )
            routes = list(self._routes(record))
            for name, route in chance.sample(routes, k=4):
                with self.subTest(model=record._name, id=record.id, route=name):
                    record.env.invalidate_all()
                    with self.env.cr.savepoint():
                        try:
                            found = route()
                        except (AccessError, MissingError, UserError):
                            found = False
                        self.assertFalse(found)

    def test_naming_the_other_ward_in_the_context_does_not_help(self):
        for record in self.targets[::25]:
            with self.subTest(model=record._name), self.assertRaises(AccessError):
                record.with_user(self.intruder).with_context(
                    allowed_company_ids=(self.ward | self.second).ids
                ).read(["display_name"])
