from odoo import api, fields, models
from odoo.tools import format_date

from .ward_decision_says import RAISES, SUBJECTS

DECISION_READERS = ",".join(f"ward_hr.ward_hr_group_{role}" for role in ("hr_officer", "ward_head", "auditor"))
COEFFICIENTS = ("pay_coefficient", "leadership_coefficient", "reserved_coefficient")
SHOWN = [name for names in SUBJECTS.values() for name in names if name not in ("is_custom_job_title", "job_title")]


class WardDecisionTimeline(models.Model):
    """What a decision changed, old and new, to be read in the file; and a proposal for the next one."""

    _inherit = "ward.decision"

    outcome = fields.Text(string="What changed", compute="_compute_outcome", compute_sudo=True)
    carried = fields.Text(string="Also", compute="_compute_outcome", compute_sudo=True)

    @api.depends("changed", "state")
    @api.depends_context("lang")
    def _compute_outcome(self):
        """From what was kept when it was applied; sudo: the person may read the own decision, not the version."""
        for decision in self:
            kept = decision.changed or {}
            decision.outcome = decision._first_edit(kept) if decision.state == "applied" else False
            decision.carried = decision._also(kept) if decision.state == "applied" else False

    def _first_edit(self, kept):
        edits = kept.get("edits", {})
        changed = edits.get(str(self.version_id.id)) or next(iter(edits.values()), {})
        return "\n".join(
            f"{self._label(name)}: {self._value(name, changed[name][0])} → {self._value(name, changed[name][1])}"
            for name in SHOWN
            if name in changed and (changed[name][0] or False) != (changed[name][1] or False)
        )

    def _also(self, kept):
        """The later versions that took the new value, and the months that were paid without it."""
        ids = [int(key) for key in kept.get("edits", {}) if int(key) != self.version_id.id]
        versions = self.env["hr.version"].browse(ids).exists().sorted("date_version")
        said = []
        if versions:
            days = ", ".join(format_date(self.env, version.date_version) for version in versions)
            said.append(self.env._("Carried on to the later versions of %(days)s.", days=days))
        if kept.get("paid"):
            said.append(
                self.env._(
                    "The pay of %(months)s was approved or paid before: the difference is paid back later.",
                    months=", ".join(kept["paid"]),
                )
            )
        return "\n".join(said)

    def _label(self, name):
        return self.env["hr.version"]._fields[name]._description_string(self.env)

    def _value(self, name, value):
        field = self.env["hr.version"]._fields[name]
        if field.type == "many2one" and value:
            return self.env[field.comodel_name].browse(value).exists().display_name or "–"
        if field.type == "date" and value:
            return format_date(self.env, value)
        if name in COEFFICIENTS and value:
            return f"{value:.2f}"
        return f"{value:g}" if value else "–"

    @api.onchange("kind", "employee_id", "effective_date")
    def _onchange_propose(self):
        """What the next raise or over-grade step would be; the officer compares it with the paper."""
        if not (self.employee_id and self.effective_date and self.kind):
            return
        versions = self.employee_id.version_ids.filtered(lambda v: v.date_version <= self.effective_date)
        before = versions.sorted("date_version")[-1:]
        if self.kind in RAISES and before.pay_scale_id:
            self.pay_step = before.pay_step + 1
        if self.kind == "overgrade" and before:
            law = self.env["ward.law.value"]._law(self.company_id)
            self.overgrade_percent = self._next_overgrade(before, law)


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    decision_ids = fields.One2many("ward.decision", "employee_id", string="Decisions", groups=DECISION_READERS)
    decision_count = fields.Integer(compute="_compute_decision_count", groups=DECISION_READERS)

    def _compute_decision_count(self):
        counts = dict(
            self.env["ward.decision"]._read_group([("employee_id", "in", self.ids)], ["employee_id"], ["__count"])
        )
        for employee in self:
            employee.decision_count = counts.get(employee, 0)
