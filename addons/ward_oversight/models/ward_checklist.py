from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class WardChecklist(models.Model):
    """A checklist of inspections: a name, and versions of its items.

    Visits take the latest published version and keep it. Shipped ones are the same for
    every ward; a ward that wants another makes a local copy of it.
    """

    _name = "ward.checklist"
    _description = "Checklist"
    _inherit = "ward.shipped.mixin"
    _order = "code, id"
    _check_company_auto = True
    _rec_names_search = ["code", "name"]

    name = fields.Char(required=True, help="In Vietnamese, as on the minutes.")
    code = fields.Char(required=True)
    active = fields.Boolean(default=True)
    sector_id = fields.Many2one("ward.sector", index=True, ondelete="restrict")
    source_id = fields.Many2one(
        "ward.checklist",
        string="Copied from",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    version_ids = fields.One2many("ward.checklist.version", "checklist_id", string="Versions")
    version_id = fields.Many2one(
        "ward.checklist.version",
        string="Version in use",
        compute="_compute_version_id",
        compute_sudo=False,
        search="_search_version_id",
    )
    item_count = fields.Integer(string="Items", compute="_compute_version_id", compute_sudo=False)

    _code_unique = models.UniqueIndex("(code, COALESCE(company_id, 0))", "A checklist with this code exists already.")

    @api.depends("version_ids.state", "version_ids.number")
    def _compute_version_id(self):
        for checklist in self:
            published = checklist.version_ids.filtered(lambda row: row.state == "published")
            checklist.version_id = published.sorted("number")[-1:]
            checklist.item_count = len(checklist.version_id.item_ids)

    def _search_version_id(self, operator, value):
        if operator != "in" or set(value) != {False}:
            return NotImplemented
        return [("version_ids", "not any", [("state", "=", "published")])]

    def action_local_copy(self):
        """A local checklist of this ward with the same items, as a first draft to edit."""
        self.ensure_one()
        if not self.version_id:
            raise UserError(
                self.env._(
                    "%(name)s has no published version to copy: publish one first.",
                    name=self.name,
                )
            )
        copy = self.create(
            {
                "name": self.name,
                "code": f"{self.code}-{self.env.company.id}",
                "sector_id": self.sector_id.id,
                "source_id": self.id,
                "version_ids": [Command.create(self.version_id._next_values(number=1))],
            }
        )
        return copy._action_form()

    def action_new_version(self):
        """Draft the version after the latest one; an open draft is opened instead."""
        self.ensure_one()
        draft = self.version_ids.filtered(lambda row: row.state == "draft")[:1]
        if not draft:
            latest = self.version_ids.sorted("number")[-1:]
            number = latest.number + 1 if latest else 1
            values = latest._next_values(number) if latest else {"number": number}
            draft = self.env["ward.checklist.version"].create(dict(values, checklist_id=self.id))
        return draft._action_form()

    def _action_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
