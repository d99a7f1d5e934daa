import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import score, seal
from .trigger import Refuse

OPEN_FIELDS = ("people_present", "note", "unit_opinion", "number", "date", "period")
PLAN_FIELDS = (
    "department_id",
    "kind",
    "leader_id",
    "member_ids",
    "checklist_id",
    "company_id",
    "topic",
)

_SEALED = """
OLD.state = 'signed' AND (TG_OP = 'DELETE'
    OR (OLD.state, OLD.company_id, OLD.department_id, OLD.kind, OLD.date, OLD.leader_id,
        OLD.version_id, OLD.number, OLD.topic, OLD.period, OLD.people_present, OLD.note,
        OLD.unit_opinion, OLD.unit_signer, OLD.unit_signer_post, OLD.refusal, OLD.score,
        OLD.signed_at, OLD.signer_id, OLD.content_hash)
       IS DISTINCT FROM
       (NEW.state, NEW.company_id, NEW.department_id, NEW.kind, NEW.date, NEW.leader_id,
        NEW.version_id, NEW.number, NEW.topic, NEW.period, NEW.people_present, NEW.note,
        NEW.unit_opinion, NEW.unit_signer, NEW.unit_signer_post, NEW.refusal, NEW.score,
        NEW.signed_at, NEW.signer_id, NEW.content_hash))
"""

_SEALED_TEAM = """
EXISTS (SELECT FROM ward_visit visit WHERE visit.state = 'signed'
           AND visit.id IN (OLD.ward_visit_id, NEW.ward_visit_id))
"""

_SEALED_FILE = """
COALESCE(NEW.res_model, OLD.res_model) IN ('ward.visit', 'ward.evidence')
AND COALESCE(NEW.res_field, OLD.res_field) IS NOT NULL
AND (TG_OP <> 'UPDATE'
     OR (OLD.res_model, OLD.res_field, OLD.res_id, OLD.checksum)
        IS DISTINCT FROM (NEW.res_model, NEW.res_field, NEW.res_id, NEW.checksum))
AND EXISTS (
    SELECT FROM ward_visit visit
     WHERE visit.state = 'signed'
       AND (visit.id = CASE COALESCE(OLD.res_model, NEW.res_model)
                WHEN 'ward.visit' THEN COALESCE(OLD.res_id, NEW.res_id)
                ELSE (SELECT visit_id FROM ward_evidence
                       WHERE id = COALESCE(OLD.res_id, NEW.res_id)) END))
"""


