from decimal import Decimal

from odoo import _, fields, models
from odoo.exceptions import UserError

from ..law import NoLawOn
from ..pay import Person, Plan, back_lines, moved_law
from ..workload.calendar import CalendarUnknown
from .ward_pay_law_read import LAW_READ
from .ward_pay_run_gone import facts_of_slip

PAID = """
SELECT slip.employee_id, line.origin_month, line.code, SUM(line.amount)::text
  FROM ward_payslip slip
  JOIN ward_pay_run run ON run.id = slip.run_id AND run.state = 'paid'
  JOIN ward_payslip_line line ON line.payslip_id = slip.id
 WHERE run.company_id = %(company)s AND run.month >= %(first)s
   AND line.origin_month = ANY(%(months)s)
   AND (%(people)s::int[] IS NULL OR slip.employee_id = ANY(%(people)s))
 GROUP BY 1, 2, 3
"""
RELEASE = "UPDATE ward_pay_touch SET run_id = NULL WHERE run_id = %(run)s"
# who is left out of the run keeps what is open for a later one
TAKE = """
UPDATE ward_pay_touch touch SET run_id = %(run)s
 WHERE touch.company_id = %(company)s AND touch.since < %(month)s
   AND NOT EXISTS (SELECT FROM ward_pay_omission o
                    WHERE o.run_id = %(run)s AND o.employee_id = touch.employee_id)
   AND NOT EXISTS (SELECT FROM ward_pay_run run WHERE run.id = touch.run_id
                      AND run.state NOT IN ('draft', 'computed'))
RETURNING touch.employee_id, touch.since, touch.until
"""


