from contextlib import suppress
from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PHOTO, OversightCase


class ActionCase(OversightCase):
    """A signed visit of 20 November 2026 with one finding, and ``cls.lan``, who is to mend it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lan = cls.employ("Nguyễn Thị Lan", user=cls.staff, department_id=cls.economy.id)

    def make_action(self, finding, deadline=date(2026, 11, 30), **values):
        if deadline:
            values["deadline"] = deadline
        return self.env["ward.action"].create(
            {"name": "Lập sổ theo dõi", "finding_id": finding.id, "employee_id": self.lan.id, **values}
        )


@tagged("post_install", "-at_install")
class TestAction(ActionCase):
    @freeze_time("2026-11-20 03:00:00")
    def test_an_action_goes_from_its_owner_to_somebody_else_who_sees_that_it_works(self):
        finding = self.signed_visit().finding_ids
        action = self.make_action(finding)
        owner = action.with_user(self.staff)
        with self.assertRaisesRegex(UserError, "without a word or a proof"):
            owner.action_done()
        with self.assertRaisesRegex(UserError, "set by oversight"):
            owner.deadline = date(2027, 1, 4)
        with self.assertRaisesRegex(UserError, "by its buttons"):
            owner.state = "closed"
        owner.file_ids = [(0, 0, {"name": "so.png", "content": PHOTO})]
        owner.action_done()
        self.assertEqual((action.state, action.done_by_id, action.done_on), ("done", self.staff, date(2026, 11, 20)))
        with self.assertRaisesRegex(UserError, "checked by oversight"):
            owner.action_effective()
        checker = action.with_user(self.inspector)
        with self.assertRaisesRegex(UserError, "Write what the check"):
            checker.action_effective()
        checker.check_note = "Sổ ghi đủ 10 ngày"
        with self.assertRaisesRegex(UserError, "cannot be closed: 1 of its actions"):
            finding.with_user(self.oversight_lead).action_close()
        checker.action_effective()
        self.assertEqual((action.state, action.checked_by_id), ("closed", self.inspector))
        head = finding.with_user(self.economy_head)
        head.mended_note = "Xong"
        head.action_mended()
        finding.with_user(self.oversight_lead).action_close()
        self.assertEqual(finding.state, "closed")

    def test_who_reported_an_action_cannot_check_it_and_what_does_not_work_goes_back(self):
        action = self.make_action(self.signed_visit().finding_ids)
        own = action.with_user(self.oversight_lead)
        own.done_note = "Xong"
        own.action_done()
        own.check_note = "Tốt"
        with self.assertRaisesRegex(UserError, "cannot check it"):
            own.action_effective()
        action.with_user(self.inspector).action_not_effective()
        self.assertEqual((action.state, action.done_on), ("open", False))

    def test_the_deadline_is_a_working_day(self):
        finding = self.signed_visit().finding_ids
        with self.assert_refused(ValidationError, "24/11/2026, which is not worked. Choose 25/11/2026"):
            self.make_action(finding, deadline=date(2026, 11, 24))
        with freeze_time("2026-11-20 03:00:00"):
            action = self.make_action(finding, deadline=None, days=2)
        self.assertEqual(action.deadline, date(2026, 11, 25))
        # the finding ends on Sunday 20 December
        self.assertEqual(self.make_action(finding, deadline=None).deadline, date(2026, 12, 21))

    def test_the_owner_is_of_the_unit(self):
        with self.assertRaisesRegex(ValidationError, "Nguyễn Tiến Dũng works in Văn phòng"):
            self.make_action(self.signed_visit().finding_ids, employee_id=self.dung.id)

    @freeze_time("2026-11-20 03:00:00")
    def test_an_extension_has_a_reason_and_is_decided_by_the_lead(self):
        action = self.make_action(self.signed_visit().finding_ids)
        ask = self.env["ward.action.extension"].with_user(self.staff)
        with self.assert_refused(ValidationError, "no extension of 30/11/2026"):
            ask.create({"action_id": action.id, "deadline": date(2026, 11, 27), "reason": "Chờ máy"})
        extension = ask.create({"action_id": action.id, "deadline": date(2026, 12, 7), "reason": "Chờ máy"})
        with self.assertRaisesRegex(UserError, "decided by the oversight lead"):
            extension.action_grant()
        extension.with_user(self.oversight_lead).action_grant()
        self.assertEqual((action.deadline, extension.state), (date(2026, 12, 7), "granted"))
        with self.assertRaisesRegex(UserError, "stays as it is"):
            extension.reason = "Khác"

    def test_a_kept_file_has_hash_author_and_time_and_a_better_one_keeps_the_first(self):
        action = self.make_action(self.signed_visit().finding_ids)
        files = self.env["ward.kept.file"].with_user(self.staff)
        where = {"place": "Bộ phận Một cửa", "latitude": 21.0285114, "longitude": 105.8544439, "accuracy": 12.4}
        first = files.create({"action_id": action.id, "name": "a.png", "content": PHOTO, **where})
        self.assertEqual(first.whereabouts, "Bộ phận Một cửa · 21.028511, 105.854444 (±12 m)")
        second = files.create(
            {"action_id": action.id, "name": "b.png", "content": PHOTO, "replaces_id": first.id, "sha256": "x"}
        )
        self.assertEqual((len(second.sha256), second.author_id), (64, self.staff))
        self.assertTrue(first.replaced)
        self.assertEqual(action.file_ids, second | first)
        for step in (lambda: first.write({"name": "c"}), first.sudo().unlink):
            with self.assertRaises(UserError):
                step()
        self.env.invalidate_all()
        for file in (first, second):
            self.assertEqual(file.action_check()["params"]["type"], "success")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env.cr.execute("UPDATE ward_kept_file SET latitude = 20 WHERE id = %s", first.ids)
        self.env.cr.execute("ALTER TABLE ward_kept_file DISABLE TRIGGER USER")
        self.env.cr.execute("UPDATE ward_kept_file SET latitude = 20 WHERE id = %s", first.ids)
        self.env.invalidate_all()
        self.assertEqual(first.action_check()["params"]["type"], "danger")


@tagged("post_install", "-at_install")
class TestActionNotice(ActionCase):
    def lists(self, user):
        return self.env["mail.activity"].search_count([("res_model", "=", "ward.action"), ("user_id", "=", user.id)])

    def test_a_day_without_a_run_is_made_up_for(self):
        action = self.make_action(self.signed_visit().finding_ids)
        self.assertEqual(self.env["ward.action"]._tell(date(2026, 12, 20)), 3)
        self.assertEqual(self.lists(self.ward_head), 1)
        owner = action.with_user(self.staff)
        owner.done_note = "Xong"
        owner.action_done()
        self.assertEqual(self.lists(self.ward_head), 0)

    def test_the_action_of_an_unsigned_visit_is_nobodys_yet(self):
        visit = self.started_visit()
        visit.answer_ids[0].result = "fail"
        finding = visit.env["ward.finding"].create(
            {"visit_id": visit.id, "answer_id": visit.answer_ids[0].id, "name": "Sai", "department_id": self.economy.id}
        )
        action = self.make_action(finding)
        self.assertEqual(self.env["ward.action"]._tell(date(2026, 12, 20)), 0)
        with self.assertRaises(AccessError):
            action.with_user(self.staff).read(["name"])

    def test_a_run_that_is_killed_loses_nothing_and_tells_nobody_twice(self):
        finding = self.signed_visit().finding_ids
        for number in range(5):
            self.make_action(finding, name=f"Việc {number}")
        actions, day = self.env["ward.action"], date(2026, 12, 1)

        def killed(told):
            self.assertEqual(told, 2)
            raise KeyboardInterrupt

        self.patch(type(actions), "_told_at_once", 2)
        with suppress(KeyboardInterrupt):  # assertRaises would undo what was kept
            actions._tell(day, after_batch=killed)
        self.assertEqual(self.lists(self.economy_head), 2)
        kept = []
        self.patch(type(self.env["ir.cron"]), "_commit_progress", lambda _cron, told: kept.append(told))
        with freeze_time("2026-12-01 03:00:00"):
            self.assertEqual((actions._cron_tell(), actions._cron_tell()), (3, 0))
        self.assertEqual((kept, self.lists(self.economy_head)), ([2], 5))

    def test_statements_do_not_grow_with_the_actions(self):
        finding = self.signed_visit().finding_ids
        spent = []
        for count in (3, 60):
            for number in range(count):
                self.make_action(finding, name=f"Việc {number}")
            with self.counted() as statements:
                self.assertEqual(self.env["ward.action"]._tell(date(2026, 12, 20)), 3 * count)
            spent.append(statements())
        self.assertEqual(spent[1], spent[0])