class WardVisit(models.Model):
    """An inspection visit to a unit of the ward: checklist, findings, two signatures.

    A draft is planned, a visit in progress is answered, a signed one is sealed: the
    database refuses to change it, its answers, evidence and findings, and its
    ``content_hash`` shows whether anything was.
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

    _sealed = Refuse(
        "UPDATE OR DELETE",
        _SEALED,
        "A signed visit does not change: note what came after in a new visit.",
    )
    _sealed_team = Refuse(
        "INSERT OR UPDATE OR DELETE",
        _SEALED_TEAM,
        "The team of a signed visit does not change.",
        table="ward_visit_member_rel",
    )
    _sealed_file = Refuse(
        "INSERT OR UPDATE OR DELETE",
        _SEALED_FILE,
        "The photos and signatures of a signed visit do not change.",
        table="ir_attachment",
    )

    @api.depends("department_id", "date", "kind", "number")
    def _compute_display_name(self):
        for visit in self:
            day = visit.date.strftime("%d/%m/%Y") if visit.date else ""
            name = f"{visit.department_id.name or ''}, {day}"
            visit.display_name = f"{visit.number} ({name})" if visit.number else name

    @api.depends("answer_ids.result", "answer_ids.weight", "answer_ids.critical")
    def _compute_score(self):
        for visit in self:
            answers = visit.answer_ids
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

    @api.model_create_multi
    def create(self, vals_list):
        allowed = {*OPEN_FIELDS, *PLAN_FIELDS}
        for vals in vals_list:
            self._refuse_fields(set(vals) & self._own_fields() - allowed)
        return super().create(vals_list)

    def write(self, vals):
        changed = set(vals) & self._own_fields()
        if changed:
            self._refuse_signed()
            self._refuse_fields(changed - {*OPEN_FIELDS, *PLAN_FIELDS})
            if changed & set(PLAN_FIELDS):
                self._refuse_started()
        return super().write(vals)

    def unlink(self):
        if not self.env.su and any(visit.state != "draft" for visit in self):
            raise UserError(self.env._("A visit that was begun stays in the register: it cannot be deleted."))
        return super().unlink()

    @api.model
    def _own_fields(self):
        """Names of what the visit itself records, all but chatter and computed figures."""
        return {
            *OPEN_FIELDS,
            *PLAN_FIELDS,
            "state",
            "version_id",
            "started_at",
            "answer_ids",
            "evidence_ids",
            "finding_ids",
            "answered",
            "item_count",
            "failed",
            "progress",
            "score",
            "scored",
            "capped",
            "unit_signer",
            "unit_signer_post",
            "refusal",
            "inspector_signature",
            "unit_signature",
            "signer_id",
            "signed_at",
            "content_hash",
        }

    def _refuse_fields(self, names):
        if names and not self.env.su:
            raise UserError(
                self.env._(
                    "%(fields)s of a visit is set by its steps only: start it, answer it, sign it.",
                    fields=", ".join(sorted(self._fields[name].string for name in names)),
                )
            )

    def _refuse_signed(self):
        signed = self.filtered(lambda visit: visit.state == "signed")
        if signed:
            raise UserError(
                self.env._(
                    "The visit %(visit)s was signed on %(day)s and does not change. "
                    "Note what came after in a new visit.",
                    visit=signed[0].display_name,
                    day=fields.Datetime.context_timestamp(signed[0], signed[0].signed_at).strftime("%d/%m/%Y"),
                )
            )

    def _refuse_started(self):
        started = self.filtered(lambda visit: visit.state != "draft")
        if started and not self.env.su:
            raise UserError(
                self.env._(
                    "The visit %(visit)s was begun: its unit, team and checklist stay.",
                    visit=started[0].display_name,
                )
            )

    def action_start(self):
        """Begin the visit: the checklist version in use is copied into answers."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "draft":
            return self.action_sheet()
        version = self.checklist_id.version_id
        if not version:
            raise UserError(
                self.env._(
                    "%(checklist)s has no published version: publish one, then start the visit.",
                    checklist=self.checklist_id.name,
                )
            )
        super().write(
            {
                "state": "in_progress",
                "version_id": version.id,
                "started_at": fields.Datetime.now(),
            }
        )
        # sudo: answers are made here only, for a visit that the user may write
        self.env["ward.visit.answer"].sudo().create([item._answer_values(self) for item in version.item_ids])
        return self.action_sheet()

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

    def action_sign(self):
        """Open the two signatures; refused while something is missing."""
        self.ensure_one()
        self._check_signable()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sign the visit"),
            "res_model": "ward.visit.signing",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_visit_id": self.id, "hierarchical_naming": False},
        }

    def _check_signable(self):
        """Refuse to sign what is not begun, not answered, or lacks a required photo."""
        self.check_access("write")
        self._refuse_signed()
        if self.state != "in_progress":
            raise UserError(self.env._("Start the visit before signing it."))
        if self.leader_id.user_id != self.env.user:
            raise UserError(
                self.env._(
                    "The visit is signed by the leader of its team, %(leader)s.",
                    leader=self.leader_id.name,
                )
            )
        try:
            score.final(self.answer_ids._scored(), self.version_id.critical_cap)
        except score.Unanswered as error:
            raise UserError(
                self.env._(
                    "%(count)s items have no answer yet: answer each, or mark it not applicable.",
                    count=error.count,
                )
            ) from error
        without = self.answer_ids.filtered(
            lambda row: row.result == score.FAIL and row.photo_required and not row.evidence_ids
        )
        if without:
            raise UserError(
                self.env._(
                    "These failed items need a photo: %(items)s.",
                    items="; ".join(without.mapped("question")),
                )
            )

    def _sign(self, inspector_signature, unit_signature, signer, post, opinion, refusal):
        """Keep both signatures (base64 images), then seal the visit.

        ``unit_signature`` may be missing only with the reason of the ``refusal``.
        """
        self.ensure_one()
        self._check_signable()
        super().write(
            {
                "inspector_signature": inspector_signature,
                "unit_signature": unit_signature,
                "unit_signer": signer,
                "unit_signer_post": post,
                "unit_opinion": opinion,
                "refusal": refusal,
                "signer_id": self.env.uid,
                "signed_at": fields.Datetime.now(),
            }
        )
        self.env.flush_all()
        super().write({"state": "signed", "content_hash": seal.fingerprint(self._content())})
        self.flush_recordset()

    def _content(self):
        """Everything that the signatures stand under, in a form that has one writing."""
        self.ensure_one()
        # sudo: the seal covers all rows of the visit, whoever asks
        visit = self.sudo().with_context(bin_size=False, lang=None)

        def sha256(image):
            return hashlib.sha256(image).hexdigest() if image else None

        return {
            "ward": visit.company_id.id,
            "unit": visit.department_id.id,
            "kind": visit.kind,
            "date": visit.date.isoformat(),
            "number": visit.number or None,
            "topic": visit.topic or None,
            "period": visit.period or None,
            "leader": visit.leader_id.id,
            "members": sorted(visit.member_ids.ids),
            "checklist": visit.version_id.id,
            "present": visit.people_present or None,
            "note": visit.note or None,
            "opinion": visit.unit_opinion or None,
            "representative": visit.unit_signer or None,
            "post": visit.unit_signer_post or None,
            "refusal": visit.refusal or None,
            "signatures": [sha256(visit.inspector_signature), sha256(visit.unit_signature)],
            "signed": [visit.signer_id.id, visit.signed_at.isoformat()],
            "answers": [row._content() for row in visit.answer_ids.sorted("id")],
            "findings": [row._content() for row in visit.finding_ids.sorted("id")],
        }

    def action_check_seal(self):
        """Say whether the visit is still what was signed."""
        self.ensure_one()
        self.check_access("read")
        if self.state != "signed":
            raise UserError(self.env._("Only a signed visit has a seal."))
        self.env.invalidate_all()
        intact = seal.fingerprint(self._content()) == self.content_hash
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if intact else "danger",
                "sticky": not intact,
                "message": self.env._("The seal is intact: this is what was signed.")
                if intact
                else self.env._("The seal is broken: something was changed after signing."),
            },
        }

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
            "answers": [row._sheet_row() for row in self.answer_ids],
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
