from odoo import fields, models

from odoo.addons.ward_training.models.ward_course_completion import Completed
from odoo.addons.ward_training.models.ward_course_session_part_attendance import CERTAIN


class SurveyUserInput(models.Model):
    """A finished attempt at the test of a course: a test result for who has a seat, else a completion if passed."""

    _inherit = "survey.user_input"

    def _mark_done(self):
        done = super()._mark_done()
        self._credit_courses()
        return done

    def unlink(self):
        self._take_back(self.env._("The answers to the online test were deleted."))
        return super().unlink()

    def _credit_courses(self):
        """Count what is finished: attempts of people with a seat, and passes of all others."""
        # sudo: whoever takes a test has no right on courses and results; the system counts it
        finished = self.sudo().filtered(lambda one: not one.test_entry and one.partner_id)
        (finished - finished._keep_attempts())._keep_completions()

    def _keep_completions(self):
        """Count passes as courses completed online; what is counted already stays. Called with sudo."""
        passed = self.filtered(lambda one: one.scoring_success and not one.test_entry)
        linked = self._courses().grouped("survey_id")
        facts = [
            Completed(one.partner_id.id, course, one._day(), _origin(one), one._score())
            for one in passed
            for course in linked.get(one.survey_id, ())
        ]
        return self.env["ward.course.completion"].sudo()._keep(facts, "test")

    def _keep_attempts(self):
        """Enter a test result for who has a seat and has not passed yet; all attempts of such people.

        One beyond the attempts of the course counts as nothing, also not as a course completed online.
        """
        seats = self._seats()
        first = {seat: one for one, seat in reversed(seats.items()) if seat._has_attempts_left()}
        # sudo: see _credit_courses
        self.env["ward.training.result"].sudo().create(
            [
                {
                    "enrolment_id": seat.id,
                    "day": one._day(),
                    "score": one._score(),
                    "pass_mark": one.survey_id.scoring_success_min,
                    "source": "survey",
                    "user_input_id": one.id,
                    "online_passed": one.scoring_success,
                }
                for seat, one in first.items()
            ]
        )
        return self.filtered(lambda one: one in seats)

    def _seats(self):
        """``{attempt: enrolment}``: the latest seat, in a session that has begun, that is still to be tested."""
        courses = self._courses()
        found = self.env["ward.enrolment"].sudo().search(
            [
                ("course_id", "in", courses.ids),
                ("employee_id.user_id.partner_id", "in", self.partner_id.ids),
                ("state", "in", CERTAIN),
                ("date_begin", "<=", fields.Datetime.now()),
                ("test_state", "in", ("open", "failed")),
            ],
            order="date_begin",
        )
        latest = {(seat.employee_id.user_id.partner_id, seat.course_id.survey_id): seat for seat in found}
        return {one: latest[key] for one in self if (key := (one.partner_id, one.survey_id)) in latest}

    def _courses(self):
        # sudo: see _credit_courses
        return self.env["ward.course"].sudo().search([("survey_id", "in", self.survey_id.ids)])

    def _day(self):
        return self.env["ward.course.session"]._local(self.end_datetime).date()

    def _score(self):
        return min(max(self.scoring_percentage, 0), 100)

    def _take_back(self, reason):
        # sudo: whoever undoes the test undoes what it credited
        self.env["ward.course.completion"].sudo()._take_back([_origin(one) for one in self], reason)
        self.env["ward.training.result"].sudo().search([("user_input_id", "in", self.ids)]).action_void(reason)


def _origin(one):
    return f"survey.user_input,{one.id}"
