"""Files of the one-stop system become dossiers: once, correctly, and nothing else."""

import base64
from datetime import date, datetime
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.ward_hr.importing.columns import COLUMNS

from .dossier_case import DossierCase
from .example_dossiers import MAIL, MIX, OCTOBER, RECEPTION, SEPTEMBER

VI = [column.vi for column in COLUMNS]


@tagged("post_install", "-at_install")
class TestDossierImport(DossierCase):
    def test_a_dry_run_counts_and_changes_nothing(self):
        record = self.sent(self.csv([self.row("0001"), self.row("0002", state="??")]))
        record.action_check()
        self.assertEqual(record.state, "checked")
        self.assertEqual(self.counts(record), (1, 0, 0, 1))
        self.assertFalse(self.dossiers())

    def test_rows_become_dossiers_with_times_in_utc(self):
        self.send([self.row("0001")])
        dossier = self.dossiers()
        self.assertEqual(dossier.code, "H26.123-261012-0001")
        self.assertEqual(dossier.received_at, datetime(2026, 10, 12, 1, 31))
        self.assertEqual(dossier.due_at, datetime(2026, 10, 12, 10, 30))
        self.assertEqual(dossier.handling_officer_id, self.lan)
        self.assertEqual(dossier.department_id, self.office)
        self.assertEqual(dossier.timeliness, "on_time")

    def test_sending_the_same_file_twice_changes_nothing(self):
        first = self.send([self.row("0001"), self.row("0002")])
        second = self.send([self.row("0001"), self.row("0002")])
        self.assertEqual(self.counts(first), (2, 0, 0, 0))
        self.assertEqual(self.counts(second), (0, 0, 2, 0))
        self.assertEqual(second.same_file_id, first)
        self.assertFalse(second.months)
        self.assertEqual(self.dossiers().import_id, first)

    def test_a_correction_changes_only_what_changed(self):
        self.send([self.row("0001"), self.row("0002")])
        second = self.send([self.row("0001", processed="12/10/2026 18:00", returned="13/10/2026"), self.row("0002")])
        self.assertEqual(self.counts(second), (0, 1, 1, 0))
        late = self.dossiers().filtered("late_days")
        self.assertEqual(late.code, "H26.123-261012-0001")
        self.assertEqual(late.import_id, second)

    def test_a_refused_row_comes_back_in_a_file_that_can_be_corrected_and_sent_again(self):
        first = self.send([self.row("0001"), self.row("0002", handling="ai@ward.example")])
        self.assertEqual(self.counts(first), (1, 0, 0, 1))
        text = base64.b64decode(first.refused_file).decode("utf-8-sig")
        header, line = text.splitlines()
        self.assertEqual(header.split(";")[: len(VI)], VI)
        self.assertIn("H26.123-261012-0002", line)
        again = self.sent((text.replace("ai@ward.example", "an@ward.example")).encode())
        again.action_import()
        self.assertEqual(self.counts(again), (1, 0, 0, 0))
        self.assertFalse(again.left_out_columns)

    def test_a_code_twice_is_refused_the_second_time_with_all_else_that_is_wrong(self):
        rows = [
            self.row("0001"),
            self.row("0002", state="??"),
            self.row("0001", state="??"),
            self.row("0002"),
            self.row("0001"),
        ]
        record = self.send(rows)
        self.assertEqual(self.counts(record), (1, 0, 0, 4))
        self.assertEqual(
            [(fault.row, fault.reason) for fault in record.fault_ids],
            [
                (3, "This status is not known."),
                (4, "The same dossier code stands in row 2."),
                (4, "This status is not known."),
                (5, "The same dossier code stands in row 3."),
                (6, "The same dossier code stands in row 2."),
            ],
        )
        lines = base64.b64decode(record.refused_file).decode("utf-8-sig").splitlines()
        self.assertEqual([line.split(";")[len(VI)] for line in lines[1:]], ["3", "4", "5", "6"])
        self.assertIn("H26.123-261012-0002", lines[3])

    def test_more_refused_rows_than_are_shown_all_come_back_in_the_file(self):
        record = self.send([self.row(f"{number:04}", state="??") for number in range(500)])
        self.assertEqual(len(record.fault_ids), 200)
        self.assertEqual(len(base64.b64decode(record.refused_file).splitlines()), 501)

    def test_a_file_that_breaks_in_the_middle_is_refused_with_a_sentence(self):
        content = self.csv([self.row(f"{number:05}") for number in range(3000)])
        record = self.sent(content + b"\r\nH26\xff\xfe;x")
        with self.assert_refused(UserError, "text in UTF-8"):
            record.action_import()
        cut = self.sent(content.replace("Số bản".encode(), "Ghi chú".encode(), 1) + b"\r\n\xff;x")
        self.assertEqual((cut.state, cut.file), ("refused", False))
        self.assertRegex(cut.message, "text in UTF-8")

    def test_the_file_is_forgotten_once_it_is_imported_and_its_name_and_hash_stay(self):
        record = self.sent(self.csv([self.row("0001")]))
        kept = record.file_hash
        self.assertTrue(record.file)
        record.action_import()
        self.assertEqual((record.file, record.file_name, record.file_hash), (False, "thang-10.csv", kept))
        self.cr.execute("SELECT COUNT(*) FROM ward_import_part WHERE import_id = %s", (record.id,))
        self.assertEqual(self.cr.fetchone(), (0,))

    def test_a_file_that_waits_for_a_month_is_forgotten(self):
        old, new = (self.sent(self.csv([self.row("0001")])) for _twice in range(2))
        self.env.flush_all()
        self.cr.execute(
            "UPDATE ward_dossier_import SET write_date = write_date - INTERVAL '31 days' WHERE id = %s", (old.id,)
        )
        self.env.invalidate_all()
        self.env["ward.dossier.import"].sudo()._gc_files()
        self.assertEqual((old.state, old.file), ("draft", False))
        self.assertRegex(old.message, "was forgotten")
        self.assertEqual(new.state, "ready")
        self.assertTrue(new.file)

    def test_a_number_of_a_citizen_in_the_wrong_column_is_not_kept(self):
        for number in ("001099012345", "0912345678"):
            with self.subTest(number=number):
                refused = self.send([self.row("0001", handling=number)])
                self.assertEqual(refused.fault_ids.value, f"…{number[-3:]}")
                self.assertNotIn(number, base64.b64decode(refused.refused_file).decode("utf-8-sig"))
                self.assertNotIn(number, refused.fault_ids.reason + refused.fault_ids.remedy)

    def test_columns_of_citizens_are_refused_and_the_file_is_not_kept(self):
        rows = [[*self.row("0001"), "Phạm Văn Dân", "001099012345"]]
        content = self.csv(rows, header=[*VI, "Họ tên người nộp", "Số CCCD"])
        record = self.sent(content)
        self.assertEqual(record.state, "refused")
        self.assertFalse(record.file)
        self.assertEqual(record.citizen_columns, "Họ tên người nộp, Số CCCD")
        record.write({"file": base64.b64encode(content), "file_name": "a.csv", "leave_out_citizen": True})
        self.assertEqual(record.state, "ready")
        kept = base64.b64decode(record.file).decode("utf-8-sig")
        self.assertNotIn("Dân", kept)
        self.assertNotIn("001099012345", kept)
        record.action_import()
        self.assertEqual(self.counts(record), (1, 0, 0, 0))

    def test_columns_that_are_not_known_are_cut_from_the_file_too(self):
        content = self.csv([[*self.row("0001"), "riêng tư"]], header=[*VI, "Ghi chú"])
        record = self.sent(content)
        self.assertEqual(record.left_out_columns, "Ghi chú")
        self.assertNotIn("riêng tư", base64.b64decode(record.file).decode())

    def test_a_file_that_is_no_table_is_refused_with_a_sentence(self):
        for content in (b"", b"%PDF-1.7\x00", b"PK\x03\x04nothing", b"just words"):
            record = self.sent(content)
            self.assertEqual(record.state, "refused", content)
            self.assertTrue(record.message)
            self.assertFalse(record.file)
            with self.assertRaisesRegex(UserError, "choose a file"):
                record.action_import()

    def test_a_column_that_is_missing_is_named(self):
        record = self.sent(self.csv([["x", "y"]], header=["Mã hồ sơ", "Mã thủ tục"]))
        self.assertRegex(record.message, "Channel, Received at, Status")

    def test_an_officer_of_another_ward_is_as_unknown_as_nobody(self):
        record = self.send([self.row("0001", handling="binh@other.example")])
        self.assertEqual(self.counts(record), (0, 0, 0, 1))
        self.assertRegex(record.fault_ids.reason, "Nobody on the ward's staff")

    def test_two_wards_may_have_the_same_code_and_do_not_touch_each_other(self):
        officer = self.user_of("hr_officer", self.other_ward)
        self.stranger.work_email = "lan@ward.example"
        self.send([self.row("0001")])
        record = self.send([self.row("0001", documents="7")], user=officer, company_id=self.other_ward.id)
        self.env["ward.dossier"].invalidate_model()
        self.assertEqual(self.counts(record), (1, 0, 0, 0))
        self.assertEqual(self.dossiers().documents, 1)
        both = self.env(context={"allowed_company_ids": (self.ward + self.other_ward).ids})
        others = both["ward.dossier"].search([("company_id", "=", self.other_ward.id)])
        self.assertEqual(others.documents, 7)

    def test_while_another_import_of_the_ward_runs_the_second_is_told_to_wait(self):
        record = self.sent(self.csv([self.row("0001")]))
        with self.registry.cursor() as other:
            other.execute("SELECT pg_advisory_xact_lock(HASHTEXT('ward.dossier.import'), %s)", (self.ward.id,))
            with self.assertRaisesRegex(UserError, "being imported at this moment"):
                record.action_import()

    def test_a_finished_import_stays_as_it_is(self):
        record = self.send([self.row("0001")])
        with self.assertRaisesRegex(UserError, "imported already"):
            record.action_import()
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            record.write({"file_name": "other.csv"})
        with self.assertRaisesRegex(UserError, "stays as their source"):
            record.unlink()

    def test_what_the_server_counts_cannot_be_written_by_a_user(self):
        record = self.sent(self.csv([self.row("0001")]))
        record.write({"state": "done", "new_count": 99})
        self.assertEqual((record.state, record.new_count), ("ready", 0))

    def test_nobody_but_officers_imports_and_nobody_writes_dossiers(self):
        for user in (self.staff, self.unit_head, self.ward_head, self.auditor, self.upper_tier):
            with self.assertRaises(AccessError):
                self.sent(self.csv([self.row("0001")]), user)
        self.send([self.row("0001")], user=self.pay_officer)
        for role in ("staff", "hr_officer", "ward_head"):
            with self.assertRaises(AccessError):
                self.dossiers().with_user(getattr(self, role)).write({"late_days": 0})

    def test_an_xlsx_is_read_like_a_csv(self):
        content = self.env["ward.dossier.import"].with_user(self.hr_officer)._template()
        record = self.sent(content, name="mau.xlsx")
        record.action_check()
        self.assertEqual(self.counts(record), (1, 0, 0, 1))
        self.assertEqual(record.fault_ids.column, "Handling officer")

    def test_a_crash_in_the_middle_leaves_nothing(self):
        record = self.sent(self.csv([self.row("0001")]))
        boom = patch.object(type(self.env["ward.workload"]), "_refresh", side_effect=RuntimeError)
        with boom, self.assertRaises(RuntimeError), self.cr.savepoint():
            record.action_import()
        self.assertFalse(self.dossiers())
        self.assertEqual(record.state, "ready")

    def test_the_example_month_follows_on_the_month_before_and_is_taken_whole(self):
        for mail in sorted({mail for _share, who in MIX.values() for mail in who} | set(RECEPTION)):
            self.officer(mail.title(), MAIL.format(mail), self.office)
        september = self.sent(SEPTEMBER.read_bytes(), name=SEPTEMBER.name)
        september.action_import()
        october = self.sent(OCTOBER.read_bytes(), name=OCTOBER.name)
        october.action_import()
        for record in (september, october):
            self.assertEqual(record.refused_count, 0, record.fault_ids[:3].mapped("value"))
        self.assertGreater(october.new_count, 1300)
        self.assertGreater(october.changed_count, 30)
        loads = self.env["ward.workload"].search([("month", "=", date(2026, 10, 1)), ("overloaded", "=", True)])
        self.assertEqual(sorted(loads.employee_id.mapped("name")), ["Anh", "Lan"])

    def test_the_number_of_statements_does_not_grow_with_the_rows(self):
        def cost(count, first):
            rows = [self.row(f"{number:05}") for number in range(first, first + count)]
            record = self.sent(self.csv(rows))
            with self.counted() as spent:
                record.action_import()
            return spent()

        cost(2000, 0)  # raises the alert of the overloaded; later imports find it there
        self.assertEqual(cost(2000, 10000), cost(20, 20000))
