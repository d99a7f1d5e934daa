from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import WardCase

COEFFICIENTS = ("pay_coefficient", "leadership_coefficient", "pay_step", "rank_id")


@tagged("post_install", "-at_install")
class TestHrVersion(WardCase):
    """Rank and pay on a day: what the law says of it, and who may see it."""

    def scale(self, code):
        return self.env["ward.pay.scale"].search([("code", "=", code)])

    def post(self, code):
        return self.env["ward.leadership.post"].search([("code", "=", code)])

    def specialist(self, **version):
        return self.employ(
            "Nguyễn Thị Lan",
            **{"rank_id": self.env.ref("ward_hr.ward_rank_01_003").id, "pay_step": 3} | version,
        )

    def test_rank_and_step_give_scale_and_coefficient(self):
        person = self.specialist()
        self.assertEqual(person.pay_scale_id, self.scale("A1"))
        self.assertAlmostEqual(person.pay_coefficient, 3.00)
        self.assertEqual(person.version_id.pay_step_label, "A1 – 3/9")
        person.pay_step = 4
        self.assertAlmostEqual(person.pay_coefficient, 3.33)

    def test_a_step_outside_the_scale_is_refused(self):
        for step in (0, 10):
            with self.assert_refused(ValidationError, "steps 1 to 9"):
                self.specialist(pay_step=step)

    def test_a_coefficient_that_is_not_in_the_scale_is_refused_with_the_scale(self):
        with self.assert_refused(ValidationError, "2.34, 2.67, 3.00"):
            self.specialist(pay_coefficient=3.01)

    def test_a_coefficient_without_a_scale_is_kept_as_the_decision_says(self):
        person = self.employ("Trần Văn Hùng", pay_coefficient=2.85)
        self.assertAlmostEqual(person.pay_coefficient, 2.85)

    def test_a_scale_before_the_first_law_is_refused(self):
        with self.assert_refused(ValidationError, "not known on"):
            self.specialist(since=date(2004, 9, 30))

    def test_overgrade_is_only_granted_at_the_last_step(self):
        with self.assert_refused(ValidationError, "only granted at the last step"):
            self.specialist(pay_step=8, overgrade_percent=5)
        person = self.specialist(pay_step=9, overgrade_percent=5)
        self.assertEqual(person.overgrade_percent, 5)

    def test_a_post_gives_the_coefficient_of_the_zone(self):
        person = self.specialist(leadership_post_id=self.post("PC_CHAIR").id)
        self.assertAlmostEqual(person.leadership_coefficient, 0.70)
        self.assertEqual(person.leadership_post_code, "PC_CHAIR")
        self.ward.ward_zone = "other"
        self.assertAlmostEqual(person.leadership_coefficient, 0.60)

    def test_a_post_whose_coefficient_no_text_gives_is_entered_by_decision(self):
        post = self.post("PARTY_SEC")
        with self.assert_refused(ValidationError, "Enter the coefficient from"):
            self.specialist(leadership_post_id=post.id)
        person = self.specialist(leadership_post_id=post.id, leadership_coefficient=0.8)
        self.assertAlmostEqual(person.leadership_coefficient, 0.8)

    @mute_logger("odoo.sql_db")
    def test_negative_facts_are_refused(self):
        for field in ("dependants", "reserved_coefficient", "overgrade_percent"):
            with self.assertRaises(CheckViolation):
                self.specialist(**{field: -1})

    def test_a_raise_is_a_new_version_and_the_first_day_is_its_day(self):
        person = self.specialist()
        person.create_version({"date_version": date(2026, 10, 15), "pay_step": 4})
        before, after = person.version_ids.sorted("date_version")
        self.assertEqual((before.pay_step, after.pay_step), (3, 4))
        self.assertAlmostEqual(before.pay_coefficient, 3.00)
        self.assertAlmostEqual(after.pay_coefficient, 3.33)

    def test_checks_ask_the_law_once_for_any_number_of_people(self):
        people = self.env["hr.version"]
        for _person in range(3):
            people |= self.specialist().version_id
        self.env.flush_all()
        self.env.invalidate_all()
        people.mapped("pay_scale_id.code"), people.mapped("company_id.ward_zone")
        with self.assertQueryCount(3):
            people._check_coefficient_is_of_the_scale()

    # -- who sees it -------------------------------------------------------------------------------

    def test_those_who_work_with_pay_read_coefficients(self):
        person = self.specialist()
        for user in (
            self.hr_officer,
            self.pay_officer,
            self.ward_head,
            self.auditor,
        ):
            self.env.invalidate_all()
            seen = person.with_user(user)
            self.assertAlmostEqual(seen.read(["pay_coefficient"])[0]["pay_coefficient"], 3)
            self.assertEqual(seen.rank_id.code, "01.003")
            found = seen.search([("pay_coefficient", ">", 2.9), ("id", "=", person.id)])
            self.assertEqual(found, person)

    def test_others_reach_no_coefficient_by_any_way(self):
        person = self.specialist(user=self.staff)
        for user in (self.staff, self.unit_head, self.upper_tier):
            for model in ("hr.employee", "hr.version", "hr.employee.public"):
                records = self.env[model].with_user(user)
                for field in COEFFICIENTS:
                    with self.subTest(user=user.login, model=model, field=field):
                        self._reach_nothing(records, person, field)

    def _reach_nothing(self, records, person, field):
        mine = records.browse(person.version_id.id if records._name == "hr.version" else person.id)
        self.assertNotIn(field, records.fields_get())
        self._refused(lambda: mine.read([field])[0][field])
        self._refused(lambda: mine._export_rows([[field]]))
        self._refused(lambda: records.search([(field, "!=", False)]))
        self._refused(lambda: records.search([], order=field))
        self._refused(lambda: records.formatted_read_group([], [field], ["__count"]))

    def _refused(self, reach):
        """The call must end in a refusal, or the field must not exist for this user."""
        self.env.invalidate_all()
        try:
            with self.env.cr.savepoint():
                found = reach()
        except (AccessError, ValueError, KeyError):
            return
        self.fail(f"reached {found!r}")

    def test_staff_do_not_change_what_they_may_only_read(self):
        person = self.specialist()
        for user in (self.pay_officer, self.ward_head, self.auditor, self.staff):
            with self.assertRaises(AccessError):
                person.with_user(user).write({"pay_step": 5})
            with self.assertRaises(AccessError):
                person.version_id.with_user(user).write({"pay_step": 5})

    def test_staff_of_another_ward_are_not_seen(self):
        person = self.employ("Phạm Thị Hoa", company=self.other_ward)
        for user in (self.hr_officer, self.pay_officer, self.auditor, self.staff):
            found = self.env["hr.employee"].with_user(user).search([])
            self.assertNotIn(person.id, found.ids)
            with self.assertRaises(AccessError):
                person.version_id.with_user(user).read(["date_version"])