class WardPayRunBack(models.Model):
    """Back pay: months that are paid, reckoned again by what is known now.

    Only months and people that something touched are looked at (`ward.pay.touch`), so that
    years of history cost nothing. Statements grow with the months touched, not with people.
    """

    _inherit = "ward.pay.run"

    touch_ids = fields.One2many("ward.pay.touch", "run_id", string="Earlier pay looked at", readonly=True)
    touch_count = fields.Integer(readonly=True, copy=False, string="Reasons for back pay")
    omission_ids = fields.One2many("ward.pay.omission", "run_id", string="Left out")
    back_count = fields.Integer(compute="_compute_back_count", string="Back pay lines")

    def _compute_back_count(self):
        lines = self.env["ward.payslip.line"]._read_group(
            [("payslip_id.run_id", "in", self.ids), ("back", "=", True)], ["payslip_id"], ["__count"]
        )
        for run in self:
            run.back_count = sum(count for slip, count in lines if slip.run_id == run)

    def action_back_pay(self):
        """Every earlier month that this run makes up, before and after."""
        return self._action(
            "ward_hr.ward_payslip_line_back_action", [("payslip_id.run_id", "=", self.id), ("back", "=", True)]
        )

    def action_look_again(self):
        """Look through all paid months of everybody, e.g. after a unit changed its payroll."""
        self._check_role("pay_officer")
        for run in self:
            run._lock("draft", "computed")
            paid = run._paid_before()
            if paid:
                # nobody writes what touches pay by hand; the role was checked above
                self.env["ward.pay.touch"].sudo().create(
                    {"company_id": run.company_id.id, "since": paid[0].month, "cause": "asked"}
                )
            run._compute_slips()

    def _move(self, origin, target, **values):
        """Nothing is handed on or paid while another run has taken its back pay."""
        if target in ("submitted", "approved", "paid"):
            self._refuse_taken()
        super()._move(origin, target, **values)
        if target == "paid":
            self._touch_omitted()

    def _refuse_taken(self):
        for run in self:
            # what touches pay is for the pay officer; only whether it moved is looked at
            if len(run.sudo().touch_ids) != run.touch_count or run.sudo()._overtaken():
                raise UserError(
                    _(
                        "The back pay of %(run)s has changed since it was computed: another run took"
                        " it, or an earlier month is not paid or was paid later. Pay the earlier"
                        " months first, then compute this one again.",
                        run=run.name,
                    )
                )

    def _overtaken(self):
        """Whether this run makes something up while an earlier month was not settled when it did."""
        return bool(self.touch_count) and bool(
            self.search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("month", "<", self.month),
                    ("state", "!=", "draft"),
                    "|",
                    ("state", "!=", "paid"),
                    ("paid_at", ">", self.computed_at),
                ],
                limit=1,
            )
        )

    def _touch_omitted(self):
        """Who was left out is looked at next time: this month, and what was made up for all others."""
        self.env["ward.pay.touch"].sudo().create(
            # nobody writes what touches pay by hand; a paid run leaves its omissions to the next
            [
                {
                    "company_id": run.company_id.id,
                    "employee_id": omission.employee_id.id,
                    "since": min([run.month, *run.sudo().touch_ids.filtered(_for_all).mapped("since")]),
                    "until": run.month,
                    "cause": "left_out",
                }
                for run in self
                for omission in run.sudo().omission_ids
            ]
        )

    # -- reckoning ---------------------------------------------------------------------

    def _paid_before(self):
        # kept law is read for the comparison, whoever computes
        return self.sudo().search(
            [("company_id", "=", self.company_id.id), ("state", "=", "paid"), ("month", "<", self.month)],
            order="month",
        )

    def _with_back_pay(self, staff, plan, tell):
        """``(staff, plans of origin, touches, whole)``: ``staff`` with their lines of earlier months added.

        People who are no longer here and have such lines come in with nothing else. ``whole``: names
        of those for whom a month is paid whole, since nothing was paid for it before: worth a look.
        Told how far it is, and cancelled, between months.
        """
        law, components, paid = plan.law, plan.components, self._paid_before()
        touches = self._take_touches(law, components) if paid else []
        touched = _months_touched(paid, touches)
        amounts = self._amounts_paid(touched)
        back, absent, origins, whole = {}, {}, [], set()
        for month, people in touched.items():
            tell.at(month.strftime("%m/%Y"))
            tell(len(origins) / (len(touched) + 1))
            origin = Plan(components, law, month)
            origins.append(origin)
            for one, lines in self._made_up(origin, people, amounts):
                back.setdefault(one.id, []).extend(lines)
                absent[one.id] = one
                if (one.id, month) not in amounts:
                    whole.add(one.name)
        tell.at(self.month.strftime("%m/%Y"))
        staff = [one._replace(person=_person(one, tuple(back.pop(one.id)))) if one.id in back else one for one in staff]
        staff += [
            absent[key]._replace(person=_person(absent[key], tuple(lines), left=True)) for key, lines in back.items()
        ]
        return sorted(staff, key=lambda one: one.id), origins, len(touches), whole

    def _take_touches(self, law, components):
        """What is open for this run, a law that came late included: (employee, since, until)."""
        self._touch_moved_law(law, components)
        self.env["ward.pay.touch"].flush_model()
        run = {"run": self.id, "company": self.company_id.id, "month": self.month}
        self.env.cr.execute(RELEASE, run)
        self.env.cr.execute(TAKE, run)
        taken = self.env.cr.fetchall()
        self.env["ward.pay.touch"].invalidate_model()
        self.invalidate_recordset(["touch_ids"])
        return taken

    def _touch_moved_law(self, law, components):
        """Note the months whose law says something else than was last noticed, also when it is what it was again."""
        Touch = self.env["ward.pay.touch"].sudo()  # written by the server only; the role was checked
        Touch.flush_model()
        rows = []
        self.env.cr.execute(LAW_READ, {"company": self.company_id.id, "month": self.month})
        for month, kept, noticed in self.env.cr.fetchall():
            moved = self._law_moved(kept, law, components)
            words = "; ".join(f"{code} {value} ({day})" for code, day, value in moved)
            if words != noticed:
                rows.append({"since": month, "until": month, "law": words})
        Touch.create([row | {"company_id": self.company_id.id, "cause": "law"} for row in rows])

    def _law_moved(self, kept, law, components):
        try:
            return moved_law(kept, law, components)
        except NoLawOn as refusal:
            raise UserError(self._law_refusal(refusal)) from refusal

    def _amounts_paid(self, touched):
        """``{(employee, month): {code: đồng}}``, by one statement."""
        amounts = {}
        if touched:
            everybody = None in set().union(*touched.values())
            people = None if everybody else sorted(set().union(*touched.values()))
            self.env.cr.execute(
                PAID,
                {
                    "company": self.company_id.id,
                    "first": min(touched),
                    "months": list(touched),
                    "people": people,
                },
            )
            for employee, month, code, amount in self.env.cr.fetchall():
                amounts.setdefault((employee, month), {})[code] = Decimal(amount)
        return amounts

    def _made_up(self, plan, people, amounts):
        """``(Staff, lines)`` of those for whom something differs in the month of ``plan``."""
        everybody = None in people
        omitted = set(self.omission_ids.employee_id.ids)
        staff = [one for one in self._gather(plan, None if everybody else sorted(people)) if one.id not in omitted]
        self._refuse_missing(plan, staff)
        due = {one.id: one for one in staff}
        paid = {employee: codes for (employee, month), codes in amounts.items() if month == plan.first}
        asked = set(paid) if everybody else paid.keys() & people
        gone = self._people_gone(sorted(asked - due.keys() - omitted))
        try:
            for key, one in sorted({**gone, **due}.items()):
                slip = plan.compute(one.person) if key in due else None
                lines = back_lines(plan, slip, paid.get(key, {}))
                if lines:
                    yield one, lines
        except NoLawOn as refusal:
            raise UserError(self._law_refusal(refusal)) from refusal
        except CalendarUnknown as refusal:
            raise UserError(self._calendar_refusal(refusal)) from refusal


def _for_all(touch):
    return not touch.employee_id


def _months_touched(paid, touches):
    """``{month: people}`` of the months paid that something touched; None among them: everybody."""
    touched = {}
    for run in paid:
        last = fields.Date.end_of(run.month, "month")
        people = {
            employee for employee, since, until in touches if since <= last and (until is None or run.month <= until)
        }
        if people:
            touched[run.month] = people
    return touched


def _person(one, lines, left=False):
    """The `Person` of a `Staff` with lines of earlier months; ``left``: with these alone."""
    if not left:
        return one.person._replace(back=lines)
    stretches = one.person.stretches
    facts = stretches[-1].facts if stretches else facts_of_slip(one.version)
    return Person(one.id, (), back=lines, left_as=facts)
