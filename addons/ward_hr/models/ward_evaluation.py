from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .trigger import Refuse

LEVELS = [
    ("XS", "Excellent"),
    ("T", "Good"),
    ("HT", "Completed"),
    ("KHT", "Not completed"),
]
CAUSES = [
    ("degradation", "Degradation of ideology, ethics or lifestyle, as concluded by the competent body"),
    ("party_bans", "Breach of the bans or of the duty to set an example, as concluded by the competent body"),
    ("discipline", "Disciplined with reprimand or more in the year for a breach on duty"),
    ("corruption", "Leader: corruption or waste in the unit in charge"),
]
MISSING = [
    ("no_work", "No assigned work"),
    ("no_time", "No day worked"),
    ("no_period", "No final sheet of a period"),
    ("unmeasured", "Work without a conversion coefficient"),
    ("unit", "The unit's people are not all rated"),
    ("leader", "Organising and unity are not scored"),
    ("common", "The common criteria are not scored"),
]
NOT_RATED = ("no_work", "no_time", "no_period")  # nothing to rate: such a sheet holds nobody up
SETTLED = ("final", "superseded")
FINAL_CHANGE = """
OLD.state IN ('final', 'superseded') AND (TG_OP = 'DELETE' OR NOT (
    OLD.state = 'final' AND NEW.state = 'superseded'
    AND to_jsonb(OLD) - ARRAY['state', 'write_uid', 'write_date']
      = to_jsonb(NEW) - ARRAY['state', 'write_uid', 'write_date']))
"""
PART_CHANGE = """
EXISTS (SELECT FROM ward_evaluation sheet
         WHERE sheet.state IN ('final', 'superseded') AND sheet.id IN (OLD.evaluation_id, NEW.evaluation_id))
"""


