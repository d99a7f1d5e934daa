from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..staff.history import Altered, resting_on, undo
from .ward_decision_says import SUBJECTS
from .ward_decision_state import by_law, content


class WardDecisionRevoke(models.Model):
    """Undoing what a decision did, exactly, unless something rests on it."""

    _inherit = "ward.decision"

    def _revoke(self):
        others = self.search([("employee_id", "=", self.employee_id.id), ("state", "=", "applied")]) - self
        self._refuse_when_paid()
        versions = self._versions()
        days = {version.id: version.date_version for version in versions}
        # what changed no version (a reprimand, a part of the working time) has no version to keep
        entries = {other._entry_turn(): other for other in others if other._said()}
        standing = [other._entry(days, versions) for other in entries.values()]
        entry = self._entry(days, versions)
        resting = resting_on(entry, standing)
        if resting:
            self._refuse_resting(entries[resting[0].turn])
        history = {version.date_version: self._values(version) for version in versions}
        later = {day for key, day in days.items() if key > self.changed["born"]}
        try:
            undone = undo(history, entry, standing, later)
        except Altered as altered:
            self._refuse_altered(altered.days)
        by_day = {version.date_version: version for version in versions}
        self._restore(undone, by_day)
        self._hand_over(undone, by_day, entries)
        # sudo: what the decision made goes with it, also where the officer may not delete assignments
        self.env["ward.assignment"].sudo().search([("decision_id", "=", self.id)]).unlink()
        self._keep(
            {
                "state": "revoked",
                "version_id": False,
                "revoked_by_id": self.env.uid,
                "revoked_at": fields.Datetime.now(),
            }
        )
        self._drop([by_day[day] for day in undone.drops])
        if self.changed.get("woken"):
            self.employee_id.active = False
        self._tell(self.env._("Decision %(number)s of %(date)s (%(kind)s) is revoked; it was in force from %(day)s."))

    def _restore(self, undone, by_day):
        edits = self.changed["edits"]
        first = edits[str(by_day[min(undone.writes)].id)] if undone.writes else {}
        for day, subjects in undone.writes.items():
            version = by_day[day].with_context(tracking_disable=True)
            names = {name for subject in subjects for name in SUBJECTS[subject]}
            kept = edits.get(str(version.id)) or by_law(first, version)
            version.write({name: old for name, (old, _new) in kept.items() if name in names})

    def _hand_over(self, undone, by_day, entries):
        """What this decision kept for the version of its day goes to those that stand on it too."""
        for day, turn in undone.heirs.items():
            heir = entries[turn]
            heir._keep({"changed": heir.changed | {"made": [*heir.changed["made"], by_day[day].id]}})
        version, papers = self.version_id, self.changed.get("papers")
        if not (version and papers):
            return
        after = [other for turn, other in sorted(entries.items()) if turn > self._entry_turn()]
        heir = next((other for other in after if other.version_id == version and other.changed.get("papers")), None)
        if heir:
            heir._keep({"changed": heir.changed | {"papers": papers}})
        else:
            number, day = papers
            version.with_context(tracking_disable=True).write({"decision_number": number, "decision_date": day})

    def _drop(self, versions):
        """Versions that nothing stands on go, unless something else was entered on them by hand."""
        for version in versions:
            before = version.employee_id.version_ids.filtered(
                lambda other, version=version: other.active and other.date_version < version.date_version
            ).sorted("date_version")[-1:]
            if content(version) != content(before) or version.departure_date not in (before.departure_date, False):
                continue
            # sudo: HR does not read payslips; a version that one shows is put aside, not deleted
            if self.env["ward.payslip"].sudo().search_count([("version_id", "=", version.id)], limit=1):
                version.with_context(tracking_disable=True).active = False
            else:
                version.unlink()

    def _refuse_when_paid(self):
        # sudo: HR does not read pay runs; only the month is named
        run = self.env["ward.pay.run"].sudo().search(
            [*self._runs_reached(), ("computed_at", ">=", self.applied_at)], order="month", limit=1
        )
        if run and self.changed["edits"]:
            raise UserError(
                self.env._(
                    "“%(decision)s” cannot be revoked: the pay of %(month)s was approved or paid on it. Enter a new "
                    "decision that corrects it; the difference is paid or kept back afterwards.",
                    decision=self.display_name,
                    month=run.month.strftime("%m/%Y"),
                )
            )

    def _refuse_resting(self, other):
        raise UserError(
            self.env._(
                "“%(decision)s” cannot be revoked, because “%(later)s” rests on it, which is in force from %(day)s. "
                "Revoke that one first.",
                decision=self.display_name,
                later=other.display_name,
                day=format_date(self.env, other.effective_date),
            )
        )

    def _refuse_altered(self, days):
        raise UserError(
            self.env._(
                "“%(decision)s” cannot be revoked, because the file was changed by hand since, in the version of "
                "%(days)s. Enter a new decision that says what shall hold.",
                decision=self.display_name,
                days=", ".join(format_date(self.env, day) for day in days),
            )
        )
