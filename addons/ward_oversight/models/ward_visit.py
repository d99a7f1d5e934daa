from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import score


class WardVisit(models.Model):
    """An inspection visit to a unit of the ward: checklist, findings, two signatures.

    A draft is planned, a visit in progress is answered, a signed one is sealed: the
    database refuses to change it, its answers, evidence and findings, and its
    ``content_hash`` shows whether anything was. The steps from one state to the next are
    in ``ward_visit_steps``, the seal in ``ward_visit_seal``.
    """

    _name = "ward.visit"
    _description = "Inspection visit"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    number = fields.Char(string="Minutes no.", copy=False, help="For instance 12/BB-KT.")
    topic = fields.Char(help="What the visit looks at, for a thematic one.")
    department_id = fields.Many2one(
        "hr.department",
        string="Inspected unit",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        tracking=True,
    )
    kind = fields.Selection(
        [("planned", "Planned"), ("surprise", "Surprise"), ("thematic", "Thematic")],
        required=True,
        default="planned",
        tracking=True,
    )
    date = fields.Date(
        required=True,
        index=True,
        default=lambda self: fields.Date.context_today(self),
        tracking=True,
    )
    period = fields.Char(string="Period inspected", help="For instance October 2026.")
    leader_id = fields.Many2one(
        "hr.employee",
        string="Team leader",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self.env.user.employee_id,
        tracking=True,
    )
    member_ids = fields.Many2many("hr.employee", "ward_visit_member_rel", string="Members", check_company=True)
    checklist_id = fields.Many2one(
        "ward.checklist",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('version_id', '!=', False)]",
    )
    version_id = fields.Many2one(
        "ward.checklist.version",
        string="Checklist version",
        readonly=True,
        copy=False,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    state = fields.Selection(
        [("draft", "Planned"), ("in_progress", "In progress"), ("signed", "Signed")],
        string="Status",
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    started_at = fields.Datetime(readonly=True, copy=False)
    people_present = fields.Text(copy=False, help="Names and posts, one a line.")
    note = fields.Text(string="General remarks", copy=False)
    answer_ids = fields.One2many("ward.visit.answer", "visit_id", string="Answers")
    evidence_ids = fields.One2many("ward.evidence", "visit_id", string="Evidence")
    finding_ids = fields.One2many("ward.finding", "visit_id", string="Findings")
    finding_count = fields.Integer(compute="_compute_finding_count")
    answered = fields.Integer(compute="_compute_score", store=True)
    item_count = fields.Integer(string="Items", compute="_compute_score", store=True)
    failed = fields.Integer(compute="_compute_score", store=True)
    progress = fields.Integer(compute="_compute_score", store=True, aggregator="avg", help="Percent of items answered.")
    score = fields.Float(digits=(5, 1), compute="_compute_score", store=True, aggregator="avg")
    scored = fields.Boolean(compute="_compute_score", store=True, help="False while no answered item counts.")
    capped = fields.Boolean(string="Capped by a critical failure", compute="_compute_score", store=True)
    unit_opinion = fields.Text(string="Opinion of the inspected unit", copy=False)
    unit_signer = fields.Char(string="Representative of the unit", readonly=True, copy=False)
    unit_signer_post = fields.Char(string="Post", readonly=True, copy=False)
    refusal = fields.Char(string="Reason the unit did not sign", readonly=True, copy=False)
    inspector_signature = fields.Binary(readonly=True, copy=False, attachment=True)
    unit_signature = fields.Binary(readonly=True, copy=False, attachment=True)
    signer_id = fields.Many2one("res.users", string="Signed by", readonly=True, copy=False, index=True)
    signed_at = fields.Datetime(readonly=True, copy=False)
    content_hash = fields.Char(string="Seal", readonly=True, copy=False, help="SHA-256 of everything that was signed.")
    can_answer = fields.Boolean(compute="_compute_can_answer")

    @api.depends("department_id", "date", "kind", "number")
    def _compute_display_name(self):
        for visit in self:
            day = visit.date.strftime("%d/%m/%Y") if visit.date else ""
            name = f"{visit.department_id.name or ''}, {day}"
            visit.display_name = f"{visit.number} ({name})" if visit.number else name

    @api.depends("answer_ids.result", "answer_ids.weight", "answer_ids.critical")
    def _compute_score(self):
        for visit in self:
            answers = visit.answer_ids.filtered("asked")
            result = score.score(answers._scored(), visit.version_id.critical_cap)
            visit.item_count = len(answers)
            visit.answered = len(answers) - result.unanswered
            visit.progress = 100 * visit.answered // len(answers) if answers else 0
            visit.failed = len(answers.filtered(lambda row: row.result == score.FAIL))
            visit.scored = result.value is not None
            visit.score = result.value or 0
            visit.capped = result.capped

    @api.depends("finding_ids")
    def _compute_finding_count(self):
        counts = dict(self.env["ward.finding"]._read_group([("visit_id", "in", self.ids)], ["visit_id"], ["__count"]))
        for visit in self:
            visit.finding_count = counts.get(visit, 0)

    @api.depends_context("uid")
    @api.depends("state", "leader_id", "member_ids")
    def _compute_can_answer(self):
        for visit in self:
            visit.can_answer = visit.state == "in_progress" and bool(visit.id) and visit.has_access("write")

    @api.constrains("leader_id", "member_ids", "department_id")
    def _check_team_not_of_unit(self):
        """Nobody inspects the own unit."""
        for visit in self:
            for person in visit.leader_id | visit.member_ids:
                if person.department_id == visit.department_id:
                    raise ValidationError(
                        self.env._(
                            "%(person)s works in %(unit)s and cannot inspect it. "
                            "Put somebody of another unit in the team.",
                            person=person.name,
                            unit=visit.department_id.name,
                        )
                    )

    def action_sheet(self):
        """Open the page on which the visit is answered, made for a phone."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "ward_oversight.visit_sheet",
            "name": self.display_name,
            "path": False,
            "params": {"visit_id": self.id},
            "context": {"active_id": self.id, "active_model": "ward.visit"},
        }

    def action_findings(self):
        """The findings of this visit."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_oversight.ward_finding_action")
        return dict(
            action,
            domain=[("visit_id", "=", self.id)],
            context={
                "default_visit_id": self.id,
                "default_department_id": self.department_id.id,
                "hierarchical_naming": False,
            },
        )

    def get_sheet(self):
        """What the answering page shows: the visit, its answers with photos and findings."""
        self.ensure_one()
        self.check_access("read")
        return {
            "id": self.id,
            "name": self.display_name,
            "unit": self.department_id.name,
            "unit_id": self.department_id.id,
            "checklist": self.checklist_id.name,
            "version": self.version_id.number,
            "state": self.state,
            "editable": self.can_answer,
            "leads": self.leader_id.user_id == self.env.user,
            "answered": self.answered,
            "items": self.item_count,
            "failed": self.failed,
            "scored": self.scored,
            "score": self.score,
            "capped": self.capped,
            "answers": [row._sheet_row() for row in self.answer_ids if row.asked],
        }

    def _action_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "main",
            "context": {"hierarchical_naming": False},
        }
