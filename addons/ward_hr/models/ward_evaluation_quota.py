from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import UserError

from ..evaluation.quota import Rating, check
from ..evaluation.rules import BEST
from .ward_evaluation import NOT_RATED

WARD_READERS = ",".join(f"ward_hr.ward_hr_group_{role}" for role in ("hr_officer", "ward_head", "auditor"))


class WardEvaluationPeriod(models.Model):
    """How many may be excellent, over the whole ward, by unit and by group of similar tasks."""

    _inherit = "ward.evaluation.period"

    # with names: for those who read every sheet of the ward, not for whom a period is shown to
    quota_html = fields.Html(
        string="Share of excellent ratings", compute="_compute_quota", sanitize=False, groups=WARD_READERS
    )
    quota_over = fields.Integer(
        string="Units or groups beyond the share", compute="_compute_quota", groups=WARD_READERS
    )
    sheet_count = fields.Integer(string="Sheets (number)", compute="_compute_counts")
    final_count = fields.Integer(string="Final", compute="_compute_counts")
    unrated_count = fields.Integer(string="Not rated", compute="_compute_counts")

    def _compute_counts(self):
        groups = self.env["ward.evaluation"]._read_group(
            [("period_id", "in", self.ids), ("state", "!=", "superseded")],
            ["period_id", "state", "missing"],
            ["__count"],
        )
        for period in self:
            own = [row[1:] for row in groups if row[0] == period]
            period.sheet_count = sum(count for *_rest, count in own)
            period.final_count = sum(count for state, _missing, count in own if state == "final")
            period.unrated_count = sum(count for _state, missing, count in own if missing)

    def _compute_quota(self):
        for period in self:
            quotas = period._quotas() if period.date_to and period.state != "draft" else ()
            period.quota_over = sum(bool(quota.over) for quota in quotas)
            period.quota_html = period._quota_table(quotas)

    def _quotas(self):
        """Every :class:`Quota` of the period, from the levels decided or proposed so far."""
        self.ensure_one()
        # sudo: the share is counted over the whole ward, whoever decides one sheet of it
        sheets = self.env["ward.evaluation"].sudo().search(
            [("period_id", "=", self.id), ("state", "!=", "superseded"), ("shown_level", "!=", False)],
            order="revision",
        )
        # a correction that has a level counts in the place of what it corrects
        latest = {(one.employee_id.id, one.date_from): one for one in sheets}
        ratings = [
            Rating(one.employee_id.id, one.shown_level, one.department_id.id, one.task_group)
            for one in latest.values()
        ]
        return check(ratings, self._rules(), frozenset(self.outstanding_unit_ids.ids))

    def _quota_name(self, quota):
        if quota.scope == "unit":
            return self.env["hr.department"].browse(quota.key).name or self.env._("Without a unit")
        sheet = self.env["ward.evaluation"]
        return dict(sheet._fields["task_group"]._description_selection(self.env))[quota.key]

    def _quota_people(self, quota):
        # sudo: names of those counted, shown to who may read the period
        return ", ".join(self.env["hr.employee"].sudo().browse(quota.excellent).mapped("name"))

    def _quota_table(self, quotas):
        if not quotas:
            return False
        head = [
            self.env._("Unit or group of similar tasks"),
            self.env._("Rated good"),
            self.env._("Rated excellent"),
            self.env._("At most"),
            self.env._("Who is rated excellent"),
        ]
        rows = Markup().join(
            Markup("<tr class='{}'><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>").format(
                "table-danger" if quota.over else "",
                self._quota_name(quota),
                quota.good,
                len(quota.excellent),
                quota.allowed,
                self._quota_people(quota),
            )
            for quota in quotas
        )
        cells = Markup().join(Markup("<th>{}</th>").format(word) for word in head)
        return Markup("<table class='table table-sm'><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
            cells, rows
        )

    def _refuse_over(self, over):
        lines = [
            self.env._(
                "%(where)s: %(found)s excellent (%(names)s), at most %(allowed)s with %(good)s rated good",
                where=self._quota_name(quota),
                found=len(quota.excellent),
                names=self._quota_people(quota),
                allowed=quota.allowed,
                good=quota.good,
            )
            for quota in over
        ]
        raise UserError(
            self.env._(
                "Too many are excellent in %(period)s:\n%(lines)s\nChoose “Good” for some, with the reason.",
                period=self.name,
                lines="\n".join(lines),
            )
        )

    def action_decide_all(self):
        """Every proposed sheet of the period that the head of the ward decides, in one go."""
        self._check_role("ward_head")
        for period in self:
            sheets = self.env["ward.evaluation"].search(
                [
                    ("period_id", "=", period.id),
                    ("state", "=", "objection"),
                    ("decides", "=", "ward"),
                    ("employee_id.user_id", "!=", self.env.uid),
                ]
            )
            if not sheets:
                raise UserError(self.env._("%(period)s has no proposed sheet to decide.", period=period.name))
            sheets.action_decide()

    def action_start_all(self):
        """All sheets that were just opened go to the people."""
        self._check_role("hr_officer", "ward_head")
        sheets = self.env["ward.evaluation"].search([("period_id", "in", self.ids), ("state", "=", "draft")])
        sheets.filtered(lambda sheet: "person" not in sheet._parts_of_user()).action_start()
        # who starts all starts the own one too: it decides nothing
        own = sheets.filtered(lambda sheet: sheet.state == "draft")
        own._move("draft", "head" if self[:1].kind == "year" else "self")

    def action_close(self):
        """Closed once every sheet is final, or cannot be rated for want of work or time."""
        self._check_role("hr_officer", "ward_head")
        for period in self:
            left = self.env["ward.evaluation"].search(
                [
                    ("period_id", "=", period.id),
                    ("state", "not in", ("final", "superseded")),
                    ("missing", "not in", NOT_RATED),
                ]
            )
            if left:
                raise UserError(
                    self.env._(
                        "%(period)s cannot be closed: %(count)s sheets are not final (%(names)s). Decide them first.",
                        period=period.name,
                        count=len(left),
                        names=", ".join(left.sudo().employee_id.mapped("name")[:5]),  # sudo: names in a refusal
                    )
                )
        # sudo: the state of a period changes by its buttons only
        self.sudo().write({"state": "closed"})


class WardEvaluation(models.Model):
    """The quota binds the decision on an excellent rating."""

    _inherit = "ward.evaluation"

    def _check_quota(self):
        for period in self.period_id.sudo():  # sudo: the whole ward is counted
            best = self.filtered(lambda one, p=period: one.period_id == p and one.shown_level == BEST)
            if not best or not (period.kind == "year" or period._rules().binds_every_period):
                continue
            people = set(best.employee_id.ids)
            over = [quota for quota in period._quotas() if quota.over and people & set(quota.excellent)]
            if over:
                period._refuse_over(over)
