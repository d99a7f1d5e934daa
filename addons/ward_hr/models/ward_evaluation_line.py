from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..evaluation.products import Product, units
from .trigger import Refuse
from .ward_evaluation import PART_CHANGE

UNITS = (12, 4)
COUNTED = {"quantity", "quantity_done", "fault_count", "late_count", "coefficient"}


class WardEvaluationLine(models.Model):
    """Assigned work of one kind: what a, b and c rest on, in standard units.

    Lines of dossiers and tasks are gathered by the period; a line by hand is a product that
    neither knows, entered by the person or the head with what it rests on.
    """

    _name = "ward.evaluation.line"
    _description = "Assigned work of an evaluation"
    _inherit = ["ward.company.mixin"]
    _order = "evaluation_id, source, units desc, id"
    _check_company_auto = True
    _log_access = False

    evaluation_id = fields.Many2one(
        "ward.evaluation", required=True, index=True, ondelete="cascade", check_company=True
    )
    source = fields.Selection(
        [("dossier", "Dossiers"), ("task", "Tasks"), ("manual", "Entered by hand")],
        required=True,
        default="manual",
        readonly=True,
    )
    procedure_id = fields.Many2one(
        "ward.procedure", readonly=True, index=True, ondelete="restrict", check_company=True
    )
    name = fields.Char(string="Product", required=True)
    reference = fields.Char(string="Rests on", help="The plan, assignment or report that shows the product.")
    quantity = fields.Float(string="Assigned", digits=(10, 2), required=True, default=1)
    quantity_done = fields.Float(string="Finished", digits=(10, 2))
    fault_count = fields.Integer(string="Failed checks")
    late_count = fields.Integer(string="Late")
    coefficient = fields.Float(
        string="Counts for", digits=(6, 2), default=1, help="Standard units of one piece."
    )
    unmeasured = fields.Boolean(
        readonly=True, help="No conversion coefficient is known for it, so it is not in the points."
    )
    units = fields.Float(string="Units assigned", digits=UNITS, readonly=True)
    units_done = fields.Float(string="Units finished (a)", digits=UNITS, readonly=True)
    units_good = fields.Float(string="Units of quality (b)", digits=UNITS, readonly=True)
    units_timely = fields.Float(string="Units in time (c)", digits=UNITS, readonly=True)

    _counts = models.Constraint(
        "CHECK(quantity > 0 AND quantity_done >= 0 AND quantity_done <= quantity AND fault_count >= 0"
        " AND late_count >= 0 AND COALESCE(coefficient, 0) >= 0)",
        "What is finished is at most what was assigned, and no number is negative.",
    )
    _final = Refuse(
        "INSERT OR UPDATE OR DELETE", PART_CHANGE, "The assigned work of a final evaluation does not change."
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [self._by_hand(vals) for vals in vals_list]
        lines = super().create(vals_list)
        lines._check_by_hand()
        lines._reckon()
        lines.evaluation_id._rate()
        return lines

    def _by_hand(self, vals):
        """A line of a user is by hand, and of the ward of its sheet."""
        sheet = self.env["ward.evaluation"].browse(vals.get("evaluation_id"))
        return {name: value for name, value in vals.items() if not name.startswith("units")} | {
            "source": "manual",
            "procedure_id": False,
            "unmeasured": False,
            "company_id": sheet.company_id.id,
        }

    def write(self, vals):
        self._check_by_hand()
        if not self.env.su and not vals.keys() <= COUNTED | {"name", "reference"}:
            raise UserError(self.env._("Only product, counts and source of a line by hand can be changed."))
        done = super().write(vals)
        if COUNTED & vals.keys():
            self._reckon()
            self.evaluation_id._rate()
        return done

    def unlink(self):
        self._check_by_hand()
        sheets = self.evaluation_id
        done = super().unlink()
        sheets._rate()
        return done

    def _check_by_hand(self):
        """Users write lines by hand only, with a source, while the sheet is in their hands."""
        if self.env.su:
            return
        for line in self:
            sheet = line.evaluation_id
            parts = sheet._parts_of_user()
            open_to = {"draft": {"hr"}, "self": {"person", "hr"}, "head": {"head", "hr"}}.get(sheet.state, set())
            if line.source != "manual":
                raise UserError(
                    self.env._(
                        "%(line)s comes from the dossiers or tasks. Correct it there, and compute the sheets anew.",
                        line=line.name,
                    )
                )
            if not parts & open_to or sheet.kind == "year":
                raise UserError(
                    self.env._(
                        "%(sheet)s is “%(state)s”: its assigned work cannot be changed by you at this step.",
                        sheet=sheet.display_name,
                        state=sheet._state_label(),
                    )
                )
            if not line.reference:
                raise UserError(
                    self.env._(
                        "%(line)s: name what the product rests on (plan, assignment or report).", line=line.name
                    )
                )

    def _reckon(self):
        """The units of lines by hand: each failed check and each delay on a piece of its own."""
        for sheets_period, lines in self.grouped(lambda one: one.evaluation_id.period_id).items():
            rules = sheets_period._rules()
            for line in lines.filtered(lambda one: one.source == "manual"):
                sums = units(line._products(), rules)
                super(WardEvaluationLine, line).write(
                    {
                        "units": sums.assigned,
                        "units_done": sums.done,
                        "units_good": sums.good,
                        "units_timely": sums.timely,
                    }
                )

    def _products(self):
        """This line by hand as pure products."""
        self.ensure_one()
        each = _exact(self.coefficient)
        done, faults, late = _exact(self.quantity_done), self.fault_count, self.late_count
        if max(faults, late) > done:
            raise UserError(
                self.env._(
                    "%(line)s: %(done)s pieces are finished, so at most that many can be late or have failed a check.",
                    line=self.name,
                    done=f"{self.quantity_done:g}",
                )
            )
        both = min(faults, late)
        return [
            Product(each * both, True, 1, 1),
            Product(each * (faults - both), True, 1, 0),
            Product(each * (late - both), True, 0, 1),
            Product(each * (done - max(faults, late)), True),
            Product(each * (_exact(self.quantity) - done), False),
        ]

    def action_why(self):
        """Open the dossiers behind this line."""
        self.ensure_one()
        self.check_access("read")
        return self.evaluation_id._open_dossiers(self.procedure_id)


def _exact(value):
    return Decimal(str(value))
