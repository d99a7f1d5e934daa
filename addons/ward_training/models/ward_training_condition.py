from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.condition import meets

SUBJECTS = [("raise", "Raise"), ("post", "Leadership post"), ("rating", "Highest rating")]
HIGHEST = "XS"  # excellent, as sheets keep it
NAMED = 10


class WardTrainingCondition(models.Model):
    """A rule of the ward: without the hours of a year there is no raise, post or highest rating. Off until switched on.

    No law that was seen asks for this; it is the ward's own, with its decision. Before it is switched on it shows
    whom it would block.
    """

    _name = "ward.training.condition"
    _description = "Training as a condition"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "subject, since desc, id"
    _rec_name = "subject"
    _check_company_auto = True

    subject = fields.Selection(SUBJECTS, string="Condition for", required=True, tracking=True)
    since = fields.Date(string="From", required=True, default=fields.Date.context_today, tracking=True)
    until = fields.Date(tracking=True, help="Last day; empty while no end is set.")
    which_year = fields.Selection(
        [("last", "The year before"), ("this", "The same year")], string="Hours of", required=True, default="last"
    )
    percent = fields.Float(string="At least % of the hours asked", digits=(5, 1), required=True, default=100)
    switched_on = fields.Boolean(readonly=True, copy=False, tracking=True)
    reference = fields.Char(string="Decision")
    blocked_count = fields.Integer(string="People without the hours", compute="_compute_blocked")
    blocked_names = fields.Text(string="Who", compute="_compute_blocked")
    pending_names = fields.Text(string="Waiting for it now", compute="_compute_blocked")

    _in_bounds = models.Constraint(
        "CHECK (percent > 0 AND percent <= 100 AND (until IS NULL OR until >= since))",
        "The share is above 0 and at most 100, and the rule ends on its first day or later.",
    )

    @api.depends("subject", "since", "until", "which_year", "percent", "company_id")
    def _compute_blocked(self):
        """Whom it would block today, and who of them has something waiting: told before it is switched on."""
        today = fields.Date.context_today(self)
        for one in self:
            short = one._without_hours(today) if one.subject else {}
            # sudo: names, for who makes the rule
            people = self.env["hr.employee"].sudo().browse(short)
            one.blocked_count = len(people)
            one.blocked_names = "\n".join(f"{person.name}: {short[person.id]}" for person in people)
            waiting = people.browse(set(one._waiting()) & set(short)) if one.subject else people
            one.pending_names = ", ".join(waiting.mapped("name"))

    def _waiting(self):
        """Ids of people for whom what the rule is about is being prepared now."""
        # sudo: only who it is
        if self.subject == "raise":
            lines = self.env["ward.raise.line"].sudo()
            found = lines.search([("company_id", "=", self.company_id.id), ("list_id.state", "=", "draft")])
            return found.filtered(lambda line: line.kind != "missing").employee_id.ids
        if self.subject == "post":
            drafts = self.env["ward.decision"].sudo()
            return drafts.search(
                [("company_id", "=", self.company_id.id), ("state", "=", "draft"), ("kind", "=", "leadership")]
            ).employee_id.ids
        sheets = self.env["ward.evaluation"].sudo().search(
            [("company_id", "=", self.company_id.id), ("state", "not in", ("final", "superseded"))]
        )
        return sheets.filtered(lambda sheet: (sheet.level or sheet.proposed_level) == HIGHEST).employee_id.ids

    def _without_hours(self, day, people=None):
        """``{person id: sentence}`` of those who lack the hours on ``day``; a fixed number of statements."""
        year = day.year - (self.which_year == "last")
        found = self.env["ward.training.hours"]._people(self.company_id, year, people)
        return {
            one.employee: self.env._(
                "%(done)g of %(asked)g hours in %(year)s",
                done=one.standing.done,
                asked=one.standing.required,
                year=year,
            )
            for one in found
            if not meets(one.standing.required, one.standing.done, Decimal(str(self.percent)))
        }

    def action_switch(self):
        """On, or off again."""
        self.check_access("write")
        for one in self:
            # sudo: the right was just checked; the switch is closed to direct writes
            one.sudo().switched_on = not one.switched_on
        return True

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [{**vals, "switched_on": False} for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and "switched_on" in vals:
            raise UserError(self.env._("A rule is switched on and off by its button, which shows whom it blocks."))
        return super().write(vals)

    # -- what it blocks ----------------------------------------------------------------------------

    @api.model
    def _refuse_blocked(self, subject, company, people, day):
        """Refused, with names and hours, while a rule of the ward blocks one of ``people``."""
        # sudo: a rule holds for whoever decides
        rules = self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("subject", "=", subject),
                ("switched_on", "=", True),
                ("since", "<=", day),
                "|",
                ("until", "=", False),
                ("until", ">=", day),
            ]
        )
        for rule in rules:
            short = rule._without_hours(day, people.ids)
            if short:
                names = dict(self._fields["subject"]._description_selection(self.env))
                said = [f"{person.name} ({short[person.id]})" for person in people if person.id in short]
                raise UserError(
                    self.env._(
                        "%(subject)s: %(count)s people lack the training hours that the ward asks for since %(since)s:"
                        " %(names)s. Take them out, count what they learned elsewhere, or switch the rule off.",
                        subject=names[subject],
                        count=len(short),
                        since=f"{rule.since:%d/%m/%Y}",
                        names=", ".join(said[:NAMED]),
                    )
                )


class WardRaiseList(models.Model):
    _inherit = "ward.raise.list"

    def _draft(self, lines, numbers, paper):
        if lines:
            self.env["ward.training.condition"]._refuse_blocked(
                "raise", self.company_id, lines.employee_id, self.as_of
            )
        return super()._draft(lines, numbers, paper)


class WardDecision(models.Model):
    _inherit = "ward.decision"

    def action_apply(self):
        posts = self.filtered(lambda one: one.kind == "leadership" and one.leadership_post_id)
        for company, decisions in posts.grouped("company_id").items():
            day = max(decisions.mapped("effective_date"))
            self.env["ward.training.condition"]._refuse_blocked("post", company, decisions.employee_id, day)
        return super().action_apply()


class WardEvaluation(models.Model):
    _inherit = "ward.evaluation"

    def action_decide(self):
        highest = self.filtered(lambda one: (one.level or one.proposed_level) == HIGHEST)
        for (company, last), sheets in highest.grouped(lambda one: (one.company_id, one._last_day())).items():
            self.env["ward.training.condition"]._refuse_blocked("rating", company, sheets.employee_id, last)
        return super().action_decide()

    def _last_day(self):
        """The last day of the time that is rated."""
        return self.date_to
