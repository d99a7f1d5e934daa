from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, format_date

from ..staff.shares import Share, excesses
from .hr_version import PAY_READERS


class WardAssignment(models.Model):
    """A share of a person's working time that a unit has for a time.

    Several at once are usual in a ward; together they are at most the whole of the working time on any day.
    """

    _name = "ward.assignment"
    _description = "Assignment"
    _inherit = ["ward.company.mixin"]
    _order = "date_from desc, employee_id, id"
    _check_company_auto = True

    employee_id = fields.Many2one("hr.employee", required=True, index=True, check_company=True, ondelete="cascade")
    department_id = fields.Many2one(
        "hr.department", string="Unit", required=True, index=True, check_company=True, ondelete="restrict"
    )
    kind = fields.Selection(
        [("share", "Share of work"), ("secondment", "Secondment"), ("reinforcement", "Reinforcement")],
        required=True,
        default="share",
    )
    share = fields.Float(
        string="Share %",
        digits=(5, 2),
        required=True,
        default=100,
        aggregator=None,
        help="Part of the person's working time that the unit has.",
    )
    date_from = fields.Date(string="From", required=True, default=fields.Date.context_today, index=True)
    date_to = fields.Date(string="To", help="Last day; empty when no end is set.")
    reason = fields.Text()
    # staff read their own assignments; the decision behind one is not for the head of a unit
    decision_id = fields.Many2one(
        "ward.decision",
        index="btree_not_null",
        check_company=True,
        copy=False,
        ondelete="restrict",
        groups=PAY_READERS,
    )

    _share_is_a_part = models.Constraint(
        "CHECK (share > 0 AND share <= 100)",
        "A share is more than 0% and at most 100% of the working time.",
    )
    _days_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "An assignment ends on its first day or later. Correct one of the two days.",
    )

    @api.depends("employee_id", "department_id", "share")
    def _compute_display_name(self):
        for assignment in self:
            assignment.display_name = (
                f"{assignment.employee_id.name or ''} – {assignment.department_id.name or ''} ({assignment.share:g}%)"
            )

    @api.constrains("employee_id", "share", "date_from", "date_to")
    def _check_shares_are_at_most_the_whole(self):
        """Two officers who assign one person at the same moment come here one after the other."""
        self.employee_id._take_turns()
        rows = self.search([("employee_id", "in", self.employee_id.ids)], order="date_from, id")
        for employee, assignments in rows.grouped("employee_id").items():
            by_id = {row.id: row for row in assignments}
            for excess in excesses(row._as_share() for row in assignments):
                if any(key in self.ids for key in excess.keys):
                    self._refuse_excess(employee, excess, [by_id[key] for key in excess.keys])

    def _as_share(self):
        return Share(self.id, Decimal(f"{self.share:.2f}"), self.date_from, self.date_to or None)

    def _refuse_excess(self, employee, excess, rows):
        raise ValidationError(
            self.env._(
                "%(name)s would be assigned to %(total)s%% of the working time %(days)s: %(rows)s. "
                "End one of these earlier, or lower a share, so that the sum is at most 100%% on every day.",
                name=employee.name,
                total=f"{excess.percent.normalize():f}",
                days=self._period(excess.first, excess.last),
                rows="; ".join(row._in_words() for row in rows),
            )
        )

    def _in_words(self):
        return self.env._(
            "%(unit)s %(share)s%% %(days)s",
            unit=self.department_id.name,
            share=f"{self.share:g}",
            days=self._period(self.date_from, self.date_to),
        )

    def _period(self, first, last):
        first = format_date(self.env, first)
        if not last:
            return self.env._("from %(first)s on", first=first)
        return self.env._("from %(first)s to %(last)s", first=first, last=format_date(self.env, last))


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    assignment_ids = fields.One2many("ward.assignment", "employee_id", string="Assignments", groups=PAY_READERS)

    def _take_turns(self):
        """Lets one transaction at a time decide about these people; the later one sees what the earlier did.

        A row that is written, not only locked, makes PostgreSQL turn the later one back, so that
        Odoo tries it again on what then holds.
        """
        if self.ids:
            self.env.cr.execute(
                SQL("UPDATE hr_employee SET write_date = write_date WHERE id = ANY(%s)", sorted(self.ids))
            )
