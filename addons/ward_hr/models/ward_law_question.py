from odoo import api, fields, models
from odoo.tools import SQL

from ..pay import sequence
from ..pay.component import RULE

CODES = (
    "law_code", "unit_code", "ceiling_code", "ceiling_multiple_code", "self_deduction_code", "dependant_deduction_code",
    "absence_limit_code",
)  # fmt: skip
OF_PAY = ("base_salary", "salary_scales", "leadership", "allowances", "extra_income", "bonus", "pay_readings")
OPEN_ONES = ("uncertain", "proposed")
ID_ROOM = 3_000_000  # three times as many as there are values, components or rules of staff types


class WardLawQuestion(models.Model):
    """What is still to be confirmed by the accountant: one row a ward for each uncertain or proposed value or rule.

    A view, always as things stand: a row goes when the ward has entered its own value of that day, or has recorded
    a confirmation.
    """

    _name = "ward.law.question"
    _description = "To be confirmed by the accountant"
    _auto = False
    _order = "in_pay desc, last_month desc, code, since"
    _rec_name = "code"

    company_id = fields.Many2one("res.company", string="Ward", readonly=True)
    kind = fields.Selection(
        [("value", "Value of law"), ("rule", "Rule of a component"), ("staff_type", "What a staff type implies")],
        readonly=True,
    )
    value_id = fields.Many2one("ward.law.value", string="Value of law", readonly=True)
    component_id = fields.Many2one("ward.pay.component", readonly=True)
    staff_rule_id = fields.Many2one("ward.staff.type.rule", string="Rule of a staff type", readonly=True)
    code = fields.Char(readonly=True)
    label = fields.Char(compute="_compute_words")
    says = fields.Char(string="What is assumed", compute="_compute_words")
    since = fields.Date(string="From", readonly=True)
    until = fields.Date(readonly=True)
    reference = fields.Char(string="Legal basis", compute="_compute_words")
    confidence = fields.Selection(
        [("reported", "Reported"), ("common", "Commonly known"), ("uncertain", "Uncertain"), ("proposed", "Proposed")],
        readonly=True,
    )
    in_pay = fields.Boolean(string="Decides pay", readonly=True)
    last_month = fields.Date(string="Last month reckoned with it", readonly=True)
    effect = fields.Char(string="Where it counts", compute="_compute_words")

    @property
    def _table_query(self):
        read = SQL(" OR ").join(SQL("c.%s = v.code", SQL.identifier(name)) for name in CODES)
        return SQL(
            """
            SELECT ward.id::bigint * %(room)s + v.id * 3 AS id, ward.id AS company_id, 'value' AS kind,
                   v.id AS value_id, NULL::int AS component_id, NULL::int AS staff_rule_id, v.code, v.since, v.until,
                   CASE WHEN v.confidence IN %(open)s THEN v.confidence ELSE 'uncertain' END AS confidence,
                   v.subject IN %(subjects)s
                   OR EXISTS (SELECT FROM ward_pay_component c WHERE c.active AND (%(read)s)
                                 AND (c.company_id IS NULL OR c.company_id = ward.id)) AS in_pay,
                   (SELECT max(run.month) FROM ward_pay_run run
                     WHERE run.company_id = ward.id AND run.law -> 'law' ? v.code) AS last_month
              FROM ward_law_value v CROSS JOIN res_company ward
             WHERE v.company_id IS NULL AND v.active AND NOT COALESCE(v.repealed, FALSE) AND ward.active
               AND (v.confidence IN %(open)s OR v.has_uncertain)
               AND NOT EXISTS (SELECT FROM ward_law_value own WHERE own.company_id = ward.id AND own.active
                                  AND own.code = v.code AND own.since = v.since)
               AND NOT EXISTS (SELECT FROM ward_law_confirmation done
                                WHERE done.company_id = ward.id AND done.value_id = v.id)
             UNION ALL
            SELECT ward.id::bigint * %(room)s + c.id * 3 + 1, ward.id, 'rule', NULL, c.id, NULL, c.code,
                   c.date_from, c.date_to, c.confidence, TRUE,
                   (SELECT max(run.month) FROM ward_pay_run run
                     WHERE run.company_id = ward.id AND run.law -> 'components' ? c.code)
              FROM ward_pay_component c CROSS JOIN res_company ward
             WHERE c.company_id IS NULL AND c.active AND ward.active AND c.confidence IN %(open)s
               AND NOT EXISTS (SELECT FROM ward_law_confirmation done
                                WHERE done.company_id = ward.id AND done.component_id = c.id)
             UNION ALL
            SELECT ward.id::bigint * %(room)s + rule.id * 3 + 2, ward.id, 'staff_type', NULL, NULL, rule.id,
                   %(prefix)s || rule.subject || '_' || type.code, rule.since, NULL, rule.confidence,
                   rule.subject <> 'evaluation',
                   (SELECT max(run.month) FROM ward_pay_run run
                     WHERE run.company_id = ward.id
                       AND run.law -> 'law' ? (%(prefix)s || rule.subject || '_' || type.code))
              FROM ward_staff_type_rule rule JOIN ward_staff_type type ON type.id = rule.staff_type_id
             CROSS JOIN res_company ward
             WHERE rule.company_id IS NULL AND type.active AND ward.active AND rule.confidence IN %(open)s
               AND NOT EXISTS (SELECT FROM ward_staff_type_rule own
                                WHERE own.company_id = ward.id AND own.staff_type_id = rule.staff_type_id
                                  AND own.subject = rule.subject AND own.since <= rule.since)
               AND NOT EXISTS (SELECT FROM ward_law_confirmation done
                                WHERE done.company_id = ward.id AND done.staff_rule_id = rule.id)
            """,
            room=ID_ROOM,
            open=OPEN_ONES,
            read=read,
            prefix=RULE,
            subjects=OF_PAY,
        )

    @api.depends("value_id", "component_id", "staff_rule_id", "company_id")
    @api.depends_context("lang")
    def _compute_words(self):
        used = {company: self._uses(company) for company in self.company_id}
        for row in self:
            value, component, rule = row.value_id, row.component_id, row.staff_rule_id
            row.label = value.label or component.name or row._staff_rule_words(rule)
            row.says = value.value_display or row._rule_words(component) or row._applies_words(rule)
            row.reference = value.reference or component.reference or rule.reference
            row.effect = row._effect_words(used[row.company_id])

    def _rule_words(self, component):
        if not component:
            return ""
        fields_of = component._fields
        return ", ".join(
            dict(fields_of[name]._description_selection(self.env))[component[name]] for name in ("kind", "proration")
        )

    def _staff_rule_words(self, rule):
        return ": ".join(
            [dict(rule._fields["subject"]._description_selection(self.env))[rule.subject], rule.staff_type_id.name]
        )

    def _applies_words(self, rule):
        return self.env._("applies") if rule.applies else self.env._("does not apply")

    def _uses(self, company):
        """``{code of law: names of the components that read it}``, by two statements."""
        components = sequence(self.env["ward.pay.component"]._components(company))
        found = self.env["ward.pay.component"].search([("company_id", "in", (False, company.id))])
        names = {component.code: component.name for component in found}
        uses = {}
        for component in components:
            for code in component.law_codes():
                uses.setdefault(code, []).append(names[component.code])
        return uses

    def _effect_words(self, uses):
        if self.kind == "rule":
            return self.env._("Every payslip that has this component")
        if self.kind == "staff_type":
            return self.env._("Everybody of the staff type %(type)s", type=self.staff_rule_id.staff_type_id.name)
        if self.code in uses:
            return ", ".join(dict.fromkeys(uses[self.code]))
        subjects = self.env["ward.law.value"]._fields["subject"]._description_selection(self.env)
        return dict(subjects)[self.value_id.subject]

    def action_confirm(self):
        """A number or word is confirmed by the ward's own value of that day; a table or a rule by its paper."""
        self.ensure_one()
        if self.value_id and self.value_id.value_kind != "rows":
            action = self.value_id.action_enter_value()
            own = {
                "default_since": self.since,
                "default_value_number": self.value_id.value_number,
                "default_value_word": self.value_id.value_word,
                "default_confidence": "reported",
                "default_company_id": self.company_id.id,
            }
            return action | {"context": action["context"] | own, "target": "new"}
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Confirm %(label)s", label=self.label),
            "res_model": "ward.law.confirmation",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_value_id": self.value_id.id,
                "default_component_id": self.component_id.id,
                "default_staff_rule_id": self.staff_rule_id.id,
                "default_company_id": self.company_id.id,
            },
        }

    def action_open(self):
        """The value with its history, the component, or the staff type with what it implies."""
        self.ensure_one()
        record = self.value_id or self.component_id or self.staff_rule_id.staff_type_id
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }
