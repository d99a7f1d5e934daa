from collections import defaultdict
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from odoo.tools.misc import clean_context

from ..rules import hours
from ..rules.eligibility import BINDING
from .ward_course_session_seats import QUIET

#: Written by the server alone; everybody, HR included, goes through the buttons.
GUARDED = {
    "session_id",
    "employee_id",
    "company_id",
    "state",
    "ticket",
    "department_id",
    "approved_on",
    "approved_by_id",
    "reason",
    "hours_credited",
}


class WardEnrolment(models.Model):
    """One person in one session: from the request to the hours.

    Every enrolment begins on the waiting list and gets a seat in the same transaction
    when one is free, so that there is one way to a seat, for the first as for the promoted::

        waiting -> requested (a seat is held, the head decides) -> enrolled -> attended | absent
        waiting -> enrolled, when the course needs no approval or has it already
        any of the first three -> refused | cancelled, which frees the seat for the next
    """

    _name = "ward.enrolment"
    _description = "Enrolment"
    _inherit = ["ward.company.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "date_begin desc, session_id, ticket, id"
    _rec_names_search = ["employee_id.name", "session_id.course_id.name"]
    _check_company_auto = True

    session_id = fields.Many2one(
        "ward.course.session",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="session_id.company_id", store=True, precompute=True, default=None
    )
    employee_id = fields.Many2one(
        "hr.employee",
        string="Staff member",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        default=None,
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        compute="_compute_department_id",
        store=True,
        precompute=True,
        index=True,
        check_company=True,
        help="The unit of the person when the seat was asked for.",
    )
    state = fields.Selection(
        [
            ("requested", "To approve"),
            ("waiting", "Waiting list"),
            ("enrolled", "Enrolled"),
            ("attended", "Attended"),
            ("absent", "Absent"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
        tracking=True,
        group_expand=True,
    )
    ticket = fields.Integer(readonly=True, help="Order of asking within the session.")
    waiting_position = fields.Integer(
        string="Place in the list", compute="_compute_waiting_position"
    )
    approved_on = fields.Datetime(readonly=True)
    approved_by_id = fields.Many2one("res.users", readonly=True, index="btree_not_null")
    reason = fields.Char(readonly=True, help="Why it was refused or cancelled.")
    note = fields.Text()

    course_id = fields.Many2one(related="session_id.course_id", store=True, index=True)
    content_group = fields.Selection(related="session_id.content_group", store=True)
    approval_needed = fields.Boolean(related="session_id.course_id.approval_needed")
    date_begin = fields.Datetime(related="session_id.date_begin", store=True, index=True)
    date_end = fields.Datetime(related="session_id.date_end", store=True)
    place = fields.Char(related="session_id.place")
    hours_credited = fields.Float(
        string="Hours",
        digits=(6, 1),
        compute="_compute_hours_credited",
        store=True,
        help="Credited when attendance is marked and the session is closed.",
    )
    is_own = fields.Boolean(compute="_compute_is_own")
    can_decide = fields.Boolean(compute="_compute_can_decide")

    _once = models.UniqueIndex(
        "(session_id, employee_id) WHERE state NOT IN ('refused', 'cancelled')",
        "This person is already enrolled in this session.",
    )

    @api.depends("employee_id")
    def _compute_department_id(self):
        for enrolment in self:
            # sudo: whoever sees the enrolment may see the unit of the person
            enrolment.department_id = enrolment.sudo().employee_id.department_id

    @api.depends("state", "session_id.state", "session_id.hours")
    def _compute_hours_credited(self):
        for enrolment in self:
            session = enrolment.session_id
            enrolment.hours_credited = float(
                hours.credited(
                    Decimal(str(session.hours)),
                    enrolment.state == "attended",
                    session.state == "done",
                )
            )

    @api.depends("state", "ticket")
    def _compute_waiting_position(self):
        self.flush_model(["state", "ticket", "session_id"])
        places = dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT id, place FROM (
                        SELECT id, row_number() OVER (
                            PARTITION BY session_id ORDER BY ticket, id) AS place
                          FROM ward_enrolment
                         WHERE state = 'waiting' AND session_id = ANY(%s)) AS list
                     WHERE id = ANY(%s)
                    """,
                    self.session_id.ids,
                    self.ids,
                )
            )
        )
        for enrolment in self:
            enrolment.waiting_position = places.get(enrolment.id, 0)

    @api.depends("employee_id")
    @api.depends_context("uid")
    def _compute_is_own(self):
        for enrolment in self:
            # sudo: only compared with the reader's own id
            enrolment.is_own = enrolment.sudo().employee_id.user_id == self.env.user

    @api.depends("employee_id.name", "session_id.display_name")
    def _compute_display_name(self):
        for enrolment in self:
            # sudo: the name of a colleague is public within the ward
            enrolment.display_name = (
                f"{enrolment.sudo().employee_id.name} · {enrolment.session_id.display_name}"
            )

    # ------------------------------------------------------------------ guards
    @api.model_create_multi
    def create(self, vals_list):
        """Put people on the list and give them what seats are free, in one transaction.

        Only the superuser may bring a state along (demo data, records of past courses).
        """
        if not self.env.su:
            self._check_officer_enrols(vals_list)
        # defaults from the caller's context could carry a state or hours: they are dropped
        quiet = self.with_context({**clean_context(self.env.context), **QUIET})
        enrolments = super(WardEnrolment, quiet).create(vals_list)
        asking = self.browse(
            enrolment.id
            for enrolment, vals in zip(enrolments, vals_list, strict=True)
            if "state" not in vals
        )
        # sudo: tickets and seats are the server's
        asking.sudo()._ask()
        return enrolments.with_env(self.env)

    def _ask(self):
        """Draw tickets under the lock of the sessions, then seat whom there is room for."""
        if not self:
            return
        tickets = self.session_id._lock_seats()
        self.session_id._check_still_open()
        for session, enrolments in self.grouped("session_id").items():
            enrolments.write({"ticket": tickets[session.id]})
        self.session_id._allot_seats(newcomers=set(self.ids))

    def _give_seats(self):
        """Enrolled where no approval is needed or it is there already, else held for the head to decide."""
        ready = self.filtered(lambda one: one.approved_on or not one.approval_needed)
        ready.write({"state": "enrolled"})
        (self - ready).write({"state": "requested"})

    def _check_officer_enrols(self, vals_list):
        """The HR officer enrols others, may waive deadline and prerequisites, no more."""
        self.check_access("create")
        closed = GUARDED - {"session_id", "employee_id", "company_id"}
        if any(closed & set(vals) for vals in vals_list):
            raise UserError(self._use_the_buttons())
        asked = defaultdict(list)
        for vals in vals_list:
            if vals.get("session_id") and vals.get("employee_id"):
                asked[vals["session_id"]].append(vals["employee_id"])
        for session, people in asked.items():
            self._check_many(self.env["ward.course.session"].browse(session), people)

    def _check_many(self, session, people):
        """Refuse who is enrolled already or cannot be, of many in as many statements as of one."""
        employees = self.env["hr.employee"].browse(people)
        for existing in self.search(
            [
                ("session_id", "=", session.id),
                ("employee_id", "in", employees.ids),
                ("state", "not in", ("refused", "cancelled")),
            ],
            limit=1,
        ):
            raise UserError(
                self.env._(
                    "%(person)s is already enrolled in %(session)s.",
                    person=existing.employee_id.name,
                    session=session.display_name,
                )
            )
        found = session._findings(employees)
        for employee in employees:
            obstacles = found[employee.id][session.id][0]
            session._refuse_obstacles(employee, [one for one in obstacles if one.code in BINDING])

    def write(self, vals):
        if not self.env.su and GUARDED & set(vals):
            raise UserError(self._use_the_buttons())
        return super().write(vals)

    def _use_the_buttons(self):
        return self.env._(
            "Enrolments change only through their buttons, which also look after the seats."
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(
            self.env._("Enrolments are kept. Cancel this one: its seat goes to the next.")
        )

    # ------------------------------------------------------------------ reading
    def _alive(self, session, employee):
        """The one enrolment of this person in this session that is not refused or cancelled."""
        return self.search(
            [
                ("session_id", "=", session.id),
                ("employee_id", "=", employee.id),
                ("state", "not in", ("refused", "cancelled")),
            ],
            limit=1,
        )
