from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

VARIANTS = ("a", "b")


class WardReinforcementWhatIf(models.TransientModel):
    """Two moves side by side, by the figures of the latest month; nothing is written until one is chosen.

    The page computes while one types, on a record that is not saved. *Make it so* drafts a
    proposal, which the head of the ward accepts like any other.
    """

    _name = "ward.reinforcement.what.if"
    _description = "What if somebody helped"

    alert_id = fields.Many2one("ward.workload.alert", string="Alert", ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    date_from = fields.Date(
        string="From", required=True, default=lambda self: self.env["ward.reinforcement"]._next_monday()
    )
    date_to = fields.Date(string="To", required=True, compute="_compute_date_to", store=True, readonly=False)
    month_name = fields.Char(string="By the figures of", compute="_compute_results")
    employee_a_id = fields.Many2one("hr.employee", string="Staff member, variant A", check_company=True)
    department_a_id = fields.Many2one("hr.department", string="To unit, variant A", check_company=True)
    share_a = fields.Float(string="Share %, variant A", digits=(5, 2), default=50)
    result_a = fields.Html(string="Effect, variant A", compute="_compute_results", sanitize=False)
    against_a = fields.Text(string="Against the rule, variant A", compute="_compute_results")
    employee_b_id = fields.Many2one("hr.employee", string="Staff member, variant B", check_company=True)
    department_b_id = fields.Many2one("hr.department", string="To unit, variant B", check_company=True)
    share_b = fields.Float(string="Share %, variant B", digits=(5, 2), default=50)
    result_b = fields.Html(string="Effect, variant B", compute="_compute_results", sanitize=False)
    against_b = fields.Text(string="Against the rule, variant B", compute="_compute_results")

    @api.model
    def default_get(self, names):
        """From an alert: its unit, and the two fittest people of other units."""
        values = super().default_get(names)
        alert = self.env["ward.workload.alert"].browse(values.get("alert_id"))
        if alert:
            alert._refuse_strangers()
            facts = self.env["ward.reinforcement"]._facts(alert.company_id, *alert._period_of_help())
            found = [
                one
                for one in alert._candidates(facts)
                if not one.refusals and one.helper.unit != alert.department_id.id
            ]
            for name in VARIANTS:
                values[f"department_{name}_id"] = alert.department_id.id
            for name, one in zip(VARIANTS, found, strict=False):
                values |= {f"employee_{name}_id": one.helper.key, f"share_{name}": float(one.share)}
        return values

    @api.depends("date_from", "company_id")
    def _compute_date_to(self):
        for record in self:
            if record.date_from:
                rule = self.env["ward.workload.rule"]._on(record.company_id, record.date_from)
                record.date_to = fields.Date.add(record.date_from, days=rule.help_days - 1)

    @api.depends(
        "alert_id",
        "date_from",
        "date_to",
        *(f"{name}_{variant}_id" for variant in VARIANTS for name in ("employee", "department")),
        *(f"share_{variant}" for variant in VARIANTS),
    )
    def _compute_results(self):
        # loads of named people of the whole ward: for those who decide on them
        self.env["ward.workload.alert"]._refuse_strangers()
        for record in self:
            days = record.date_from and record.date_to and record.date_from <= record.date_to
            facts = days and self.env["ward.reinforcement"]._facts(record.company_id, record.date_from, record.date_to)
            record.month_name = f"{facts.month:%m/%Y}" if facts else False
            for name in VARIANTS:
                record[f"result_{name}"], record[f"against_{name}"] = record._outcome(name, facts)

    def _outcome(self, name, facts):
        """The effect of one variant as a text with bars, and what of the rule speaks against it."""
        person, unit = self[f"employee_{name}_id"]._origin, self[f"department_{name}_id"]._origin
        share = Decimal(f"{self[f'share_{name}']:.2f}")
        if not (person and unit):
            return False, False
        words = self.env["ward.reinforcement"]
        relieved = self.alert_id.employee_id if unit == self.alert_id.department_id else person.browse()
        effect = facts and 0 < share <= 100 and facts.effect(person.id, unit.id, share, relieved.id)
        if not effect:
            return False, self._unknown(facts, person, unit, share)
        home = self.env["hr.department"].browse(facts.helpers[person.id].unit)
        # sudo: names of units and colleagues, for those who decide on the whole ward
        names = [record.sudo().name for record in (unit, home, person, relieved)]
        refusals = words._reasons_in_words(facts.refusals(person.id, unit.id, share))
        return words._effect_html(effect, names, facts.rule.overload_index), refusals or False

    def _unknown(self, facts, person, unit, share):
        if not 0 < share <= 100:
            return self.env._("A share is more than 0% and at most 100% of the working time.")
        if not facts:
            return self.env._("There are no figures of a complete month yet. Import the dossiers of a month first.")
        subject = person if person.id not in facts.helpers else unit
        return self.env._(
            "%(name)s has no dossiers in %(month)s, so the load is not known.",
            # sudo: the name of a colleague or unit that was just chosen
            name=subject.sudo().name,
            month=f"{facts.month:%m/%Y}",
        )

    def action_choose_a(self):
        return self._choose("a")

    def action_choose_b(self):
        return self._choose("b")

    def _choose(self, name):
        """Draft the proposal of a variant, and open it."""
        self.ensure_one()
        person, unit = self[f"employee_{name}_id"], self[f"department_{name}_id"]
        if not (person and unit):
            raise UserError(self.env._("Choose a staff member and a unit for this variant first."))
        alert = self.alert_id if unit == self.alert_id.department_id else self.alert_id.browse()
        if alert:
            return alert._propose(person, self[f"share_{name}"], self.date_from, self.date_to)
        values = {
            "employee_id": person.id,
            "department_id": unit.id,
            "share": self[f"share_{name}"],
            "date_from": self.date_from,
            "date_to": self.date_to,
            "company_id": self.company_id.id,
        }
        return self.env["ward.reinforcement"].create(values).get_formview_action()
