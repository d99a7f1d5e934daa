import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import validity

HR = "ward_hr.ward_hr_group_hr_officer"
CODE_BYTES = 20  # 160 bits that nobody guesses
KEPT = {"code", "course_id", "enrolment_id", "renews_id", "revoked_on", "revoked_by_id", "revoke_reason"}
PRINTED = {"employee_id", "kind_id", "title", "number", "issuer", "issued_on", "expires_on", "company_id", "state"}
QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class WardCertificateKind(models.Model):
    """The kind that certificates of a course are of."""

    _inherit = "ward.certificate.kind"

    course_id = fields.Many2one("ward.course", string="Given by the course", index="btree_not_null", check_company=True)

    @api.model
    def _of_courses(self, company, courses):
        """``{course: kind}``: the ward's or the shipped kind of each course; one is made where there is none."""
        # sudo: kinds are HR's to keep; the certificate of a course makes its kind
        kinds = self.sudo()
        found = kinds.search([("course_id", "in", courses.ids), ("company_id", "in", (company.id, False))])
        known = {one.course_id: one for one in found}
        new = courses.filtered(lambda course: course not in known)
        made = kinds.create([{"name": one.name, "course_id": one.id, "company_id": company.id} for one in new])
        return known | dict(zip(new, made, strict=True))


class WardCertificate(models.Model):
    """Certificates that the ward itself issues for its courses.

    Such a one has a number of the ward's series and a code that nobody can guess, by which anybody checks it
    (``/verify/<code>``). What is printed never changes: a wrong one is revoked, with the reason, and another
    is issued; a renewal stands beside the old one.
    """

    _inherit = "ward.certificate"

    state = fields.Selection(selection_add=[("revoked", "Revoked")], ondelete={"revoked": "set default"})
    status = fields.Selection(selection_add=[("revoked", "Revoked")])
    code = fields.Char(string="Code to check it", readonly=True, copy=False)
    course_id = fields.Many2one("ward.course", readonly=True, copy=False, index="btree_not_null", check_company=True)
    enrolment_id = fields.Many2one(
        "ward.enrolment", readonly=True, copy=False, index="btree_not_null", check_company=True
    )
    renews_id = fields.Many2one(
        "ward.certificate", string="Renews", readonly=True, copy=False, index="btree_not_null", check_company=True
    )
    revoked_on = fields.Date(readonly=True, copy=False)
    revoked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    revoke_reason = fields.Char(string="Why it was revoked", readonly=True, copy=False)
    verify_url = fields.Char(string="Check page", compute="_compute_verify_url")

    _code_unique = models.UniqueIndex("(code) WHERE code IS NOT NULL", "Another certificate has this code.")
    _one_a_seat = models.UniqueIndex(
        "(enrolment_id) WHERE enrolment_id IS NOT NULL AND state != 'revoked'",
        "There is a certificate for this course and person already. Open that one.",
    )

    @api.depends("code")
    def _compute_verify_url(self):
        base = self.get_base_url()
        for one in self:
            one.verify_url = one.code and f"{base}/verify/{one.code}"

    @api.depends("revoked_on")
    def _compute_status(self):
        super()._compute_status()
        self.filtered(lambda one: one.state == "revoked").status = "revoked"

    # -- what may be written -----------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                self._refuse_kept(KEPT & vals.keys() or vals.get("state") == "revoked")
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._refuse_kept(KEPT & vals.keys() or vals.get("state") == "revoked")
            if PRINTED & vals.keys():
                self._refuse_printed()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._refuse_printed()

    def _refuse_kept(self, refused):
        if refused:
            raise UserError(
                self.env._("The code and the course of a certificate are not written. Use the buttons: issue, revoke.")
            )

    def _refuse_printed(self):
        for one in self:
            if one.code:
                raise UserError(
                    self.env._(
                        "The certificate %(number)s is issued: what it says stays. Revoke it with the reason, and"
                        " issue another one.",
                        number=one.number,
                    )
                )

    # -- issuing -----------------------------------------------------------------------------------

    @api.model
    def _issue(self, rows, day):
        """One certificate for each of ``rows`` (employee, course, enrolment, renews) of one ward, on ``day``."""
        company = rows[0][0].company_id
        courses = self.env["ward.course"].union(*(course for _person, course, *_rest in rows))
        kinds = self.env["ward.certificate.kind"]._of_courses(company, courses)
        numbers = self.env["ward.certificate.series"]._draw(company, day.year, len(rows))
        # sudo: what is printed is the server's; callers have checked the right to issue
        return self.sudo().with_context(**QUIET).create(
            [
                {
                    "company_id": company.id,
                    "employee_id": person.id,
                    "kind_id": kinds[course].id,
                    "course_id": course.id,
                    "enrolment_id": enrolment.id,
                    "renews_id": renews.id,
                    "title": course.with_context(lang="vi_VN").name,
                    "number": f"{number:02d}/{day.year}/GCN",
                    "issuer": company.name,
                    "issued_on": day,
                    "expires_on": validity.last_day(day, course.validity_months),
                    "code": secrets.token_urlsafe(CODE_BYTES),
                    "state": "confirmed",
                }
                for number, (person, course, enrolment, renews) in zip(numbers, rows, strict=True)
            ]
        )

    def action_renew(self):
        """Of a certificate of the ward: a new one is issued today, beside it. Of others: it is entered."""
        self.ensure_one()
        if not self.code:
            return super().action_renew()
        self._check_officer()
        if self.state == "revoked":
            raise UserError(
                self.env._("The certificate %(number)s is revoked and cannot be renewed.", number=self.number)
            )
        day = fields.Date.context_today(self)
        new = self._issue([(self.employee_id, self.course_id, self.env["ward.enrolment"], self)], day)
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": new.id,
            "views": [(False, "form")],
        }

    def action_revoke(self, reason):
        """It holds no more from today on, and the check page says so; the reason stays with it."""
        self._check_officer()
        if not isinstance(reason, str) or not reason.strip():
            raise UserError(self.env._("A certificate is revoked for a reason: write it, the person will read it."))
        for one in self:
            if not one.code or one.state == "revoked":
                raise UserError(
                    self.env._(
                        "“%(certificate)s” cannot be revoked: it was not issued by the ward, or is revoked already.",
                        certificate=one.display_name,
                    )
                )
        # sudo: the right was just checked; these fields are closed to direct writes
        self.sudo().write(
            {
                "state": "revoked",
                "revoked_on": fields.Date.context_today(self),
                "revoked_by_id": self.env.uid,
                "revoke_reason": reason.strip(),
            }
        )
        return True

    def action_revoke_with_reason(self):
        """Ask for the reason first."""
        self._check_officer()
        action = self.env["ir.actions.act_window"]._for_xml_id("ward_training.ward_certificate_revoke_action")
        return {**action, "context": {"default_certificate_ids": self.ids}}

    def _check_officer(self):
        self.check_access("read")
        if not (self.env.su or self.env.user.has_group(HR)):
            raise UserError(self.env._("Certificates are issued, renewed and revoked by the HR officer. Ask there."))


