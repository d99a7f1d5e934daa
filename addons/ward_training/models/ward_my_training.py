from datetime import date
from decimal import Decimal

from odoo import api, fields, models

from odoo.addons.ward_hr.law import NoLawOn

from ..rules import hours
from .ward_course_session import ALIVE

REQUIRED_HOURS = "train_min_hours_year"


class WardMyTraining(models.TransientModel):
    """My training: the hours of this year, what is coming, what has been.

    The hours are asked of civil servants (Decree 171/2025); of others the page shows
    what they have done, and no measure.
    """

    _name = "ward.my.training"
    _description = "My training"

    employee_id = fields.Many2one(
        "hr.employee", string="Staff member", compute="_compute_employee_id"
    )
    year = fields.Char(compute="_compute_hours")
    hours_done = fields.Float(string="Hours done", digits=(6, 1), compute="_compute_hours")
    hours_required = fields.Float(
        string="Hours required", digits=(6, 1), compute="_compute_hours"
    )
    hours_left = fields.Float(string="Hours missing", digits=(6, 1), compute="_compute_hours")
    hours_coming = fields.Float(
        string="Hours in coming sessions", digits=(6, 1), compute="_compute_hours"
    )
    percent = fields.Float(compute="_compute_hours")
    is_required = fields.Boolean(compute="_compute_hours")
    law_value_id = fields.Many2one("ward.law.value", compute="_compute_hours")
    reference = fields.Char(related="law_value_id.reference")
    law_since = fields.Date(related="law_value_id.since")
    coming_ids = fields.Many2many(
        "ward.enrolment", string="Coming", compute="_compute_enrolments"
    )
    past_ids = fields.Many2many(
        "ward.enrolment", string="Past", compute="_compute_enrolments"
    )

    @api.model
    def open_own(self):
        """The page of the user who opens it."""
        page = self.create({})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("My training"),
            "res_model": self._name,
            "res_id": page.id,
            "view_mode": "form",
            "target": "current",
        }

    def action_find_course(self):
        """The catalogue of open sessions."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "ward_training.ward_course_session_catalogue_action"
        )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_employee_id(self):
        # sudo: people may always know their own file
        self.employee_id = self.env["hr.employee"].sudo().search(
            [("user_id", "=", self.env.uid), ("company_id", "=", self.env.company.id)], limit=1
        )

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_enrolments(self):
        mine = self.env["ward.enrolment"].search(
            [("employee_id.user_id", "=", self.env.uid)], order="date_begin desc"
        )
        coming = mine.filtered(lambda one: one.state in ALIVE)
        self.coming_ids = coming.sorted("date_begin")
        self.past_ids = mine - coming

    @api.depends("employee_id")
    def _compute_hours(self):
        today = fields.Date.context_today(self)
        for page in self:
            mine = page.past_ids | page.coming_ids
            this_year = mine.filtered(lambda one: one.date_end.year == today.year)
            done = sum((_decimal(one.hours_credited) for one in this_year), Decimal(0))
            entry = page._required(today)
            required = entry.value if entry else Decimal(0)
            page.year = str(today.year)
            page.is_required = bool(entry)
            page.hours_done = float(done)
            page.hours_required = float(required)
            page.hours_left = float(hours.shortfall(required, done))
            page.percent = float(hours.percent(required, done))
            page.hours_coming = sum(
                one.session_id.hours for one in this_year if one.state == "enrolled"
            )
            page.law_value_id = entry and self.env["ward.law.value"].search(
                [("code", "=", REQUIRED_HOURS), ("since", "=", entry.since)],
                order="company_id",
                limit=1,
            )

    def _required(self, today):
        """The law's entry on hours a year for this person, None for who owes none.

        The law in force at the end of the year decides what the year asked for.
        """
        # sudo: the legal standing is kept from staff as a field, but their own decides here
        version = self.employee_id.sudo().version_id
        if version.staff_type_id.code != "civil_servant":
            return None
        law = self.env["ward.law.value"]._law(self.env.company)
        try:
            return law.entry(REQUIRED_HOURS, date(today.year, 12, 31))
        except NoLawOn:
            return None

    def _compute_display_name(self):
        self.display_name = self.env._("My training")


def _decimal(stored):
    return Decimal(str(stored))
