from dataclasses import replace
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..pay import Component, Facts
from ..pay.what_if import Altered, Filled, Left, Moved

# what each kind needs to be entered
NEEDS = {
    "law": ("law_code",),
    "allowance": ("component_id",),
    "amount": ("name", "amount"),
    "move": ("employee_ids", "to_department_id"),
    "leave": ("employee_ids",),
    "fill": ("to_department_id", "new_staff_type_id", "pay_coefficient"),
}


class WardPayWhatIfChange(models.TransientModel):
    """One thing that would be different from a day on, in variant A, in B, in both, or in all columns."""

    _name = "ward.pay.what.if.change"
    _description = "Change to try"
    _order = "since, id"

    what_if_id = fields.Many2one("ward.pay.what.if", required=True, index=True, ondelete="cascade")
    variant = fields.Selection(
        [("a", "A"), ("b", "B"), ("both", "A and B"), ("all", "All columns: expected anyway")],
        string="Counts in",
        required=True,
        default="a",
    )
    kind = fields.Selection(
        [
            ("law", "Value of law: base salary, rate, ceiling"),
            ("allowance", "An allowance for more people"),
            ("amount", "A new amount a month"),
            ("move", "People move to another unit"),
            ("leave", "People leave, posts are cut"),
            ("fill", "Vacant posts are filled"),
        ],
        required=True,
        default="law",
    )
    since = fields.Date(string="From", required=True, default=lambda self: self.env["ward.pay.what.if"]._next_month())
    law_code = fields.Selection(selection="_law_codes", string="Value of law")
    law_today = fields.Char(string="As things stand", compute="_compute_law_today")
    value = fields.Float(string="New value", digits=(18, 6), help="In đồng, or a rate: 0.25 means 25%.")
    component_id = fields.Many2one("ward.pay.component", string="Allowance", domain=[("by_decision", "=", True)])
    name = fields.Char(string="What it is called")
    amount = fields.Float(string="Amount a month", digits=(16, 0))
    taxable = fields.Boolean(default=True)
    department_id = fields.Many2one("hr.department", string="Only people of the unit")
    staff_type_id = fields.Many2one("ward.staff.type", string="Only people of the type")
    employee_ids = fields.Many2many("hr.employee", string="People")
    to_department_id = fields.Many2one("hr.department", string="Unit")
    count = fields.Integer(string="How many", default=1)
    new_staff_type_id = fields.Many2one("ward.staff.type", string="Staff type")
    pay_coefficient = fields.Float(string="Coefficient", digits=(6, 4))
    leadership_coefficient = fields.Float(string="Leadership coefficient", digits=(6, 4))

    # -- values of law ---------------------------------------------------------------------------------

    @api.model
    def _law_codes(self):
        """The single values that pay is reckoned with, by their name."""
        law = self.env["ward.law.value"]._law(self.env.company)
        found = {}
        for component in self.env["ward.pay.component"]._components(self.env.company):
            for code in component.law_codes():
                history = [value for value in law.history(code) if isinstance(value.value, Decimal)]
                if history:
                    found[code] = (self.env.lang or "").startswith("vi") and history[-1].label_vi or history[-1].label
        return sorted(found.items(), key=lambda pair: pair[1])

    @api.depends("law_code", "since")
    def _compute_law_today(self):
        law = self.env["ward.law.value"]._law(self.env.company)
        for change in self:
            known = [one for one in law.history(change.law_code) if change.since and one.since <= change.since]
            last = known[-1] if known else None
            change.law_today = self._shown(last.value) if last and not last.repealed else self.env._("none in force")

    def _shown(self, value):
        """With the separators of the language, and no more places than the value has."""
        places = max(0, -value.normalize().as_tuple().exponent)
        return self.env["ward.pay.what.if"]._number(value, places)

    @api.onchange("law_code")
    def _onchange_law_code(self):
        law = self.env["ward.law.value"]._law(self.env.company)
        known = [one.value for one in law.history(self.law_code) if isinstance(one.value, Decimal)]
        if known:
            self.value = float(known[-1])

    # -- what is entered -------------------------------------------------------------------------------

    @api.depends(
        "kind", "law_code", "component_id", "name", "employee_ids", "to_department_id", "count", "value", "amount"
    )
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        codes = dict(self._law_codes())
        money = self.env["ward.pay.what.if"]._money
        for change in self:
            people = ", ".join(change.employee_ids.mapped("name"))
            unit = change.to_department_id.name
            said = {
                "law": lambda c=change: f"{codes.get(c.law_code, '')} → {c._shown(_exact(c.value))}",
                "allowance": lambda c=change: f"{c.component_id.name}",
                "amount": lambda c=change: f"{c.name}: {money(c.amount)}",
                "move": lambda p=people, u=unit: f"{p} → {u}",
                "leave": lambda p=people, k=kinds: f"{k['leave']}: {p}",
                "fill": lambda c=change, u=unit, k=kinds: f"{k['fill']}: {c.count} × {u}",
            }
            change.display_name = said[change.kind]() if change.kind else False

    @api.constrains("kind", "value", "amount", "count", "pay_coefficient", "law_code", *sorted(sum(NEEDS.values(), ())))
    def _check_complete(self):
        for change in self:
            missing = [name for name in NEEDS[change.kind] if not change[name]]
            if missing:
                labels = change.fields_get(missing, ["string"])
                raise ValidationError(
                    self.env._(
                        "The change “%(kind)s” is not complete. Enter: %(fields)s.",
                        kind=dict(self._fields["kind"]._description_selection(self.env))[change.kind],
                        fields=", ".join(labels[name]["string"] for name in missing),
                    )
                )
            if change.value < 0 or change.amount < 0 or change.count < 1 or change.pay_coefficient < 0:
                raise ValidationError(self.env._("Values, amounts and numbers of posts cannot be negative."))

    # -- what it means for the month -------------------------------------------------------------------

    def _plan_of(self, components, law):
        """``components`` and ``law`` with these changes on top."""
        more = [change._as_component() for change in self if change.kind == "amount"]
        values = [change._as_value(law) for change in self if change.kind == "law"]
        return (*components, *more), law.with_values(values) if values else law

    def _as_value(self, law):
        known = [one for one in law.history(self.law_code) if isinstance(one.value, Decimal)]
        return replace(known[-1], since=self.since, value=_exact(self.value), repealed=False, origin="local")

    def _code(self):
        return f"WHAT_IF_{self.id}"

    def _as_component(self):
        return Component(
            code=self._code(),
            kind="fixed",
            figure=_exact(self.amount),
            by_decision=True,
            taxable=self.taxable,
            since=self.since,
        )

    def _acting(self, company):
        """The changes of people and units, for `pay.what_if`, in the order of their days."""
        made = {
            "allowance": lambda change: change._altered(change.component_id.code),
            "amount": lambda change: change._altered(change._code()),
            "move": lambda change: Moved(change.since, frozenset(change.employee_ids.ids), change.to_department_id.id),
            "leave": lambda change: Left(change.since, frozenset(change.employee_ids.ids)),
            "fill": lambda change: change._filled(),
        }
        mine = self.filtered(lambda change: change.kind in made and change._concerns_ward(company))
        return [made[change.kind](change) for change in mine.sorted(lambda change: (change.since, change.id))]

    def _concerns_ward(self, company):
        """Units and people of another ward say nothing about this one."""
        owners = (self.department_id or self.to_department_id or self.employee_ids).company_id
        return not owners or company in owners

    def _altered(self, code):
        unit, kind = self.department_id.id, self.staff_type_id.code

        def concerns(placed, facts):
            return (not unit or placed.unit == unit) and (not kind or facts.staff_type == kind)

        return Altered(self.since, concerns, lambda facts: replace(facts, allowances=facts.allowances | {code}))

    def _filled(self):
        facts = Facts(
            staff_type=self.new_staff_type_id.code,
            pay_coefficient=_exact(self.pay_coefficient),
            leadership_coefficient=_exact(self.leadership_coefficient),
        )
        return Filled(self.since, self.to_department_id.id, facts, self.count)

    def unlink(self):
        """Effects of a change that is gone would mislead."""
        self.what_if_id.effect_ids.unlink()
        return super().unlink()

    def write(self, vals):
        self.what_if_id.effect_ids.unlink()
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        changes = super().create(vals_list)
        changes.what_if_id.effect_ids.unlink()
        return changes


def _exact(number):
    """The decimal that was typed: a float has it to at most six places."""
    return Decimal(f"{number:.6f}").normalize() if number else Decimal(0)
