"""Overload alerts: raised once, kept current, closed by the figures, answered or dismissed by people."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .dossier_case import DossierCase
from .overload_case import NOVEMBER, OCTOBER, SEPTEMBER, THURSDAY, OverloadCase


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestWardWorkloadAlert(OverloadCase):
    def rule(self, **values):
        return self.env["ward.workload.rule"].with_user(self.ward_head).create({"since": SEPTEMBER, **values})

    def test_a_load_at_the_threshold_raises_nothing_and_a_hundredth_more_does(self):
        self.figures(self.lan, 160)
        self.assertFalse(self.raise_alerts())
        self.figures(self.lan, 160.01)
        self.assertEqual(self.raise_alerts().mapped("employee_id"), self.lan)

    def test_a_unit_is_judged_by_its_people_with_dossiers(self):
        self.figures(self.lan, 200)
        self.figures(self.hung, 0, dossiers=0)
        alert = self.raise_alerts().filtered(lambda one: not one.employee_id)
        self.assertEqual((alert.department_id, alert.load_index, alert.hours_over), (self.office, 1.25, 40))

    def test_computing_again_raises_nothing_twice_and_keeps_the_figure_current(self):
        self.figures(self.lan, 200)
        first = self.raise_alerts()
        self.figures(self.lan, 240)
        self.assertEqual(self.raise_alerts(), first)
        self.assertEqual(set(first.mapped("load_index")), {1.5})

    def test_a_month_under_way_raises_nothing(self):
        self.figures(self.lan, 200, month=NOVEMBER)
        self.assertFalse(self.raise_alerts())
        with freeze_time("2026-12-01 02:00:00"):
            self.env["ward.workload.alert"]._cron_raise()
        self.assertEqual(self.alerts().mapped("month"), [NOVEMBER] * 2)

    def test_midnight_in_the_ward_ends_a_month_not_midnight_in_greenwich(self):
        self.figures(self.lan, 200)
        for moment, raised in (("2026-10-31 16:59:00", False), ("2026-10-31 17:00:00", True)):
            with freeze_time(moment):
                self.env["ward.workload.alert"].with_context(tz="Asia/Ho_Chi_Minh")._raise(self.ward)
                self.assertEqual(bool(self.alerts()), raised, moment)

    def test_a_rule_of_two_months_waits_for_the_second(self):
        self.rule(alert_months=2)
        self.figures(self.lan, 200)
        self.assertFalse(self.raise_alerts())
        self.figures(self.lan, 161, month=SEPTEMBER)
        self.assertTrue(self.raise_alerts())

    def test_it_closes_itself_when_a_corrected_figure_is_not_above_the_threshold(self):
        alert = self.overloaded_office()
        self.figures(self.lan, 160)
        self.raise_alerts()
        self.assertEqual((alert.state, alert.closed_by), ("solved", "figure"))
        self.assertFalse(alert.sudo().activity_ids)

    def test_it_opens_again_when_the_figure_is_corrected_back(self):
        alert = self.overloaded_office()
        for needed in (100, 200):
            self.figures(self.lan, needed)
            self.raise_alerts()
        self.assertEqual((alert.state, len(alert.sudo().activity_ids)), ("open", 2))

    def test_a_later_month_closes_the_alerts_before_it(self):
        alert = self.overloaded_office()
        person = self.alerts(employee_id=self.lan.id)
        self.figures(self.lan, 161, month=NOVEMBER)
        self.figures(self.hung, 10, month=NOVEMBER)
        with freeze_time("2026-12-01 02:00:00"):
            self.raise_alerts()
        self.assertEqual((alert.state, alert.closed_by), ("solved", "later"))
        self.assertEqual((person.state, person.closed_by), ("dismissed", "followed"))
        self.assertEqual(self.alerts(state="open").mapped("month"), [NOVEMBER])

    def test_a_correction_of_an_old_month_raises_nothing(self):
        self.figures(self.lan, 100)
        self.figures(self.lan, 300, month=SEPTEMBER)
        self.assertFalse(self.raise_alerts())

    def test_the_head_of_the_unit_and_the_head_of_the_ward_have_something_to_do(self):
        alert = self.overloaded_office()
        activities = alert.sudo().activity_ids
        self.assertEqual(activities.user_id, self.unit_head + self.ward_head)
        self.assertIn("Too much work in 10/2026: Văn phòng, load 110%", activities[0].summary)

    def test_a_dismissal_keeps_its_reason_and_is_not_overruled_by_the_figures(self):
        alert = self.overloaded_office().with_user(self.ward_head)
        wizard = self.env["ward.workload.alert.dismissal"].with_user(self.ward_head)
        wizard.create({"alert_ids": alert.ids, "reason": "Đợt cao điểm đã qua"}).action_dismiss()
        self.raise_alerts()
        self.assertEqual((alert.state, alert.dismissed_because), ("dismissed", "Đợt cao điểm đã qua"))
        self.assertFalse(alert.sudo().activity_ids)
        alert.action_reopen()
        self.assertEqual((alert.state, alert.dismissed_because), ("open", False))

    def test_only_an_open_alert_is_dismissed_and_only_a_dismissed_one_opened(self):
        alert = self.overloaded_office().with_user(self.ward_head)
        with self.assert_refused(UserError, "is not dismissed, so there is nothing to take back"):
            alert.action_reopen()
        alert._dismiss("Đã qua")
        with self.assert_refused(UserError, "is Dismissed, so it cannot be dismissed"):
            alert._dismiss("Đã qua")

    def test_nobody_writes_an_alert_and_a_head_of_unit_decides_none(self):
        alert = self.overloaded_office()
        for user in (self.ward_head, self.hr_officer, self.unit_head):
            with self.assertRaises(AccessError):
                alert.with_user(user).write({"state": "solved"})
        for step in ("action_reopen", "action_who_can_help"):
            with self.assert_refused(AccessError, "Only the head of the ward or the HR officer"):
                getattr(alert.with_user(self.unit_head), step)()

    def test_a_head_sees_the_own_unit_and_those_who_decide_the_ward(self):
        self.overloaded_office()
        everything = self.alerts()
        for user, seen in (
            (self.unit_head, everything),
            (self.culture_head, everything.browse()),
            (self.ward_head, everything),
            (self.hr_officer, everything),
            (self.auditor, everything),
        ):
            self.assertEqual(self.env["ward.workload.alert"].with_user(user).search([]), seen, user.login)
        for user in (self.staff, self.upper_tier):
            with self.assertRaises(AccessError):
                self.env["ward.workload.alert"].with_user(user).search([])

    def test_raising_costs_the_same_for_few_and_for_many_people(self):
        def cost():
            with self.counted() as spent:
                self.env["ward.workload.alert"]._raise(self.ward)
                self.env.flush_all()
            return spent()

        self.overloaded_office()
        cost()  # warm
        few = cost()
        people = [self.employ(f"Người {number}", department_id=self.economy.id) for number in range(60)]
        for person in people:
            self.figures(person, 150)
        cost()  # what the new people made stale
        self.assertEqual(cost(), few)


@tagged("post_install", "-at_install")
@freeze_time(THURSDAY)
class TestWardWorkloadAlertByImport(DossierCase):
    def test_an_import_that_brings_too_much_work_raises_the_alert(self):
        self.env["ward.workload.rule"].create({"since": OCTOBER, "support_percent": 0, "overload_index": 0.02})
        self.send([self.row(f"{number:04}") for number in range(27)])  # 3.60 of 176 hours
        alerts = self.env["ward.workload.alert"].search([("company_id", "=", self.ward.id)])
        self.assertEqual((alerts.department_id, alerts.employee_id), (self.office, self.lan))
        self.assertEqual(set(alerts.mapped("month")), {date(2026, 10, 1)})
        self.send([self.row(f"{number:04}", handling="hung@ward.example") for number in range(26)])
        self.assertEqual(alerts.filtered("employee_id").mapped("state"), ["solved"])
