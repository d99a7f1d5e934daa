from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .ward_staff_type_rule import SUBJECTS

FACTS = [
    ("pay_coefficient", "Coefficient"),
    ("leadership_coefficient", "Leadership coefficient"),
    ("reserved_coefficient", "Reserved difference"),
    ("overgrade_percent", "Over-grade %"),
    ("responsibility_coefficient", "Responsibility coefficient"),
    ("regional_coefficient", "Regional coefficient"),
    ("hazard_coefficient", "Hazard coefficient"),
    ("trade_seniority_percent", "Occupational seniority %"),
    ("wage", "Negotiated pay"),
]
BASES = [
    ("in_public_duty_base", "Base of the public-duty allowance"),
    ("in_insurance_base", "Insurance base"),
    ("in_bonus_fund", "Bonus fund"),
    ("in_extra_income_fund", "Additional-income fund"),
    ("taxable", "Income tax"),
]


class WardPayComponent(models.Model):
    """What can be paid or deducted: a row, interpreted by one of a few kinds.

    Shipped rows are national, come with the addon (``pay/shipped.toml``) and cannot be changed
    here; a ward adds local rows, each with its legal basis. No row holds text that is executed.
    """

    _name = "ward.pay.component"
    _description = "Pay component"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, index=True)
    sequence = fields.Integer(default=500)
    origin = fields.Selection(
        [("shipped", "National"), ("local", "Of the ward")],
        required=True,
        default="local",
        readonly=True,
    )
    company_id = fields.Many2one(
        "res.company", string="Ward", index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            ("coefficient", "Coefficient × base salary"),
            ("percentage", "Percentage of other components"),
            ("fixed", "Fixed amount a month"),
            ("capped", "Rate with a ceiling"),
            ("scale", "Progressive scale"),
            ("pool", "Share of a pool"),
            ("input", "Amount entered for the month"),
        ],
        required=True,
        default="fixed",
    )
    section = fields.Selection(
        [
            ("earning", "Earning"),
            ("deduction", "Deduction"),
            ("employer", "Paid by the employer"),
        ],
        required=True,
        default="earning",
    )
    proration = fields.Selection(
        [
            ("days", "By calendar days"),
            ("working_days", "By working days"),
            ("first_day", "Once, by the first day in service"),
            ("last_day", "Once, by the last day in service"),
            ("on_day", "Once, by a day of the month"),
        ],
        string="When the month is split",
        required=True,
        default="days",
        help="What happens when a decision, a new law, joining or leaving splits the month.",
    )
    on_day = fields.Integer(
        string="By which day", help="15: who is in service on the 15th has it whole, who is not has nothing."
    )
    round_to = fields.Selection(
        [("1", "1 đồng"), ("10", "10 đồng"), ("100", "100 đồng"), ("1000", "1,000 đồng")],
        string="Rounded to",
        required=True,
        default="1",
        help="Half of it is rounded up; each line of a payslip once.",
    )
    absence = fields.Selection(
        [
            ("working_days", "By working days"),
            ("month", "By working days, nothing with unpaid leave of a month or more"),
            ("kept", "Kept"),
        ],
        string="On days without pay",
        required=True,
        default="working_days",
        help="What unpaid leave, sickness and maternity do to what goes by days.",
    )
    absence_limit_code = fields.Char(
        string="Not due from so many days without pay (value of law)",
        help="Reckoned on the full pay of the month below it.",
    )
    law_code = fields.Char(string="Value of law")
    fact = fields.Selection(FACTS, string="Fact of the person")
    figure = fields.Float(
        string="Own figure",
        digits=(16, 4),
        help="Amount in đồng, coefficient, or rate (0.1 means 10%), as the ward decided it.",
    )
    unit_code = fields.Char(string="Multiplied by (value of law)")
    base_flag = fields.Selection(BASES, string="Reckoned on all of")
    base_ids = fields.Many2many(
        "ward.pay.component",
        "ward_pay_component_base_rel",
        "component_id",
        "base_id",
        string="Reckoned on",
    )
    ceiling_code = fields.Char(string="Ceiling (value of law)")
    ceiling_multiple_code = fields.Char(string="Ceiling, multiple (value of law)")
    floor_code = fields.Char(string="Nothing below (value of law)")
    self_deduction_code = fields.Char(string="Own deduction (value of law)")
    dependant_deduction_code = fields.Char(
        string="Deduction per dependant (value of law)"
    )
    staff_type_ids = fields.Many2many(
        "ward.staff.type", string="Staff types", help="Empty: everybody."
    )
    rule = fields.Selection(
        SUBJECTS,
        string="Rule of the staff types",
        help="Who has it follows from the dated rules of the staff types on this matter (Law / Staff types), the"
        " ward's own first; the staff types above hold only where no rule is known.",
    )
    by_decision = fields.Boolean(
        help="Only for people whose decision names this allowance."
    )
    required = fields.Boolean(
        help="People whose fact is not known are refused, not paid nothing."
    )
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="To")
    in_public_duty_base = fields.Boolean(string="Counts for public duty")
    in_insurance_base = fields.Boolean(string="Counts for insurance")
    in_bonus_fund = fields.Boolean(string="Counts for the bonus fund")
    in_extra_income_fund = fields.Boolean(string="Counts for additional income")
    taxable = fields.Boolean(string="Taxable", default=True)
    tax_deductible = fields.Boolean(string="Lowers taxable income")
    reference = fields.Char(string="Legal basis", translate=True)
    file = fields.Binary(string="Signed file", attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    confidence = fields.Selection(
        [
            ("reported", "Reported"),
            ("common", "Commonly known"),
            ("uncertain", "Uncertain"),
            ("proposed", "Proposed"),
        ],
        default="reported",
    )

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))",
        "A component with this code exists already.",
    )
    _origin_company = models.Constraint(
        "CHECK ((origin = 'shipped') = (company_id IS NULL))",
        "A national component belongs to no ward; a local one belongs to its ward.",
    )
    _on_day = models.Constraint(
        "CHECK (COALESCE(on_day, 0) BETWEEN 0 AND 28)", "A day that every month has: from 1 to 28."
    )
    _local_reference = models.Constraint(
        "CHECK (origin = 'shipped' OR reference IS NOT NULL)",
        "A component of the ward needs its legal basis: the number and day of the decision.",
    )
    _date_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_from IS NULL OR date_from <= date_to)",
        "A component cannot end before it begins.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(v.get("origin") == "shipped" for v in vals_list):
            raise UserError(
                _("National components come with the addon. Create one of the ward.")
            )
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_shipped()
        if not self.env.su and "origin" in vals:
            raise UserError(_("A component of the ward cannot become a national one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        self._refuse_shipped()
        # whoever may delete a component need not see the payslips that have it, or had it in an earlier revision
        here = [("component_id", "in", self.ids)]
        used = self.env["ward.payslip.line"].sudo().search(here, limit=1) or self.env[
            "ward.pay.difference"
        ].sudo().search(here, limit=1)
        if used:
            raise UserError(
                _(
                    "%(name)s stands on payslips and cannot be deleted. Enter its last day instead.",
                    name=used.component_id.name,
                )
            )

    def _refuse_shipped(self):
        shipped = self.filtered(lambda c: c.origin == "shipped")
        if shipped and not self.env.su:
            raise UserError(
                _(
                    "%(names)s: national components cannot be changed. Add a component of the"
                    " ward, or wait for the release that brings the new law.",
                    names=", ".join(shipped.mapped("name")),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_base(self):
        local = self.filtered(lambda c: c.origin == "local").with_context(active_test=False)
        readers = local.search([("base_ids", "in", local.ids), ("id", "not in", local.ids)])
        for reader in readers[:1]:
            raise UserError(
                _(
                    "%(base)s cannot be deleted: “%(name)s” is reckoned on it. Enter there what it is reckoned on"
                    " otherwise, or delete that one first.",
                    base=", ".join((reader.base_ids & self).mapped("name")),
                    name=reader.name,
                )
            )

    @api.constrains(
        "kind", "law_code", "fact", "figure", "unit_code", "base_flag", "base_ids", "code", "active",
        "proration", "on_day", "round_to", "absence", "absence_limit_code", "ceiling_code", "company_id", "section",
    )  # fmt: skip
    def _check_plan(self):
        for company in self.company_id:
            self._components(company)
