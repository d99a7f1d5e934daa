from datetime import date
from decimal import Decimal

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import cost as rule
from .ward_course_session import WARD_TIME

MONTHS = [(str(number), f"{number:02d}") for number in range(1, 13)]
FORMS = [("class", "In class"), ("online", "Online"), ("blended", "Blended")]


class WardTrainingPlanLine(models.Model):
    """One course of a plan: how many people, when, at what cost by norm; and what was done of it."""

    _name = "ward.training.plan.line"
    _description = "Course of a training plan"
    _inherit = ["ward.company.mixin"]
    _order = "plan_id, month_key, id"
    _rec_name = "course_id"
    _check_company_auto = True

    plan_id = fields.Many2one(
        "ward.training.plan", string="Plan", required=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(related="plan_id.company_id", store=True, precompute=True, default=None)
    year = fields.Integer(related="plan_id.year", store=True, aggregator=None)
    plan_state = fields.Selection(related="plan_id.state", string="State of the plan", store=True)
    need_id = fields.Many2one("ward.training.need", index="btree_not_null", ondelete="set null", check_company=True)
    course_id = fields.Many2one("ward.course", required=True, index=True, check_company=True, ondelete="restrict")
    content_group = fields.Selection(related="course_id.content_group", store=True, index=True)
    target = fields.Char(string="For whom", compute="_compute_of_course", store=True, readonly=False)
    month = fields.Selection(MONTHS, required=True, default="3")
    month_key = fields.Integer(compute="_compute_month_key", store=True, export_string_translation=False)
    form = fields.Selection(FORMS, required=True, default="class")
    people = fields.Integer(string="Learners", required=True, default=1)
    classes = fields.Integer(required=True, default=1)
    hours = fields.Float(digits=(6, 1), compute="_compute_of_course", store=True, readonly=False, aggregator=None)
    days = fields.Integer(compute="_compute_of_course", store=True, readonly=False, aggregator=None)
    place = fields.Char(string="School or trainer")
    unit_id = fields.Many2one(
        "hr.department", string="Responsible unit", index="btree_not_null", check_company=True, ondelete="set null"
    )
    source = fields.Char(string="Source of funds", default=lambda self: self.env._("Ward budget"))
    currency_id = fields.Many2one(related="company_id.currency_id")
    cost = fields.Monetary(
        string="Cost by norm", compute="_compute_cost", store=True, readonly=False, currency_field="currency_id"
    )
    cost_spent = fields.Monetary(string="Cost spent", currency_field="currency_id")
    people_done = fields.Integer(string="Learners done", compute="_compute_done")
    hours_done = fields.Float(string="Hours earned", digits=(8, 1), compute="_compute_done")
    done_percent = fields.Float(string="Done %", compute="_compute_done")
    cost_a_learner = fields.Monetary(
        string="Cost a learner", compute="_compute_cost_a_learner", currency_field="currency_id"
    )

    _in_bounds = models.Constraint(
        "CHECK (people >= 0 AND classes >= 0 AND hours >= 0 AND days >= 0 AND cost >= 0)",
        "Learners, classes, hours, days and cost of a course are 0 or more.",
    )

    @api.depends("month")
    def _compute_month_key(self):
        for one in self:
            one.month_key = int(one.month or 1)

    @api.depends("course_id")
    def _compute_of_course(self):
        for one in self:
            one.hours = one.course_id.hours
            one.target = one.course_id.target
            one.days = rule.sessions_of(Decimal(str(one.course_id.hours)), Decimal(8))

    @api.depends("people", "classes", "hours", "days", "form", "month", "plan_id.year")
    def _compute_cost(self):
        norms = {}
        for one in self:
            day = date(one.plan_id.year or 2026, int(one.month or 1), 1)
            key = one.plan_id.company_id, day
            if key not in norms:
                norms[key] = self.env["ward.training.norm"]._on(*key)[0]
            one.cost = float(rule.cost(one.people, one.classes, Decimal(str(one.hours)), one.days, norms[key]))

    @api.depends("course_id", "year", "people")
    def _compute_done(self):
        """Learners who attended sessions of the course in the year: one statement for all lines."""
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT s.company_id, s.course_id, EXTRACT(YEAR FROM s.date_end AT TIME ZONE 'UTC' AT TIME ZONE %s)::int,
                       COUNT(*), SUM(e.hours_credited)::float
                  FROM ward_enrolment e JOIN ward_course_session s ON s.id = e.session_id
                 WHERE e.hours_credited > 0 AND s.course_id = ANY(%s) GROUP BY 1, 2, 3
                """,
                WARD_TIME,
                self.course_id.ids,
            )
        )
        done = {tuple(key): values for *key, count, hours in rows for values in [(count, hours)]}
        for one in self:
            count, hours = done.get((one.company_id.id, one.course_id.id, one.year), (0, 0))
            one.people_done, one.hours_done = count, hours
            one.done_percent = 100 * count / one.people if one.people else 0

    @api.depends("cost", "cost_spent", "people", "people_done")
    def _compute_cost_a_learner(self):
        """What was spent by those who came; before that the norm by those planned."""
        for one in self:
            spent, heads = (one.cost_spent, one.people_done) if one.cost_spent else (one.cost, one.people)
            one.cost_a_learner = spent / heads if heads else 0

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if not self.env.su:
            lines.plan_id._check_state("draft")
        return lines

    def write(self, vals):
        if not self.env.su and vals.keys() - {"cost_spent"}:  # what is spent is entered during the year
            self.plan_id._check_state("draft")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self.plan_id._check_state("draft")
