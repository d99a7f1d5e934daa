from odoo import api, fields, models

from .hr_version import PAY_READERS
from .ward_of import with_ward_of

KINDS = [("title", "Emulation title"), ("form", "Form of reward")]
LEVELS = [
    ("commune", "Commune"),
    ("province", "Province or city"),
    ("ministry", "Ministry or sector"),
    ("state", "State"),
]


class WardReward(models.Model):
    """A reward of a person, as its decision says. No money: what is paid for it is pay."""

    _name = "ward.reward"
    _description = "Reward"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "date desc, id desc"
    _rec_names_search = ["name", "number", "employee_id.name"]
    _check_company_auto = True

    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", required=True, index=True, check_company=True, ondelete="restrict"
    )
    kind = fields.Selection(KINDS, required=True, default="form", index=True)
    name = fields.Char(string="Reward", required=True, tracking=True)
    level = fields.Selection(LEVELS, string="Level of the award", required=True, default="commune", index=True)
    reason = fields.Char(string="For what")
    number = fields.Char(string="Decision number", tracking=True)
    date = fields.Date(string="Signed on", required=True, index=True, tracking=True)
    signer = fields.Char()
    attachment = fields.Binary(string="Signed file", attachment=True, copy=False)
    attachment_name = fields.Char(copy=False)

    _entered_once = models.UniqueIndex(
        "(employee_id, name, number, date) WHERE number IS NOT NULL",
        "This reward of this person is entered already. Open that one.",
    )

    @api.depends("name", "employee_id.name")
    def _compute_display_name(self):
        for reward in self:
            # sudo: the name of a person whose reward is read
            words = [reward.name, reward.employee_id.sudo().name]
            reward.display_name = " – ".join(word for word in words if word)

    @api.model_create_multi
    def create(self, vals_list):
        """A reward belongs to the ward of its person."""
        return super().create(with_ward_of(self, "employee_id", vals_list))


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    reward_ids = fields.One2many("ward.reward", "employee_id", string="Rewards", groups=PAY_READERS)
    reward_count = fields.Integer(compute="_compute_reward_count", groups=PAY_READERS)

    def _compute_reward_count(self):
        counts = dict(
            self.env["ward.reward"]._read_group([("employee_id", "in", self.ids)], ["employee_id"], ["__count"])
        )
        for person in self:
            person.reward_count = counts.get(person, 0)
