from decimal import Decimal

from odoo import Command, fields, models
from odoo.exceptions import AccessError, UserError

from ..workload.time_study import TooFewObservations, propose

LEAST = 2  # one observation has no spread
STAGES = ("reception", "processing")


class WardTimeStudy(models.Model):
    """From observations to a standard, and back while it does not hold yet."""

    _inherit = "ward.time.study"

    def action_propose(self):
        """Reckon size, middle and spread of each stage; what has too few is told, not hidden."""
        for study in self:
            study._check_step("hr_officer", "collecting")
            figures = study._figures()
            # sudo: figures follow from observations, whoever proposes; the role was checked
            study.sudo().write(
                {
                    "state": "proposed",
                    "proposed_by_id": self.env.uid,
                    "reason": False,
                    "line_ids": [Command.clear(), *map(Command.create, figures)],
                }
            )
        return True

    def action_collect(self):
        """Go on observing, after a proposal or a refusal."""
        for study in self:
            study._check_step("hr_officer", "proposed", "refused")
            # sudo: the step was checked; the state is the server's to write
            study.sudo().write({"state": "collecting", "line_ids": [Command.clear()]})
        return True

    def action_accept(self):
        """Make the proposal a standard of the ward from its day on."""
        for study in self:
            study._check_step("ward_head", "proposed")
            study._check_acceptable()
            # sudo: the head of the ward decides on standards, HR keeps them; the role was checked
            standard = self.env["ward.procedure.standard"].sudo().create(study._standard_values())
            study.sudo().write({"state": "accepted", "standard_id": standard.id})
        return True

    def action_refuse(self):
        """Turn the proposal down, with the reason."""
        for study in self:
            study._check_step("ward_head", "proposed")
            if not study.reason:
                raise UserError(
                    self.env._("Write first why the proposal for %(study)s is refused.", study=study.display_name)
                )
            # sudo: the step was checked; the state is the server's to write
            study.sudo().state = "refused"
        return True

    def action_withdraw(self):
        """Take an accepted standard back before its first day."""
        today = fields.Date.context_today(self)
        for study in self:
            study._check_step("ward_head", "accepted")
            if study.since <= today:
                raise UserError(
                    self.env._(
                        "The standard of %(study)s holds since %(day)s and counts in loads. Make a new study, or"
                        " enter another standard from a later day on.",
                        study=study.display_name,
                        day=f"{study.since:%d/%m/%Y}",
                    )
                )
            # sudo: as it was made; it holds on no day yet
            study.sudo().standard_id.unlink()
            study.sudo().state = "proposed"
        return True

    def _check_step(self, role, *states):
        self.ensure_one()
        self.check_access("read")
        if not self.env.user.has_group(f"ward_hr.ward_hr_group_{role}"):
            # sudo: the name of a role is no secret
            group = self.env.ref(f"ward_hr.ward_hr_group_{role}").sudo().name
            raise AccessError(
                self.env._("This step of %(study)s is for: %(role)s.", study=self.display_name, role=group)
            )
        if self.state not in states:
            raise UserError(
                self.env._(
                    "%(study)s is %(state)s, so this step is not possible now. Load the page anew.",
                    study=self.display_name,
                    state=self._state_name(),
                )
            )

    def _figures(self):
        """Values of a line for each stage that has enough to say anything."""
        # sudo: HR sees observations, and a proposal counts them all
        observed = self.sudo().observation_ids.filtered("minutes").grouped("stage")
        rule = self.env["ward.workload.rule"]._on(self.company_id, fields.Date.context_today(self))
        current, found, size = self._current(), [], 0
        for stage in STAGES:
            minutes = [Decimal(str(one.minutes)) for one in observed.get(stage, ())]
            size = max(size, len(minutes))
            try:
                figures = propose(minutes, LEAST, Decimal(str(rule.study_fence)))
            except TooFewObservations:
                continue
            found.append(self._line(stage, figures, rule.study_minimum, current[stage]))
        if not found:
            raise UserError(
                self.env._(
                    "%(study)s cannot be proposed: no stage has more than %(count)s observations. At least"
                    " %(least)s are needed to know a spread, and %(minimum)s to rely on it.",
                    study=self.display_name,
                    count=size,
                    least=LEAST,
                    minimum=rule.study_minimum,
                )
            )
        return found

    def _line(self, stage, figures, minimum, current):
        return {
            "company_id": self.company_id.id,
            "stage": stage,
            "size": figures.size,
            "minimum": minimum,
            "median": figures.median,
            "mean": figures.mean,
            "deviation": figures.deviation,
            "lower": figures.lower_quartile,
            "upper": figures.upper_quartile,
            "outliers": len(figures.outliers),
            "current": current,
            "proposed": figures.median,
        }

    def _current(self):
        """``{stage: minutes}`` of the standard in force on the day: the ward's own, else the shipped one."""
        standards = self.env["ward.procedure.standard"].search(
            [
                ("procedure_id", "=", self.procedure_id.id),
                ("since", "<=", self.since),
                ("company_id", "in", (self.company_id.id, False)),
            ],
            order="since desc",
        )
        standard = standards.filtered("company_id")[:1] or standards[:1]
        return {stage: standard[f"{stage}_minutes"] for stage in STAGES}

    def _check_acceptable(self):
        self._check_since()
        if self.proposed_by_id == self.env.user:
            raise UserError(
                self.env._(
                    "You proposed the standard for %(study)s yourself. Somebody else has to accept it.",
                    study=self.display_name,
                )
            )
        if self.too_small and not self.reason:
            raise UserError(
                self.env._(
                    "The sample of %(study)s is too small (%(sizes)s). Collect more, or write why it is enough.",
                    study=self.display_name,
                    sizes=", ".join(f"{one.size}/{one.minimum}" for one in self.line_ids if one.size < one.minimum),
                )
            )
        taken = self.env["ward.procedure.standard"].search_count(
            [
                ("procedure_id", "=", self.procedure_id.id),
                ("since", "=", self.since),
                ("company_id", "=", self.company_id.id),
            ]
        )
        if taken:
            raise UserError(
                self.env._(
                    "Your ward has a standard for %(study)s from %(day)s on already. Choose another day.",
                    study=self.display_name,
                    day=f"{self.since:%d/%m/%Y}",
                )
            )

    def _standard_values(self):
        """The standard: the stages that were observed anew, the other as it was."""
        minutes = self._current() | {line.stage: line.proposed for line in self.line_ids}
        names = dict(self.line_ids._fields["stage"]._description_selection(self.env))
        figures = "; ".join(
            self.env._(
                "%(stage)s: %(size)s observations, median %(median)s, half between %(lower)s and %(upper)s minutes",
                stage=names[one.stage],
                size=one.size,
                median=f"{one.median:g}",
                lower=f"{one.lower:g}",
                upper=f"{one.upper:g}",
            )
            for one in self.line_ids
        )
        return {
            "company_id": self.company_id.id,
            "procedure_id": self.procedure_id.id,
            "since": self.since,
            "reception_minutes": minutes["reception"],
            "processing_minutes": minutes["processing"],
            "confidence": "uncertain" if self.too_small else "reported",
            "reference": self.env._("Time study no. %(number)s. %(figures)s", number=self.id, figures=figures),
        }
