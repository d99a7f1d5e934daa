"""Who is linked to a file reads the pay of that person: a login is linked by the system administrator alone."""

import json

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged

from .pay_case import OCTOBER, PayCase

ASK = "ask the system administrator"


class LoginCase(PayCase):
    """An HR officer with a file of their own, a colleague with a login, and one without."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.hire("Trần Thị Mai", "civil_servant", pay_coefficient=3, user=cls.hr_officer)
        cls.lan = cls.hire("Nguyễn Thị Lan", "civil_servant", pay_coefficient=3, user=cls.staff)
        cls.an = cls.hire("Lê Văn An", "civil_servant", pay_coefficient=3)
        cls.admin = new_test_user(
            cls.env,
            login="quan-tri",
            groups="base.group_system,hr.group_hr_manager",
            company_id=cls.ward.id,
            company_ids=[Command.set(cls.ward.ids)],
        )
        cls.env.flush_all()

    def by_officer(self, record, **context):
        return record.with_user(self.hr_officer).with_context(**context)


@tagged("post_install", "-at_install")
class TestHrEmployeeLogin(LoginCase):
    def test_the_hr_officer_neither_links_nor_changes_nor_clears_a_login(self):
        free = self.user_of("staff", self.ward, login="free@ward")
        for person, user in ((self.own, free), (self.own, None), (self.lan, None), (self.an, free)):
            with self.subTest(person=person.name, user=user and user.login):
                before = person.user_id
                with self.assert_refused(AccessError, ASK):
                    self.by_officer(person).write({"user_id": user.id if user else False})
                self.assertEqual(person.user_id, before)

    def test_the_hr_officer_does_not_take_the_place_of_a_colleague(self):
        """By the way that was open: one's own link away, one's own login on the colleague's file."""
        self.own.user_id = False
        for person in (self.lan, self.an):
            with self.subTest(person=person.name), self.assert_refused(AccessError, ASK):
                self.by_officer(person).user_id = self.hr_officer

    def test_the_refusal_names_the_person(self):
        with self.assert_refused(AccessError, "Nguyễn Thị Lan"):
            self.by_officer(self.lan).user_id = False

    def test_a_new_file_is_kept_without_a_login(self):
        self.own.user_id = False
        people = self.by_officer(self.env["hr.employee"])
        with self.assert_refused(AccessError, ASK):
            people.create({"name": "Vũ Thị Hà", "company_id": self.ward.id, "user_id": self.hr_officer.id})
        with self.assert_refused(AccessError, ASK):
            people.with_context(default_user_id=self.hr_officer.id).create(
                {"name": "Vũ Thị Hà", "company_id": self.ward.id}
            )
        new = people.create({"name": "Vũ Thị Hà", "company_id": self.ward.id, "user_id": False})
        self.assertFalse(new.user_id)

    def test_a_resource_carries_no_login_to_a_file(self):
        self.own.user_id = False
        resources = self.by_officer(self.env["resource.resource"])
        for values in ({"user_id": self.hr_officer.id}, {"user_id": False}):
            with self.subTest(values=values), self.assert_refused(AccessError, ASK):
                resources.browse(self.lan.resource_id.id).write(values)
        with self.assert_refused(AccessError, ASK):
            resources.browse(self.an.resource_id.id).user_id = self.hr_officer
        with self.assert_refused(AccessError, ASK):
            resources.create({"name": "Ai đó", "user_id": self.hr_officer.id})
        with self.assert_refused(AccessError, ASK):
            resources.with_context(default_user_id=self.hr_officer.id).create({"name": "Ai đó"})

    def test_a_file_is_not_given_the_resource_of_another_login(self):
        spare = self.env["resource.resource"].create({"name": "Ai đó", "user_id": self.hr_officer.id})
        for person, resource in ((self.an, spare), (self.lan, self.an.resource_id), (self.an, self.own.resource_id)):
            with self.subTest(person=person.name), self.assert_refused(AccessError, ASK):
                self.by_officer(person).resource_id = resource
        with self.assert_refused(AccessError, ASK):
            self.by_officer(self.env["hr.employee"]).create({"name": "Vũ Thị Hà", "resource_id": spare.id})

    def test_an_import_links_no_login(self):
        self.own.user_id = False
        for model, record in (("hr.employee", self.lan), ("resource.resource", self.lan.resource_id)):
            for rows in (
                [[str(record.id), str(self.hr_officer.id)]],
                [[str(record.id), ""]],
            ):
                with self.subTest(model=model, rows=rows):
                    answer = self.by_officer(self.env[model]).load([".id", "user_id/.id"], rows)
                    self.assertFalse(answer["ids"])
                    self.assertIn(ASK, answer["messages"][0]["message"])
                    self.assertEqual(self.lan.user_id, self.staff)
        answer = self.by_officer(self.env["hr.employee"]).load(
            ["name", "user_id/.id"], [["Vũ Thị Hà", str(self.hr_officer.id)]]
        )
        self.assertFalse(answer["ids"])

    def test_nobody_links_themselves_through_their_own_login(self):
        self.own.user_id = False
        login = self.by_officer(self.env["res.users"]).browse(self.hr_officer.id)
        for values in ({"employee_ids": [Command.link(self.lan.id)]}, {"employee_id": self.lan.id}):
            with self.subTest(values=values):
                try:
                    login.write(values)
                except AccessError:
                    pass
                self.assertEqual(self.lan.user_id, self.staff)
        with self.assert_refused(AccessError, ASK):
            login.action_create_employee()

    def test_the_hr_officer_has_no_new_password_of_a_colleague_sent_to_themselves(self):
        """A new password goes to the e-mail of the login, which Odoo copies from the file."""
        self.staff.email = self.lan.work_email = "lan@phuong.vn"
        self.by_officer(self.lan).write({"work_email": "mai@ngoai.vn", "work_phone": "0900000001"})
        self.assertEqual(self.staff.email, "lan@phuong.vn")
        self.assertEqual(self.lan.work_email, "mai@ngoai.vn")
        self.assertEqual(self.staff.phone, "0900000001")
        contact = self.staff.partner_id
        self.lan.work_contact_id = False
        self.by_officer(self.an).write({"work_contact_id": contact.id, "work_email": "mai@ngoai.vn"})
        self.by_officer(self.env["hr.employee"]).create(
            {"name": "Vũ Thị Hà", "work_contact_id": contact.id, "work_email": "mai@ngoai.vn"}
        )
        self.assertEqual(self.staff.email, "lan@phuong.vn")

    def test_a_person_and_the_administrator_change_the_e_mail_of_a_login(self):
        self.staff.with_user(self.staff).write({"email": "lan.moi@phuong.vn"})
        self.assertEqual((self.staff.email, self.lan.work_email), ("lan.moi@phuong.vn",) * 2)
        self.lan.with_user(self.admin).work_email = "lan.khac@phuong.vn"
        self.assertEqual(self.staff.email, "lan.khac@phuong.vn")
        self.by_officer(self.an).work_email = "an@phuong.vn"
        self.assertEqual(self.an.work_contact_id.email, "an@phuong.vn")

    def test_what_does_not_move_the_login_is_kept_as_before(self):
        """The form and the import send the login along as it was."""
        self.by_officer(self.lan).write({"name": "Nguyễn Thị Hương Lan", "user_id": self.staff.id})
        self.by_officer(self.an).write({"user_id": False, "job_title": "Văn thư"})
        self.by_officer(self.lan.resource_id).write({"user_id": self.staff.id})
        self.by_officer(self.lan).write({"resource_id": self.lan.resource_id.id})
        self.assertEqual(self.lan.name, "Nguyễn Thị Hương Lan")
        self.assertEqual(self.lan.user_id, self.staff)

    def test_the_form_shows_the_login_to_the_hr_officer_and_lets_the_administrator_choose_it(self):
        for user, readonly in ((self.hr_officer, True), (self.admin, False)):
            view = self.env["hr.employee"].with_user(user).get_views([(False, "form")])["views"]["form"]["arch"]
            with self.subTest(user=user.login):
                field = next(part for part in view.split("<field ")[1:] if part.startswith('name="user_id" string'))
                self.assertEqual('readonly="1"' in field.split(">")[0], readonly)
                self.assertEqual("action_create_user" in view, not readonly)

    def test_the_administrator_links_and_clears_and_the_file_says_so(self):
        person = self.an.with_user(self.admin).with_context(tracking_disable=False)
        free = self.user_of("staff", self.ward, login="free@ward")
        for user in (free, self.env["res.users"]):
            person.user_id = user
            self.env.flush_all()
            self.env.cr.precommit.run()
            tracked = self.an.message_ids.sudo().tracking_value_ids.filtered(
                lambda value: value.field_id.name == "user_id"
            )[:1]
            with self.subTest(user=user.login):
                self.assertEqual(tracked.new_value_char or "", user.display_name or "")
                self.assertEqual(tracked.mail_message_id.author_id, self.admin.partner_id)

    def test_a_change_of_the_resource_is_told_by_the_file_too(self):
        resource = self.lan.resource_id.with_context(tracking_disable=False)
        resource.user_id = False
        resource.env.flush_all()
        self.env.cr.precommit.run()
        self.assertIn("user_id", self.lan.message_ids.sudo().tracking_value_ids.field_id.mapped("name"))

    def test_the_administrator_makes_a_login_for_a_file(self):
        """As the button Create User does."""
        made = (
            self.env["res.users"]
            .with_user(self.admin)
            .create({"name": "Lê Văn An", "login": "an.moi", "create_employee_id": self.an.id})
        )
        self.assertEqual(self.an.user_id, made)


@tagged("post_install", "-at_install")
class TestLoginOverHttp(HttpCase, LoginCase):
    def test_a_program_with_the_officers_key_links_nothing_and_reads_no_pay(self):
        self.own.user_id = False
        run = self.approved(OCTOBER)
        slip = self.slip_of(run, self.lan)
        key = self.env["res.users.apikeys"].with_user(self.hr_officer).sudo()._generate("rpc", "test", None)
        for model, record in (("hr.employee", self.lan), ("resource.resource", self.lan.resource_id)):
            for user in (False, self.hr_officer.id):
                with self.subTest(model=model, user=user):
                    answer = self.ask(key, model, "write", {"ids": record.ids, "vals": {"user_id": user}})
                    self.assertEqual(answer.status_code, 403)
                    self.assertIn(ASK, answer.json()["message"])
        answer = self.ask(key, "ward.payslip", "read", {"ids": slip.ids, "fields": ["net"]})
        self.assertEqual(answer.status_code, 403)

    def ask(self, key, model, method, arguments):
        return self.url_open(
            f"/json/2/{model}/{method}",
            data=json.dumps(arguments),
            headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
