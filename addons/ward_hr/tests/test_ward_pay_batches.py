"""The pay of a month is the same in any order and any portions, and costs the same statements for few and for many."""

import random
from datetime import date
from unittest.mock import patch

from odoo.tests import tagged

from ..models import ward_pay_run_compute, ward_pay_run_keep
from ..models.ward_pay_run_lists import LISTS
from .pay_case import OCTOBER, PayCase

JULY, AUGUST, SEPTEMBER, NOVEMBER = (date(2026, month, 1) for month in (7, 8, 9, 11))
TAKEN = ("PIT", "ADVANCE")


@tagged("post_install", "-at_install")
class TestWardPayBatches(PayCase):
    @classmethod
    def people(cls, count):
        kind = {"company_id": cls.ward.id, "date_version": date(2026, 1, 1)}
        return cls.env["hr.employee"].create(
            [
                {
                    "name": f"Người {number}",
                    "staff_type_id": cls.staff_type("civil_servant" if number % 3 else "contract_111").id,
                    "pay_coefficient": 2.34 + (number % 9) * 0.33,
                    "leadership_coefficient": (number % 4) * 0.1,
                    "dependants": number % 2,
                    **kind,
                }
                for number in range(count)
            ]
        )

    def lines(self, run):
        """``{(person, month of origin, code): đồng}``, and the totals of the run."""
        found = {(line.payslip_id.employee_id.id, line.origin_month, line.code): line.amount
                 for line in run.slip_ids.line_ids}  # fmt: skip
        return found, (run.people, run.gross, run.deductions, run.net, run.employer)

    def test_one_at_a_time_and_all_at_once_are_paid_the_same(self):
        some = self.people(23)
        self.paid(SEPTEMBER)
        some[:5].version_id.leadership_coefficient = 0.35  # back pay for September
        run = self.run_of(OCTOBER)
        found = []
        for size in (500, 1, 7):
            with (
                patch.object(ward_pay_run_compute, "BATCH", size),
                patch.object(ward_pay_run_keep, "BLOCK", size),
            ):
                run.action_compute()
            found.append(self.lines(run))
        self.assertEqual(found[0], found[1])
        self.assertEqual(found[0], found[2])

    def test_people_in_another_order_are_paid_the_same(self):
        self.people(23)
        run = self.computed(OCTOBER)
        before = self.lines(run)
        gather = type(run)._gather

        def shuffled(self, *args):
            staff = gather(self, *args)
            random.Random(7).shuffle(staff)
            return staff

        with patch.object(type(run), "_gather", shuffled):
            run.action_compute()
        self.assertEqual(self.lines(run), before)

    def test_who_is_paid_a_month_later_gets_what_the_others_got_but_for_the_tax_of_that_day(self):
        some = self.people(12)
        late = some[:4]
        run = self.run_of(SEPTEMBER)
        run.omission_ids = [(0, 0, {"employee_id": one.id, "reason": "chờ quyết định"}) for one in late]
        run.action_compute()
        first, _totals = self.lines(run)
        run.action_submit()
        run.with_user(self.ward_head).action_approve()
        run.action_pay()
        second, _totals = self.lines(self.computed(OCTOBER))
        in_parts = first | {key: amount for key, amount in second.items() if key[1] == SEPTEMBER}
        self.assertEqual({key[0] for key in in_parts}, set(some.ids))
        whole = self.at_once(SEPTEMBER)
        self.assertEqual(in_parts, {key: amount for key, amount in whole.items() if not self.is_tax_of(key, late)})

    def at_once(self, month):
        """The lines of everybody in ``month``, as if nobody had been left out of it."""
        self.cr.execute("ALTER TABLE ward_pay_run DISABLE TRIGGER USER")
        run = self.env["ward.pay.run"].search([("month", "=", month), ("company_id", "=", self.ward.id)])
        run._keep({"state": "computed"})
        run.omission_ids.unlink()
        run.with_user(self.pay_officer).action_compute()
        return self.lines(run)[0]

    def is_tax_of(self, key, people):
        return key[0] in people.ids and key[2] in TAKEN

    def test_every_step_and_list_costs_the_same_statements_for_five_and_for_sixty_people(self):
        self.people(5)
        self.steps(JULY)  # what the first run of a process reads for all that follow
        few = self.steps(AUGUST)
        self.people(55)
        many = self.steps(SEPTEMBER)
        self.assertEqual(few, many)

    def steps(self, month):
        """Statements of each step of a month, and of each list of it."""
        run, spent = self.computed(month), {}

        def count(name, step):
            with self.counted() as counted:
                step()
                self.env.flush_all()
            spent[name] = counted()

        count("compute", run.action_compute)
        count("submit", run.action_submit)
        count("approve", run.with_user(self.ward_head).action_approve)
        count("pay", run.action_pay)
        for kind in LISTS:
            count(kind, lambda kind=kind: run.with_user(self.auditor)._pay_list(kind))
        return spent
