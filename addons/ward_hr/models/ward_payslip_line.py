from decimal import Decimal

from odoo import _, api, fields, models
from odoo.tools import SQL

from ..pay import whole_month, why
from .keyless import KeylessMany2one
from .ward_pay_seal import refuse_changes_when_sealed
from .ward_pay_words import PayWords
from .ward_payslip import SLIP_READERS
from .ward_payslip_links import keep_lines_with_payslips


class WardPayslipLine(models.Model):
    """One amount of a payslip, with the small basis from which it can be explained.

    The basis leaves out what quantity and rate say.
    """

    _name = "ward.payslip.line"
    _description = "Payslip line"
    _order = "payslip_id, sequence, id"
    _rec_name = "code"
    _log_access = False
    _check_company_auto = True

    # kept by triggers: see ``ward_payslip_links``
    payslip_id = KeylessMany2one(
        "ward.payslip", required=True, index=True, ondelete="cascade", check_company=True
    )
    # the ward of its payslip, which cannot go while it has payslips
    company_id = KeylessMany2one("res.company", string="Ward", required=True)
    # the component refuses to go while a line has it, and the line keeps its code
    component_id = KeylessMany2one("ward.pay.component", required=True, ondelete="restrict")
    code = fields.Char(required=True)
    section = fields.Selection(
        [
            ("earning", "Earning"),
            ("deduction", "Deduction"),
            ("employer", "Paid by the employer"),
        ],
        required=True,
    )
    sequence = fields.Integer()
    origin_month = fields.Date(string="Month of origin", required=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    quantity = fields.Float(digits=(16, 4), groups=SLIP_READERS, aggregator=None)
    rate = fields.Float(digits=(16, 4), groups=SLIP_READERS, aggregator=None)
    amount = fields.Monetary(groups=SLIP_READERS)
    basis = fields.Json(groups=SLIP_READERS)
    back = fields.Boolean(
        string="Of an earlier month", compute="_compute_back", search="_search_back", groups=SLIP_READERS
    )
    paid_before = fields.Monetary(compute="_compute_back", groups=SLIP_READERS)
    due_now = fields.Monetary(compute="_compute_back", groups=SLIP_READERS)
    formula = fields.Char(
        string="How it is reckoned", compute="_compute_formula", groups=SLIP_READERS
    )
    why_html = fields.Html(
        string="Why", compute="_compute_why_html", sanitize=False, groups=SLIP_READERS
    )

    _made_up = models.Index("(payslip_id) WHERE basis ? 'origin'")
    # Of a month that is written at once: which pages can have a ward, or a component that only some months have.
    # Smaller than an entry for each of the lines.
    _of_ward = models.Index("USING brin (company_id)")
    _of_component = models.Index("USING brin (component_id)")

    def init(self):
        keep_lines_with_payslips(self.env.cr)
        refuse_changes_when_sealed(self.env.cr, self._table)

    @api.depends("component_id", "basis")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            name = line.component_id.name
            if line.back:
                month = line.origin_month.strftime("%m/%Y")
                name = _("%(name)s, for %(month)s", name=name, month=month)
            line.display_name = name

    @api.depends("basis")
    def _compute_back(self):
        for line in self:
            made_up = line.basis if "origin" in (line.basis or {}) else {}
            line.back = bool(made_up)
            line.paid_before = float(made_up.get("before", 0))
            line.due_now = float(made_up.get("after", 0))

    def _search_back(self, operator, value):
        if operator != "in":
            return NotImplemented
        made_up = SQL("(SELECT id FROM ward_payslip_line WHERE basis ? 'origin')")
        return [("id", "in" if True in value else "not in", made_up)]

    @api.depends_context("lang")
    def _compute_formula(self):
        words = PayWords(self.env)
        for line, reasons, names in self._reasons():
            line.formula = words.formula(reasons, names)

    @api.depends_context("lang", "uid")  # addresses stand there for whoever may open them
    def _compute_why_html(self):
        words, found = PayWords(self.env), list(self._reasons())
        sources = self._sources({line: reasons for line, reasons, _names in found})
        for line, reasons, names in found:
            line.why_html = self.env["ir.qweb"]._render(
                "ward_hr.ward_payslip_line_why", words.page(reasons, names, line, sources[line])
            )

    def _reasons(self):
        """``(line, pure Why, names by code)`` of each line."""
        figures = self._exact_figures()
        for slip, lines in self.grouped("payslip_id").items():
            # the reader of a line may read why; the run itself stays closed to the owner
            kept = slip.run_id.sudo().law
            siblings = slip.line_ids
            amounts = {line.code: Decimal(str(line.amount)) for line in siblings if not line.back}
            names = {line.code: line.component_id.name for line in siblings}
            for line in lines:
                basis = whole_month(*figures[line.id], kept) | (line.basis or {})
                yield line, why(line.code, basis, kept, amounts), names

    def _exact_figures(self):
        """``{id: (quantity, rate)}`` as texts, since Odoo reads NUMERIC as float.

        A line that has no quantity and no days either was kept so by a release of before: it is once its amount.
        """
        self.check_access("read")
        self.env.cr.execute(
            "SELECT id, COALESCE(quantity, amount)::text, rate::text FROM ward_payslip_line WHERE id IN %s",
            [tuple(self.ids) or (0,)],
        )
        return {line: (quantity, rate) for line, quantity, rate in self.env.cr.fetchall()}

    def action_why(self):
        """The explanation of one line, in a dialog."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Why: %(name)s", name=self.display_name),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(self.env.ref("ward_hr.ward_payslip_line_view_form").id, "form")],
            "target": "new",
        }
