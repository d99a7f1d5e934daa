from odoo import Command, api, fields, models
from odoo.exceptions import ValidationError

from ..report.list_layout import arranged, choices

KINDS = [
    ("payroll", "Payroll table"),
    ("treasury", "Treasury list"),
    ("bank", "Bank list"),
    ("insurance", "Insurance list"),
    ("income_tax", "Income tax list"),
    ("extra", "Additional income and bonus"),
    ("settlement", "Yearly settlement of income tax"),
    ("raise", "Raise list"),
]


class WardPayLayout(models.Model):
    """How a ward wants a list of pay, from a month on: which columns, in which order, under which headings.

    Without one the list has the form's own columns. The amounts are the same under every layout.
    """

    _name = "ward.pay.layout"
    _description = "Layout of a list of pay"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "kind, since desc, id desc"
    _rec_name = "reference"
    _check_company_auto = True

    kind = fields.Selection(KINDS, string="List", required=True, default="payroll", tracking=True)
    since = fields.Date(string="From", required=True, tracking=True)
    reference = fields.Char(
        string="Legal basis", required=True, tracking=True, help="The letter or rule that asks for this layout."
    )
    form = fields.Char(string="Line below the ward's name", help="Empty: as the form has it.")
    column_ids = fields.One2many("ward.pay.layout.column", "layout_id", string="Columns")

    _one_a_day = models.UniqueIndex(
        "(company_id, kind, since)", "Your ward has a layout of this list from that day on already. Change that one."
    )

    @api.onchange("kind")
    def _onchange_kind(self):
        self.column_ids = self._all_columns(self.kind)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if not vals.get("column_ids"):
                vals["column_ids"] = self._all_columns(vals.get("kind") or "payroll")
        return super().create(vals_list)

    def _all_columns(self, kind):
        """Commands for every column of the list, in the order of its form."""
        rows = [{"key": c.key, "title": c.title, "sequence": n} for n, c in enumerate(choices(kind), start=1)]
        return [Command.clear(), *(Command.create(row) for row in rows)]

    @api.constrains("kind", "column_ids")
    def _check_columns(self):
        for one in self:
            known = {column.key for column in choices(one.kind)}
            strange = one.column_ids.filtered(lambda column, known=known: column.key not in known)
            if strange or not one.column_ids.filtered("shown"):
                raise ValidationError(
                    self.env._(
                        "The layout “%(layout)s” cannot be kept: %(why)s. Choose the list again to start from all its"
                        " columns.",
                        layout=one.reference,
                        why=self.env._("its list has no column %(names)s", names=", ".join(strange.mapped("title")))
                        if strange
                        else self.env._("it shows no column"),
                    )
                )

    @api.model
    def _in_force(self, kind, company, day):
        """The layout of a ward on ``day``, or none."""
        return self.search(
            [("kind", "=", kind), ("company_id", "=", company.id), ("since", "<=", day)], order="since desc", limit=1
        )

    def _arrange(self, sheets):
        """``sheets`` with the first one, the list itself, in this layout; as they are where there is none."""
        if not self:
            return sheets
        chosen = [(column.key, column.heading) for column in self.column_ids.sorted("sequence") if column.shown]
        return (arranged(sheets[0], chosen), *sheets[1:])


class WardPayLayoutColumn(models.Model):
    """One column of a layout: shown or not, and where."""

    _name = "ward.pay.layout.column"
    _description = "Column of a layout"
    _inherit = ["ward.company.mixin"]
    _order = "layout_id, sequence, id"
    _rec_name = "title"
    _check_company_auto = True

    layout_id = fields.Many2one(
        "ward.pay.layout", required=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(related="layout_id.company_id", store=True, index=True, precompute=True, default=None)
    sequence = fields.Integer(default=10)
    key = fields.Char(required=True)
    title = fields.Char(string="Column of the form", required=True)
    heading = fields.Char(string="Own heading", help="Empty: as the form has it.")
    shown = fields.Boolean(default=True)

    _once = models.UniqueIndex("(layout_id, key)", "A column stands in a layout once.")
