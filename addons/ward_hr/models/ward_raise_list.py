from odoo import api, fields, models
from odoo.exceptions import UserError

MONTHS_AHEAD = 3
KEPT = {"state", "refreshed_at", "people"}


class WardRaiseList(models.Model):
    """Who of a ward is due for a raise until a day, and who cannot be told for lack of facts.

    Making the list reckons it; computing again replaces the lines without a decision. Lines that are
    chosen become drafts of decisions (`ward.raise.draft`). ``decided`` once all of these are applied.
    """

    _name = "ward.raise.list"
    _description = "Raise list"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_to desc, id desc"
    _rec_name = "name"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name")
    as_of = fields.Date(
        string="Looked at on",
        required=True,
        default=fields.Date.context_today,
        help="Day on which the staff files, decisions, leave and ratings are looked at.",
    )
    date_from = fields.Date(string="Due from", required=True, default=lambda self: self._first_day())
    date_to = fields.Date(string="Due until", required=True, default=lambda self: self._last_day())
    early_year = fields.Integer(
        string="Year of early raises",
        required=True,
        default=lambda self: fields.Date.context_today(self).year,
        help="Year of the review of raises before term, whose quota counts.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("decided", "Decided")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    note = fields.Text()
    refreshed_at = fields.Datetime(string="Computed at", readonly=True, copy=False)
    people = fields.Integer(
        string="People on the payroll list", readonly=True, copy=False, help="On 31 December of the year, as known."
    )
    line_ids = fields.One2many("ward.raise.line", "list_id", string="Lines", copy=False)
    due_line_ids = fields.One2many(
        "ward.raise.line", "list_id", string="Raises", domain=[("kind", "in", ("raise", "overgrade"))]
    )
    early_line_ids = fields.One2many(
        "ward.raise.line", "list_id", string="Before term", domain=[("kind", "=", "early_raise")]
    )
    missing_line_ids = fields.One2many(
        "ward.raise.line", "list_id", string="Facts missing", domain=[("kind", "=", "missing")]
    )
    due_count = fields.Integer(string="Raises due", compute="_compute_counts")
    early_count = fields.Integer(string="Chosen before term", compute="_compute_counts")
    missing_count = fields.Integer(compute="_compute_counts")
    chosen_count = fields.Integer(compute="_compute_counts")
    decision_count = fields.Integer(compute="_compute_counts")

    _days_in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A raise list ends on its first day or later. Correct one of the two days."
    )

    def _first_day(self):
        return fields.Date.start_of(fields.Date.context_today(self), "month")

    def _last_day(self):
        return fields.Date.end_of(fields.Date.add(self._first_day(), months=MONTHS_AHEAD), "month")

    @api.depends("date_from", "date_to", "company_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for one in self:
            one.name = one.date_to and self.env._(
                "Raises due %(first)s – %(last)s",
                first=f"{one.date_from:%d/%m/%Y}",
                last=f"{one.date_to:%d/%m/%Y}",
            )

    @api.depends("line_ids.kind", "line_ids.chosen", "line_ids.decision_id")
    def _compute_counts(self):
        counts = {}
        groups = self.env["ward.raise.line"]._read_group(
            [("list_id", "in", self.ids)], ["list_id", "kind", "chosen"], ["__count", "decision_id:count"]
        )
        for one, kind, chosen, count, decisions in groups:
            counts.setdefault(one.id, []).append((kind, chosen, count, decisions))
        for one in self:
            rows = counts.get(one.id, [])
            one.due_count = sum(row[2] for row in rows if row[0] in ("raise", "overgrade"))
            one.missing_count = sum(row[2] for row in rows if row[0] == "missing")
            one.chosen_count = sum(row[2] for row in rows if row[1])
            one.early_count = sum(row[2] for row in rows if row[1] and row[0] == "early_raise")
            one.decision_count = sum(row[3] for row in rows)

    # -- what may be written, and when -------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_kept(set(vals) - ({"state"} if vals.get("state", "draft") == "draft" else set()))
        lists = super().create(vals_list)
        for one in lists:
            one._refresh()
        return lists

    def write(self, vals):
        self._refuse_kept(set(vals))
        moved = {"as_of", "date_from", "date_to", "early_year", "company_id"} & vals.keys()
        if moved:
            self._check_draft()
        done = super().write(vals)
        if moved:
            for one in self:
                one._refresh()
        return done

    def _keep(self, values):
        """Writes what only the steps of a list write, past the guard of ``write``."""
        return super().write(values)

    def _refuse_kept(self, names):
        if names & KEPT:
            raise UserError(self.env._("The state and figures of a raise list are not written. Use its buttons."))

    def _check_draft(self):
        for one in self:
            if one.state != "draft":
                raise UserError(
                    self.env._("“%(list)s” is decided and stays as it is. Open it again first.", list=one.name)
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_without_decisions(self):
        for one in self:
            if one.line_ids.decision_id:
                raise UserError(
                    self.env._(
                        "“%(list)s” has %(count)s decisions and stays. Delete their drafts first.",
                        list=one.name,
                        count=len(one.line_ids.decision_id),
                    )
                )

    # -- steps -------------------------------------------------------------------------------------

    def action_refresh(self):
        """Reckon anew; lines with a decision stay as they are."""
        self.check_access("write")
        self._check_draft()
        for one in self:
            one._refresh()
        return True

    def action_draft(self):
        """Open the wizard that drafts the decisions of the chosen lines."""
        self.ensure_one()
        return self._open("ward_hr.ward_raise_draft_action", default_list_id=self.id)

    def action_open_lines(self):
        self.ensure_one()
        action = self._open("ward_hr.ward_raise_line_action", search_default_due=1, search_default_group_unit=1)
        return action | {"domain": [("list_id", "=", self.id)]}

    def action_open_decisions(self):
        self.ensure_one()
        action = self._open("ward_hr.ward_decision_action")
        return action | {"domain": [("id", "in", self.line_ids.decision_id.ids)]}

    def action_enter_days(self):
        """The versions that do not say since when their step is held, to enter the days in one list."""
        self.ensure_one()
        self.check_access("write")
        assumed = self.line_ids.filtered("assumed")
        versions = assumed.employee_id.version_ids
        first = {(line.employee_id.id, line.counted_from) for line in assumed}
        asked = versions.filtered(lambda version: (version.employee_id.id, version.date_version) in first)
        action = self._open("ward_hr.ward_raise_day_action")
        return action | {"domain": [("id", "in", asked.ids)]}

    def action_file(self):
        """The list as a spreadsheet."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/ward/raise/list/{self.id}/raises.xlsx", "target": "download"}

    def _open(self, name, **context):
        return self.env["ir.actions.act_window"]._for_xml_id(name) | {"context": context}
