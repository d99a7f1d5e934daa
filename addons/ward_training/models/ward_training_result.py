from odoo import api, fields, models
from odoo.exceptions import UserError

from .ward_course_session_part_attendance import CERTAIN


class WardTrainingResult(models.Model):
    """One attempt at the test of a course: the score, the pass mark of that day, and what it changed.

    A pass raises the level of the skill that the course teaches, from the day of the test, with this
    attempt as its source; a level that is higher already stays. Attempts do not change; one entered
    wrongly is taken back with a reason, and what it raised is lowered again.
    """

    _name = "ward.training.result"
    _description = "Test result"
    _inherit = ["ward.company.mixin"]
    _order = "day desc, id desc"
    _check_company_auto = True

    enrolment_id = fields.Many2one(
        "ward.enrolment", required=True, index=True, check_company=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True, precompute=True, default=None)
    session_id = fields.Many2one(related="enrolment_id.session_id", store=True, index=True)
    course_id = fields.Many2one(related="enrolment_id.course_id", store=True, index=True)
    employee_id = fields.Many2one(related="enrolment_id.employee_id", store=True, index=True)
    department_id = fields.Many2one(related="enrolment_id.department_id", store=True, index=True)
    attempt = fields.Integer(readonly=True, required=True, default=0, aggregator=None)
    day = fields.Date(string="Day of the test", required=True, default=fields.Date.context_today)
    score = fields.Float(digits=(5, 1), required=True, aggregator="avg", help="Of 100.")
    pass_mark = fields.Float(digits=(5, 1), readonly=True, aggregator=None)
    passed = fields.Boolean(compute="_compute_passed", store=True)
    source = fields.Selection([("entered", "Entered")], required=True, readonly=True, default="entered")
    level_ids = fields.One2many("hr.employee.skill", "training_result_id", string="Level raised", readonly=True)
    void_reason = fields.Char(string="Taken back because", readonly=True)
    voided_by_id = fields.Many2one("res.users", string="Taken back by", readonly=True, index="btree_not_null")

    _once = models.UniqueIndex(
        "(enrolment_id, attempt) WHERE void_reason IS NULL", "This attempt has just been entered. Look at it first."
    )
    _score_of_a_hundred = models.Constraint("CHECK(score BETWEEN 0 AND 100)", "A score lies between 0 and 100.")

    @api.depends("score", "pass_mark", "void_reason")
    def _compute_passed(self):
        for result in self:
            result.passed = not result.void_reason and result.score >= result.pass_mark

    def _compute_display_name(self):
        for result in self:
            result.display_name = f"{result.enrolment_id.display_name} ({result.attempt})"

    @api.model_create_multi
    def create(self, vals_list):
        """Attempts are numbered and the pass mark is kept by the server; a pass raises the level."""
        closed = {"attempt", "pass_mark", "void_reason", "voided_by_id", "source"}
        if not self.env.su:
            vals_list = [{name: vals[name] for name in vals if name not in closed} for vals in vals_list]
        enrolments = self.env["ward.enrolment"].browse([vals["enrolment_id"] for vals in vals_list])
        earlier = self._earlier(enrolments)
        prepared = []
        for enrolment, vals in zip(enrolments, vals_list, strict=True):
            tried = earlier.setdefault(enrolment, [])
            enrolment._check_may_be_tested(tried)
            mark = vals.get("pass_mark") or enrolment.course_id.pass_mark
            tried.append(vals.get("score", 0) >= mark)
            prepared.append({**vals, "attempt": len(tried), "pass_mark": mark})
        results = super().create(prepared)
        # sudo: levels of people are raised by a pass, whoever enters it
        results.sudo()._raise_levels()
        return results

    def _earlier(self, enrolments):
        """``{enrolment: [passed, ...]}`` of the attempts that count."""
        found = self.sudo().search([("enrolment_id", "in", enrolments.ids), ("void_reason", "=", False)])
        return {one: found.filtered(lambda r, e=one: r.enrolment_id == e).mapped("passed") for one in enrolments}

    def write(self, vals):
        if not self.env.su:
            raise UserError(
                self.env._("A test result does not change. Take it back with a reason, and enter the right one.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Test results are kept. Take this one back with a reason."))

    # ------------------------------------------------------------------ what a pass changes
    def _raise_levels(self):
        """The level that the course teaches, of who passed and does not hold it yet. Called with sudo."""
        for course, results in self.filtered("passed").grouped("course_id").items():
            course._raise_levels({one.employee_id: (one.day, {"training_result_id": one.id}) for one in results})

    def action_void_with_reason(self):
        """Ask for the reason first."""
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_training_result_void_action"),
            "context": {"default_result_ids": self.ids},
        }

    def action_void(self, reason):
        """Take a wrong entry back: it no longer counts as an attempt, and the level goes back."""
        self.check_access("write")
        if not isinstance(reason, str) or not reason.strip():
            raise UserError(self.env._("A result is taken back with a reason, which stays beside it."))
        # sudo: the right was just checked; results are closed to direct writes
        results = self.sudo().filtered(lambda one: not one.void_reason)
        results.level_ids._lower_again()
        results.write({"void_reason": reason.strip(), "voided_by_id": self.env.uid})
        return True


class WardEnrolment(models.Model):
    _inherit = "ward.enrolment"

    result_ids = fields.One2many("ward.training.result", "enrolment_id", string="Test results")
    test_state = fields.Selection(
        [("none", "No test"), ("open", "To be tested"), ("failed", "Not passed"), ("passed", "Passed")],
        string="Test",
        compute="_compute_test_state",
        store=True,
    )

    @api.depends("result_ids.passed", "result_ids.void_reason", "session_id.course_id.pass_mark")
    def _compute_test_state(self):
        for one in self:
            counted = one.result_ids.filtered(lambda result: not result.void_reason)
            if any(counted.mapped("passed")):
                one.test_state = "passed"
            elif counted:
                one.test_state = "failed"
            else:
                one.test_state = "open" if one.session_id.course_id.pass_mark else "none"

    def _check_may_be_tested(self, tried):
        """Refuse an attempt that cannot be; ``tried``: whether each earlier one was passed."""
        _, course = self.env._, self.course_id
        facts = {"enrolment": self.display_name, "course": course.name}
        if not course.pass_mark:
            raise UserError(
                _("%(course)s has no test, so %(enrolment)s has no result. Enter its pass mark first.", **facts)
            )
        if self.state not in CERTAIN or self.date_begin > fields.Datetime.now():
            raise UserError(_("%(enrolment)s has no seat in a session that has begun: there is no test yet.", **facts))
        if any(tried):
            raise UserError(_("%(enrolment)s has passed already: another attempt changes nothing.", **facts))
        if len(tried) >= course.attempts_max:
            raise UserError(
                _(
                    "%(enrolment)s has used all %(count)s attempts. Enrol in the next session of %(course)s.",
                    count=course.attempts_max,
                    **facts,
                )
            )
