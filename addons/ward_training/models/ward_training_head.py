from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

DAYS_AHEAD = 30


class WardTrainingHead(models.AbstractModel):
    """The page of a head: the team's hours, what waits for approval, and who is away when."""

    _name = "ward.training.head"
    _description = "Training of my team"

    @api.model
    def get_page(self):
        """What the page shows, by the rights of the reader; one call, whatever the size of the team."""
        Hours = self.env["ward.training.hours"]
        Hours.check_access("read")
        today = fields.Date.context_today(self)
        rows = Hours.search([("year", "=", str(today.year)), ("employee_id.user_id", "!=", self.env.uid)])
        names = dict(Hours._fields["state"]._description_selection(self.env))
        return {
            "year": today.year,
            "team": [
                {
                    "id": row.id,
                    "person": row.employee_id.name,
                    "asked": row.required,
                    "done": row.done,
                    "planned": row.planned,
                    "missing": row.forecast_shortfall,
                    "state": row.state,
                    "state_name": names[row.state],
                }
                for row in rows
            ],
            "short": sum(row.state == "short" for row in rows),
            "seats_to_approve": self._to_approve(),
            "outside_to_approve": self._declared(),
            "away": self._away(today),
        }

    @api.model
    def _to_approve(self):
        waiting = self.env["ward.enrolment"].search(
            [
                ("state", "in", ("requested", "waiting")),
                ("approved_on", "=", False),
                ("employee_id.user_id", "!=", self.env.uid),
            ],
            order="date_begin",
        )
        return [
            {"id": one.id, "person": one.sudo().employee_id.name, "course": one.course_id.name, "day": self._day(one)}
            for one in waiting.filtered("can_decide")  # sudo above: the name of a colleague
        ]

    @api.model
    def _declared(self):
        rows = self.env["ward.outside.training"].search([("state", "=", "declared")])
        return [
            {"id": one.id, "person": one.sudo().employee_id.name, "name": one.name, "hours": one.hours}
            for one in rows.filtered("may_decide")  # sudo above: the name of a colleague
        ]

    @api.model
    def _away(self, today):
        """Days of the next weeks on which somebody has a seat: day, names, how many of the team."""
        seats = self.env["ward.enrolment"].search(
            [
                ("state", "=", "enrolled"),
                ("date_end", ">=", today),
                ("date_begin", "<=", today + timedelta(days=DAYS_AHEAD)),
            ]
        )
        days = defaultdict(list)
        for one in seats:
            first, last = (one.session_id._local(moment).date() for moment in (one.date_begin, one.date_end))
            for turn in range((last - first).days + 1):
                day = first + timedelta(days=turn)
                if today <= day <= today + timedelta(days=DAYS_AHEAD):
                    # sudo: the name of a colleague of the own unit
                    days[day].append({"person": one.sudo().employee_id.name, "course": one.course_id.name})
        return [{"day": format_date(self.env, day), "who": days[day]} for day in sorted(days)]

    def _day(self, one):
        return format_date(self.env, one.session_id._local(one.date_begin).date())
