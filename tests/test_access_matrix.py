"""What every model of ours must have, whoever adds it: access rows, a company rule, no way to write for readers."""

from odoo.tests import TransactionCase, new_test_user, tagged

# Reference data of the state, the same for every ward: no company at all.
NATIONAL = (
    "ward.campaign.question",
    "ward.complexity.class",
    "ward.delegation.mechanism",
    "ward.indicator",
    "ward.leadership.post",
    "ward.pay.scale",
    "ward.pay.scale.step",
    "ward.rank",
    "ward.sector",
    "ward.staff.type",
)
# Reference data that a ward may add to: no company on what is shipped, the ward's on its own.
SHIPPED_OR_OWN = (
    "ward.certificate.kind",
    "ward.certificate.requirement",
    "ward.checklist",
    "ward.checklist.item",
    "ward.checklist.version",
    "ward.competency.requirement",
    "ward.course",
    "ward.evaluation.criterion",
    "ward.law.value",
    "ward.legal.basis",
    "ward.pay.component",
    "ward.procedure",
    "ward.procedure.modifier",
    "ward.procedure.standard",
    "ward.staff.type.rule",
    "ward.training.norm",
    "ward.training.requirement",
    "ward.training.session.rule",
    "ward.workload.rule",
)
READ_ONLY_ROLES = ("ward_hr.ward_hr_group_upper_tier", "ward_hr.ward_hr_group_auditor")
# What the upper tier itself keeps; it belongs to its own company, never to a ward.
OF_THE_UPPER_TIER = ("ward.campaign", "ward.check.campaign")
PAY = ("ward.pay.run", "ward.payslip", "ward.payslip.line")
PAY_READERS = ("pay_officer", "ward_head", "auditor")


def ward_models(env, transient=False):
    """Our own models that have a table, by name."""
    return [
        env[name]
        for name in sorted(env.registry)
        if name.startswith("ward.")
        and not env[name]._abstract
        and env[name]._transient == transient
    ]


@tagged("post_install", "-at_install")
class TestAccessMatrix(TransactionCase):
    def _user(self, *groups):
        return new_test_user(
            self.env, login="-".join(g.rpartition("_")[2] for g in groups), groups=",".join(groups)
        )

    def _global_rule_domains(self, model):
        rules = self.env["ir.rule"].search(
            [("model_id.model", "=", model._name), ("groups", "=", False)]
        )
        return rules.mapped("domain_force")

    def test_every_model_has_access_rows(self):
        for model in ward_models(self.env) + ward_models(self.env, transient=True):
            with self.subTest(model=model._name):
                self.assertTrue(
                    self.env["ir.model.access"].search_count(
                        [("model_id.model", "=", model._name), ("group_id", "!=", False)]
                    )
                )

    def test_no_access_row_is_open_to_people_without_a_group(self):
        self.assertFalse(
            self.env["ir.model.access"].search(
                [("model_id.model", "=like", "ward.%"), ("group_id", "=", False)]
            )
        )

    def test_every_model_of_a_ward_has_a_required_company_and_a_rule_by_it(self):
        for model in ward_models(self.env):
            with self.subTest(model=model._name):
                if model._name in NATIONAL:
                    self.assertNotIn("company_id", model._fields)
                    continue
                self.assertIn("company_id", model._fields)
                self.assertTrue(model._fields["company_id"].store)
                if model._auto and model._name not in SHIPPED_OR_OWN:
                    self.assertTrue(model._fields["company_id"].required)
                self.assertTrue(
                    any("company_id" in domain for domain in self._global_rule_domains(model))
                )

    def test_the_lists_of_reference_models_name_only_models_that_exist(self):
        names = {model._name for model in ward_models(self.env)}
        self.assertLessEqual({*NATIONAL, *SHIPPED_OR_OWN}, names)

    def test_every_link_between_records_of_a_ward_checks_the_ward(self):
        written = set(
            self.env["ir.model.access"]
            .search(["|", ("perm_write", "=", True), ("perm_create", "=", True)])
            .model_id.mapped("model")
        )  # the others are written by the server alone, from records of one ward
        for model in ward_models(self.env):
            if model._name in NATIONAL or model._name not in written:
                continue
            for name, field in model._fields.items():
                if (
                    field.type == "many2one"
                    and field.store
                    and not field.related
                    and field.comodel_name.startswith(("ward.", "hr."))
                    and "company_id" in self.env[field.comodel_name]._fields
                ):
                    with self.subTest(field=f"{model._name}.{name}"):
                        self.assertTrue(field.check_company)

    def test_every_link_is_indexed(self):
        for model in ward_models(self.env):
            for name, field in model._fields.items():
                if (
                    model._auto
                    and field.type == "many2one"
                    and field.store
                    and field.comodel_name != "res.users"
                ):
                    with self.subTest(field=f"{model._name}.{name}"):
                        self.env.cr.execute(
                            """SELECT count(*) FROM pg_index
                                 JOIN pg_attribute a ON a.attrelid = indrelid AND a.attnum = indkey[0]
                                WHERE indrelid = %s::regclass AND a.attname = %s""",
                            (model._table, name),
                        )
                        self.assertTrue(self.env.cr.fetchone()[0])

    def test_auditor_and_upper_tier_can_write_nothing(self):
        for group in READ_ONLY_ROLES:
            user = self._user(group)
            for model in ward_models(self.env) + [self.env["hr.employee"], self.env["hr.version"]]:
                if group == READ_ONLY_ROLES[0] and model._name in OF_THE_UPPER_TIER:
                    continue
                for operation in ("write", "create", "unlink"):
                    with self.subTest(group=group, model=model._name, operation=operation):
                        self.assertFalse(model.with_user(user).has_access(operation))

    def test_the_auditor_can_read_every_model(self):
        auditor = self._user("ward_hr.ward_hr_group_auditor")
        for model in ward_models(self.env):
            with self.subTest(model=model._name):
                self.assertTrue(model.with_user(auditor).has_access("read"))

    def test_hr_officer_and_upper_tier_reach_no_pay(self):
        for role in ("hr_officer", "upper_tier"):
            user = self._user(f"ward_hr.ward_hr_group_{role}")
            for name in PAY:
                with self.subTest(role=role, model=name):
                    model = self.env[name].with_user(user)
                    self.assertFalse(model.has_access("read") and model.search([]))

    def test_amounts_are_hidden_by_group(self):
        readers = {
            self.env.ref(f"ward_hr.ward_hr_group_{role}").id for role in PAY_READERS
        }
        for name in PAY:
            for field in self.env[name]._fields.values():
                if field.type == "monetary":
                    with self.subTest(field=f"{name}.{field.name}"):
                        self.assertTrue(field.groups)
        self.assertEqual(len(readers), len(PAY_READERS))
