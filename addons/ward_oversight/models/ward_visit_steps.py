from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import score, seal

OPEN_FIELDS = (
    "people_present",
    "absent",
    "note",
    "unit_opinion",
    "number",
    "date",
    "period",
    "place",
    "basis",
    "copies",
)
PLAN_FIELDS = (
    "department_id",
    "kind",
    "leader_id",
    "member_ids",
    "checklist_id",
    "company_id",
    "topic",
    "follow_up_of_id",
)


class WardVisit(models.Model):
    """The steps of a visit, start and signature, and what they keep from being written.

    A step writes through ``super()``, past the guard of ``write`` that everybody else meets.
    """

    _inherit = "ward.visit"

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
            lambda row: row.asked and row.result == score.FAIL and row.photo_required and not row.evidence_ids
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
