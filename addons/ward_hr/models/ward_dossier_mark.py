import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

CITIZEN_NUMBER = re.compile(r"(?<!\d)(\d{9,10}|\d{12})(?!\d)")


class WardDossierMark(models.AbstractModel):
    """What somebody of the ward enters about a dossier: stays as it was entered, or is withdrawn with a reason."""

    _name = "ward.dossier.mark"
    _description = "Entered about a dossier"
    _inherit = ["ward.company.mixin"]
    _changeable = ()  # what may still be written after it was entered

    dossier_id = fields.Many2one(
        "ward.dossier", required=True, index=True, ondelete="cascade", check_company=True
    )
    note = fields.Char(help="What happened, without any data of the citizen.")
    withdrawn = fields.Boolean(readonly=True)
    withdraw_reason = fields.Char(string="Why it is withdrawn")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.pop("withdrawn", None)
            dossier = self.env["ward.dossier"].browse(vals.get("dossier_id"))
            vals["company_id"] = dossier.company_id.id
        marks = super().create(vals_list)
        marks._changed()
        return marks

    def write(self, vals):
        if not self.env.su and (strange := set(vals) - {"withdraw_reason", *self._changeable}):
            raise UserError(
                self.env._(
                    "What was entered about %(dossier)s stays as it is (%(fields)s). Withdraw it with a reason,"
                    " and enter it anew.",
                    dossier=self[:1].dossier_id.code,
                    fields=", ".join(self._fields[name]._description_string(self.env) for name in sorted(strange)),
                )
            )
        done = super().write(vals)
        if set(vals) & {"withdrawn", *self._changeable}:
            self._changed()
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        if self:
            raise UserError(
                self.env._(
                    "What was entered about %(dossier)s cannot be deleted. Withdraw it with a reason.",
                    dossier=self[0].dossier_id.code,
                )
            )

    @api.constrains("note", "withdraw_reason")
    def _check_no_citizen(self):
        for mark in self:
            if CITIZEN_NUMBER.search(f"{mark.note or ''} {mark.withdraw_reason or ''}"):
                raise ValidationError(
                    self.env._(
                        "The note about %(dossier)s holds a number that looks like an identity or phone number."
                        " Data of citizens are not kept here: leave it out.",
                        dossier=mark.dossier_id.code,
                    )
                )

    def action_withdraw(self):
        """Take it back: it stays to be read, and counts no more."""
        self.check_access("write")
        for mark in self:
            if not mark.withdraw_reason:
                raise UserError(
                    self.env._(
                        "Write first why the entry about %(dossier)s is withdrawn.", dossier=mark.dossier_id.code
                    )
                )
        # sudo: the right to write was checked; that it is withdrawn is the server's to write
        self.sudo().write({"withdrawn": True})
        return True

    def _changed(self):
        """What follows from these marks; each kind says what."""
