from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..law import LawError
from ..staff.early import end_of_year, quota

UNSURE = ("uncertain", "proposed")


class WardRaiseList(models.Model):
    """The quota of raises before term of a year: how many may be given, and how many are."""

    _inherit = "ward.raise.list"

    early_quota = fields.Integer(string="Quota before term", compute="_compute_early_quota", compute_sudo=True)
    early_used = fields.Integer(string="Used", compute="_compute_early_quota", compute_sudo=True)
    early_left = fields.Integer(string="Left", compute="_compute_early_quota", compute_sudo=True)
    early_words = fields.Char(string="Quota in words", compute="_compute_early_quota", compute_sudo=True)

    @api.depends("people", "early_year", "company_id", "line_ids.chosen", "line_ids.decision_id")
    @api.depends_context("lang")
    def _compute_early_quota(self):
        """sudo: who reads the list need not read decisions; only their number is shown."""
        for one in self:
            law = self.env["ward.law.value"]._law(one.company_id)
            one.early_used = one._early_people()
            try:
                one.early_quota = quota(law, one.people, one.early_year)
                one.early_words = one._early_in_words(law)
            except LawError as error:
                one.early_quota, one.early_words = 0, self.env["ward.law.value"]._refusal(error).args[0]
            one.early_left = one.early_quota - one.early_used

    def _early_people(self):
        """How many raises before term of the year are decided or chosen in the ward, those before retirement aside."""
        mine = [("company_id", "=", self.company_id.id)]
        first, last = end_of_year(self.early_year - 1), end_of_year(self.early_year)
        decided = self.env["ward.decision"]._read_group(
            mine
            + [("kind", "=", "early_raise"), ("state", "!=", "revoked"), ("before_retirement", "=", False)]
            + ["|", ("early_year", "=", self.early_year)]
            + ["&", ("early_year", "in", (0, False)), "&"]
            + [("effective_date", ">", first), ("effective_date", "<=", last)],
            [],
            ["employee_id:array_agg"],
        )[0][0]
        chosen = self.env["ward.raise.line"]._read_group(
            mine
            + [("kind", "=", "early_raise"), ("early_cause", "=", "achievement"), ("chosen", "=", True)]
            + [("list_id.early_year", "=", self.early_year), ("decision_id", "=", False)],
            [],
            ["employee_id:array_agg"],
        )[0][0]
        return len({*(decided or ()), *(chosen or ())})

    def _early_in_words(self, law):
        day = end_of_year(self.early_year)
        share, rounding = (law.entry(code, day) for code in ("early_raise_quota", "early_raise_quota_rounding"))
        words = {"down": self.env._("down"), "up": self.env._("up"), "half up": self.env._("half up")}
        return self.env._(
            "%(share)s%% of %(people)s people on the payroll list, rounded %(rounding)s%(mark)s: %(quota)s in %(year)s",
            share=f"{float(share.value * 100):g}",
            people=self.people,
            rounding=words[rounding.value],
            mark=self.env._(" (uncertain)") if rounding.confidence in UNSURE else "",
            quota=self.early_quota,
            year=self.early_year,
        )

    def _refuse_over_quota(self):
        for one in self:
            one.invalidate_recordset(["early_quota", "early_used", "early_left"])
            if one.early_left < 0:
                raise ValidationError(
                    self.env._(
                        "Raises before term of %(year)s: %(used)s people would be raised, and the quota is %(quota)s "
                        "(%(words)s). Take one off the list, or the drafts of another list.",
                        year=one.early_year,
                        used=one.early_used,
                        quota=one.early_quota,
                        words=one.early_words,
                    )
                )


class WardRaiseLine(models.Model):
    """What a raise before term rests on; refused where it rests on nothing or goes over the quota."""

    _inherit = "ward.raise.line"

    def _after_choice(self):
        early = self.filtered(lambda line: line.kind == "early_raise" and line.chosen)
        for line in early:
            line._check_early()
        if early:
            twins = early.list_id.line_ids.filtered(
                lambda line: line.employee_id in early.employee_id and line.kind in ("raise", "overgrade")
            )
            twins._keep({"chosen": False})
            self.env.flush_all()
            early.list_id._refuse_over_quota()
        self._refuse_missing_and_twins()
        for raises, lines in early.grouped("list_id").items():
            raises._keep_effects(self.env["ward.law.value"]._law(raises.company_id), lines)

    def _refuse_missing_and_twins(self):
        for line in self.filtered("chosen"):
            if line.kind == "missing":
                raise ValidationError(
                    self.env._(
                        "%(name)s: facts are missing, so no decision can be drafted. %(reason)s", **line._named()
                    )
                )
            if line.kind != "early_raise" and any(
                twin.chosen and twin.kind == "early_raise" and twin.employee_id == line.employee_id
                for twin in line.list_id.line_ids
            ):
                raise ValidationError(
                    self.env._(
                        "%(name)s is chosen for a raise before term. Take that choice back first.", **line._named()
                    )
                )

    def _check_early(self):
        against = (self.facts or {}).get("against")
        if against:
            raise ValidationError(
                self.env._(
                    "%(name)s cannot be raised before term. %(bar)s",
                    bar=self._bar_in_words(against[0]),
                    **self._named(),
                )
            )
        if not 1 <= self.early_months <= self.early_most:
            raise ValidationError(
                self.env._(
                    "%(name)s: %(months)s months earlier is not possible, 1 to %(most)s are. Enter the months first.",
                    months=self.early_months,
                    most=self.early_most,
                    **self._named(),
                )
            )
        if self.early_cause == "retirement":
            self._check_retirement()
        else:
            self._check_achievement()

    def _check_retirement(self):
        if not self.notice:
            raise ValidationError(
                self.env._(
                    "%(name)s retires on %(day)s: a raise before retirement needs the notice. "
                    "Enter its number and day.",
                    day=f"{self.retires_on:%d/%m/%Y}",
                    **self._named(),
                )
            )

    def _check_achievement(self):
        first, last = self.window_from, end_of_year(self.list_id.early_year)
        if not (self.achievement and self.achievement_day and first and first < self.achievement_day <= last):
            raise ValidationError(
                self.env._(
                    "%(name)s: a raise before term needs an achievement recognised after %(first)s and until %(last)s. "
                    "Enter it with the number and day of its decision.",
                    first=f"{first:%d/%m/%Y}" if first else "–",
                    last=f"{last:%d/%m/%Y}",
                    **self._named(),
                )
            )

    def _named(self):
        return {"name": self.employee_id.name, "reason": self.reason or ""}
