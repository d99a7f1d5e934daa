"""Files of imports over HTTP: to whom each is given, and that to others there is nothing."""

import io

import openpyxl

from odoo import http
from odoo.tests import HttpCase, tagged

from odoo.addons.ward_hr.importing.staff_columns import COLUMNS
from odoo.addons.ward_hr.importing.tables import Table

from .dossier_case import DossierCase

OTHERS = ("staff", "unit_head", "upper_tier")


@tagged("post_install", "-at_install")
class TestImportRoutes(DossierCase, HttpCase):
    def setUp(self):
        super().setUp()
        self.foreign = self.user_of("hr_officer", self.other_ward)

    def enter(self, user):
        self.authenticate(user.login, user.login)

    def get(self, url, user):
        self.enter(user)
        return self.url_open(url)

    def post(self, record, content, user, name="thang-10.csv"):
        self.enter(user)
        return self.url_open(
            f"/ward/import/{record._name}/{record.id}/file",
            data={"csrf_token": http.Request.csrf_token(self)},
            files={"file": (name, content)},
        )

    def empty(self, model="ward.dossier.import"):
        return self.env[model].with_user(self.hr_officer).create({"company_id": self.ward.id})

    # -- what is to be filled in -----------------------------------------------------------------------

    def test_the_dossier_template_is_for_those_who_see_imports(self):
        for role, status in (("hr_officer", 200), ("pay_officer", 200), ("auditor", 200), ("staff", 403)):
            with self.subTest(role=role):
                self.assertEqual(self.get("/ward/dossiers/template", getattr(self, role)).status_code, status)

    def test_the_staff_template_and_the_list_are_for_the_hr_officer_alone(self):
        for route in ("template", "export"):
            for role, status in (("hr_officer", 200), *((role, 403) for role in (*OTHERS, "pay_officer", "auditor"))):
                with self.subTest(route=route, role=role):
                    answer = self.get(f"/ward/staff/{route}", getattr(self, role))
                    self.assertEqual(answer.status_code, status)

    def test_the_staff_template_offers_the_codes_of_the_officers_own_ward(self):
        self.env["hr.department"].create({"name": "Nơi khác", "code": "KHAC", "company_id": self.other_ward.id})
        book = openpyxl.load_workbook(io.BytesIO(self.get("/ward/staff/template", self.hr_officer).content))
        listed = {cell.value for row in book.worksheets[2].iter_rows() for cell in row}
        self.assertTrue({"VP", "Văn phòng", "VHXH"} <= listed)
        self.assertNotIn("KHAC", listed)
        self.assertEqual(len(book.worksheets[0].data_validations.dataValidation), 8)

    def test_the_list_holds_the_officers_own_ward_alone(self):
        names = {row[1] for row in Table(self.get("/ward/staff/export", self.foreign).content)}
        self.assertEqual(names, {COLUMNS[1].en, "Phạm Văn Bình"})

    # -- sending a file --------------------------------------------------------------------------------

    def test_a_file_is_sent_past_the_form_and_looked_at_at_once(self):
        record = self.empty()
        answer = self.post(record, self.csv([self.row("0001")]), self.hr_officer)
        self.assertEqual((answer.status_code, answer.json()), (200, {"state": "ready"}))
        self.assertEqual((record.state, record.file_name), ("ready", "thang-10.csv"))
        record.action_import()
        self.assertEqual(record.new_count, 1)
        again = self.post(record, b"a;b", self.hr_officer)
        self.assertNotEqual(again.status_code, 200)
        self.assertEqual((record.state, record.new_count), ("done", 1))

    def test_nobody_sends_a_file_to_an_import_that_is_not_theirs(self):
        for model in ("ward.dossier.import", "ward.staff.import"):
            record = self.empty(model)
            for user in (self.foreign, self.staff, self.auditor, self.ward_head):
                with self.subTest(model=model, user=user.login):
                    self.assertEqual(self.post(record, b"a;b", user).status_code, 404)
            self.assertEqual(record.state, "draft")

    def test_a_file_without_the_token_of_the_session_is_refused(self):
        self.enter(self.hr_officer)
        url = f"/ward/import/ward.dossier.import/{self.empty().id}/file"
        self.assertEqual(self.url_open(url, data={"x": "1"}, files={"file": ("a.csv", b"a;b")}).status_code, 400)

    def test_no_other_model_takes_files(self):
        self.enter(self.hr_officer)
        for model in ("res.users", "ward.dossier", "ir.attachment"):
            self.assertEqual(self.url_open(f"/ward/import/{model}/1/refused").status_code, 404)

    # -- refused rows ----------------------------------------------------------------------------------

    def test_refused_rows_come_back_to_those_who_see_the_import(self):
        record = self.sent(self.csv([self.row("0001"), self.row("0002", state="??")]))
        record.action_check()
        url = record.action_refused_file()["url"]
        for user, status in (
            (self.hr_officer, 200),
            (self.auditor, 200),
            (self.staff, 404),
            (self.unit_head, 404),
            (self.foreign, 404),
        ):
            with self.subTest(user=user.login):
                answer = self.get(url, user)
                self.assertEqual(answer.status_code, status)
                self.assertEqual(b"H26.123-261012-0002" in answer.content, status == 200)
        self.assertEqual(self.get(url, self.hr_officer).headers["Content-Type"], "text/csv; charset=utf-8")

    def test_refused_rows_of_a_staff_list_are_not_for_other_wards(self):
        record = self.empty("ward.staff.import")
        line = ["CN-1"] + [""] * (len(COLUMNS) - 1)
        self.post(record, self.csv([line], header=[column.vi for column in COLUMNS]), self.hr_officer)
        record.action_check()
        url = record.action_refused_file()["url"]
        for user, status in ((self.hr_officer, 200), (self.foreign, 404), (self.pay_officer, 404)):
            self.assertEqual(self.get(url, user).status_code, status)

    def test_where_nothing_was_refused_there_is_nothing_to_download(self):
        record = self.send([self.row("0001")])
        self.assertEqual(self.get(f"/ward/import/{record._name}/{record.id}/refused", self.hr_officer).status_code, 404)
