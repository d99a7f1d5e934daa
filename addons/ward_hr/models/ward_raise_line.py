from odoo import api, fields, models
from odoo.exceptions import UserError

from ..staff import add_months
from .hr_version import COEFFICIENT

ENTERED = {"chosen", "early_months", "achievement", "achievement_day", "notice", "note"}
EARLY = ENTERED - {"chosen", "note"}


class WardRaiseLine(models.Model):
    """A person on a raise list: what is due from which day and why, or what is missing to tell.

    The server writes the lines. An officer chooses among them, and enters of a raise before term what it rests on.
    """

    _name = "ward.raise.line"
    _description = "Line of a raise list"
    _inherit = ["ward.company.mixin"]
    _order = "list_id desc, day, name_key, id"
    _rec_name = "employee_id"
    _check_company_auto = True

    list_id = fields.Many2one(
        "ward.raise.list", required=True, readonly=True, index=True, ondelete="cascade", check_company=True
    )
    list_state = fields.Selection(related="list_id.state")
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    name_key = fields.Char(readonly=True, export_string_translation=False)
    department_id = fields.Many2one(
        "hr.department", string="Unit", readonly=True, index="btree_not_null", ondelete="set null", check_company=True
    )
    rank_id = fields.Many2one("ward.rank", readonly=True, index="btree_not_null", ondelete="set null")
    kind = fields.Selection(
        [
            ("raise", "Regular raise"),
            ("overgrade", "Over-grade seniority"),
            ("early_raise", "Raise before term"),
            ("missing", "Facts missing"),
        ],
        required=True,
        readonly=True,
    )
    day = fields.Date(string="Raise due", compute="_compute_day", store=True, index=True)
    regular_day = fields.Date(string="Due in term", readonly=True, help="With delays and time not counted.")
    undelayed_day = fields.Date(string="Without delays", readonly=True)
    counted_from = fields.Date(readonly=True, help="Day from which the time at the step counts.")
    assumed = fields.Boolean(
        string="Day assumed",
        readonly=True,
        help="The file begins with this step and does not say since when it is held.",
    )
    overdue = fields.Boolean(readonly=True, help="Was due before the first day of the list.")
    months = fields.Integer(string="Months at the step", readonly=True, aggregator=None)
    delay = fields.Integer(string="Months later", readonly=True, aggregator=None)
    step_before = fields.Integer(string="Step", readonly=True, aggregator=None)
    step_after = fields.Integer(string="New step", readonly=True, aggregator=None)
    coefficient_before = fields.Float(string="Coefficient", digits=COEFFICIENT, readonly=True, aggregator=None)
    coefficient_after = fields.Float(string="New coefficient", digits=COEFFICIENT, readonly=True, aggregator=None)
    overgrade_before = fields.Float(string="Over-grade %", digits=(5, 2), readonly=True, aggregator=None)
    overgrade_after = fields.Float(string="New over-grade %", digits=(5, 2), readonly=True, aggregator=None)
    facts = fields.Json(readonly=True)
    uncertain = fields.Boolean(readonly=True, help="Reckoned with values of law that are marked uncertain.")
    chosen = fields.Boolean(string="To decide", help="A decision is to be drafted for this line.")
    decision_id = fields.Many2one(
        "ward.decision", readonly=True, index="btree_not_null", ondelete="set null", check_company=True
    )
    decision_state = fields.Selection(related="decision_id.state", string="Decision is")
    note = fields.Char()

    # -- of a raise before term --------------------------------------------------------------------
    early_cause = fields.Selection(
        [("achievement", "Outstanding achievement"), ("retirement", "Notice of retirement")], readonly=True
    )
    early_months = fields.Integer(string="Months earlier", aggregator=None)
    early_most = fields.Integer(string="Months at most", readonly=True, aggregator=None)
    window_from = fields.Date(string="Achievements after", readonly=True)
    achievement = fields.Char(help="The reward with the number of its decision.")
    achievement_day = fields.Date(string="Recognised on")
    retires_on = fields.Date(readonly=True, help="Last day in service by the age of retirement.")
    notice = fields.Char(string="Notice of retirement", help="Number and day of the notice.")

    _once = models.UniqueIndex(
        "(list_id, employee_id, kind) WHERE kind != 'missing'",
        "A person stands once in a list for each kind of raise.",
    )

    @api.depends("regular_day", "early_months")
    def _compute_day(self):
        for line in self:
            line.day = line.regular_day
            if line.kind == "early_raise" and line.early_months and line.counted_from:
                line.day = add_months(line.counted_from, line.months + line.delay - line.early_months)

    def write(self, vals):
        names = set(vals)
        if not names <= ENTERED:
            raise UserError(
                self.env._("The lines of a raise list follow from the staff files. Mend the file and compute again.")
            )
        self.list_id._check_draft()
        if names & EARLY:
            self._refuse_early_facts()
        done = super().write(vals)
        if names & (EARLY | {"chosen"}):
            self._after_choice()
        return done

    def _keep(self, values):
        """Writes what follows from the files and the decisions, past the guard of ``write``."""
        return super().write(values)

    def _refuse_early_facts(self):
        for line in self:
            if line.kind != "early_raise" or line.decision_id:
                raise UserError(
                    self.env._(
                        "%(name)s: months and achievements are entered for a raise before term that has no "
                        "decision yet. Delete the draft first.",
                        name=line.employee_id.name,
                    )
                )

    def action_open_file(self):
        """The staff file, where a missing fact is entered."""
        self.ensure_one()
        action = self.employee_id.get_formview_action()
        return action | {"name": self.employee_id.name, "target": "current"}
