from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

SCORES = [(str(score), str(score)) for score in range(1, 6)]
PARTS = ("content", "trainer_score", "organisation", "useful")
BEHAVIOUR_FROM, BEHAVIOUR_TO = 3, 6  # months after the course, facts 4.2
# heads answer for their people, and do not read what these said of a course
READERS = ",".join(f"ward_hr.ward_hr_group_{role}" for role in ("hr_officer", "ward_head", "auditor"))
QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_activity_quick_update": True}


class WardTrainingFeedback(models.Model):
    """What came of a course for one person: what the person says at once, and what the head sees after months.

    One for each seat that was used, made when the session is closed. Learning is the best result of
    the test. The person answers the first part within the year, the head the second from three
    to six months after the course. What a person said is read by HR, the head of the ward and the auditor.
    """

    _name = "ward.training.feedback"
    _description = "Evaluation of a course"
    _inherit = ["ward.training.person.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_end desc, id desc"
    _check_company_auto = True

    enrolment_id = fields.Many2one(
        "ward.enrolment", required=True, readonly=True, index=True, ondelete="cascade", check_company=True
    )
    session_id = fields.Many2one(
        "ward.course.session", required=True, readonly=True, index=True, ondelete="cascade", check_company=True
    )
    course_id = fields.Many2one("ward.course", readonly=True, index=True, check_company=True)
    trainer = fields.Char(readonly=True)
    date_end = fields.Date(string="Course ended", readonly=True)
    behaviour_from = fields.Date(string="Head looks from", readonly=True)
    behaviour_to = fields.Date(string="Head looks until", readonly=True)
    content = fields.Selection(SCORES, string="Content (1 to 5)", readonly=True, groups=READERS)
    trainer_score = fields.Selection(SCORES, string="Trainer (1 to 5)", readonly=True, groups=READERS)
    organisation = fields.Selection(SCORES, string="Organisation (1 to 5)", readonly=True, groups=READERS)
    useful = fields.Selection(SCORES, string="Useful for my work (1 to 5)", readonly=True, groups=READERS)
    comment = fields.Text(readonly=True, groups=READERS)
    reacted_on = fields.Date(string="Answered", readonly=True)
    reaction = fields.Float(
        string="Reaction, average", digits=(3, 2), readonly=True, aggregator="avg", groups=READERS
    )
    learning = fields.Float(
        string="Test, average", digits=(5, 1), readonly=True, aggregator="avg", groups=READERS
    )
    behaviour = fields.Selection(SCORES, string="Uses it at work (1 to 5)", readonly=True)
    behaviour_score = fields.Float(string="At work, average", digits=(3, 2), readonly=True, aggregator="avg")
    behaviour_note = fields.Text(string="What the head sees", readonly=True)
    behaviour_on = fields.Date(string="Head answered", readonly=True)
    answered = fields.Float(string="Response rate %", readonly=True, aggregator="avg", digits=(5, 1))

    _once = models.UniqueIndex("(enrolment_id)", "There is one evaluation for each seat.")

    @api.depends("employee_id", "course_id")
    def _compute_display_name(self):
        for one in self:
            # sudo: who sees the evaluation sees whose it is
            one.display_name = f"{one.course_id.name or ''} – {one.sudo().employee_id.name or ''}"

    @api.model
    def _keep_learning(self, enrolments):
        """The best score of the attempts that count, NULL without one so that averages leave it out; one statement."""
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE ward_training_feedback f
                   SET learning = (SELECT MAX(score) FROM ward_training_result
                                    WHERE enrolment_id = f.enrolment_id AND void_reason IS NULL)
                 WHERE enrolment_id = ANY(%s)
                """,
                enrolments.ids,
            )
        )
        self.invalidate_model(["learning"])

    @api.model
    def _open(self, sessions):
        """One for each person who attended ``sessions``: made at once, none twice."""
        # sudo: evaluations are the server's to make
        own = self.sudo().with_context(**QUIET)
        known = own.search([("session_id", "in", sessions.ids)]).enrolment_id
        seats = sessions.sudo().enrolment_ids.filtered(lambda one: one.state == "attended") - known
        rows = own.create([self._values_of(one) for one in seats])
        self._keep_learning(seats)
        return rows

    def _values_of(self, seat):
        end = seat.session_id._local(seat.date_end).date()
        return {
            "company_id": seat.company_id.id,
            "enrolment_id": seat.id,
            "session_id": seat.session_id.id,
            "course_id": seat.course_id.id,
            "employee_id": seat.employee_id.id,
            "trainer": self._trainer_of(seat.session_id),
            "answered": 0,
            "date_end": end,
            "behaviour_from": fields.Date.add(end, months=BEHAVIOUR_FROM),
            "behaviour_to": fields.Date.add(end, months=BEHAVIOUR_TO),
        }

    @api.model
    def _trainer_of(self, session):
        return session.trainer or False

    def action_react(self, scores, comment=""):
        """The person says how it was; ``scores``: 1 to 5 for each of ``PARTS``."""
        for one in self:
            if not one.is_own:
                raise AccessError(self.env._("Only who was in the course says how it was."))
            if one.reacted_on:
                raise UserError(self.env._("You have answered already. Thank you."))
            if not isinstance(scores, dict) or any(str(scores.get(part)) not in "12345" for part in PARTS):
                raise UserError(self.env._("Give each of the four questions 1 to 5."))
            one._keep_reaction(scores, comment)
        return True

    def _keep_reaction(self, scores, comment):
        # sudo: an answer is given once, by the button
        self.sudo().write(
            {
                **{part: str(scores[part]) for part in PARTS},
                "comment": comment or False,
                "reacted_on": fields.Date.context_today(self),
                "reaction": sum(int(scores[part]) for part in PARTS) / len(PARTS),
                "answered": 100,
            }
        )

    def action_behaviour(self, score, note=""):
        """The head says, from three to six months later, whether the person uses it at work."""
        self._check_decides()
        today = fields.Date.context_today(self)
        for one in self:
            if today < one.behaviour_from:
                raise UserError(
                    self.env._(
                        "“%(course)s” ended on %(end)s. Look at the work from %(day)s on, when it can show.",
                        course=one.course_id.name,
                        end=f"{one.date_end:%d/%m/%Y}",
                        day=f"{one.behaviour_from:%d/%m/%Y}",
                    )
                )
            if str(score) not in "12345":
                raise UserError(self.env._("Give 1 (does not use it) to 5 (uses it every day)."))
            # sudo: the answer of the head, by the button
            one.sudo().write(
                {
                    "behaviour": str(score),
                    "behaviour_score": int(score),
                    "behaviour_note": note or False,
                    "behaviour_on": today,
                }
            )
            one.sudo().activity_unlink(["ward_training.mail_activity_behaviour"])
        return True

    def action_answer(self):
        """Open the questions: the person's, or the head's."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_training_answer_action")
        return {
            **action,
            "context": {"default_feedback_id": self.id, "default_part": "reaction" if self.is_own else "behaviour"},
        }

    @api.model
    def _cron_ask_heads(self):
        """Once a day: a thing to do for the head of each person whose course is three months ago; once each."""
        today = fields.Date.context_today(self)
        waiting = self.search(
            [
                ("behaviour_from", "<=", today),
                ("behaviour_to", ">=", today),
                ("behaviour_on", "=", False),
                ("activity_ids", "=", False),
            ]
        )
        heads = self.env["hr.department"]._heads_of({one.employee_id.id: one.department_id.id for one in waiting})
        users = {one.id: one.user_id for one in self.env["hr.employee"].browse({h for h in heads.values() if h})}
        model, kind = self.env["ir.model"]._get_id(self._name), self.env.ref("ward_training.mail_activity_behaviour")
        self.env["mail.activity"].with_context(**QUIET).create(
            [
                {
                    "activity_type_id": kind.id,
                    "res_model_id": model,
                    "res_id": one.id,
                    "user_id": users[heads[one.employee_id.id]].id,
                    "date_deadline": one.behaviour_to,
                    "automated": True,
                }
                for one in waiting
                if users.get(heads[one.employee_id.id])
            ]
        )


class WardTrainingResult(models.Model):
    """What was learned stands beside what was said."""

    _inherit = "ward.training.result"

    @api.model_create_multi
    def create(self, vals_list):
        results = super().create(vals_list)
        self.env["ward.training.feedback"]._keep_learning(results.enrolment_id)
        return results

    def action_void(self, reason):
        done = super().action_void(reason)
        self.env["ward.training.feedback"]._keep_learning(self.enrolment_id)
        return done


class WardCourseSession(models.Model):
    _inherit = "ward.course.session"

    def action_done(self):
        """And everybody who was there is asked how it was."""
        done = super().action_done()
        self.env["ward.training.feedback"]._open(self)
        return done
