"""The cast of the tests: two wards, one named person per role."""

import gc
from contextlib import contextmanager
from datetime import date

from odoo.tests import TransactionCase

from . import cast

ROLES = (
    "staff",
    "unit_head",
    "hr_officer",
    "pay_officer",
    "ward_head",
    "upper_tier",
    "auditor",
)

# statements of Odoo's own that may come on top for many more people, a prefetch or a batch; one a person is far more
SLACK = 3


class WardCase(TransactionCase):
    """``cls.ward`` with one user per role (``cls.pay_officer`` ...), and ``cls.other_ward``: see :mod:`.cast`.

    ``cls.employ("Nguyễn Thị Lan", pay_coefficient=3.0)`` makes an employee whose
    first version starts on 1 January 2026.
    """

    roles = tuple(("ward_hr", role) for role in ROLES)

    @classmethod
    def setUpClass(cls):
        cast.ensured(cls.roles)
        super().setUpClass()
        cls.ward, cls.other_ward = cast.wards(cls.env)
        cls.env = cls.env(
            context=dict(
                cls.env.context,
                allowed_company_ids=cls.ward.ids,
                tracking_disable=True,
            )
        )
        cls.ward, cls.other_ward = cls.ward.with_env(cls.env), cls.other_ward.with_env(cls.env)
        logins = {cast.login(role, cls.ward): role for _module, role in cls.roles}
        for user in cls.env["res.users"].search([("login", "in", list(logins))]):
            setattr(cls, logins[user.login], user)

    @classmethod
    def user_of(cls, role, company, module="ward_hr", login=None):
        """A user with one role in one ward; login ``<role>@<company id>``."""
        return cast.make_user(cls.env, module, role, company, login)

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
