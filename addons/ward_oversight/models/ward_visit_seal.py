import hashlib

from odoo import models
from odoo.exceptions import UserError

from ..rules import seal
from .trigger import Refuse

_SEALED = """
OLD.state = 'signed' AND (TG_OP = 'DELETE'
    OR (OLD.state, OLD.company_id, OLD.department_id, OLD.kind, OLD.date, OLD.leader_id,
        OLD.version_id, OLD.number, OLD.topic, OLD.period, OLD.people_present, OLD.note,
        OLD.unit_opinion, OLD.unit_signer, OLD.unit_signer_post, OLD.refusal, OLD.score,
        OLD.signed_at, OLD.signer_id, OLD.content_hash, OLD.place, OLD.basis, OLD.absent)
       IS DISTINCT FROM
       (NEW.state, NEW.company_id, NEW.department_id, NEW.kind, NEW.date, NEW.leader_id,
        NEW.version_id, NEW.number, NEW.topic, NEW.period, NEW.people_present, NEW.note,
        NEW.unit_opinion, NEW.unit_signer, NEW.unit_signer_post, NEW.refusal, NEW.score,
        NEW.signed_at, NEW.signer_id, NEW.content_hash, NEW.place, NEW.basis, NEW.absent))
"""

_SEALED_TEAM = """
EXISTS (SELECT FROM ward_visit visit WHERE visit.state = 'signed'
           AND visit.id IN (OLD.ward_visit_id, NEW.ward_visit_id))
"""

_SEALED_FILE = """
(OLD.res_model IN ('ward.visit', 'ward.evidence') OR NEW.res_model IN ('ward.visit', 'ward.evidence'))
AND (OLD.res_field IS NOT NULL OR NEW.res_field IS NOT NULL)
AND (TG_OP <> 'UPDATE'
     OR (OLD.res_model, OLD.res_field, OLD.res_id, OLD.checksum)
        IS DISTINCT FROM (NEW.res_model, NEW.res_field, NEW.res_id, NEW.checksum))
AND EXISTS (
    SELECT FROM ward_visit visit
     WHERE visit.state = 'signed'
       AND visit.id IN (
            CASE OLD.res_model
                WHEN 'ward.visit' THEN OLD.res_id
                WHEN 'ward.evidence' THEN (SELECT visit_id FROM ward_evidence WHERE id = OLD.res_id) END,
            CASE NEW.res_model
                WHEN 'ward.visit' THEN NEW.res_id
                WHEN 'ward.evidence' THEN (SELECT visit_id FROM ward_evidence WHERE id = NEW.res_id) END))
"""


class WardVisit(models.Model):
    """The seal of a signed visit: what PostgreSQL refuses, and the hash that would show a change."""

    _inherit = "ward.visit"

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
            "absent": visit.absent or None,
            "place": visit.place or None,
            "basis": visit.basis or None,
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
