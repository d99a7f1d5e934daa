from odoo import api, fields, models
from odoo.exceptions import UserError

from .ward_of import with_ward_of

STATES = [("draft", "Draft"), ("sent", "With HR"), ("decided", "Decided"), ("withdrawn", "Withdrawn")]
KEPT = {"state", "sent_at", "decided_at"}
HR = "ward_hr.ward_hr_group_hr_officer"


class WardFileChange(models.Model):
    """What a person proposes to change in the own file, and what HR decided on each line.

    The person writes it while it is a draft; from then on only the actions move it, and it stays.
    """

    _name = "ward.file.change"
    _description = "Proposed change of a file"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "sent_at desc, id desc"
    _rec_names_search = ["file_id.employee_id.name"]
    _check_company_auto = True

    file_id = fields.Many2one(
        "ward.staff.file",
        string="File",
        required=True,
        index=True,
        check_company=True,
        ondelete="cascade",
        default=lambda self: self.env["ward.staff.file"].search([("employee_id.user_id", "=", self.env.uid)], limit=1),
    )
    employee_id = fields.Many2one(related="file_id.employee_id", string="Staff member")
    state = fields.Selection(STATES, required=True, default="draft", readonly=True, copy=False, index=True)
    note = fields.Text(string="Explanation")
    sent_at = fields.Datetime(readonly=True, copy=False)
    decided_at = fields.Datetime(readonly=True, copy=False)
    line_ids = fields.One2many("ward.file.change.line", "change_id", string="Changes")
    is_own = fields.Boolean(compute="_compute_is_own")
    summary = fields.Char(compute="_compute_summary")

    @api.depends("file_id.employee_id.name", "sent_at")
    @api.depends_context("lang", "tz")
    def _compute_display_name(self):
        for change in self:
            day = change.sent_at and fields.Datetime.context_timestamp(change, change.sent_at).strftime("%d/%m/%Y")
            words = [change.file_id.display_name, day]
            change.display_name = " – ".join(word for word in words if word)

    @api.depends("file_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        for change in self:
            change.is_own = change.file_id.employee_id.sudo().user_id == self.env.user  # sudo: whose file it is

    @api.depends("line_ids.subject")
    @api.depends_context("lang")
    def _compute_summary(self):
        names = dict(self.env["ward.file.change.line"]._fields["subject"]._description_selection(self.env))
        for change in self:
            subjects = dict.fromkeys(change.line_ids.mapped("subject"))  # each once, in order
            change.summary = ", ".join(names[subject] for subject in subjects if subject)

    # -- what may be written, and when -----------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_kept(set(vals) - ({"state"} if vals.get("state") == "draft" else set()))
        return super().create(with_ward_of(self, "file_id", vals_list))

    def write(self, vals):
        self._refuse_kept(set(vals))
        self._refuse_move(vals)
        free = {name for name in vals if name.startswith("message_")}
        if set(vals) - free - {"line_ids"}:  # the lines guard themselves
            self._refuse_unless_draft()
        return super().write(vals)

    def _keep(self, values):
        """Writes what only the actions write, past the guard of ``write``."""
        return super().write(values)

    def _refuse_kept(self, names):
        if names & KEPT:
            raise UserError(
                self.env._("The state of a proposal is not written. Use its buttons: send, withdraw, accept, refuse.")
            )

    def _refuse_move(self, vals):
        if any(change.file_id.id != vals.get("file_id", change.file_id.id) for change in self):
            raise UserError(
                self.env._("A proposal stays with the file for which it was begun. Begin another one there.")
            )

    def _refuse_unless_draft(self):
        for change in self:
            if change.state != "draft":
                raise UserError(
                    self.env._(
                        "The proposal “%(proposal)s” is sent and stays as it is. Withdraw it, and make another one.",
                        proposal=change.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._refuse_unless_draft()

    # -- sending and withdrawing -----------------------------------------------------------------------

    def action_send(self):
        """Hands the proposal to HR, and keeps what the file says now, so that both can be compared."""
        self._check_own()
        self._refuse_unless_draft()
        for change in self:
            if not change.line_ids:
                raise UserError(
                    self.env._("There is nothing to send: the proposal has no change yet. Add a line, then send it.")
                )
            change.line_ids._take_picture()
            change._keep({"state": "sent", "sent_at": fields.Datetime.now()})
            change._tell(
                change._officers(), self.env._("A change of a file is proposed: see Staff / Proposed changes.")
            )
        return True

    def action_withdraw(self):
        """Takes back what HR has not decided."""
        self._check_own()
        self._take_turns()
        for change in self:
            if change.state != "sent":
                raise UserError(self.env._("Only a proposal that is with HR can be withdrawn. Reload the page."))
            change.line_ids.filtered(lambda line: line.state == "pending")._keep({"state": "withdrawn"})
            change._keep({"state": "withdrawn"})
        return True

    def _check_own(self):
        for change in self:
            if not change.is_own:
                raise UserError(
                    self.env._(
                        "“%(proposal)s” can only be sent or withdrawn by the person whose file it is about. "
                        "Correct the file itself instead.",
                        proposal=change.display_name,
                    )
                )

    def _take_turns(self):
        """Two people who decide at once: the later is turned back and sees what the earlier did."""
        # sudo: the row of the person is only marked as taken, nothing of it is read or changed
        self.file_id.employee_id.sudo()._take_turns()

    def _close_when_decided(self):
        for change in self:
            if all(line.state != "pending" for line in change.line_ids):
                change._keep({"state": "decided", "decided_at": fields.Datetime.now()})
                # sudo: the login of the person concerned, to tell it
                change._tell(
                    change.employee_id.sudo().user_id,
                    self.env._("Your proposed change of your file is decided: see My page / My file."),
                )

    # -- telling, without a word of what is in the file ------------------------------------------------

    def _officers(self):
        # sudo: the logins of the HR officers of the ward, to tell them
        officers = self.env.ref(HR).sudo().all_user_ids
        return officers.filtered(lambda user: self.company_id in user.company_ids and user != self.env.user)

    def _tell(self, users, text):
        self.ensure_one()
        if users:
            # sudo: the addresses of those told; the person may not read every partner
            self.sudo().message_notify(
                partner_ids=users.partner_id.ids, subject=self.env._("Civil-servant file"), body=text
            )
