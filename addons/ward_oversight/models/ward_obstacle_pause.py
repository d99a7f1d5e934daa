from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class WardObstaclePause(models.Model):
    """The clock of an obstacle stands still, for a written reason."""

    _name = "ward.obstacle.pause"
    _description = "Clock of an obstacle stands still"
    _inherit = ["ward.company.mixin"]
    _order = "since, id"
    _rec_name = "reason"
    _check_company_auto = True

    obstacle_id = fields.Many2one("ward.obstacle", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="obstacle_id.company_id", store=True, precompute=True, required=True, default=None
    )
    since = fields.Date(required=True, default=fields.Date.context_today)
    until = fields.Date(help="The day of the answer; empty while one waits.")
    reason = fields.Char(required=True, help="Whom or what one waits for.")
    entered_by_id = fields.Many2one("res.users", string="Entered by", readonly=True, index=True)

    _days_in_order = models.Constraint("CHECK (until >= since)", "A pause cannot end before it begins.")
    _one_open = models.UniqueIndex("(obstacle_id) WHERE until IS NULL", "The clock stands still already.")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["entered_by_id"] = self.env.uid
        pauses = super().create(vals_list)
        for pause in pauses.filtered(lambda one: one.obstacle_id.state in ("answered", "closed")):
            raise UserError(
                self.env._("“%(name)s” is answered: its clock no longer runs.", name=pause.obstacle_id.name)
            )
        return pauses

    def write(self, vals):
        if not self.env.su and set(vals) - {"until"}:
            raise UserError(self.env._("Why the clock stood still stays as it was written: only its end is entered."))
        if "until" in vals and any(one.until for one in self) and not self.env.su:
            raise UserError(self.env._("This pause has ended and does not change."))
        return super().write(vals)

    @api.constrains("reason")
    def _check_reason(self):
        for one in self:
            if not (one.reason or "").strip():
                raise ValidationError(self.env._("The clock stands still only for a written reason."))

    @api.constrains("since", "obstacle_id")
    def _check_since(self):
        for one in self:
            if one.since < one.obstacle_id.counted_from:
                raise ValidationError(
                    self.env._(
                        "The clock of “%(name)s” runs since %(day)s and cannot stand still before.",
                        name=one.obstacle_id.name,
                        day=f"{one.obstacle_id.counted_from:%d/%m/%Y}",
                    )
                )
