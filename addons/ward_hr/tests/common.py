"""The cast of the tests: two wards, one named person per role."""

import gc
from contextlib import contextmanager
from datetime import date

from odoo import Command
from odoo.tests import TransactionCase, new_test_user

ROLES = (
    "staff",
    "unit_head",
    "hr_officer",
    "pay_officer",
    "ward_head",
    "upper_tier",
    "auditor",
)


class WardCase(TransactionCase):
    """``cls.ward`` with one user per role (``cls.pay_officer`` ...), and ``cls.other_ward``.

    ``cls.employ("Nguyễn Thị Lan", pay_coefficient=3.0)`` makes an employee whose
    first version starts on 1 January 2026.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        vnd = cls.env.ref("base.VND")
        vnd.active = True
        cls.ward, cls.other_ward = cls.env["res.company"].create(
            [
                {"name": name, "currency_id": vnd.id}
                for name in ("Phường Thử Nghiệm", "Phường Khác")
            ]
        )
        cls.env = cls.env(
            context=dict(
                cls.env.context,
                allowed_company_ids=cls.ward.ids,
                tracking_disable=True,
            )
        )
        for role in ROLES:
            setattr(cls, role, cls.user_of(role, cls.ward))

    @classmethod
    def user_of(cls, role, company, module="ward_hr", login=None):
        """A user with one role in one ward; login ``<role>@<company id>``."""
        return new_test_user(
            cls.env,
            login=login or f"{role}@{company.id}",
            groups=f"{module}.{module}_group_{role}",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            tz="Asia/Ho_Chi_Minh",
        )

    @classmethod
    def employ(cls, name, company=None, user=None, since=date(2026, 1, 1), **version):
        """An employee whose only version holds from ``since``, with its pay fields."""
        return cls.env["hr.employee"].create(
            {
                "name": name,
                "company_id": (company or cls.ward).id,
                "user_id": user.id if user else False,
                "date_version": since,
                **version,
            }
        )

    @contextmanager
    def assert_refused(self, exception, sentence):
        """The block is refused with a message that holds ``sentence``; what it wrote is undone."""
        with self.assertRaises(exception) as refused:
            yield
        self.assertIn(sentence, str(refused.exception))

    @contextmanager
    def counted(self):
        """Counts the SQL statements of the block: ``with self.counted() as spent: ...``, then ``spent()``.

        A block costs the same whatever ran before it: what the process and the transaction keep is written or
        forgotten first, and no garbage is collected within, since a collected environment makes the next one read
        its user and groups again.
        """
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()
        gc.collect()
        gc.disable()
        before = self.env.cr.sql_log_count
        spent = []
        try:
            yield lambda: spent[0]
        finally:
            gc.enable()
            spent.append(self.env.cr.sql_log_count - before)
