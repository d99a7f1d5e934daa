"""The money of the demo ward: which fields hold it, a record of each model, and who has no business with it."""

from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase

from odoo.addons.ward_hr.demo import load

from .test_access_matrix import ward_models

# staff member, head of a unit, HR officer, inspector, the city, pay officer of the next ward
CURIOUS = ("lan", "hung", "mai", "dung", "city", "hoa")
# pay officer, auditor, and HR for what HR itself enters: each field is given to one of them by every route
READERS = ("thu", "quang", "mai")
AGREED = "the agreed pay of a contract, which HR enters"
MAY = {
    ("mai", model, name): AGREED for model in ("hr.version", "hr.employee") for name in ("wage", "contract_wage")
}  # fmt: skip
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
# ways to the login of whom a record is about: who reads it, and is not curious then
OWNERS = ("employee_id.user_id", "payslip_id.employee_id.user_id", "user_id")
SEPTEMBER, OCTOBER, DECEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 12, 1)
SECRET = 9_876_543  # an amount that stands nowhere else, and less than the ward awards at most


def stands(model, name):
    """Whether a column holds the field, of the model or of the one that it inherits from."""
    return model._fields[name].base_field.store


class MoneyCase(HttpCase):
    """The demo ward with a paid month, one computed twice, and a record of whatever else holds money."""

    secrets = None  # {(model, login): id}, as they are asked for

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secrets = {}
        load(cls.env, ("ward_hr", "ward_training", "ward_oversight"))
        cls.ward = cls.env.ref("base.main_company")
        users = cls.env["res.users"].search([("login", "in", (*CURIOUS, *READERS))])
        cls.people = users.grouped("login")
        for user in users:  # what is refused is the pay, not the export
            user.group_ids += cls.env.ref("base.group_allow_export")
        cls.people["hoa"].group_ids += cls.env.ref("ward_hr.ward_hr_group_pay_officer")
        cls.paid_run = cls.env.ref("ward_hr.demo_pay_run_september")
        cls.october = cls.by("thu", "ward.pay.run").create({"month": OCTOBER, "company_id": cls.ward.id})
        cls.october.action_compute()
        cls.october.action_compute()
        cls.what_if = cls.by("thu", "ward.pay.what.if").create(
            {"company_ids": [Command.set(cls.ward.ids)], "month_from": OCTOBER, "month_to": OCTOBER}
        )
        cls.what_if.action_reckon()
        cls.what_if.effect_ids.sudo().cost_a = cls.what_if.effect_ids.sudo().cost_b = SECRET
        cls.make_shares()
        cls.make_settlement()
        cls.make_amounts()
        cls.env["hr.version"].search([("company_id", "=", cls.ward.id)], limit=3).wage = SECRET
        cls.env.flush_all()

    @classmethod
    def by(cls, login, model):
        user = cls.people[login]
        return cls.env[model].with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    @classmethod
    def make_shares(cls):
        values = {"reference": "QĐ 1", "company_id": cls.ward.id}
        policy = cls.by("thu", "ward.pay.policy").create({"name": "Quy chế", "since": date(2026, 1, 1), **values})
        pool = cls.by("thu", "ward.pay.pool").create(
            {"year": 2026, "month": DECEMBER, "policy_id": policy.id, "budget": SECRET, **values}
        )
        cls.secrets_of(pool, ("fund", "shared", "left"))
        line = cls.env["ward.pay.pool.line"].create({"pool_id": pool.id, **cls.somebody()})
        cls.secrets_of(line, ("base", "share", "other_share"))

    @classmethod
    def make_settlement(cls):
        settlement = cls.by("thu", "ward.tax.settlement").create({"year": 2026, "company_id": cls.ward.id})
        settlement._keep({"state": "confirmed"})
        line = cls.env["ward.tax.settlement.line"].create({"settlement_id": settlement.id, **cls.somebody()})
        money = [field.name for field in line._fields.values() if field.type == "monetary" and field.store]
        cls.secrets_of(line, money)

    @classmethod
    def make_amounts(cls):
        cls.env.ref("ward_hr.demo_bonus_fund").budget = SECRET
        bonus = cls.env.ref("ward_hr.demo_pay_input_bonus")
        bonus.copy({"employee_id": cls.somebody()["employee_id"], "amount": SECRET})

    @classmethod
    def secrets_of(cls, record, names):
        values = dict.fromkeys(names, SECRET)
        record._keep(values) if hasattr(record, "_keep") else record.write(values)

    @classmethod
    def somebody(cls):
        """A person of the ward who is none of the curious."""
        slip = cls.paid_run.slip_ids.filtered(lambda one: one.employee_id.user_id.login not in CURIOUS)[:1]
        return {"employee_id": slip.employee_id.id, "employee_name": slip.employee_name, "company_id": cls.ward.id}

    # -- what there is to know ---------------------------------------------------------------------------

    @classmethod
    def money(cls):
        """(model, names of its money fields), of all that have any, transient ones too."""
        own = [*ward_models(cls.env), *ward_models(cls.env, transient=True)]
        for model in [*own, cls.env["hr.version"], cls.env["hr.employee"]]:
            names = [name for name, field in model._fields.items() if field.type == "monetary"]
            pay = [name for name in names if (model._name, name) not in NOT_PAY]
            if pay:
                yield model, pay

    @classmethod
    def secret_of(cls, model, login):
        """A record of the ward, with most of its money not zero, that is not about the curious person."""
        if (model._name, login) not in cls.secrets:
            found = model.search([("company_id", "=", cls.ward.id)], limit=60, order="id")
            for path in OWNERS:
                if login in CURIOUS and path.split(".")[0] in model._fields:
                    found = found.filtered(lambda one, path=path: one.mapped(path) != cls.people[login])
            names = dict(cls.money_names())[model._name]
            found = found.sorted(lambda one: sum(not one[name] for name in names))[:1]
            cls.secrets[model._name, login] = found.id if any(found.mapped(name) for name in names) else False
        return cls.by(login, model._name).browse(cls.secrets[model._name, login] or ())

    @classmethod
    def money_names(cls):
        return ((model._name, names) for model, names in cls.money())

    def given(self, login, route, wanted):
        """``{(model, field)}`` among those wanted of which ``route(record, field)`` gives the login anything."""
        found = set()
        for model, names in self.money():
            seen = self.secret_of(model, login)
            names = [name for name in names if (model._name, name) in wanted]
            if not seen.browse().has_access("read"):
                names = names[:1]  # the model is closed as a whole, and no field makes a difference
            self.env.flush_all()
            self.env.invalidate_all()
            for name in names:
                try:
                    if route(seen, name):
                        found.add((model._name, name))
                except AccessError:  # what one may not read is not searched or summed
                    continue
                except ValueError as refusal:  # Odoo sends them to the public face of people, which has no such field
                    if "hr.employee.public" not in str(refusal):
                        raise
        return found

    def tried(self, route, stored=False, fields=None):
        """The route gives every money field to somebody who may read it, and none to who may not.

        With ``stored`` those that can be searched and summed; with ``fields`` so many of each model.
        """
        wanted = {
            (model._name, name)
            for model, names in self.money()
            for name in [name for name in names if stands(model, name) or not stored][:fields]
        }
        hidden = wanted
        for login in READERS:
            hidden = hidden - self.given(login, route, hidden)
        self.assertFalse(hidden, "The route gives these to nobody, so it proves nothing")
        for login in CURIOUS:
            with self.subTest(login=login):
                leaks = {one for one in self.given(login, route, wanted) if (login, *one) not in MAY}
                self.assertFalse(leaks)
