from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..rules.coverage import Coverage


class WardInspectionPlan(models.Model):
    """The inspections of a year: which units, when, by whom; at least the share of units that the rule asks for.

    Draft -> submitted by the oversight lead -> approved by the head of the ward. Its visits are those of the year.
    """

    _name = "ward.inspection.plan"
    _description = "Inspection plan"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "year desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, default=lambda self: self.env._("Inspection plan"))
    year = fields.Integer(required=True, default=lambda self: self.env["ward.clock"]._today().year)
    number = fields.Char(string="Decision no.", help="For instance 12/KH-UBND.")
    purpose = fields.Text()
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Submitted"), ("approved", "Approved")],
        string="Status",
        required=True,
        default="draft",
        readonly=True,
        copy=False,
        tracking=True,
    )
    approved_by_id = fields.Many2one(
        "res.users", string="Approved by", readonly=True, copy=False, index="btree_not_null"
    )
    approved_on = fields.Date(readonly=True, copy=False)
    visit_ids = fields.Many2many("ward.visit", string="Visits", compute="_compute_visits")
    unit_count = fields.Integer(string="Units of the ward", compute="_compute_visits")
    planned_count = fields.Integer(string="Units with a visit", compute="_compute_visits")
    visited_count = fields.Integer(string="Units visited", compute="_compute_visits")
    needed_count = fields.Integer(string="Units at least", compute="_compute_visits")
    target = fields.Float(string="Share at least", compute="_compute_visits", help="By the law or plan of the city.")
    coverage = fields.Float(string="Share visited", compute="_compute_visits")
    not_visited = fields.Text(string="Longest without a visit", compute="_compute_visits")

    _one_a_year = models.Constraint(
        "UNIQUE(company_id, year)", "This ward has an inspection plan of this year already."
    )

    @api.depends("name", "year")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = f"{plan.name} {plan.year}"

    @api.depends("year", "company_id")
    def _compute_visits(self):
        for plan in self:
            visits, units = plan._visits(), plan._units()
            signed = visits.filtered(lambda one: one.state == "signed")
            plan.visit_ids = visits
            plan.unit_count = len(units)
            planned, done = plan._coverage(units, visits), plan._coverage(units, signed)
            plan.planned_count, plan.visited_count = planned.covered, done.covered
            plan.needed_count, plan.target = planned.needed, float(planned.share)
            plan.coverage = float(done.rate)
            plan.not_visited = "\n".join(plan._longest_without(units))

    def _visits(self):
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        return self.env["ward.visit"].search(
            [("company_id", "=", self.company_id.id), ("date", ">=", first), ("date", "<=", last)], order="date, id"
        )

    def _units(self):
        """The units with a head: those that can be inspected."""
        return self.env["hr.department"].search([("company_id", "=", self.company_id.id), ("manager_id", "!=", False)])

    def _coverage(self, units, visits):
        share = self.env["ward.clock"]._number(self.company_id, "inspection_coverage_rate", date(self.year, 1, 1))
        return Coverage.of(units.ids, visits.department_id.ids, share)

    def _longest_without(self, units):
        """The units in the order in which they wait for a visit, those never visited first."""
        last = dict(
            # sudo: when a unit was visited last is no secret to who plans
            self.env["ward.visit"]
            .sudo()
            ._read_group(
                Domain("department_id", "in", units.ids) & Domain("state", "=", "signed"),
                ["department_id"],
                ["date:max"],
            )
        )
        for unit in units.sorted(lambda one: (last.get(one) or date.min, one.name))[:5]:
            day = last.get(unit)
            yield f"{unit.name}: {day:%d/%m/%Y}" if day else self.env._("%(unit)s: never", unit=unit.name)

    @api.constrains("year")
    def _check_year(self):
        for plan in self:
            plan._coverage(self.env["hr.department"], self.env["ward.visit"])  # refused where no rule is known

    def write(self, vals):
        if not self.env.su:
            if {"state", "approved_by_id", "approved_on"} & set(vals):
                raise UserError(self.env._("A plan is submitted and approved by its buttons."))
            if {"year", "number", "name", "purpose"} & set(vals) and any(one.state == "approved" for one in self):
                raise UserError(self.env._("An approved plan stays as it is: add visits to it."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts(self):
        if any(one.state != "draft" for one in self) and not self.env.su:
            raise UserError(self.env._("A plan that was submitted is not deleted."))

    def action_submit(self):
        """To the head of the ward; refused while it covers less than it must."""
        self.check_access("write")
        for plan in self.filtered(lambda one: one.state == "draft"):
            coverage = plan._coverage(plan._units(), plan._visits())
            if coverage.missing:
                raise UserError(
                    self.env._(
                        "%(plan)s has visits to %(covered)s of %(units)s units; at least %(needed)s are asked for. "
                        "Plan visits to %(missing)s more.",
                        plan=plan.display_name,
                        covered=coverage.covered,
                        units=coverage.units,
                        needed=coverage.needed,
                        missing=coverage.missing,
                    )
                )
        # sudo: the right to write was checked; the step is the server's to write
        self.sudo().filtered(lambda one: one.state == "draft").write({"state": "submitted"})

    def action_approve(self):
        """The head of the ward approves."""
        self.check_access("read")
        if not self.env.user.has_group("ward_hr.ward_hr_group_ward_head"):
            raise UserError(self.env._("A plan is approved by the head of the ward."))
        self.sudo().filtered(lambda one: one.state == "submitted").write(  # sudo: as above
            {"state": "approved", "approved_by_id": self.env.uid, "approved_on": self.env["ward.clock"]._today()}
        )

    def action_visits(self):
        """The visits of the year, in the calendar."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_oversight.ward_visit_action")
        views = [(False, kind) for kind in ("calendar", "list", "kanban", "form", "pivot")]
        first = date(self.year, 1, 1)
        today = self.env["ward.clock"]._today()
        return dict(
            action,
            views=views,
            domain=[("id", "in", self.visit_ids.ids)],
            context={
                "default_kind": "planned",
                "initial_date": max(first, today) if today.year == self.year else first,
                "hierarchical_naming": False,
            },
        )
