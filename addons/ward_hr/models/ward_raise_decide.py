from odoo import models
from odoo.exceptions import UserError

from .ward_raise_gather import OF_A_RAISE

QUIET = {"tracking_disable": True, "mail_create_nolog": True}


class WardRaiseList(models.Model):
    """From chosen lines to drafts, and back."""

    _inherit = "ward.raise.list"

    def _draft(self, lines, numbers, paper):
        """Creates one draft for each line, never a second one; ``numbers`` in the order of the lines."""
        self.check_access("write")
        self._check_draft()
        if not lines:
            raise UserError(
                self.env._(
                    "No line of “%(list)s” is chosen that has no decision yet. Choose whom to raise.", list=self.name
                )
            )
        lines.employee_id._take_turns()
        self._refuse_second(lines)
        early = lines.filtered(lambda line: line.kind == "early_raise")
        if early:
            self._refuse_over_quota()
        drafts = self.env["ward.decision"].with_context(**QUIET)
        made = drafts.create(
            [line._as_decision() | paper | {"number": number} for line, number in zip(lines, numbers, strict=True)]
        )
        for line, decision in zip(lines, made, strict=True):
            line._keep({"decision_id": decision.id})
        return made

    def _refuse_second(self, lines):
        lines.invalidate_recordset(["decision_id", "chosen"])
        settled = lines.filtered(lambda line: line._is_decided() or not line.chosen or line.list_id != self)
        waiting = self.env["ward.decision"].search(
            [("employee_id", "in", lines.employee_id.ids), ("state", "=", "draft"), ("kind", "in", OF_A_RAISE)]
        )
        if settled or waiting:
            people = settled.employee_id | waiting.employee_id
            raise UserError(
                self.env._(
                    "%(names)s: a raise is drafted or decided already, or the line is not chosen. Compute the list "
                    "again, then draft the rest.",
                    names=", ".join(people.mapped("name")),
                )
            )

    def action_undo_drafts(self):
        """Deletes the drafts that came from this list; what is applied stays."""
        self.check_access("write")
        self._check_draft()
        drafts = self.line_ids.decision_id.filtered(
            lambda decision: decision.state == "draft" and decision.raise_line_id.list_id in self
        )
        if not drafts:
            raise UserError(self.env._("“%(list)s” has no draft that could be deleted.", list=self[:1].name))
        drafts.unlink()
        return True

    def action_decide(self):
        """Closes the list: everything chosen is applied."""
        self.check_access("write")
        self._check_draft()
        for one in self:
            waiting = one.line_ids.filtered(lambda line: line.chosen and line.decision_state != "applied")
            if waiting:
                raise UserError(
                    self.env._(
                        "“%(list)s” cannot be closed: the decisions of %(count)s people are not applied (%(names)s). "
                        "Apply them, or take these people off.",
                        list=one.name,
                        count=len(waiting),
                        names=", ".join(waiting[:10].employee_id.mapped("name")),
                    )
                )
        self._keep({"state": "decided"})

    def action_reopen(self):
        """Back to the draft, to choose further people."""
        self.check_access("write")
        self._keep({"state": "draft"})


class WardRaiseLine(models.Model):
    _inherit = "ward.raise.line"

    def _is_decided(self):
        return bool(self.decision_id) and self.decision_state != "revoked"

    def _as_decision(self):
        """The values of the draft; its number, day and signer come from the paper."""
        values = {
            "company_id": self.company_id.id,
            "employee_id": self.employee_id.id,
            "kind": self.kind,
            "effective_date": self.day,
            "raise_line_id": self.id,
        }
        if self.kind == "overgrade":
            return values | {"overgrade_percent": self.overgrade_after}
        values |= {"pay_step": self.step_after, "pay_coefficient": self.coefficient_after}
        if self.kind == "early_raise":
            values |= {
                "early_year": self.list_id.early_year,
                "before_retirement": self.early_cause == "retirement",
                "note": self.notice or self.achievement,
            }
        return values
