import base64
import hashlib

from odoo import api, fields, models
from odoo.exceptions import UserError

from .trigger import Refuse

_CHANGED = """
TG_OP = 'DELETE'
OR (OLD.action_id, OLD.visit_id, OLD.sha256, OLD.author_id, OLD.kept_at, OLD.name, OLD.replaces_id)
   IS DISTINCT FROM
   (NEW.action_id, NEW.visit_id, NEW.sha256, NEW.author_id, NEW.kept_at, NEW.name, NEW.replaces_id)
   AND OLD.sha256 IS NOT NULL
"""

_FILE_CHANGED = """
OLD.res_model = 'ward.kept.file' AND OLD.res_field = 'content'
AND (TG_OP = 'DELETE' OR (OLD.res_id, OLD.checksum) IS DISTINCT FROM (NEW.res_id, NEW.checksum))
AND EXISTS (SELECT FROM ward_kept_file file WHERE file.id = OLD.res_id)
"""


class WardKeptFile(models.Model):
    """A file that proves something: the proof of an action, or the signed copy of the minutes.

    With SHA-256, author, time and place. Nothing is replaced silently: a better copy names the one it replaces,
    which stays.
    """

    _name = "ward.kept.file"
    _description = "Kept file"
    _inherit = ["ward.company.mixin"]
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
    content = fields.Binary(attachment=True, required=True)
    sha256 = fields.Char(string="SHA-256", readonly=True)
    author_id = fields.Many2one("res.users", string="Kept by", readonly=True, index=True)
    kept_at = fields.Datetime(readonly=True)
    place = fields.Char(help="Where it was taken or signed.")
    replaces_id = fields.Many2one(
        "ward.kept.file", string="Replaces", index="btree_not_null", ondelete="restrict", check_company=True
    )
    replaced_by_ids = fields.One2many("ward.kept.file", "replaces_id", string="Replaced by", readonly=True)
    replaced = fields.Boolean(compute="_compute_replaced")

    _of_one = models.Constraint(
        "CHECK (num_nonnulls(action_id, visit_id) = 1)", "A kept file belongs to an action or to a visit."
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
            content = vals["content"]
            vals.update(
                company_id=owner.company_id.id,
                author_id=self.env.uid,
                kept_at=fields.Datetime.now(),
                sha256=hashlib.sha256(base64.b64decode(content)).hexdigest(),
            )
        files = super().create(vals_list)
        files._check_kinds()
        return files

    @api.model
    def _owner(self, vals):
        """The action or visit that the file is of; who keeps a file may write there."""
        if vals.get("action_id"):
            owner = self.env["ward.action"].browse(vals["action_id"])
            owner.check_access("write")
            if owner.state == "closed":
                raise UserError(self.env._("“%(action)s” is closed: it takes no further proof.", action=owner.name))
            return owner
        owner = self.env["ward.visit"].browse(vals.get("visit_id"))
        owner.check_access("read")
        return owner

    def _check_kinds(self):
        for file in self:
            if file.visit_id and (file.kind == "proof" or file.visit_id.state != "signed"):
                raise UserError(
                    self.env._(
                        "A signed copy belongs to a signed visit: %(visit)s is not signed, or the file is no copy of "
                        "it.",
                        visit=file.visit_id.display_name,
                    )
                )
            former = file.replaces_id
            if former and (former.action_id, former.visit_id, former.kind) != (
                file.action_id,
                file.visit_id,
                file.kind,
            ):
                raise UserError(self.env._("A file replaces one of the same action or visit, and of the same kind."))

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
        intact = hashlib.sha256(content).hexdigest() == self.sha256
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if intact else "danger",
                "sticky": not intact,
                "message": self.env._("The file is the one that was kept.")
                if intact
                else self.env._("The file is not the one that was kept: its bytes have changed."),
            },
        }
