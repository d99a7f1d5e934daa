from odoo import api, fields, models
from odoo.exceptions import UserError


class WardLawConfirmation(models.Model):
    """The ward has had a reading confirmed that the system ships as uncertain or proposed: by whom, by which paper.

    For tables, for the rules of components and of staff types. A number or a word is confirmed
    by the ward's own value of that day instead.
    """

    _name = "ward.law.confirmation"
    _description = "Confirmed reading of the law"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "confirmed_on desc, id desc"
    _rec_name = "reference"
    _check_company_auto = True

    value_id = fields.Many2one(
        "ward.law.value", string="Value of law", index="btree_not_null", ondelete="cascade", check_company=True
    )
    component_id = fields.Many2one(
        "ward.pay.component", index="btree_not_null", ondelete="cascade", check_company=True
    )
    staff_rule_id = fields.Many2one(
        "ward.staff.type.rule",
        string="Rule of a staff type",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
    reference = fields.Char(
        string="Confirmed by", required=True, tracking=True, help="Number, day and sender of the answer."
    )
    note = fields.Char(tracking=True)
    confirmed_on = fields.Date(required=True, default=fields.Date.context_today, tracking=True)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, index=True, default=lambda self: self.env.user)

    _one_subject = models.Constraint(
        "CHECK (num_nonnulls(value_id, component_id, staff_rule_id) = 1)",
        "Confirm one thing: a value of law, a component or a rule of a staff type.",
    )
    _value_once = models.UniqueIndex(
        "(company_id, value_id) WHERE value_id IS NOT NULL", "This value is confirmed already."
    )
    _component_once = models.UniqueIndex(
        "(company_id, component_id) WHERE component_id IS NOT NULL", "This component is confirmed already."
    )
    _staff_rule_once = models.UniqueIndex(
        "(company_id, staff_rule_id) WHERE staff_rule_id IS NOT NULL", "This rule is confirmed already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([{**vals, "confirmed_by_id": self.env.uid} for vals in vals_list])

    def write(self, vals):
        if {"value_id", "component_id", "staff_rule_id", "company_id", "confirmed_by_id"} & vals.keys():
            raise UserError(
                self.env._(
                    "What is confirmed, where and by whom stays. Delete this confirmation and enter another one."
                )
            )
        return super().write(vals)
