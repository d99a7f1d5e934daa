from collections import defaultdict
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.misc import formatLang

from .ward_bonus_fund import COMPONENT
from .ward_pay_run import RUN_READERS


class WardBonusRegulation(models.Model):
    """The bonus regulation of a ward, from a day on until the next: whom it awards, and the most for one award.

    Decree 161/2026/NĐ-CP art. 4 has each agency decide its own; the awards of a month go by the one in force on
    its last day.
    """

    _name = "ward.bonus.regulation"
    _description = "Bonus regulation"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "since desc, id desc"
    _rec_names_search = ["reference"]
    _check_company_auto = True

    since = fields.Date(string="From", required=True, tracking=True)
    reference = fields.Char(string="Decision", required=True, tracking=True)
    file = fields.Binary(string="Signed file", attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    currency_id = fields.Many2one(related="company_id.currency_id")
    most = fields.Monetary(
        string="At most for one award", groups=RUN_READERS, tracking=True, help="0: the regulation knows no limit."
    )
    note = fields.Text(string="Who is awarded, and by which steps", tracking=True)

    _one_a_day = models.UniqueIndex(
        "(company_id, since)", "Your ward has a bonus regulation from that day on already. Open that one."
    )
    _no_debt = models.Constraint("CHECK (most >= 0)", "The most for one award is 0 (no limit) or an amount.")

    @api.depends("reference", "since")
    def _compute_display_name(self):
        for regulation in self:
            day = f"{regulation.since:%d/%m/%Y}" if regulation.since else ""
            regulation.display_name = self.env._("%(reference)s, from %(day)s", reference=regulation.reference, day=day)

    def _in_force(self, day):
        """The one of these that holds on ``day``; empty before the first."""
        return self.filtered(lambda one: one.since <= day).sorted("since")[-1:]


class WardBonusFund(models.Model):
    _inherit = "ward.bonus.fund"

    regulation_ids = fields.Many2many(
        "ward.bonus.regulation", string="Regulations of the year", compute="_compute_regulation_ids"
    )

    @api.depends("year", "company_id")
    def _compute_regulation_ids(self):
        """Those in force on a day of the year: what began in it, and what held on its first day."""
        known = self.env["ward.bonus.regulation"].search([("company_id", "in", self.company_id.ids)])
        for fund in self:
            own = known.filtered(lambda one, ward=fund.company_id: one.company_id == ward)
            first, last = date(fund.year, 1, 1), date(fund.year, 12, 31)
            fund.regulation_ids = own.filtered(lambda one, f=first, t=last: f <= one.since <= t) | own._in_force(first)


class WardPayInput(models.Model):
    _inherit = "ward.pay.input"

    @api.constrains("amount", "component_id", "month", "company_id")
    def _check_bonus_regulation(self):
        """An award is not more than the regulation in force on the last day of its month has it."""
        awards = self.filtered(lambda entry: entry.component_id.code == COMPONENT)
        if not awards:
            return
        regulations = defaultdict(self.env["ward.bonus.regulation"].browse)
        for one in self.env["ward.bonus.regulation"].search([("company_id", "in", awards.company_id.ids)]):
            regulations[one.company_id] |= one
        for award in awards:
            last = fields.Date.end_of(award.month, "month")
            regulation = regulations[award.company_id]._in_force(last)
            if regulation.most and award.amount > regulation.most:
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot be awarded %(amount)s: %(regulation)s allows at most %(most)s for one award."
                        " Correct the amount, or enter the regulation that allows it.",
                        person=award.employee_id.name,
                        amount=formatLang(self.env, award.amount, currency_obj=award.currency_id),
                        regulation=regulation.display_name,
                        most=formatLang(self.env, regulation.most, currency_obj=regulation.currency_id),
                    )
                )
