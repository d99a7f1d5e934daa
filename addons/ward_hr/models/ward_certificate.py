from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..competency.reminder import renewed

SOON = 90  # days: from here on a certificate is shown as expiring
HR = "ward_hr.ward_hr_group_hr_officer"


class WardCertificate(models.Model):
    """A certificate that a person has, wherever it was got, and until when it holds.

    This is the one home of certificates. People declare their own, the HR officer confirms.
    A later one of the same person and kind renews it; the earlier one stays.
    """

    _name = "ward.certificate"
    _description = "Certificate"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "expires_on, id"
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        default=lambda self: self._own_file(),
    )
    kind_id = fields.Many2one(
        "ward.certificate.kind",
        string="Certificate",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    title = fields.Char(string="What it says")
    number = fields.Char()
    issuer = fields.Char(string="Issued by")
    issued_on = fields.Date(string="Issued", required=True)
    expires_on = fields.Date(string="Expires", index="btree_not_null", help="Last day; empty when it has no end.")
    document = fields.Binary(string="Scan", attachment=True)
    document_name = fields.Char(export_string_translation=False)
    state = fields.Selection(
        [("declared", "To confirm"), ("confirmed", "Confirmed")],
        required=True,
        readonly=True,
        default="declared",
        index=True,
        tracking=True,
    )
    is_renewed = fields.Boolean(string="Renewed", compute="_compute_is_renewed", search="_search_is_renewed")
    status = fields.Selection(
        [
            ("declared", "To confirm"),
            ("valid", "Valid"),
            ("soon", "Expires soon"),
            ("expired", "Expired"),
            ("renewed", "Renewed"),
        ],
        string="Standing",
        compute="_compute_status",
    )
    may_confirm = fields.Boolean(compute="_compute_may_confirm")

    _days_in_order = models.Constraint(
        "CHECK(expires_on IS NULL OR expires_on >= issued_on)",
        "A certificate expires on the day it was issued or later. Correct one of the two days.",
    )

    @api.depends("employee_id", "kind_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for one in self:
            # sudo: who sees a certificate sees whose it is
            one.display_name = f"{one.kind_id.name or ''} – {one.sudo().employee_id.name or ''}"

    @api.depends("employee_id", "kind_id", "expires_on", "state")
    def _compute_is_renewed(self):
        # sudo: whether there is a later one, for who may see the earlier
        known = self.sudo().search(
            [
                ("employee_id", "in", self.employee_id.ids),
                ("kind_id", "in", self.kind_id.ids),
                ("state", "=", "confirmed"),
            ]
        )
        expiries = defaultdict(list)
        for one in known:
            expiries[one.employee_id, one.kind_id].append((one.id, one.expires_on or None))
        for one in self:
            others = [day for key, day in expiries[one.employee_id, one.kind_id] if key != one._origin.id]
            one.is_renewed = bool(one.expires_on) and renewed(one.expires_on, others)

    def _search_is_renewed(self, operator, value):
        if operator != "in":
            return NotImplemented
        later = SQL(
            """(SELECT one.id FROM ward_certificate one
                  JOIN ward_certificate other
                    ON other.employee_id = one.employee_id AND other.kind_id = one.kind_id AND other.id <> one.id
                   AND other.state = 'confirmed' AND (other.expires_on IS NULL OR other.expires_on > one.expires_on)
                 WHERE one.expires_on IS NOT NULL)"""
        )
        return Domain("id", "in" if True in value else "not in", later)

    @api.depends("is_renewed", "expires_on", "state")
    def _compute_status(self):
        today = fields.Date.context_today(self)
        for one in self:
            if one.state == "declared":
                one.status = "declared"
            elif one.is_renewed:
                one.status = "renewed"
            elif not one.expires_on or one.expires_on > today + timedelta(days=SOON):
                one.status = "valid"
            else:
                one.status = "soon" if one.expires_on >= today else "expired"

    @api.depends_context("uid")
    @api.depends("state")
    def _compute_may_confirm(self):
        is_hr = self.env.user.has_group(HR)
        for one in self:
            one.may_confirm = is_hr and one.state == "declared"

    @api.model
    def _own_file(self):
        # sudo: people may always know their own file
        return self.env["hr.employee"].sudo().search(
            [("user_id", "=", self.env.uid), ("company_id", "=", self.env.company.id)], limit=1
        )

    @api.model_create_multi
    def create(self, vals_list):
        """What the officer enters is confirmed by that; what people enter is declared."""
        known = self.env.su or self.env.user.has_group(HR)
        for vals in vals_list:
            vals["state"] = vals.get("state", "confirmed") if known else "declared"
        certificates = super().create(vals_list)
        certificates._end_reminders()
        return certificates

    def write(self, vals):
        if "state" in vals and not (self.env.su or self.env.user.has_group(HR)):
            raise UserError(self.env._("A certificate is confirmed by the HR officer. Ask there."))
        done = super().write(vals)
        if vals.keys() & {"expires_on", "state", "kind_id", "employee_id"}:
            self._end_reminders(changed=self)
        return done

    def action_confirm(self):
        """The officer has seen the certificate."""
        self.write({"state": "confirmed"})

    def action_renew(self):
        """A new certificate of the same person and kind; this one stays."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Renewal"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_employee_id": self.employee_id.id,
                "default_kind_id": self.kind_id.id,
                "default_issuer": self.issuer,
                "default_company_id": self.company_id.id,
            },
        }
