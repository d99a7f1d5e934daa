from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, format_date

from odoo.addons.ward_hr.models.ward_of import with_ward_of

from .ward_course import CONTENT_GROUPS

STATES = [("draft", "Draft"), ("declared", "To approve"), ("approved", "Counted"), ("refused", "Refused")]
KEPT = {"state", "hours_counted", "decided_by_id", "decided_on", "reason"}


class WardOutsideTraining(models.Model):
    """Training that a person had elsewhere: declared with its proof, approved, then counted.

    draft -> declared (by the person) -> approved | refused (by the head or HR). Its hours count in the year
    of its last day. What is declared stays as it is; a refusal can be opened again by the person.
    """

    _name = "ward.outside.training"
    _description = "Training elsewhere"
    _inherit = ["ward.training.person.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_to desc, id desc"
    _rec_names_search = ["name", "provider", "employee_id.name"]
    _check_company_auto = True

    name = fields.Char(string="What", required=True)
    provider = fields.Char(string="Where, by whom", required=True)
    content_group = fields.Selection(CONTENT_GROUPS, required=True, index=True)
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True, index=True)
    hours = fields.Float(string="Hours declared", digits=(6, 1), required=True, aggregator=None)
    hours_counted = fields.Float(string="Hours counted", digits=(6, 1), readonly=True, copy=False)
    proof = fields.Binary(attachment=True, copy=False)
    proof_name = fields.Char(copy=False, export_string_translation=False)
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False, index=True, tracking=True
    )
    decided_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    decided_on = fields.Datetime(readonly=True, copy=False)
    reason = fields.Char(string="Why it was refused", readonly=True, copy=False)

    _in_order = models.Constraint(
        "CHECK (date_to >= date_from AND hours > 0)",
        "Training elsewhere ends on its first day or later, and has more than 0 hours. Correct these.",
    )

    @api.depends("name", "employee_id")
    def _compute_display_name(self):
        for one in self:
            # sudo: who sees the declaration sees whose it is
            one.display_name = f"{one.name or ''} – {one.sudo().employee_id.name or ''}"

    # -- what may be written, and when -------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """People declare their own; HR may enter it for anybody."""
        rows = super().create([{**vals, "state": "draft"} for vals in with_ward_of(self, "employee_id", vals_list)])
        rows._check_own_or_officer()
        return rows

    def write(self, vals):
        if KEPT & vals.keys():
            raise UserError(self.env._("A declaration changes only by its buttons: send, approve, refuse."))
        if not all(name.startswith(("message_", "activity_")) for name in vals):
            self._check_own_or_officer()
            for one in self:
                if one.state != "draft":
                    raise UserError(
                        self.env._(
                            "“%(record)s” is sent and stays as it is. Take it back to a draft first.",
                            record=one.display_name,
                        )
                    )
        done = super().write(vals)
        self._check_own_or_officer()
        return done

    def _keep(self, values):
        """Writes what only the buttons write, past the guard of ``write``."""
        # sudo: callers have checked the right to this step
        return super(WardOutsideTraining, self.sudo()).write(values)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        for one in self:
            if one.state != "draft":
                raise UserError(
                    self.env._("“%(record)s” is sent and is kept. Only a draft is deleted.", record=one.display_name)
                )

    @api.constrains("date_to")
    def _check_past(self):
        today = fields.Date.context_today(self)
        for one in self:
            if one.date_to > today:
                raise ValidationError(
                    self.env._(
                        "“%(record)s” ends on %(day)s, which has not come yet. Declare it once it is over.",
                        record=one.display_name,
                        day=format_date(self.env, one.date_to),
                    )
                )

    def _check_own_or_officer(self):
        if self.env.su or self.env.user.has_group("ward_hr.ward_hr_group_hr_officer"):
            return
        if not all(one.is_own for one in self):
            raise UserError(self.env._("People declare their own training. For others the HR officer enters it."))

    # -- steps -------------------------------------------------------------------------------------

    def action_send(self):
        """Hand it to the head, with its proof."""
        self._check_own_or_officer()
        self._check_state("draft")
        for one in self:
            if not one.proof:
                raise UserError(
                    self.env._(
                        "“%(record)s” cannot be sent without its proof. Add a photo or a scan of the certificate or"
                        " of the invitation.",
                        record=one.display_name,
                    )
                )
        self._keep({"state": "declared", "reason": False})
        return True

    def action_draft(self):
        """Take it back, to correct it: before it is decided, or after a refusal."""
        self._check_own_or_officer()
        self._check_state("declared", "refused")
        self._keep({"state": "draft"})
        return True

    def action_approve(self):
        """Its hours count from now on."""
        self._check_decides()
        self._check_state("declared")
        for hours, rows in self.grouped("hours").items():
            rows._keep({"state": "approved", "hours_counted": hours, **self._decided()})
        return True

    def action_refuse(self, reason):
        """Its hours do not count; the person reads why."""
        if not isinstance(reason, str) or not reason.strip():
            raise UserError(self.env._("A refusal needs a reason: the person will read it."))
        self._check_decides()
        self._check_state("declared")
        self._keep({"state": "refused", "reason": reason.strip(), **self._decided()})
        return True

    def action_refuse_with_reason(self):
        """Ask for the reason first."""
        self._check_decides()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_outside_refuse_action")
        return {**action, "context": {"default_training_ids": self.ids}}

    def _decided(self):
        return {"decided_by_id": self.env.uid, "decided_on": fields.Datetime.now()}

    def _check_state(self, *states):
        names = dict(self._fields["state"]._description_selection(self.env))
        for one in self:
            if one.state not in states:
                raise UserError(
                    self.env._(
                        "“%(record)s” is “%(state)s”: this step is not possible now. Load the page anew.",
                        record=one.display_name,
                        state=names[one.state],
                    )
                )


class WardTrainingHours(models.Model):
    _inherit = "ward.training.hours"

    @api.model
    def _hours_sources(self, values):
        """And training elsewhere that is approved, in the year of its last day."""
        query = SQL(
            """
            SELECT employee_id AS person, 'outside' AS kind, TRUE AS earned, hours_counted::numeric AS hours
              FROM ward_outside_training
             WHERE state = 'approved' AND company_id IN %s AND date_to BETWEEN %s AND %s
            """,
            values["wards"],
            values["first"],
            values["last"],
        )
        return [*super()._hours_sources(values), query]