class WardEvaluation(models.Model):
    """The rating sheet of one person, for the part of a period spent in one unit (Decree 335/2025).

    Figures follow from its lines (assigned work) and scores (criteria); its steps are
    draft, self, head, objection, final. A final sheet does not change, in the database
    either: a correction is a new sheet that supersedes it, with a reason.
    """

    _name = "ward.evaluation"
    _description = "Evaluation sheet"
    _inherit = ["ward.company.mixin"]
    _order = "date_from desc, department_id, name_key, id"
    _check_company_auto = True

    period_id = fields.Many2one(
        "ward.evaluation.period",
        string="Period",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    kind = fields.Selection(related="period_id.kind")
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    name_key = fields.Char(readonly=True, export_string_translation=False)
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    staff_type_id = fields.Many2one("ward.staff.type", readonly=True, index=True, ondelete="restrict")
    reviewer_id = fields.Many2one(
        "hr.employee",
        string="Reviewed by",
        index=True,
        ondelete="restrict",
        check_company=True,
        help="The head of the unit; for a head of unit the head above. Nobody reviews the own sheet.",
    )
    task_group = fields.Selection(
        [("lead", "Leadership"), ("professional", "Professional"), ("support", "Support"), ("other", "Other")],
        string="Similar tasks",
        required=True,
        default="other",
        help="The group of similar tasks in which the share of excellent ratings is counted.",
    )
    is_leader = fields.Boolean(string="Leader", help="Rated by the leaders' formula: a, b, c, d, đ, e.")
    decides = fields.Selection(
        [("ward", "Head of the ward"), ("outside", "A body outside the ward")],
        string="Decided by whom",
        required=True,
        readonly=True,
        default="ward",
    )
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(string="To", required=True, readonly=True)
    working_days = fields.Float(digits=(6, 2), readonly=True)
    real_days = fields.Float(
        string="Days worked", digits=(6, 2), readonly=True, help="Working days without approved leave."
    )
    quantity_rate = fields.Float(string="a – Quantity", digits=(6, 4), readonly=True, aggregator=None)
    quality_rate = fields.Float(string="b – Quality", digits=(6, 4), readonly=True, aggregator=None)
    progress_rate = fields.Float(string="c – Progress", digits=(6, 4), readonly=True, aggregator=None)
    unit_rate = fields.Float(string="d – Results of the unit", digits=(6, 4), readonly=True, aggregator=None)
    organising_rate = fields.Float(string="đ – Organising", digits=(6, 4), readonly=True, aggregator=None)
    unity_rate = fields.Float(string="e – Unity", digits=(6, 4), readonly=True, aggregator=None)
    self_points = fields.Float(
        string="Common points, own scores", digits=(6, 2), readonly=True, aggregator="avg"
    )
    common_points = fields.Float(digits=(6, 2), readonly=True, aggregator="avg")
    task_points = fields.Float(digits=(6, 2), readonly=True, aggregator="avg")
    total_points = fields.Float(string="Points", digits=(6, 2), readonly=True, aggregator="avg")
    missing = fields.Selection(MISSING, string="Not rated because", readonly=True)
    proposed_level = fields.Selection(LEVELS, readonly=True, group_expand=True)
    level = fields.Selection(LEVELS, group_expand=True)
    shown_level = fields.Selection(
        LEVELS, string="Final or proposed level", compute="_compute_shown_level", store=True, group_expand=True
    )
    cause = fields.Selection(
        CAUSES,
        string="Not completed because of",
        help="Cases of art. 20.4 of Decree 335/2025: not completed, whatever the points.",
    )
    cause_reference = fields.Char(string="Document that concludes it")
    state = fields.Selection(
        [
            ("draft", "Opened"),
            ("self", "Self-evaluation"),
            ("head", "Review by the head"),
            ("objection", "Proposed"),
            ("final", "Final"),
            ("superseded", "Corrected later"),
        ],
        required=True,
        default="draft",
        readonly=True,
        index=True,
        group_expand=True,
    )
    self_note = fields.Text(string="What the person says")
    head_note = fields.Text(string="What the head says")
    reviewed_by_id = fields.Many2one("res.users", readonly=True)
    reviewed_at = fields.Datetime(readonly=True)
    objection = fields.Text()
    objected_at = fields.Datetime(readonly=True)
    answer = fields.Text(string="Answer to the objection")
    answered_by_id = fields.Many2one("res.users", readonly=True)
    answered_at = fields.Datetime(readonly=True)
    decision_reason = fields.Text(string="Reason for a lower level")
    decision_reference = fields.Char(string="Decision number")
    decision_day = fields.Date(string="Day of the decision")
    decided_by_id = fields.Many2one("res.users", readonly=True)
    decided_at = fields.Datetime(readonly=True)
    revision = fields.Integer(default=0, readonly=True)
    supersedes_id = fields.Many2one(
        "ward.evaluation",
        string="Corrects",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    correction_reason = fields.Text(readonly=True)
    line_ids = fields.One2many("ward.evaluation.line", "evaluation_id", string="Assigned work")
    score_ids = fields.One2many("ward.evaluation.score", "evaluation_id", string="Criteria")
    part_ids = fields.One2many("ward.evaluation.part", "evaluation_id", string="Periods", readonly=True)
    is_mine = fields.Boolean(compute="_compute_parts", string="Own sheet")
    may_review = fields.Boolean(compute="_compute_parts")
    may_decide = fields.Boolean(compute="_compute_parts")
    may_arrange = fields.Boolean(compute="_compute_parts")
    remedy = fields.Char(compute="_compute_remedy")

    _one_sheet = models.UniqueIndex(
        "(employee_id, period_id, date_from, revision)", "This person has a sheet of this period already."
    )
    _corrected_once = models.UniqueIndex(
        "(supersedes_id) WHERE supersedes_id IS NOT NULL", "This sheet is being corrected already. Open that one."
    )
    _company_period = models.Index("(company_id, period_id, state)")
    _not_the_own_reviewer = models.Constraint(
        "CHECK(reviewer_id IS NULL OR reviewer_id <> employee_id)",
        "Nobody reviews the own sheet. Choose the head above.",
    )
    _final_has_its_decision = models.Constraint(
        "CHECK(state NOT IN ('final', 'superseded') OR (level IS NOT NULL AND decided_at IS NOT NULL))",
        "A final sheet has a level and a decision.",
    )
    _final = Refuse(
        "UPDATE OR DELETE",
        FINAL_CHANGE,
        "A final evaluation does not change. Correct it by a new sheet, with a reason.",
    )

    @api.depends("employee_id", "period_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for sheet in self:
            # sudo: who sees a sheet sees whose it is
            sheet.display_name = f"{sheet.sudo().employee_id.name or ''} – {sheet.period_id.name or ''}"

    @api.depends("level", "proposed_level")
    def _compute_shown_level(self):
        for sheet in self:
            sheet.shown_level = sheet.level or sheet.proposed_level

    @api.depends_context("uid")
    @api.depends("employee_id", "reviewer_id", "decides", "state")
    def _compute_parts(self):
        for sheet in self:
            parts = sheet._parts_of_user()
            sheet.is_mine = "person" in parts
            sheet.may_arrange = "hr" in parts
            sheet.may_review = "head" in parts
            sheet.may_decide = "decider" in parts

    @api.depends("missing")
    @api.depends_context("lang")
    def _compute_remedy(self):
        for sheet in self:
            sheet.remedy = sheet._remedy()

    def _parts_of_user(self):
        """What the user is to this sheet: ``{"person"}``, or some of head, decider, hr."""
        self.ensure_one()
        user = self.env.user
        sheet = self.sudo()  # sudo: whose login a person has decides the part, and is shown to nobody
        if sheet.employee_id.user_id == user:
            return {"person"}
        is_hr = user.has_group("ward_hr.ward_hr_group_hr_officer")
        is_ward_head = user.has_group("ward_hr.ward_hr_group_ward_head")
        parts = set()
        if is_hr:
            parts.add("hr")
        if sheet.reviewer_id.user_id == user or is_ward_head or (is_hr and not sheet.reviewer_id):
            parts.add("head")
        if (is_ward_head and sheet.decides == "ward") or (is_hr and sheet.decides == "outside"):
            parts.add("decider")
        return parts

    # -- who may write what, when ------------------------------------------------------------------

    def _writable(self):
        """The fields that the user may write now."""
        parts, state = self._parts_of_user(), self.state
        names = set()
        if state in SETTLED:
            return names
        if "hr" in parts:
            names |= {"reviewer_id"}
            if state == "draft":
                names |= {"is_leader", "task_group"}
        if "person" in parts:
            names |= {"self_note"} if state == "self" else set()
            names |= {"objection"} if state == "objection" and not self.objected_at else set()
        if "head" in parts and state == "head":
            names |= {"head_note", "cause", "cause_reference"}
        if {"head", "decider"} & parts and state == "objection" and self.objected_at and not self.answered_at:
            names |= {"answer"}
        if "decider" in parts and state == "objection":
            names |= {"level", "decision_reason", "decision_reference", "decision_day"}
        return names

    def write(self, vals):
        if not self.env.su:
            for sheet in self:
                sheet._check_writes(vals)
        done = super().write(vals)
        if {"cause", "is_leader"} & vals.keys():
            self._rate()
        return done

    def _check_writes(self, vals):
        refused = vals.keys() - self._writable() - {"line_ids", "score_ids"}
        if refused:
            labels = self.fields_get(sorted(refused), ["string"])
            raise UserError(
                self.env._(
                    "%(sheet)s is “%(state)s”: %(fields)s cannot be written by you at this step.",
                    sheet=self.display_name,
                    state=self._state_label(),
                    fields=", ".join(labels[name]["string"] for name in sorted(refused) if name in labels),
                )
            )

    def _state_label(self, state=None):
        return dict(self._fields["state"]._description_selection(self.env))[state or self.state]

    @api.ondelete(at_uninstall=False)
    def _unlink_only_open(self):
        for sheet in self:
            if sheet.state != "draft" and not self.env.su:
                raise UserError(
                    self.env._(
                        "%(sheet)s is “%(state)s” and cannot be deleted. Only a sheet that was just opened can.",
                        sheet=sheet.display_name,
                        state=sheet._state_label(),
                    )
                )

    # -- where the figures come from ---------------------------------------------------------------

    def action_open_work(self):
        """The dossiers that count in a, b and c."""
        self.ensure_one()
        self.check_access("read")
        return self._open_dossiers()

    def action_open_superseded(self):
        """The sheet that this one corrects."""
        self.ensure_one()
        return self.supersedes_id.get_formview_action()

    def action_print(self):
        """The sheets as one PDF."""
        self.check_access("read")
        return self.env.ref("ward_hr.ward_evaluation_report").report_action(self)

    def _open_dossiers(self, procedure=None):
        """Dossiers finished in the sheet's days, or due in them and not finished by their end."""
        midnight = self.env["ward.workload"]._utc
        start, stop = midnight(self.date_from), midnight(fields.Date.add(self.date_to, days=1))
        finished = Domain("processed_at", ">=", start) & Domain("processed_at", "<", stop)
        due = Domain("due_at", ">=", start) & Domain("due_at", "<", stop)
        unfinished = Domain("processed_at", "=", False) | Domain("processed_at", ">=", stop)
        domain = (
            Domain("handling_officer_id", "=", self.sudo().employee_id.id)  # sudo: whose sheet it is, is on it
            & Domain("timeliness", "in", ("open", "on_time", "late"))
            & (finished | (due & unfinished))
        )
        if procedure:
            domain &= Domain("procedure_id", "=", procedure.id)
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_dossier_action")
        return action | {"context": {}, "domain": list(domain)}
