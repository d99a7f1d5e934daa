from odoo import api, fields, models
from odoo.exceptions import UserError

from .hr_skill import LEVELS
from .trigger import Refuse

LINE_CHANGE = """
EXISTS (SELECT FROM ward_competency_assessment sheet
         WHERE sheet.state = 'agreed' AND sheet.id IN (OLD.assessment_id, NEW.assessment_id))
"""


class WardCompetencyAssessmentLine(models.Model):
    """One skill of an assessment: what the position asks, what the two think, what they agree on."""

    _name = "ward.competency.assessment.line"
    _description = "Skill of an assessment"
    _inherit = ["ward.company.mixin"]
    _order = "assessment_id, sequence, id"
    _check_company_auto = True
    _log_access = False

    assessment_id = fields.Many2one(
        "ward.competency.assessment",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    skill_id = fields.Many2one("hr.skill", required=True, readonly=True, index=True, ondelete="restrict")
    sequence = fields.Integer(readonly=True)
    required = fields.Integer(string="Level required", readonly=True, aggregator=None)
    before = fields.Integer(string="Level so far", readonly=True, aggregator=None)
    self_level = fields.Selection(LEVELS, string="Own view")
    head_level = fields.Selection(LEVELS, string="Head's view")
    agreed_level = fields.Selection(
        LEVELS,
        string="Agreed level",
        compute="_compute_agreed_level",
        store=True,
        readonly=False,
        help="The head's level, until the two agree on another one.",
    )
    note = fields.Char(string="Reason")

    _one_a_skill = models.UniqueIndex("(assessment_id, skill_id)", "This skill is on the sheet already.")
    _agreed = Refuse("INSERT OR UPDATE OR DELETE", LINE_CHANGE, "An agreed assessment does not change. Open a new one.")

    @api.depends("head_level")
    def _compute_agreed_level(self):
        for line in self:
            line.agreed_level = line.head_level

    @api.depends("skill_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.skill_id.name or ""

    def write(self, vals):
        if not self.env.su:
            for line in self:
                line._check_writes(vals)
        return super().write(vals)

    def _check_writes(self, vals):
        sheet = self.assessment_id
        parts = sheet._parts_of_user()
        allowed = set()
        if "person" in parts and sheet.state == "self":
            allowed = {"self_level", "note"}
        if "head" in parts and sheet.state == "head":
            allowed = {"head_level", "agreed_level", "note"}
        if vals.keys() - allowed:
            raise UserError(
                self.env._(
                    "%(sheet)s is “%(state)s”: you cannot give a level of “%(skill)s” at this step.",
                    sheet=sheet.display_name,
                    state=sheet._state_label(),
                    skill=self.skill_id.name,
                )
            )
