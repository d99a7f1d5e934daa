"""A person proposes, HR answers each line, and the file then says exactly what was accepted."""

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .file_case import SCAN, FileCase

MOVE = {"subject": "address", "new_value": "34 phố Mới", "proof": SCAN, "proof_name": "cu-tru.pdf"}
PHONE = {"subject": "phone", "new_value": "0900 000 002"}
ENGLISH = {"subject": "language", "name": "Tiếng Anh", "level": "B1", "date_from": date(2026, 6, 1)}


@tagged("post_install", "-at_install")
class TestWardFileChange(FileCase):
    def test_each_accepted_line_is_in_the_file_and_each_refused_one_is_not(self):
        change = self.propose(MOVE, PHONE)
        move, phone = self.by_hr(change)
        self.assertEqual((move.old_text, move.new_text), ("12 phố Cũ", "34 phố Mới"))
        move.action_accept()
        self.assertEqual(change.state, "sent")
        phone.reason = "Số này của người khác."
        phone.action_refuse()
        self.assertEqual(change.state, "decided")
        self.assertEqual((self.lan.private_street, self.lan.private_phone), ("34 phố Mới", "0900 000 001"))
        mine = change.with_user(self.staff).line_ids
        self.assertEqual(mine.mapped("state"), ["accepted", "refused"])
        self.assertEqual(mine.mapped("old_text"), ["12 phố Cũ", "0900 000 001"])
        self.assertEqual(mine[1].reason, "Số này của người khác.")
        self.assertEqual(mine.decided_by_id, self.hr_officer)

    def test_entries_and_relatives_are_added_corrected_and_removed(self):
        corrected = {"subject": "education", "operation": "change", "entry_id": self.diploma.id, "name": "Luật kinh tế"}
        gone = {"subject": "family", "operation": "remove", "member_id": self.child.id}
        born = {"subject": "family", "relation": "child", "name": "Nguyễn Thị Tèo", "birth_year": 2026}
        change = self.propose(ENGLISH, corrected, gone, born)
        self.by_hr(change).action_accept()
        self.assertEqual(
            {(entry.kind, entry.name, entry.level) for entry in self.file.entry_ids},
            {("language", "Tiếng Anh", "B1"), ("education", "Luật kinh tế", False)},
        )
        self.assertEqual(self.file.family_ids.mapped("name"), ["Nguyễn Thị Tèo"])
        self.assertIn("Nguyễn Văn Tí", change.line_ids[2].old_text)
        self.assertEqual(change.state, "decided")

    def test_a_line_whose_old_value_is_no_longer_that_of_the_file_is_not_accepted(self):
        move = self.by_hr(self.propose(MOVE))
        self.lan.private_street = "56 phố Khác"
        with self.assert_refused(UserError, "it said “12 phố Cũ”, and says “56 phố Khác” now"):
            move.action_accept()
        self.assertEqual((self.lan.private_street, move.state), ("56 phố Khác", "pending"))

    def test_a_line_about_an_entry_that_is_gone_is_not_accepted(self):
        line = self.by_hr(
            self.propose(
                {
                    "subject": "family",
                    "operation": "change",
                    "member_id": self.child.id,
                    "name": "X",
                    "relation": "child",
                }
            )
        )
        self.child.unlink()
        with self.assert_refused(UserError, "the file has changed since it was proposed"):
            line.action_accept()

    def test_a_line_is_not_refused_without_a_reason(self):
        line = self.by_hr(self.propose(MOVE))
        with self.assert_refused(UserError, "cannot be refused without a reason"):
            line.action_refuse()

    def test_a_line_is_decided_once(self):
        line = self.by_hr(self.propose(MOVE))
        line.action_accept()
        for action in (line.action_accept, line.with_user(self.second_officer).action_refuse):
            with self.assert_refused(UserError, "is not waiting for a decision"):
                action()

    def test_nobody_decides_on_the_own_proposal(self):
        mai = self.employ("Đỗ Thị Mai", user=self.hr_officer)
        change = self.propose(MOVE, user=self.hr_officer, file=self.env["ward.staff.file"]._of(mai))
        with self.assert_refused(UserError, "You cannot decide on your own proposal"):
            self.by_hr(change).action_accept()
        self.by_hr(change, self.second_officer).action_accept()
        self.assertEqual(mai.private_street, "34 phố Mới")

    def test_the_person_decides_nothing_and_writes_nothing_once_sent(self):
        change = self.propose(MOVE)
        line = change.line_ids
        for attempt in (line.action_accept, line.action_refuse, lambda: line.write({"reason": "Được."})):
            with self.assertRaises(AccessError):
                attempt()
        for attempt in (
            lambda: line.write({"new_value": "1 phố Lạ"}),
            lambda: change.write({"note": "Thêm."}),
            lambda: change.write({"line_ids": [(0, 0, PHONE)]}),
            change.unlink,
            line.unlink,
        ):
            with self.assert_refused(UserError, "is sent and stays as it is"):
                attempt()

    def test_states_are_not_written_by_hand(self):
        change = self.draft(MOVE)
        with self.assert_refused(UserError, "is not written"):
            change.write({"state": "decided"})
        with self.assert_refused(UserError, "decided by its buttons"):
            change.line_ids.write({"state": "accepted"})
        with self.assert_refused(UserError, "is not written"):
            self.env["ward.file.change"].with_user(self.staff).create({"file_id": self.file.id, "state": "sent"})

    def test_hr_changes_nothing_of_what_the_person_proposes(self):
        line = self.by_hr(self.propose(MOVE))
        with self.assert_refused(UserError, "is sent and stays as it is"):
            line.new_value = "1 phố Lạ"

    def test_an_incomplete_line_says_what_is_missing(self):
        for line, sentence in (
            ({"subject": "address", "new_value": "  "}, "fill in what the file shall say"),
            ({"subject": "language"}, "fill in what the file shall say"),
            ({"subject": "education", "operation": "remove"}, "choose which entry"),
            ({**ENGLISH, "date_to": date(2026, 5, 1)}, "ends before it begins"),
        ):
            with self.subTest(line=line), self.assert_refused(ValidationError, sentence):
                self.draft(line)

    def test_an_entry_of_another_file_is_not_touched(self):
        others = self.env["ward.file.entry"].create(
            {"file_id": self.env["ward.staff.file"]._of(self.an).id, "kind": "education", "name": "Kế toán"}
        )
        line = {"subject": "education", "operation": "remove", "entry_id": others.id}
        with self.assert_refused(ValidationError, "the entry is of another file"):
            self.draft(line)

    def test_an_empty_proposal_is_not_sent(self):
        with self.assert_refused(UserError, "has no change yet"):
            self.draft().action_send()

    def test_what_is_not_decided_can_be_withdrawn(self):
        change = self.propose(MOVE, PHONE)
        self.by_hr(change)[0].action_accept()
        change.action_withdraw()
        self.assertEqual(change.line_ids.mapped("state"), ["accepted", "withdrawn"])
        with self.assert_refused(UserError, "Only a proposal that is with HR"):
            change.action_withdraw()

    def test_only_the_person_sends(self):
        change = self.draft(MOVE)
        with self.assert_refused(UserError, "only be sent or withdrawn by the person"):
            change.sudo().with_user(self.env.user).action_send()

    def test_hr_and_the_person_are_told_and_no_value_is_told(self):
        change = self.propose(MOVE, PHONE)
        self.by_hr(change).action_accept()
        messages = self.env["mail.message"].sudo().search([("model", "=", change._name), ("res_id", "=", change.id)])
        told = messages.notified_partner_ids
        self.assertEqual(told, (self.hr_officer | self.second_officer | self.staff).partner_id)
        for message in messages:
            self.assertNotIn("phố", message.body + (message.subject or ""))
            self.assertNotIn("0900", message.body + (message.subject or ""))

    def test_the_statements_of_the_list_do_not_grow_from_two_proposals_to_twelve(self):
        def statements(count):
            for number in range(count):
                login = self.user_of("staff", self.ward, login=f"person-{count}-{number}")
                file = self.env["ward.staff.file"]._of(self.employ(f"Người {number}", user=login))
                self.propose(MOVE, ENGLISH, user=login, file=file)
            self.env.flush_all()
            read()  # new logins clear what the process keeps of rights: ask for it before counting
            with self.counted() as spent:
                read()
            return spent()

        # held on to: an environment asks once for the time zone of its user
        reader = self.env["ward.file.change"].with_user(self.hr_officer)

        def read():
            changes = reader.search([])
            changes.read(["employee_id", "summary", "sent_at", "state", "is_own"])
            changes.line_ids.read(["old_text", "new_text", "state"])

        few = statements(2)
        self.assertEqual(statements(10), few)
