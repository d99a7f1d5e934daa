from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class WardChecklistVersion(models.Model):
    """One edition of a checklist: a draft is edited, a published one never changes.

    ``critical_cap`` is the highest score, 0 to 100, of a visit in which a critical item
    failed.
    """

    _name = "ward.checklist.version"
    _description = "Checklist version"
    _order = "checklist_id, number desc"
    _check_company_auto = True

    checklist_id = fields.Many2one("ward.checklist", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(related="checklist_id.company_id", store=True, precompute=True, index=True)
    origin = fields.Selection(related="checklist_id.origin")
    number = fields.Integer(required=True, default=1)
    state = fields.Selection(
        [("draft", "Draft"), ("published", "Published")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
    )
    published_on = fields.Date(readonly=True, copy=False)
    critical_cap = fields.Integer(
        string="Score at most, after a critical failure",
        required=True,
        default=50,
        help="Out of 100. A visit in which a critical item failed never scores more.",
    )
    note = fields.Char(string="What changed")
    item_ids = fields.One2many("ward.checklist.item", "version_id", string="Items")

    _number_unique = models.Constraint(
        "UNIQUE(checklist_id, number)", "This checklist has a version with this number already."
    )
    _cap_within_score = models.Constraint("CHECK (critical_cap BETWEEN 0 AND 100)", "The cap is a score from 0 to 100.")

    @api.depends("checklist_id.code", "number")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "%(code)s version %(number)s",
                code=version.checklist_id.code or "",
                number=version.number,
            )

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        if not self.env.su:
            if any(version.state != "draft" for version in versions):
                raise UserError(self.env._("A version begins as a draft and is then published."))
            versions.checklist_id._check_not_shipped()
        return versions

    def write(self, vals):
        self._refuse_published()
        if "state" in vals and not self.env.su:
            raise UserError(self.env._("A version begins as a draft and is then published."))
        return super().write(vals)

    def unlink(self):
        self._refuse_published()
        return super().unlink()

    def _refuse_published(self):
        """A published version is as old visits saw it; the next version is edited instead."""
        published = self.filtered(lambda version: version.state == "published")
        if published and not self.env.su:
            raise UserError(
                self.env._(
                    "%(version)s is published and does not change, since visits refer to it. Make the next version.",
                    version=published[0].display_name,
                )
            )

    def action_publish(self):
        """Put this draft in use: visits started from now on take it."""
        self.check_access("write")
        for version in self.filtered(lambda version: version.state == "draft"):
            if not version.item_ids:
                raise UserError(self.env._("%(version)s has no items: add one.", version=version.display_name))
            version._check_conditions()
        today = fields.Date.context_today(self)
        drafts = self.filtered(lambda version: version.state == "draft")
        super(WardChecklistVersion, drafts).write({"state": "published", "published_on": today})

    def _next_values(self, number):
        """Values of a draft that repeats the items of this version."""
        self.ensure_one()
        names = self.env["ward.checklist.item"]._copied_fields()
        return {
            "number": number,
            "critical_cap": self.critical_cap,
            "item_ids": [Command.create({name: item[name] for name in names}) for item in self.item_ids],
        }

    def _action_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
