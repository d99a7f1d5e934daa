from decimal import Decimal

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..pay.pool import PoolRule

HUNDRED = Decimal(100)
RECKONED_WITH = (
    "company_id", "by", "weight_excellent", "weight_good", "weight_completed", "load_percent", "load_floor",
    "load_ceiling", "cap_percent",
)  # fmt: skip
LEVEL_WEIGHTS = {"XS": "weight_excellent", "T": "weight_good", "HT": "weight_completed"}


class WardPayPolicy(models.Model):
    """How a ward shares the year-end additional income, from a day on: its own rule, by decision.

    The law gives the fund, and that who is not rated "completed" or better gets nothing; the
    weights are the ward's. The head of the ward signs them, so only a decision's number makes one.
    """

    _name = "ward.pay.policy"
    _description = "Rule for sharing a fund"
    _inherit = ["ward.company.mixin", "mail.thread"]
    _order = "since desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    since = fields.Date(string="From", required=True, tracking=True)
    reference = fields.Char(string="Decision", required=True, tracking=True)
    file = fields.Binary(string="Signed file", attachment=True, copy=False)
    file_name = fields.Char(copy=False)
    by = fields.Selection(
        [("salary", "Salary by rank and step"), ("heads", "Equal parts")],
        string="Shares follow",
        required=True,
        default="salary",
        tracking=True,
    )
    weight_excellent = fields.Float(
        string="Weight: excellent", digits=(5, 2), default=1.2, required=True, tracking=True
    )
    weight_good = fields.Float(string="Weight: good", digits=(5, 2), default=1, required=True, tracking=True)
    weight_completed = fields.Float(
        string="Weight: completed", digits=(5, 2), default=0.8, required=True, tracking=True
    )
    load_percent = fields.Float(
        string="Part that follows the workload %",
        digits=(5, 2),
        tracking=True,
        help="0: the workload changes nothing. 50: a load of 120% makes the share 10% larger.",
    )
    load_floor = fields.Float(string="Workload counts from", digits=(5, 2), default=0.8, required=True, tracking=True)
    load_ceiling = fields.Float(
        string="Workload counts up to", digits=(5, 2), default=1.3, required=True, tracking=True
    )
    cap_percent = fields.Float(
        string="At most % of the own part",
        digits=(6, 2),
        tracking=True,
        help="The own part is what the person brings to the fund. 0: no limit for one person.",
    )
    pool_ids = fields.One2many("ward.pay.pool", "policy_id", readonly=True)

    _one_a_day = models.UniqueIndex("(company_id, since)", "There is a rule of your ward from that day on already.")
    _in_bounds = models.Constraint(
        """CHECK (weight_excellent >= 0 AND weight_good >= 0 AND weight_completed >= 0
              AND load_percent BETWEEN 0 AND 100 AND load_floor > 0 AND load_ceiling >= load_floor
              AND cap_percent >= 0)""",
        "Weights are not below 0, the part that follows the workload is 0 to 100%, and the workload"
        " counts from a floor above 0 up to a ceiling not below it.",
    )

    @api.constrains("weight_excellent", "weight_good", "weight_completed")
    def _check_some_weight(self):
        for policy in self:
            if not any(policy[name] for name in LEVEL_WEIGHTS.values()):
                raise ValidationError(_("By this rule nobody would get anything. Give at least one level a weight."))

    def write(self, vals):
        # the signed paper may come after the rule was used; it is not exchanged then
        late_paper = vals.keys() <= {"file", "file_name"} and not any(policy.file for policy in self)
        if not late_paper:
            self._refuse_used()
        before = {policy: policy._reckoned_with() for policy in self}
        done = super().write(vals)
        changed = [policy.id for policy, known in before.items() if policy._reckoned_with() != known]
        for pool in self._proposed_by(changed):
            pool._forget_shares()
        return done

    def _reckoned_with(self):
        return [self[name] for name in RECKONED_WITH]

    def _proposed_by(self, policies):
        """The years whose proposal, or what stands beside it, was reckoned by one of these rules (ids)."""
        used = [("state", "=", "computed"), "|", ("policy_id", "in", policies), ("other_policy_id", "in", policies)]
        return self.env["ward.pay.pool"].search(used) if policies else self.env["ward.pay.pool"]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._refuse_used()

    def _refuse_used(self):
        used = self.pool_ids.filtered(lambda pool: pool.state in ("approved", "entered"))[:1]
        if used:
            raise UserError(
                _(
                    "“%(policy)s” was used for the approved year %(year)s and stays. Make a new rule"
                    " from its own day.",
                    policy=used.policy_id.name,
                    year=used.year,
                )
            )

    def _rule(self):
        """The pure `PoolRule`; figures exactly as shown."""
        self.ensure_one()
        return PoolRule(
            weights={level: self._exact(name) for level, name in LEVEL_WEIGHTS.items()},
            load_part=self._exact("load_percent") / HUNDRED,
            load_floor=self._exact("load_floor"),
            load_ceiling=self._exact("load_ceiling"),
            by_base=self.by == "salary",
        )

    def _caps(self, members):
        """``{key: most đồng}`` of members, empty where the rule knows no limit."""
        if not self.cap_percent:
            return {}
        part = self._exact("cap_percent") / HUNDRED
        return {member.key: member.base * part for member in members}

    def _exact(self, name):
        digits = self._fields[name].get_digits(self.env)[1]
        return Decimal(str(round(self[name], digits)))

    @api.model
    def _on(self, company, day):
        """The rule in force in a ward on a day; may be empty."""
        return self.search([("company_id", "=", company.id), ("since", "<=", day)], limit=1)
