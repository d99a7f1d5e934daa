import io
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import NamedTuple

from odoo import _, models
from odoo.exceptions import UserError

from ..pay.pool import Member, share_out
from .named import named
from .ward_pay_run_keep import ESCAPES

PEOPLE = """
SELECT e.id, e.name, e.name_key, v.department_id, rated.level, load.load::text
  FROM hr_employee e
  JOIN hr_version v ON v.id = e.current_version_id
  LEFT JOIN LATERAL (
       SELECT sheet.level FROM ward_evaluation sheet
         JOIN ward_evaluation_period p ON p.id = sheet.period_id
        WHERE sheet.employee_id = e.id AND sheet.state = 'final'
          AND p.kind = 'year' AND p.date_from = %(first)s
        ORDER BY sheet.date_to DESC, sheet.id DESC LIMIT 1) rated ON true
  LEFT JOIN LATERAL (
       SELECT ROUND((SUM(w.hours_needed) / NULLIF(SUM(w.hours_available), 0))::numeric, 4) AS load
         FROM ward_workload w
        WHERE w.employee_id = e.id AND w.volume_based AND w.month BETWEEN %(first)s AND %(last)s) load ON true
 WHERE e.id = ANY(%(people)s)
"""
LINES = (
    "pool_id", "company_id", "employee_id", "employee_name", "name_key", "department_id", "months",
    "base", "level", "load", "points", "share", "other_share",
)  # fmt: skip


class Reckoned(NamedTuple):
    """Fund and shares of a year: ``people`` {employee: row}, ``months`` {employee: days}, the rest by employee."""

    people: dict
    months: dict
    members: list
    fund: Decimal
    points: dict
    shares: dict
    others: dict


class WardPayPoolReckon(models.Model):
    """Reckons fund and shares: four reads, one ``COPY``, however many people."""

    _inherit = "ward.pay.pool"

    def _compute_shares(self):
        """Reckon, and keep the proposal in place of the one before."""
        reckoned = self._reckon()
        self._keep_lines(reckoned)
        shared = sum(reckoned.shares.values(), Decimal(0))
        self._keep(
            {
                "state": "computed",
                "fund": reckoned.fund,
                "shared": shared,
                "left": reckoned.fund - shared,
                "remark": self._remark(reckoned.people, reckoned.months),
                "revision": self.revision + 1,
                "computed_by_id": self.env.uid,
            }
        )

    def _reckon(self):
        bases, months = self._bases()
        people = self._people(bases)
        members = [
            Member(key, bases[key], row["level"] or "", row["load"] and Decimal(row["load"]))
            for key, row in people.items()
        ]
        fund = sum((member.base for member in members), Decimal(0)).to_integral_value(ROUND_FLOOR)
        if self.budget:
            fund = min(fund, Decimal(str(self.budget)))
        shares, points = self._shares(self.policy_id, fund, members)
        others, _points = self._shares(self.other_policy_id, fund, members) if self.other_policy_id else ({}, {})
        return Reckoned(people, months, members, fund, points, shares, others)

    def _forget_shares(self):
        """Back to a draft: what the shares followed from is another one now."""
        self.env.cr.execute("DELETE FROM ward_pay_pool_line WHERE pool_id = %s", [self.id])
        self._forget_lines()
        self._keep(
            {
                "state": "draft",
                "fund": 0,
                "shared": 0,
                "left": 0,
                "remark": _("The year, the budget or a rule has changed: the shares are to be computed again."),
                "computed_by_id": False,
            }
        )

    def _forget_lines(self):
        self.env["ward.pay.pool.line"].invalidate_model()
        self.invalidate_recordset(["line_ids"])

    def _refuse_moved(self):
        """Refused when pay, ratings, workload or law give other shares by now than those that are proposed."""
        now = self._reckon()
        proposed = {line.employee_id.id: Decimal(str(line.share)) for line in self.line_ids}
        if (now.fund, now.shares) != (Decimal(str(self.fund)), proposed):
            raise UserError(
                _(
                    "%(pool)s cannot be approved: its shares no longer follow from the pay, the ratings, the workload"
                    " and the law known today. Have it computed again, and look at the new shares.",
                    pool=self.name,
                )
            )

    def _people(self, bases):
        self.env.cr.execute(
            PEOPLE,
            {"first": date(self.year, 1, 1), "last": date(self.year, 12, 31), "people": list(bases)},
        )
        return {row["id"]: row for row in sorted(self.env.cr.dictfetchall(), key=lambda row: row["id"])}

    def _shares(self, policy, fund, members):
        rule = policy._rule()
        points = {member.key: rule.points(member) for member in members}
        return share_out(fund, points, policy._caps(members)), points

    def _keep_lines(self, reckoned):
        """Replace the lines, by one ``DELETE`` and one ``COPY``."""
        people, months, members, _fund, points, shares, others = reckoned
        self.env.cr.execute("DELETE FROM ward_pay_pool_line WHERE pool_id = %s", [self.id])
        rows = []
        for member in members:
            row = people[member.key]
            values = (
                self.id, self.company_id.id, member.key, row["name"], row["name_key"], row["department_id"],
                len(months[member.key]), member.base, row["level"], row["load"], points[member.key],
                shares[member.key], others.get(member.key),
            )  # fmt: skip
            rows.append("\t".join("\\N" if value is None else _copied(value) for value in values) + "\n")
        self.env.cr.copy_expert(  # pylint: disable=sql-injection
            f"COPY ward_pay_pool_line ({', '.join(LINES)}) FROM STDIN", io.StringIO("".join(rows))
        )
        self._forget_lines()

    def _remark(self, people, months):
        """What the approver should know: months not computed, people without a rating."""
        known = set().union(*months.values())
        lacking = [f"{month:02d}" for month in range(1, 13) if date(self.year, month, 1) not in known]
        unrated = [row["name"] for row in people.values() if not row["level"]]
        below = [row["name"] for row in people.values() if row["level"] == "KHT"]
        parts = (
            (_("Months without computed pay, so not in the fund: "), lacking),
            (_("Without a final rating of the year, so without a share: "), unrated),
            (_("Rated “not completed”, so without a share: "), below),
        )
        return "\n".join(text + named(self.env, names) for text, names in parts if names)


def _copied(value):
    return str(value).translate(ESCAPES)
