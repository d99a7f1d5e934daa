from odoo import fields, models
from odoo.exceptions import UserError

from ..evaluation.level import rank


class WardEvaluation(models.Model):
    """The steps of a sheet: to the person, to the head, proposed, objected and answered, decided."""

    _inherit = "ward.evaluation"

    def action_start(self):
        """From the officer who opened the sheets to the people."""
        self._check_part("hr", "decider")
        years = self.filtered(lambda sheet: sheet.kind == "year")
        (self - years)._move("draft", "self")
        years._move("draft", "head")

    def action_submit(self):
        """The person is done; the officer hands on for somebody without a login."""
        self._check_part("person", "hr")
        self._move("self", "head")

    def action_take_own_scores(self):
        """The head begins from the person's own scores, where there are some."""
        self._check_part("head")
        self._check_state("head")
        scores = self.score_ids.filtered(lambda one: one.self_scored and not one.head_scored)
        for score in scores:
            score.head_points = score.self_points

    def action_review(self):
        """The head's proposal goes to the person, who may object."""
        self._check_part("head")
        self._check_state("head")
        self._rate()
        for sheet in self:
            sheet._check_complete()
        self._move("head", "objection", reviewed_by_id=self.env.uid, reviewed_at=fields.Datetime.now())
        self._leaders()._rate()

    def action_return(self):
        """Back to the head, who scores anew."""
        self._check_part("head", "decider")
        self._move("objection", "head", level=False)

    def action_object(self):
        """The person objects to the proposal, with a text."""
        self._check_part("person")
        self._check_state("objection")
        for sheet in self:
            if not (sheet.objection or "").strip():
                raise UserError(self.env._("Write what you object to, then send it."))
            if sheet.objected_at:
                raise UserError(self.env._("Your objection was sent already and will be answered."))
        # sudo: the day of an objection is the server's, not the person's
        self.sudo().write({"objected_at": fields.Datetime.now()})

    def action_answer(self):
        """The head, or who decides, answers the objection."""
        self._check_part("head", "decider")
        self._check_state("objection")
        for sheet in self:
            if not sheet.objected_at:
                raise UserError(self.env._("%(sheet)s: nobody objected.", sheet=sheet.display_name))
            if not (sheet.answer or "").strip():
                raise UserError(
                    self.env._("%(sheet)s: write the answer to the objection first.", sheet=sheet.display_name)
                )
        # sudo: who answered and when is the server's to say
        self.sudo().write({"answered_by_id": self.env.uid, "answered_at": fields.Datetime.now()})

    def action_decide(self):
        """Final, by the right authority and within the quota. From here on the sheet does not change."""
        self._check_part("decider")
        self._check_state("objection")
        self._rate()
        for sheet in self:
            sheet._check_decision()
        self._check_quota()
        # a sheet's own level is one of four: as many writes, not one a person
        for level, sheets in self.grouped(lambda one: one.level or one.proposed_level).items():
            sheets._move(
                "objection", "final", level=level, decided_by_id=self.env.uid, decided_at=fields.Datetime.now()
            )
        # sudo: the one change that a final sheet allows
        self.sudo().supersedes_id.write({"state": "superseded"})
        self._leaders()._rate()

    # -- what must hold --------------------------------------------------------------------------------

    def _check_part(self, *parts):
        """The user has one of these parts on every sheet."""
        self.check_access("read")
        for sheet in self:
            mine = sheet._parts_of_user()
            if mine & {*parts}:
                continue
            if mine == {"person"}:
                raise UserError(
                    self.env._(
                        "%(sheet)s is your own: nobody rates or decides the own sheet. It goes to the head above.",
                        sheet=sheet.display_name,
                    )
                )
            raise UserError(
                self.env._(
                    "%(sheet)s: this step is not yours. It is for %(who)s.",
                    sheet=sheet.display_name,
                    who=sheet._step_of(parts),
                )
            )

    def _step_of(self, parts):
        # sudo: the names of those whose step it is, for who may read the sheet
        sheet = self.sudo()
        outside = sheet.decides == "outside"
        names = {
            "person": sheet.employee_id.name,
            "head": sheet.reviewer_id.name or self.env._("the HR officer"),
            "hr": self.env._("the HR officer"),
            "decider": self.env._("the HR officer, who records the decision of the body outside")
            if outside
            else self.env._("the head of the ward"),
        }
        return " / ".join(dict.fromkeys(names[part] for part in parts))

    def _check_state(self, *states):
        for sheet in self:
            if sheet.state not in states:
                raise UserError(
                    self.env._(
                        "%(sheet)s is “%(state)s”: this step needs “%(needed)s”.",
                        sheet=sheet.display_name,
                        state=sheet._state_label(),
                        needed=", ".join(sheet._state_label(state) for state in states),
                    )
                )

    def _check_complete(self):
        if self.proposed_level:
            if self.cause and not self.cause_reference:
                raise UserError(
                    self.env._(
                        "%(sheet)s: name the document that concludes “%(cause)s”.",
                        sheet=self.display_name,
                        cause=dict(self._fields["cause"]._description_selection(self.env))[self.cause],
                    )
                )
            return
        reasons = dict(self._fields["missing"]._description_selection(self.env))
        raise UserError(
            self.env._(
                "%(sheet)s cannot be rated: %(reason)s. %(remedy)s",
                sheet=self.display_name,
                reason=reasons.get(self.missing, "").lower(),
                remedy=self._remedy(),
            )
        )

    def _remedy(self):
        return {
            "no_work": self.env._("Enter the products that were assigned, with what they rest on."),
            "no_time": self.env._("The person was away all the time: the period does not count for the year."),
            "no_period": self.env._("Decide the sheets of the year's periods first, then compute anew."),
            "unmeasured": self.env._("Give the procedures a class under Work / Procedures, then compute anew."),
            "unit": self.env._("Rate the people of the unit first; the leader's d follows from their levels."),
            "leader": self.env._("Score đ and e."),
            "common": self.env._("Score every common criterion."),
        }.get(self.missing, "")

    def _check_decision(self):
        self._check_complete()
        if self.objected_at and not self.answered_at:
            raise UserError(
                self.env._(
                    "%(sheet)s: the objection of %(day)s is not answered. Answer it first.",
                    sheet=self.display_name,
                    day=f"{self.objected_at:%d/%m/%Y}",
                )
            )
        if self.decides == "outside" and not (self.decision_reference and self.decision_day):
            raise UserError(
                self.env._(
                    "%(sheet)s is decided by a body outside the ward. Enter the number and the day of its decision.",
                    sheet=self.display_name,
                )
            )
        rules = self.period_id.sudo()._rules()  # sudo: the law of the period, for who decides
        lower = rank(self.level or self.proposed_level, rules) - rank(self.proposed_level, rules)
        if lower < 0:
            raise UserError(
                self.env._(
                    "%(sheet)s: %(points)s points make “%(level)s”; a better level cannot be decided.",
                    sheet=self.display_name,
                    points=f"{self.total_points:.2f}",
                    level=dict(self._fields["level"]._description_selection(self.env))[self.proposed_level],
                )
            )
        if lower and not (self.decision_reason or "").strip():
            raise UserError(
                self.env._("%(sheet)s: give the reason for the lower level.", sheet=self.display_name)
            )

    def _move(self, origin, target, **values):
        if not self:
            return
        self._check_state(origin)
        # sudo: a state changes by these steps only, after they have checked who takes them
        self.sudo().write({"state": target, **values})

    def _leaders(self):
        """The open sheets of those who review these: their d hangs on the levels here."""
        # sudo: d follows from the levels of the unit, whoever changed one
        return self.sudo().search(
            [
                ("period_id", "in", self.period_id.ids),
                ("employee_id", "in", self.sudo().reviewer_id.ids),
                ("state", "in", ("draft", "self", "head", "objection")),
                ("id", "not in", self.ids),
            ]
        )