class WardEnrolment(models.Model):
    """From a course that was attended to its certificate."""

    _inherit = "ward.enrolment"

    certificate_ids = fields.One2many("ward.certificate", "enrolment_id", string="Certificates")

    def _deserves_certificate(self):
        """Those that earned the hours of a course which the ward certifies, passed its test, and have none yet."""
        return self.filtered(
            lambda one: one.hours_credited > 0
            and one.test_state in ("none", "passed")
            and one.course_id.certificate in ("internal", "confirmation")
            and not one.certificate_ids.filtered(lambda held: held.state != "revoked")
        )


class WardCourseSession(models.Model):
    """The HR officer issues the certificates of a session that is done, all at once."""

    _inherit = "ward.course.session"

    certificate_count = fields.Integer(string="Number of certificates", compute="_compute_certificate_count")

    @api.depends("enrolment_ids.certificate_ids")
    def _compute_certificate_count(self):
        counts = dict(
            self.env["ward.certificate"]._read_group(
                [("enrolment_id.session_id", "in", self.ids)], ["enrolment_id"], ["__count"]
            )
        )
        for session in self:
            session.certificate_count = sum(counts.get(one, 0) for one in session.enrolment_ids)

    def action_issue_certificates(self):
        """A certificate for everybody who has earned it, and has none yet."""
        self.ensure_one()
        self._check_officer()
        deserving = self.enrolment_ids._deserves_certificate()
        if not deserving:
            raise UserError(
                self.env._(
                    "%(session)s: nobody is waiting for a certificate. They are issued once the session is closed, for"
                    " courses that the ward itself confirms.",
                    session=self.display_name,
                )
            )
        none = self.env["ward.certificate"]
        none._issue(
            [(one.employee_id, one.course_id, one, none) for one in deserving], fields.Date.context_today(self)
        )
        return self.action_certificates()

    def action_certificates(self):
        """The certificates of this session."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("ward_hr.ward_certificate_action"),
            "domain": [("enrolment_id.session_id", "=", self.id)],
            "context": {},
        }
