from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date

SHOWN = 3  # helpers named on the page; the rest is one press away


class WardWorkloadAlert(models.Model):
    """The page on which the head of the ward starts a week: who has too much, who can help, what that does."""

    _inherit = "ward.workload.alert"

    @api.model
    def get_monday(self):
        """Everything of the page at once, in as many statements for 60 people as for 600."""
        self._refuse_strangers()
        company = self.env.company
        month = self._latest_month(company)
        facts = self.env["ward.reinforcement"]._facts(company)
        if facts:
            # sudo: names of colleagues, for those who decide on the whole ward; all read at once
            self.env["hr.employee"].sudo().browse(facts.helpers).mapped("name")
            self.env["hr.department"].sudo().browse(facts.units).mapped("name")
        alerts = self.search([("company_id", "=", company.id), ("state", "in", ("open", "answered"))])
        return {
            "ward": company.name,
            "month": month and f"{month:%m/%Y}",
            "units": self._monday_units(company, month),
            "alerts": [alert._monday_alert(facts) for alert in alerts],
            "reinforcements": self._monday_reinforcements(company),
            "accepts": self.env.user.has_group("ward_hr.ward_hr_group_ward_head"),
        }

    @api.model
    def _monday_units(self, company, month):
        """One card a unit: load, service, people above the threshold; the heaviest first."""
        Workload = self.env["ward.workload"]
        domain = [("company_id", "=", company.id), ("month", "=", month), ("volume_based", "=", True)]
        over = dict(Workload._read_group([*domain, ("overloaded", "=", True)], ["department_id"], ["__count"]))
        rows = Workload._read_group(
            [*domain, ("department_id", "!=", False)],
            ["department_id"],
            [
                "__count",
                "load_index:avg",
                "overload_index:max",
                "on_time_rate:avg",
                "late_count:sum",
                "backlog_count:sum",
                "finished_count:sum",
            ],
        )
        cards = [
            {
                "id": unit.id,
                "name": unit.name,
                "people": people,
                "over": over.get(unit, 0),
                "load": load or 0,
                "above": (load or 0) > threshold,
                "on_time": on_time,
                "late": late,
                "backlog": backlog,
                "finished": finished,
            }
            for unit, people, load, threshold, on_time, late, backlog, finished in rows
        ]
        return sorted(cards, key=lambda card: -card["load"])

    def _monday_alert(self, facts):
        found = self._candidates(facts) if self.state == "open" else []
        fit = [one for one in found if not one.refusals][:SHOWN]
        return {
            "id": self.id,
            "unit": self.department_id.name or "",
            "person": self.employee_id.name or "",
            "month": self.month_name,
            "state": self.state,
            "load": self.load_index,
            "hours_over": self.hours_over,
            "late": self.late_count,
            "backlog": self.backlog_count,
            "helpers": [self._monday_helper(values) for values in self._candidate_values(fit, facts)],
            "others": len(found) - len(fit),
        }

    @api.model
    def _monday_helper(self, values):
        # sudo: names of colleagues, for those who decide on the whole ward
        person = self.env["hr.employee"].sudo().browse(values["employee_id"])
        unit = self.env["hr.department"].sudo().browse(values["department_id"])
        return {
            "id": person.id,
            "name": person.name,
            "unit": unit.name,
            "share": float(values["share"]),
            "effect": Markup(values["effect_html"]),
            "reasons": values["reasons"],
            "same_unit": values["same_unit"],
        }

    @api.model
    def _monday_reinforcements(self, company):
        """What waits for a decision, and what is decided and not over."""
        today = fields.Date.context_today(self)
        found = self.env["ward.reinforcement"].search(
            [
                ("company_id", "=", company.id),
                "|",
                ("state", "=", "proposed"),
                "&",
                ("state", "=", "accepted"),
                ("date_to", ">=", today),
            ],
            order="state desc, date_from, id",
        )
        return [
            {
                "id": one.id,
                "name": one.employee_id.name,
                "home": one.home_department_id.name or "",
                "unit": one.department_id.name,
                "share": one.share,
                "days": f"{format_date(self.env, one.date_from)} – {format_date(self.env, one.date_to)}",
                "state": one.state,
            }
            for one in found
        ]

    def action_propose(self, employee_id, share):
        """Propose a person of the page for the days that the rule proposes, and open the proposal."""
        self.ensure_one()
        return self._propose(self.env["hr.employee"].browse(employee_id), share, *self._period_of_help())
