from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .ward_file_change import HR
from .ward_file_change_line import PLAIN
from .ward_of import with_ward_of

KEPT = {"state", "old", "decided_by_id", "decided_at"}


class WardFileChangeLine(models.Model):
    """Accepting and refusing: one line at a time, each with its own answer."""

    _inherit = "ward.file.change.line"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_kept(set(vals) - ({"state"} if vals.get("state") == "pending" else set()))
            if vals.get("reason"):  # the answer is HR's
                self._check_decider()
        lines = super().create(with_ward_of(self, "change_id", vals_list))
        lines.change_id._refuse_unless_draft()
        return lines

    def write(self, vals):
        """The person writes drafts; once sent, HR writes the reason, and nothing else."""
        self._refuse_kept(set(vals))
        if any(line.change_id.id != vals.get("change_id", line.change_id.id) for line in self):
            raise UserError(self.env._("A line stays with its proposal. Add it to the other one anew."))
        if set(vals) - {"reason"}:
            self.change_id._refuse_unless_draft()
        if "reason" in vals:
            self._check_decider()
            self._check_pending()
        return super().write(vals)

    def _keep(self, values):
        """Writes what only the actions write, past the guard of ``write``."""
        return super().write(values)

    def _refuse_kept(self, names):
        if names & KEPT:
            raise UserError(self.env._("A line of a proposal is decided by its buttons: accept, refuse."))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self.change_id._refuse_unless_draft()

    # -- deciding --------------------------------------------------------------------------------------

    def action_accept(self):
        """Puts exactly what is proposed into the file."""
        self._begin()
        for line in self:
            line._check_fresh()
            line._apply()
        return self._settle("accepted")

    def action_refuse(self):
        """Leaves the file as it is, and says why."""
        self._begin()
        for line in self:
            if not (line.reason or "").strip():
                raise UserError(
                    self.env._(
                        "“%(what)s” cannot be refused without a reason, because the person reads it. "
                        "Write the reason in the line, then refuse.",
                        what=line._subject_label(),
                    )
                )
        return self._settle("refused")

    def _begin(self):
        self._check_decider()
        self.change_id._take_turns()
        self._check_pending()

    def _settle(self, state):
        self._keep({"state": state, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now()})
        self.change_id._close_when_decided()
        return True

    def _check_decider(self):
        if not self.env.user.has_group(HR):
            raise AccessError(self.env._("Only an HR officer decides on proposed changes of files."))
        self.check_access("write")
        if any(line.is_own for line in self):
            raise UserError(
                self.env._(
                    "You cannot decide on your own proposal, because nobody confirms the own file. "
                    "Another HR officer decides on it."
                )
            )

    def _check_pending(self):
        for line in self:
            if line.state != "pending" or line.change_id.state != "sent":
                raise UserError(
                    self.env._(
                        "“%(what)s” is not waiting for a decision: it is “%(state)s”, %(who)s. Reload the page.",
                        what=line._subject_label(),
                        state=dict(line._fields["state"]._description_selection(self.env))[line.state],
                        who=line.decided_by_id.name or self.env._("nobody has decided"),
                    )
                )

    def _check_fresh(self):
        now = self._now()
        if now != (self.old or None):
            raise UserError(
                self.env._(
                    "“%(what)s” cannot be accepted, because the file has changed since it was proposed: it said "
                    "“%(old)s”, and says “%(now)s” now. Refuse the line with this reason, and ask for a new proposal.",
                    what=self._subject_label(),
                    old=self._words(self.old).replace("\n", ", "),
                    now=self._words(now).replace("\n", ", "),
                )
            )

    def _apply(self):
        if self.subject in PLAIN:
            self.file_id.employee_id.write({PLAIN[self.subject]: self.new_value.strip()})
            return
        record = self._record()
        if self.operation == "remove":
            record.unlink()
            return
        values = {name: self[name] for name in self._names()}
        if self.operation == "change":
            record.write(values)
            return
        kind = {} if self.subject == "family" else {"kind": self.subject}
        record.create({"file_id": self.file_id.id, **kind, **values})
