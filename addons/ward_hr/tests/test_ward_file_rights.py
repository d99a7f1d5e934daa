"""A file is read by its person, the HR officers and the auditor of the ward; by nobody else, by no route."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .file_case import SCAN, FileCase

OWN_MODELS = ("ward.staff.file", "ward.file.entry", "ward.family.member", "ward.file.change", "ward.file.change.line")
CLOSED = ("colleague", "unit_head", "pay_officer", "ward_head", "stranger", "upper_tier")
PRIVATE = ("private_street", "private_phone", "private_email", "identification_id", "ssnid", "place_of_birth")


@tagged("post_install", "-at_install")
class TestWardFileRights(FileCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.change = cls.propose(
            {"subject": "address", "new_value": "34 phố Mới", "proof": SCAN, "proof_name": "cu-tru.pdf"}
        )
        cls.reward = cls.env["ward.reward"].create(
            {"employee_id": cls.lan.id, "name": "Lao động tiên tiến", "date": "2025-12-31", "number": "9/QĐ"}
        )
        for role in ("staff", "auditor", *CLOSED):  # what is refused is refused for the file, not for the export
            getattr(cls, role).group_ids += cls.env.ref("base.group_allow_export")
        cls.env.flush_all()

    def of(self, record, user):
        return record.with_user(user).with_context(allowed_company_ids=user.company_ids.ids)

    def records(self):
        return (self.file, self.diploma, self.child, self.change, self.change.line_ids)

    def routes(self, record, user):
        """What each route gives to ``user`` of ``record``; refused routes give nothing."""
        model = self.of(record, user).browse()
        domain = [("id", "=", record.id)]
        yield "search", lambda: model.search(domain)
        yield "count", lambda: model.search_count(domain)
        yield "group", lambda: model._read_group(domain, ["company_id"], ["__count"])
        yield "read", lambda: model.browse(record.id).read(["display_name"])
        yield "export", lambda: model.browse(record.id).export_data(["id", "display_name"])["datas"]
        yield "name", lambda: model.name_search("", domain)
        yield "write", lambda: model.browse(record.id).write({"company_id": record.company_id.id})
        yield "unlink", lambda: model.browse(record.id).unlink()

    def test_who_is_not_of_the_file_reaches_nothing_of_it(self):
        for role in CLOSED:
            for record in self.records():
                for name, route in self.routes(record, getattr(self, role)):
                    with self.subTest(role=role, model=record._name, route=name):
                        self.env.invalidate_all()
                        try:
                            found = route()
                        except AccessError:
                            found = False
                        self.assertFalse(found)

    def test_the_person_hr_and_the_auditor_read_it(self):
        for user in (self.staff, self.hr_officer, self.auditor):
            for record in self.records():
                with self.subTest(user=user.login, model=record._name):
                    self.env.invalidate_all()
                    self.assertTrue(record.with_user(user).read(["display_name"])[0])
            self.assertEqual(self.file.with_user(user).address, "12 phố Cũ")

    def test_the_person_cannot_write_the_own_file_nor_the_auditor_any(self):
        for user in (self.staff, self.auditor):
            for record in (self.file, self.diploma, self.child, self.reward):
                with self.subTest(user=user.login, model=record._name), self.assertRaises(AccessError):
                    record.with_user(user).check_access("write")

    def test_a_draft_is_the_persons_alone(self):
        draft = self.draft({"subject": "phone", "new_value": "1"})
        for user in (self.hr_officer, self.auditor):
            self.assertFalse(self.env["ward.file.change"].with_user(user).search([("id", "=", draft.id)]))
            self.assertFalse(
                self.env["ward.file.change.line"].with_user(user).search([("id", "in", draft.line_ids.ids)])
            )

    def test_heads_and_pay_reach_no_private_field_of_the_person(self):
        """Not by reading, grouping, exporting, ordering, nor by asking for those whose field says something."""
        # who reads no hr.employee is sent by Odoo to its public face, which does not know these fields
        self.assertFalse(set(PRIVATE) & set(self.env["hr.employee.public"]._fields))
        for role in ("pay_officer", "ward_head", "auditor"):
            person = self.lan.with_user(getattr(self, role))
            for name in PRIVATE:
                for route, ask in (
                    ("read", lambda p=person, n=name: p.read([n])),
                    ("search", lambda p=person, n=name: p.search([(n, "like", "0")])),
                    ("through the version", lambda p=person, n=name: p.search([(f"version_id.{n}", "like", "0")])),
                    ("group", lambda p=person, n=name: p._read_group([], [n], ["__count"])),
                    ("order", lambda p=person, n=name: p.search([], order=n)),
                    ("export", lambda p=person, n=name: p.export_data([n])["datas"]),
                    (
                        "export through the version",
                        lambda p=person, n=name: p.export_data([f"version_id/{n}"])["datas"],
                    ),
                ):
                    if route.endswith("version") and name not in self.env["hr.version"]._fields:
                        continue
                    with self.subTest(role=role, field=name, route=route), self.assertRaises(AccessError):
                        self.env.invalidate_all()
                        ask()

    def test_the_file_is_not_reached_through_the_person(self):
        for role in ("unit_head", "pay_officer", "ward_head"):
            for path in ("employee_id.private_street", "file_id.address", "change_id.line_ids.new_value"):
                for model in OWN_MODELS:
                    if path.split(".")[0] not in self.env[model]._fields:
                        continue
                    with self.subTest(role=role, path=path, model=model):
                        try:
                            found = self.env[model].with_user(getattr(self, role)).search([(path, "ilike", "ph")])
                        except AccessError:
                            found = False
                        self.assertFalse(found)

    def test_resume_lines_of_others_are_closed_too(self):
        line = self.env["hr.resume.line"].create(
            {"employee_id": self.lan.id, "name": "Kế toán", "date_start": "2020-01-01"}
        )
        for role in ("staff", "hr_officer", "auditor", *CLOSED):
            with self.subTest(role=role):
                lines = self.of(self.env["hr.resume.line"], getattr(self, role))
                self.assertEqual(bool(lines.search([("id", "=", line.id)])), role not in CLOSED)

    def test_rewards_are_seen_by_the_person_hr_the_ward_head_and_the_auditor(self):
        for role, seen in (
            ("staff", True),
            ("hr_officer", True),
            ("ward_head", True),
            ("auditor", True),
            ("colleague", False),
            ("unit_head", False),
            ("pay_officer", False),
            ("stranger", False),
        ):
            with self.subTest(role=role):
                rewards = self.of(self.env["ward.reward"], getattr(self, role))
                self.assertEqual(bool(rewards.search([("id", "=", self.reward.id)])), seen)

    def test_nobody_proposes_for_somebody_else(self):
        for user in (self.colleague, self.unit_head, self.hr_officer, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.draft({"subject": "phone", "new_value": "1"}, user=user)

    def test_a_record_not_kept_yet_shows_nothing_of_others(self):
        """The web client asks what a new record would show; whoever asks by hand may name any record."""
        line = self.env["ward.file.change.line"].with_user(self.colleague)
        for values in (
            {"change_id": self.change.id},
            {"change_id": {"file_id": self.file.id}},
            {"change_id": self.change.id, "entry_id": self.diploma.id},
        ):
            with self.subTest(values=values):
                self.env.invalidate_all()
                try:
                    shown = line.onchange({"subject": "address", **values}, ["subject", *values], {"old_text": {}})[
                        "value"
                    ]
                except AccessError:
                    shown = {}
                self.assertFalse(shown)
        with self.assertRaises(AccessError):
            line.onchange({"change_id": self.change.id}, [], {"file_id": {"fields": {"religion": {}}}})
        file = self.of(self.env["ward.staff.file"], self.stranger)
        with self.assertRaises(AccessError):
            file.onchange({"employee_id": self.lan.id}, ["employee_id"], {"address": {}})

    def test_a_proposal_is_not_moved_to_somebody_else_and_its_answer_is_not_written_by_the_person(self):
        mine = self.draft(
            {"subject": "phone", "new_value": "1"}, user=self.colleague, file=self.env["ward.staff.file"]._of(self.an)
        )
        with self.assert_refused(UserError, "stays with the file for which it was begun"):
            mine.file_id = self.file
        with self.assert_refused(UserError, "A line stays with its proposal"):
            mine.line_ids.change_id = self.change
        with self.assertRaises(AccessError):
            mine.line_ids.write({"new_value": "2", "reason": "Được."})
        with self.assertRaises(AccessError):
            mine.write({"line_ids": [(0, 0, {"subject": "phone", "new_value": "3", "reason": "Được."})]})

    def test_the_own_file_opens_and_a_login_without_a_person_is_told_why(self):
        action = self.env["ward.staff.file"].with_user(self.colleague).action_own()
        file = self.env["ward.staff.file"].with_user(self.colleague).browse(action["res_id"])
        self.assertEqual(file.employee_id, self.an)
        self.assertEqual(self.env["ward.staff.file"].with_user(self.colleague).action_own()["res_id"], file.id)
        with self.assert_refused(Exception, "your login is not linked to a person of the staff"):
            self.env["ward.staff.file"].with_user(self.pay_officer).action_own()

    def test_a_proof_is_an_attachment_of_its_line_alone(self):
        proof = (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", "ward.file.change.line"),
                    ("res_id", "=", self.change.line_ids.id),
                    ("res_field", "=", "proof"),
                ]
            )
        )
        self.assertEqual(len(proof), 1)
        for role in CLOSED:
            user = getattr(self, role)
            with self.subTest(role=role):
                self.env.invalidate_all()
                with self.assertRaises(AccessError):
                    self.of(proof, user).read(["datas"])
                found = self.of(proof, user).search([("id", "=", proof.id), ("res_field", "=", "proof")])
                self.assertFalse(found)
        for user in (self.staff, self.hr_officer, self.auditor):
            self.assertTrue(proof.with_user(user).read(["datas"])[0]["datas"])
