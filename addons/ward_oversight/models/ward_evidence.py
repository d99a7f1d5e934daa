import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from .trigger import Refuse

_SEALED = """
EXISTS (SELECT FROM ward_visit visit WHERE visit.state = 'signed'
           AND visit.id IN (OLD.visit_id, NEW.visit_id))
AND (TG_OP <> 'UPDATE'
     OR (OLD.visit_id, OLD.answer_id, OLD.name, OLD.sha256, OLD.author_id, OLD.taken_at, OLD.place,
         OLD.latitude, OLD.longitude, OLD.accuracy)
        IS DISTINCT FROM
        (NEW.visit_id, NEW.answer_id, NEW.name, NEW.sha256, NEW.author_id, NEW.taken_at, NEW.place,
         NEW.latitude, NEW.longitude, NEW.accuracy))
"""


class WardEvidence(models.Model):
    """A photo taken on a visit, with its SHA-256, author, time and place; never replaced."""

    _name = "ward.evidence"
    _description = "Evidence of a visit"
    _inherit = ["ward.position.mixin"]
    _order = "visit_id, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    answer_id = fields.Many2one("ward.visit.answer", required=True, index=True, ondelete="cascade", check_company=True)
    visit_id = fields.Many2one(
        "ward.visit",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    company_id = fields.Many2one(related="answer_id.company_id", store=True, precompute=True, required=True, index=True)
    image = fields.Image(max_width=1920, max_height=1920, required=True)
    sha256 = fields.Char(string="SHA-256", readonly=True)
    author_id = fields.Many2one("res.users", readonly=True, index=True)
    taken_at = fields.Datetime(readonly=True)

    _sealed = Refuse("INSERT OR UPDATE OR DELETE", _SEALED, "The evidence of a signed visit does not change.")

    @api.model_create_multi
    def create(self, vals_list):
        answers = self.env["ward.visit.answer"].browse(vals["answer_id"] for vals in vals_list if vals.get("answer_id"))
        answers._refuse_closed()
        visit_of = {answer.id: answer.visit_id.id for answer in answers}
        for vals in vals_list:
            vals.setdefault("place", answers.browse(vals.get("answer_id")).visit_id.place)
            vals.update(
                visit_id=visit_of.get(vals.get("answer_id")),
                author_id=self.env.uid,
                taken_at=fields.Datetime.now(),
                sha256=False,
            )
        photos = super().create(vals_list)
        photos._keep_hash()
        return photos

    def _keep_hash(self):
        """The hash of the bytes that are kept, after any resizing."""
        # sudo: nobody has the right to write evidence, the server keeps the hash itself
        for photo in self.sudo().with_context(bin_size=False):
            super(WardEvidence, photo).write({"sha256": hashlib.sha256(base64.b64decode(photo.image)).hexdigest()})

    def write(self, vals):
        if vals:
            raise UserError(self.env._("Evidence is not replaced: take another photo beside it."))
        return super().write(vals)

    def unlink(self):
        """A photo taken by mistake goes while the visit is open; the chatter keeps that."""
        self.answer_id._refuse_closed()
        for photo in self:
            photo.visit_id._message_log(
                body=self.env._(
                    "Photo %(name)s of “%(question)s” deleted (SHA-256 %(sha256)s).",
                    name=photo.name,
                    question=photo.answer_id.question,
                    sha256=photo.sha256,
                )
            )
        return super().unlink()

    def _content(self):
        """The sealed part: the hash of the bytes as they are now, and of whom and when."""
        return {
            "name": self.name,
            "sha256": hashlib.sha256(base64.b64decode(self.image or b"")).hexdigest(),
            "author": self.author_id.id,
            "place": self.place or None,
            "taken": self.taken_at.isoformat(),
            **self._position_content(),
        }
