import re

from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class WardRaiseDraft(models.TransientModel):
    """Drafts one decision a person from the chosen lines of a raise list."""

    _name = "ward.raise.draft"
    _description = "Draft the decisions of a raise list"
    _check_company_auto = True

    list_id = fields.Many2one("ward.raise.list", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="list_id.company_id")
    line_ids = fields.Many2many(
        "ward.raise.line",
        string="People",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
        check_company=True,
        domain="[('list_id', '=', list_id), ('chosen', '=', True)]",
    )
    numbering = fields.Selection(
        [("open", "Left open, entered after signing"), ("sequence", "In a row from a first number")],
        required=True,
        default="open",
    )
    first_number = fields.Char(
        help="Number of the first decision; those after it count on: 412/QĐ-UBND, 413/QĐ-UBND …"
    )
    date = fields.Date(string="Signed on")
    signer = fields.Char()

    @api.depends("list_id")
    def _compute_line_ids(self):
        for wizard in self:
            waiting = wizard.list_id.line_ids.filtered(lambda line: line.chosen and not line._is_decided())
            wizard.line_ids = [Command.set(waiting.ids)]

    def action_draft(self):
        """Makes the drafts and opens them."""
        self.ensure_one()
        made = self.list_id._draft(self.line_ids, self._numbers(), {"date": self.date, "signer": self.signer})
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_decision_action")
        return action | {"domain": [("id", "in", made.ids)], "context": {}}

    def _numbers(self):
        """The number of each line, ``False`` where it is left open."""
        if self.numbering == "open":
            return [False] * len(self.line_ids)
        found = re.match(r"(\d+)(.*)", self.first_number or "")
        if not found:
            raise UserError(
                self.env._(
                    "“%(number)s” does not begin with a number to count on from. Enter the first one, such as "
                    "412/QĐ-UBND, or leave the numbers open.",
                    number=self.first_number or "",
                )
            )
        digits, rest = found.groups()
        return [f"{int(digits) + turn:0{len(digits)}d}{rest}" for turn in range(len(self.line_ids))]
