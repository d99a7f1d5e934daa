from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

LEAD = "ward_oversight.ward_oversight_group_oversight_lead"
SET_BY_STEPS = {"state", "former_deadline", "asked_by_id", "decided_by_id", "decided_on"}


class WardActionExtension(models.Model):
    """A later deadline of an action, asked for with a reason; decided by the oversight lead."""

    _name = "ward.action.extension"
    _description = "Extension of an action"
    _inherit = ["ward.company.mixin"]
    _order = "id desc"
    _rec_name = "action_id"
    _check_company_auto = True

    action_id = fields.Many2one("ward.action", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="action_id.company_id", store=True, precompute=True, required=True, default=None
    )
    former_deadline = fields.Date(string="Deadline before", readonly=True)
    deadline = fields.Date(string="Deadline asked for", required=True)
    reason = fields.Char(required=True)
    state = fields.Selection(
        [("asked", "Asked"), ("granted", "Granted"), ("refused", "Refused")],
        required=True,
        default="asked",
        readonly=True,
    )
    asked_by_id = fields.Many2one("res.users", string="Asked by", readonly=True, index=True)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, index="btree_not_null")
    decided_on = fields.Date(readonly=True)
    answer = fields.Char(string="Answer of the lead")

    _one_open = models.UniqueIndex(
        "(action_id) WHERE state = 'asked'", "An extension of this action is asked for already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            action = self.env["ward.action"].browse(vals.get("action_id"))
            if action.state != "open":
                raise UserError(
                    self.env._(
                        "“%(action)s” is no longer to be done: its deadline needs no extension.", action=action.name
                    )
                )
            vals.update(state="asked", former_deadline=action.deadline, asked_by_id=self.env.uid)
            vals.update(decided_by_id=False, decided_on=False)
        return super().create(vals_list)

    @api.constrains("deadline")
    def _check_later(self):
        clock = self.env["ward.clock"]
        for one in self:
            worked = clock._in_working_days(one.company_id, one.deadline, 0)
            if one.deadline <= one.former_deadline or worked != one.deadline:
                raise ValidationError(
                    self.env._(
                        "%(day)s is no extension of %(former)s: choose a later working day.",
                        day=f"{one.deadline:%d/%m/%Y}",
                        former=f"{one.former_deadline:%d/%m/%Y}",
                    )
                )

    def write(self, vals):
        if not self.env.su:
            if SET_BY_STEPS & set(vals):
                raise UserError(self.env._("An extension is granted or refused by its buttons."))
            if set(vals) - {"answer"} and any(one.state != "asked" for one in self):
                raise UserError(self.env._("What was asked for and decided stays as it is: ask anew."))
        return super().write(vals)

    def action_grant(self):
        """The deadline moves; reminders and tiers begin anew with it."""
        for one in self._to_decide():
            # sudo: the lead's right was checked; the deadline is the server's to move
            action = one.sudo().action_id
            action.deadline = one.deadline
            action._end_notices()
            one._decide("granted")

    def action_refuse(self):
        for one in self._to_decide():
            if not one.answer:
                raise UserError(self.env._("Write why the extension is refused."))
            one._decide("refused")

    def _to_decide(self):
        self.check_access("read")
        if not self.env.user.has_group(LEAD):
            raise UserError(self.env._("An extension is decided by the oversight lead."))
        for one in self.filtered(lambda one: one.state == "asked" and one.asked_by_id == self.env.user):
            raise UserError(
                self.env._(
                    "You asked for the extension of “%(action)s” yourself: somebody else decides.",
                    action=one.action_id.name,
                )
            )
        return self.filtered(lambda one: one.state == "asked")

    def _decide(self, state):
        self.sudo().write(  # sudo: as above
            {"state": state, "decided_by_id": self.env.uid, "decided_on": self.env["ward.clock"]._today()}
        )
        self.action_id.message_post(
            body=self.env._(
                "Extension from %(former)s to %(day)s: %(state)s. %(answer)s",
                former=f"{self.former_deadline:%d/%m/%Y}",
                day=f"{self.deadline:%d/%m/%Y}",
                state=dict(self._fields["state"]._description_selection(self.env))[state],
                answer=self.answer or "",
            )
        )
