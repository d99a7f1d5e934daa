import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import seal
from .trigger import Refuse

_CHANGED = """
TG_OP = 'DELETE'
OR (OLD.action_id, OLD.visit_id, OLD.dialogue_id, OLD.sha256, OLD.author_id, OLD.kept_at, OLD.name, OLD.replaces_id,
    OLD.place, OLD.latitude, OLD.longitude, OLD.accuracy, OLD.seal)
   IS DISTINCT FROM
   (NEW.action_id, NEW.visit_id, NEW.dialogue_id, NEW.sha256, NEW.author_id, NEW.kept_at, NEW.name, NEW.replaces_id,
    NEW.place, NEW.latitude, NEW.longitude, NEW.accuracy, NEW.seal)
   AND OLD.sha256 IS NOT NULL
"""

_FILE_CHANGED = """
OLD.res_model = 'ward.kept.file' AND OLD.res_field = 'content'
AND (TG_OP = 'DELETE' OR (OLD.res_id, OLD.checksum) IS DISTINCT FROM (NEW.res_id, NEW.checksum))
AND EXISTS (SELECT FROM ward_kept_file file WHERE file.id = OLD.res_id)
"""


class WardKeptFile(models.Model):
    """A file that proves something: the proof of an action, or the signed copy of the minutes.

    With SHA-256, author, time and place, and a seal over all four. Nothing is replaced silently: a better copy names
    the one it replaces, which stays.
    """

    _name = "ward.kept.file"
    _description = "Kept file"
    _inherit = ["ward.company.mixin", "ward.position.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File", required=True)
    kind = fields.Selection(
        [("proof", "Proof of an action"), ("minutes", "Signed minutes"), ("conclusion", "Signed conclusion")],
        required=True,
        default="proof",
    )
    action_id = fields.Many2one("ward.action", index="btree_not_null", ondelete="restrict", check_company=True)
    visit_id = fields.Many2one("ward.visit", index="btree_not_null", ondelete="restrict", check_company=True)
    dialogue_id = fields.Many2one("ward.dialogue", index="btree_not_null", ondelete="restrict", check_company=True)
    content = fields.Binary(attachment=True, required=True)
    sha256 = fields.Char(string="SHA-256", readonly=True)
    seal = fields.Char(readonly=True, help="SHA-256 over the file's own, its author, time and place.")
    author_id = fields.Many2one("res.users", string="Kept by", readonly=True, index=True)
    kept_at = fields.Datetime(readonly=True)
    replaces_id = fields.Many2one(
        "ward.kept.file", string="Replaces", index="btree_not_null", ondelete="restrict", check_company=True
    )
    replaced_by_ids = fields.One2many("ward.kept.file", "replaces_id", string="Replaced by", readonly=True)
    replaced = fields.Boolean(compute="_compute_replaced")

    _of_one = models.Constraint(
        "CHECK (num_nonnulls(action_id, visit_id, dialogue_id) = 1)",
        "A kept file belongs to an action, a visit or a dialogue.",
    )
    _never_changes = Refuse("UPDATE OR DELETE", _CHANGED, "A kept file does not change: keep the better one beside it.")
    _content_never_changes = Refuse(
        "UPDATE OR DELETE",
        _FILE_CHANGED,
        "A kept file does not change: keep the better one beside it.",
        table="ir_attachment",
    )

    @api.depends("replaced_by_ids")
    def _compute_replaced(self):
        for file in self:
            file.replaced = bool(file.replaced_by_ids)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            owner = self._owner(vals)
            if not vals.get("content"):
                raise UserError(self.env._("Choose the file to keep."))
            vals.update(
                company_id=owner.company_id.id,
                author_id=self.env.uid,
                kept_at=fields.Datetime.now(),
                sha256=hashlib.sha256(base64.b64decode(vals["content"])).hexdigest(),
            )
            self._round_position(vals)
            vals["seal"] = self.new(vals)._seal()
        files = super().create(vals_list)
        files._check_kinds()
        return files

    def _seal(self):
        """The fingerprint of what was kept, by whom, when and where."""
        return seal.fingerprint(
            {
                "sha256": self.sha256,
                "author": self.author_id.id or self.author_id._origin.id,
                "kept": self.kept_at.isoformat(),
                "place": self.place or None,
                **self._position_content(),
            }
        )

    @api.model
    def _owner(self, vals):
        """The action, visit or dialogue that the file is of; who keeps a proof may write there."""
        if vals.get("action_id"):
            owner = self.env["ward.action"].browse(vals["action_id"])
            owner.check_access("write")
            if owner.state == "closed":
                raise UserError(self.env._("“%(action)s” is closed: it takes no further proof.", action=owner.name))
            return owner
        if vals.get("dialogue_id"):
            owner = self.env["ward.dialogue"].browse(vals["dialogue_id"])
            owner.check_access("write")
            return owner
        owner = self.env["ward.visit"].browse(vals.get("visit_id"))
        owner.check_access("read")
        return owner

    def _check_kinds(self):
        for file in self:
            paper = file.visit_id or file.dialogue_id
            if paper and (file.kind == "proof" or not paper._may_be_filed()):
                raise UserError(
                    self.env._(
                        "“%(paper)s” takes no such file: a copy is filed once a visit is signed or a dialogue was "
                        "held, and is a copy of its minutes or conclusion.",
                        paper=paper.display_name,
                    )
                )
            former = file.replaces_id
            if former and any(former[name] != file[name] for name in ("action_id", "visit_id", "dialogue_id", "kind")):
                raise UserError(
                    self.env._("A file replaces one of the same action, visit or dialogue, and of the same kind.")
                )

    def write(self, vals):
        if vals:
            raise UserError(self.env._("A kept file is not changed: keep the better one beside it, naming this one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if self:
            raise UserError(self.env._("A kept file is not deleted."))

    def action_check(self):
        """Whether the bytes are still those that were kept."""
        self.ensure_one()
        self.check_access("read")
        content = base64.b64decode(self.with_context(bin_size=False).content or b"")
        intact = hashlib.sha256(content).hexdigest() == self.sha256 and self.seal in (False, self._seal())
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if intact else "danger",
                "sticky": not intact,
                "message": self.env._("The file, its author, time and place are those that were kept.")
                if intact
                else self.env._("The file is not the one that was kept: it, or who kept it when and where, changed."),
            },
        }
