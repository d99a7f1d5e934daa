import secrets
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import sample
from .trigger import Refuse

_SEALED = """
EXISTS (SELECT FROM ward_visit visit WHERE visit.state = 'signed' AND visit.id IN (OLD.visit_id, NEW.visit_id))
"""


class WardVisitSample(models.Model):
    """Dossiers of the inspected unit drawn at random, with the seed that draws them again.

    The facts of each dossier are kept as they were on the day of the drawing. Sealed with the visit.
    """

    _name = "ward.visit.sample"
    _description = "Sample of dossiers"
    _inherit = ["ward.company.mixin"]
    _order = "visit_id, id"
    _rec_name = "visit_id"
    _check_company_auto = True

    visit_id = fields.Many2one("ward.visit", required=True, index=True, ondelete="cascade", check_company=True)
    company_id = fields.Many2one(
        related="visit_id.company_id", store=True, precompute=True, required=True, default=None
    )
    since = fields.Date(string="Received from", required=True)
    until = fields.Date(string="Received until", required=True)
    procedure_id = fields.Many2one(
        "ward.procedure", help="Empty: dossiers of every procedure.", index="btree_not_null", check_company=True
    )
    size = fields.Integer(string="How many", required=True, default=26)
    seed = fields.Char(
        readonly=True, copy=False, help="With the same dossiers, this word draws the same sample again, on any machine."
    )
    population = fields.Integer(string="Drawn from", readonly=True, copy=False)
    population_hash = fields.Char(string="All dossiers, SHA-256", readonly=True, copy=False)
    drawn_at = fields.Datetime(readonly=True, copy=False)
    drawn_by_id = fields.Many2one("res.users", string="Drawn by", readonly=True, copy=False, index="btree_not_null")
    line_ids = fields.One2many("ward.visit.sample.line", "sample_id", string="Dossiers", copy=False)
    drawn = fields.Integer(compute="_compute_figures")
    late = fields.Integer(string="Overdue", compute="_compute_figures")
    latest = fields.Integer(string="Most days overdue", compute="_compute_figures")

    _days_in_order = models.Constraint("CHECK (until >= since)", "The last day of the sample comes after its first.")
    _size_positive = models.Constraint("CHECK (size > 0)", "A sample holds at least one dossier.")
    _sealed = Refuse("INSERT OR UPDATE OR DELETE", _SEALED, "The sample of a signed visit does not change.")

    @api.depends("line_ids.late_days")
    def _compute_figures(self):
        for one in self:
            days = one.line_ids.mapped("late_days")
            one.drawn = len(days)
            one.late = len([late for late in days if late])
            one.latest = max(days, default=0)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            for name in ("seed", "population", "population_hash", "drawn_at", "drawn_by_id"):
                if not self.env.su:
                    vals.pop(name, None)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and set(vals) - {"line_ids"} and any(one.drawn_at for one in self):
            raise UserError(self.env._("The sample is drawn: it is not drawn again until it fits. Make another one."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_undrawn(self):
        if not self.env.su and any(one.drawn_at for one in self):
            raise UserError(self.env._("A sample that was drawn stays with the visit."))

    def action_draw(self):
        """Draw once: the seed is chosen now, and kept."""
        self.ensure_one()
        self.check_access("write")
        if self.drawn_at:
            raise UserError(self.env._("The sample is drawn: it is not drawn again until it fits. Make another one."))
        if self.visit_id.state != "in_progress":
            raise UserError(self.env._("A sample is drawn while the visit is in progress: start the visit."))
        dossiers = self._dossiers()
        if not dossiers:
            raise UserError(
                self.env._(
                    "%(unit)s has no dossier received from %(since)s to %(until)s to draw from. Choose other days, or "
                    "bring in the dossiers first.",
                    unit=self.visit_id.department_id.name,
                    since=f"{self.since:%d/%m/%Y}",
                    until=f"{self.until:%d/%m/%Y}",
                )
            )
        self._draw(dossiers, secrets.token_hex(8))
        return True

    def _draw(self, dossiers, seed):
        codes = dossiers.mapped("code")
        by_code = dossiers.grouped("code")
        drawn = sample.draw(codes, self.size, seed)
        # sudo: the right to write was checked; what was drawn is the server's to keep
        own = self.sudo()
        own.write(
            {
                "seed": seed,
                "population": len(codes),
                "population_hash": sample.population(codes),
                "drawn_at": fields.Datetime.now(),
                "drawn_by_id": self.env.uid,
            }
        )
        own.env["ward.visit.sample.line"].create(
            [by_code[code]._sample_values(own, place) for place, code in enumerate(drawn, 1)]
        )

    def _dossiers(self):
        """Every dossier that can be drawn: of the unit, received in the days, of the procedure."""
        domain = [
            ("company_id", "=", self.company_id.id),
            ("department_id", "=", self.visit_id.department_id.id),
            ("received_at", ">=", self._utc(self.since)),
            ("received_at", "<", self._utc(fields.Date.add(self.until, days=1))),
        ]
        if self.procedure_id:
            domain.append(("procedure_id", "=", self.procedure_id.id))
        # sudo: an inspector sees the dossiers of the inspected unit by the sample alone
        return self.env["ward.dossier"].sudo().search(domain, order="code")

    def _utc(self, day):
        return self.env["ward.dossier"]._in_utc(fields.Datetime.to_datetime(day))

    def action_check(self):
        """Draw again from the seed, and say whether the same dossiers come."""
        self.ensure_one()
        self.check_access("read")
        codes = self._dossiers().mapped("code")
        same = sample.population(codes) == self.population_hash
        again = list(sample.draw(codes, self.size, self.seed or ""))
        kept = self.line_ids.sorted("place").mapped("code")
        if same and again == kept:
            message, kind = self.env._("Drawn again from its seed, the sample is the same."), "success"
        elif not same:
            message = self.env._("The dossiers of these days are no longer those of the drawing: some came or changed.")
            kind = "warning"
        else:
            message, kind = self.env._("Drawn again from its seed, the sample is another one."), "danger"
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"type": kind, "sticky": kind != "success", "message": message},
        }

    def _content(self):
        return {
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "procedure": self.procedure_id.id or None,
            "seed": self.seed or None,
            "population": self.population_hash or None,
            "dossiers": [[one.code, one.late_days, one.cause or None, one.note or None] for one in self.line_ids],
        }

    def _sentences(self):
        """What the minutes say of this sample: how many, how many overdue, and the longest."""
        yield self.env._(
            "%(drawn)s dossiers drawn at random from %(population)s received from %(since)s to %(until)s "
            "(seed %(seed)s).",
            drawn=self.drawn,
            population=self.population,
            since=f"{self.since:%d/%m/%Y}",
            until=f"{self.until:%d/%m/%Y}",
            seed=self.seed or "–",
        )
        if not self.late:
            yield self.env._("None of them was overdue.")
            return
        longest = Counter(self.line_ids.mapped("late_days"))[self.latest]
        yield self.env._(
            "%(late)s of %(drawn)s were overdue; the longest, %(days)s working days, %(count)s dossiers.",
            late=self.late,
            drawn=self.drawn,
            days=self.latest,
            count=longest,
        )
