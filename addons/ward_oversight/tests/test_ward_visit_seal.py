from datetime import date

import psycopg2

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.ward_oversight.models.trigger import drop_triggers

from .common import PHOTO, OversightCase


@tagged("post_install", "-at_install")
class TestVisitSeal(OversightCase):
    def setUp(self):
        super().setUp()
        self.visit = self.signed_visit()
        self.env.flush_all()

    def refused_by_postgresql(self, statement, *parameters):
        with (
            self.subTest(statement),
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.CheckViolation),
            self.cr.savepoint(),
        ):
            self.env.cr.execute(statement, parameters)

    def test_the_server_refuses_to_change_a_signed_visit(self):
        visit = self.visit.with_user(self.oversight_lead)
        photo = visit.evidence_ids
        for change in (
            lambda: visit.write({"note": "thêm"}),
            lambda: visit.sudo().write({"note": "thêm"}),
            lambda: visit.write({"unit_opinion": "khác"}),
            lambda: visit.unlink(),
            lambda: visit.answer_ids[0].write({"result": "fail"}),
            lambda: visit.answer_ids[0].write({"note": "thêm"}),
            lambda: visit.finding_ids.write({"severity": "minor"}),
            lambda: visit.finding_ids.unlink(),
            lambda: photo.unlink(),
            lambda: photo.create({"answer_id": photo.answer_id.id, "name": "x", "image": PHOTO}),
            lambda: visit.finding_ids.copy({"visit_id": visit.id}),
            lambda: visit.with_user(self.inspector).action_sign(),
        ):
            with self.assertRaises(UserError):
                change()

    def test_the_database_refuses_to_change_a_signed_visit(self):
        visit = self.visit.id
        for column, value in [
            ("note", "'x'"),
            ("state", "'in_progress'"),
            ("score", "100"),
            ("date", "'2026-01-01'"),
            ("department_id", str(self.office.id)),
            ("content_hash", "NULL"),
            ("unit_opinion", "'x'"),
            ("signed_at", "now()"),
        ]:
            self.refused_by_postgresql(f"UPDATE ward_visit SET {column} = {value} WHERE id = %s", visit)
        self.refused_by_postgresql("DELETE FROM ward_visit WHERE id = %s", visit)

    def test_the_database_refuses_to_change_what_hangs_on_a_signed_visit(self):
        visit = self.visit.id
        for table, column, value in [
            ("ward_visit_answer", "result", "'pass'"),
            ("ward_visit_answer", "note", "'x'"),
            ("ward_visit_answer", "weight", "9"),
            ("ward_evidence", "sha256", "'x'"),
            ("ward_evidence", "latitude", "20"),
            ("ward_finding", "severity", "'critical'"),
            ("ward_finding", "name", "'x'"),
            ("ward_finding", "visit_id", "NULL"),
        ]:
            self.refused_by_postgresql(f"UPDATE {table} SET {column} = {value} WHERE visit_id = %s", visit)
            self.refused_by_postgresql(f"DELETE FROM {table} WHERE visit_id = %s", visit)
        self.refused_by_postgresql(
            "INSERT INTO ward_visit_member_rel (ward_visit_id, hr_employee_id) VALUES (%s, %s)",
            visit,
            self.phuc.id,
        )
        self.refused_by_postgresql(
            "INSERT INTO ward_finding (visit_id, company_id, name, severity, department_id,"
            " deadline, state) VALUES (%s, %s, 'x', 'minor', %s, '2026-12-01', 'open')",
            visit,
            self.ward.id,
            self.economy.id,
        )

    def test_rows_do_not_move_into_a_signed_visit(self):
        other = self.started_visit()
        self.env.flush_all()
        self.refused_by_postgresql(
            "UPDATE ward_visit_answer SET visit_id = %s WHERE visit_id = %s",
            self.visit.id,
            other.id,
        )

    def test_the_files_of_a_signed_visit_are_neither_changed_nor_deleted(self):
        files = self.env["ir.attachment"].search(
            [
                ("res_field", "!=", False),
                "|",
                "&",
                ("res_model", "=", "ward.visit"),
                ("res_id", "=", self.visit.id),
                "&",
                ("res_model", "=", "ward.evidence"),
                ("res_id", "in", self.visit.evidence_ids.ids),
            ]
        )
        self.assertEqual(len(files), 3)
        for file in files:
            self.refused_by_postgresql("DELETE FROM ir_attachment WHERE id = %s", file.id)
            self.refused_by_postgresql("UPDATE ir_attachment SET checksum = 'x' WHERE id = %s", file.id)
            self.refused_by_postgresql("UPDATE ir_attachment SET res_id = 0 WHERE id = %s", file.id)
        self.env.cr.execute("UPDATE ir_attachment SET description = 'moved' WHERE id = ANY(%s)", [files.ids])

    def test_a_signed_copy_can_still_be_attached_and_talked_about(self):
        visit = self.visit.with_user(self.oversight_lead)
        visit.message_post(body="Đã gửi biên bản", attachments=[("bien-ban.txt", b"x")])
        self.assertEqual(visit.message_attachment_count, 1)

    def test_a_finding_goes_on_living_after_the_seal(self):
        finding = self.visit.finding_ids.with_user(self.oversight_lead)
        finding.write({"deadline": date(2027, 1, 15), "mended_note": "Xong"})
        finding.action_mended()
        self.env.flush_all()
        self.assertEqual(finding.state, "mended")

    def test_the_seal_tells_what_was_changed_behind_the_database(self):
        self.assertEqual(self.visit.action_check_seal()["params"]["type"], "success")
        self.env.cr.execute("ALTER TABLE ward_visit_answer DISABLE TRIGGER USER")
        self.env.cr.execute("UPDATE ward_visit_answer SET result = 'pass' WHERE visit_id = %s", [self.visit.id])
        self.assertEqual(self.visit.action_check_seal()["params"]["type"], "danger")

    def test_the_seal_tells_of_an_exchanged_photo(self):
        photo = self.visit.evidence_ids
        self.env.cr.execute("ALTER TABLE ir_attachment DISABLE TRIGGER USER")
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = NULL, db_datas = %s"
            " WHERE res_model = 'ward.evidence' AND res_id = %s",
            [b"other", photo.id],
        )
        self.assertEqual(self.visit.action_check_seal()["params"]["type"], "danger")

    def test_uninstalling_lifts_the_seals(self):
        drop_triggers(self.env, "ward_oversight")
        self.env.cr.execute("DELETE FROM ward_visit WHERE id = %s", [self.visit.id])
        self.env.cr.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'ward_visit%%'")
        self.assertEqual(self.env.cr.fetchone(), (0,))

    def test_the_refusal_of_the_database_is_a_sentence(self):
        try:
            with mute_logger("odoo.sql_db"), self.cr.savepoint():
                self.env.cr.execute("UPDATE ward_visit SET note = 'x' WHERE id = %s", [self.visit.id])
        except psycopg2.IntegrityError as error:
            message = self.env["ward.visit"]._sql_error_to_message(error)
        self.assertIn("A signed visit does not change", message)
