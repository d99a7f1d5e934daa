from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError

from .common import WardCase

DEADLINE = date(2026, 12, 15)


@freeze_time("2026-11-25")
class TestWardCampaign(WardCase):
    """The city asks for birthdays; the ward has one without, one with."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.city = cls.env["res.company"].create(
            {"name": "Thành phố A", "currency_id": cls.env.ref("base.VND").id}
        )
        cls.ward.upper_tier_id = cls.city
        cls.tier = cls.user_of("upper_tier", cls.city)
        cls.lan = cls.employ("Nguyễn Thị Lan", sex="female", birthday=date(1990, 1, 1))
        cls.hung = cls.employ("Trần Văn Hùng", sex="male")
        cls.employ("Phạm Văn Bình", company=cls.other_ward)
        cls.question = cls.env.ref("ward_hr.ward_question_birthday")

    def campaign(self, **vals):
        return (
            self.env["ward.campaign"]
            .with_user(self.tier)
            .with_context(allowed_company_ids=self.city.ids)
            .create({"name": "Ngày sinh", "deadline": DEADLINE, "question_ids": self.question.ids, **vals})
        )

    def started(self):
        campaign = self.campaign()
        campaign.action_start()
        return campaign

    def activities(self):
        return self.env["mail.activity"].search(
            [("res_model", "=", "ward.campaign.ward"), ("user_id", "=", self.hr_officer.id)]
        )

    def test_each_ward_below_gets_a_row_with_its_counts(self):
        campaign = self.started()
        self.assertEqual(campaign.company_id, self.city)
        self.assertEqual(campaign.ward_ids.company_id, self.ward)
        self.assertEqual((campaign.ward_ids.total, campaign.ward_ids.failing, campaign.progress), (2, 1, 0.5))

    def test_correcting_the_record_raises_the_progress(self):
        campaign = self.started()
        self.hung.birthday = date(1980, 1, 1)
        campaign.action_count()
        self.assertEqual(campaign.progress, 1)

    def test_the_wards_officer_opens_the_records_and_the_upper_tier_does_not(self):
        result = self.started().sudo().ward_ids.result_ids
        domain = result.with_user(self.hr_officer).action_open_failing()["domain"]
        self.assertEqual(self.env["hr.employee"].with_user(self.hr_officer).search(domain), self.hung)
        with self.assert_refused(AccessError, "HR officer"):
            result.with_user(self.tier).action_open_failing()

    def test_a_ward_sees_its_own_progress_and_not_the_campaign(self):
        rows = self.started().ward_ids.with_context(allowed_company_ids=self.ward.ids)
        self.assertEqual(rows.with_user(self.hr_officer).campaign_name, "Ngày sinh")
        with self.assertRaises(AccessError):
            rows.campaign_id.with_user(self.hr_officer).read(["name"])
        stranger = self.user_of("hr_officer", self.other_ward)
        elsewhere = self.env["ward.campaign.ward"].with_user(stranger)
        self.assertFalse(elsewhere.with_context(allowed_company_ids=self.other_ward.ids).search([]))

    def test_reminders_come_seven_days_before_and_on_the_day_once_each(self):
        self.started()
        for day, count in (
            ("2026-12-07", 0),
            ("2026-12-08", 1),
            ("2026-12-09", 1),
            ("2026-12-14", 1),
            ("2026-12-15", 2),
            ("2026-12-16", 2),
        ):
            with freeze_time(day):
                self.env["ward.campaign"]._cron_remind()
            self.assertEqual(len(self.activities()), count, day)

    def test_who_has_nothing_to_correct_is_not_reminded(self):
        self.started()
        self.hung.birthday = date(1980, 1, 1)
        with freeze_time(DEADLINE):
            self.env["ward.campaign"]._cron_remind()
        self.assertFalse(self.activities())

    def test_a_later_deadline_is_reminded_of_anew(self):
        campaign = self.started()
        with freeze_time("2026-12-08"):
            self.env["ward.campaign"]._cron_remind()
        campaign.deadline = date(2026, 12, 30)
        with freeze_time("2026-12-23"):
            self.env["ward.campaign"]._cron_remind()
        self.assertEqual(len(self.activities()), 2)

    def test_another_citys_ward_is_refused_in_the_scope(self):
        with self.assert_refused(UserError, "Phường Khác"):
            self.campaign().sudo().scope_ids = self.other_ward

    def test_a_campaign_that_was_sent_keeps_its_questions(self):
        campaign = self.started()
        with self.assert_refused(UserError, "its wards and questions stay"):
            campaign.question_ids = False
        with self.assert_refused(UserError, "Close it instead"):
            campaign.unlink()
        with self.assert_refused(UserError, "started before"):
            campaign.action_start()

    def test_a_state_is_not_written_by_hand(self):
        with self.assert_refused(UserError, "Use the buttons"):
            self.campaign().state = "running"

    def test_a_deadline_that_has_passed_is_refused(self):
        with self.assert_refused(UserError, "has passed"):
            self.campaign(deadline=date(2026, 11, 25)).action_start()

    def test_nobody_writes_a_question_and_a_filter_is_never_code(self):
        for user in (self.tier, self.hr_officer):
            with self.assertRaises(AccessError):
                self.question.with_user(user).failing = "[]"
        for words in ("__import__('os')", "[('no_such_field', '=', 1)]", "[("):
            with self.assert_refused(ValidationError, "is not a list of conditions"):
                self.question.failing = words

    def test_counting_takes_the_same_statements_for_one_ward_and_for_ten(self):
        def cost(campaign):
            with self.counted() as spent:
                for question in campaign.question_ids:
                    question._counts(campaign.sudo().ward_ids.company_id)
            return spent()

        one = self.started()
        cost(one)
        few = cost(one)
        self.env["res.company"].create(
            [{"name": f"Phường {n}", "parent_id": self.city.id} for n in range(9)]
        )
        many = self.started()
        self.assertEqual(len(many.ward_ids), 10)
        cost(many)
        self.assertEqual(cost(many), few)
        self.assertTrue(all(question._counts(self.ward) for question in self.env["ward.campaign.question"].search([])))
