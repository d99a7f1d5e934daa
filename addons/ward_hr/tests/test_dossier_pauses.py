"""Pauses and stages of dossiers: what stops the clock, what moves the due day, and where a dossier stands."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .dossier_case import DossierCase

SLOW = {
    "procedure": "1.004873",  # three working days
    "received": "12/10/2026 08:00",
    "due": "",
    "processed": "19/10/2026 10:00",
    "returned": "",
    "state": "Đã xử lý xong",
}
OPEN = SLOW | {"processed": "", "state": "Đang xử lý"}


@freeze_time("2026-11-20")
@tagged("post_install", "-at_install")
class TestDossierPause(DossierCase):
    def pause(self, dossier, first=13, last=16, user=None, **vals):
        values = {
            "dossier_id": dossier.id,
            "since": date(2026, 10, first),
            "until": last and date(2026, 10, last),
            "reference": "02/PYC",
            **vals,
        }
        return self.env["ward.dossier.pause"].with_user(user or self.unit_head).create(values)

    def fresh(self):
        self.env["ward.dossier"].invalidate_model()
        return self.dossiers().sorted("code")

    def test_a_pause_moves_the_due_day_and_makes_the_dossier_on_time_also_in_the_workload(self):
        self.send([self.row("0001", **SLOW)])
        self.assertEqual((self.fresh().timeliness, self.fresh().late_days), ("late", 2))
        self.pause(self.fresh())
        self.assertEqual(self.fresh().due_at, datetime(2026, 10, 20, 10, 30))
        self.assertEqual((self.fresh().timeliness, self.fresh().late_days), ("on_time", 0))
        self.assertEqual(self.load_of(self.lan).late_count, 0)

    def test_a_withdrawn_pause_gives_the_due_day_back(self):
        self.send([self.row("0001", **SLOW)])
        pause = self.pause(self.fresh())
        pause.withdraw_reason = "Nhầm hồ sơ"
        pause.action_withdraw()
        self.assertEqual((self.fresh().timeliness, self.fresh().late_days), ("late", 2))

    def test_while_the_answer_is_awaited_a_dossier_is_not_overdue_and_moves_when_it_comes(self):
        self.send([self.row("0001", **OPEN)])
        self.assertTrue(self.fresh().overdue)
        pause = self.pause(self.fresh(), last=False)
        self.assertTrue(self.fresh().waiting)
        self.assertFalse(self.fresh().overdue)
        self.assertFalse(self.env["ward.dossier"].search([("overdue", "=", True), ("company_id", "=", self.ward.id)]))
        pause.until = date(2026, 11, 19)
        self.assertFalse(self.fresh().waiting)
        self.assertEqual(self.fresh().due_at, datetime(2026, 11, 23, 10, 30))

    def test_a_status_in_which_the_clock_stands_still_is_not_overdue(self):
        self.send([self.row("0001", **OPEN | {"state": "5"})])
        self.assertFalse(self.fresh().overdue)

    def test_the_same_file_again_changes_nothing_of_a_paused_dossier(self):
        self.send([self.row("0001", **SLOW)])
        self.pause(self.fresh())
        again = self.send([self.row("0001", **SLOW)])
        self.assertEqual(self.counts(again), (0, 0, 1, 0))
        self.assertEqual(self.fresh().timeliness, "on_time")

    def test_a_correction_of_a_paused_dossier_is_settled_with_its_pause(self):
        self.send([self.row("0001", **SLOW)])
        self.pause(self.fresh())
        self.send([self.row("0001", **SLOW | {"processed": "21/10/2026 10:00"})])
        self.assertEqual(self.fresh().due_at, datetime(2026, 10, 20, 10, 30))
        self.assertEqual((self.fresh().timeliness, self.fresh().late_days), ("late", 1))
        self.assertEqual(self.load_of(self.lan).late_count, 1)

    def test_a_pause_that_the_file_tells_of_is_not_counted_twice(self):
        wait = {"supplement_asked": "13/10/2026", "supplement_received": "15/10/2026"}
        self.send([self.row("0001", **SLOW, **wait)])
        due = self.fresh().due_at
        self.pause(self.fresh(), 13, 15)
        self.assertEqual(self.fresh().due_at, due)
        self.pause(self.fresh(), 15, 16)
        self.assertEqual(self.fresh().due_at, datetime(2026, 10, 20, 10, 30))

    def test_a_file_without_the_supplement_columns_keeps_the_due_day_that_they_gave(self):
        wait = {"supplement_asked": "13/10/2026", "supplement_received": "15/10/2026"}
        self.send([self.row("0001", **SLOW, **wait)])
        header = self.csv([]).decode("utf-8-sig").split(";")[:12]
        short = self.sent(self.csv([self.row("0001", **SLOW, documents="2")[:12]], header=header))
        short.action_import()
        self.assertEqual(self.counts(short), (0, 1, 0, 0))
        self.assertEqual(self.fresh().due_at, datetime(2026, 10, 19, 10, 30))
        self.assertEqual(self.fresh().timeliness, "on_time")

    def test_the_days_of_a_pause_lie_within_the_life_of_the_dossier(self):
        self.send([self.row("0001", **SLOW)])
        for first, last in ((11, 13), (14, 13), (13, 20)):
            with self.assert_refused(ValidationError, "cannot stand still"):
                self.pause(self.fresh(), first, last)
        self.assertTrue(self.pause(self.fresh(), 12, 19))

    def test_only_a_head_or_hr_stops_the_clock_and_what_was_entered_stays(self):
        self.send([self.row("0001", **SLOW)])
        for user in (self.staff, self.auditor, self.pay_officer):
            with self.assertRaises(AccessError):
                self.pause(self.fresh(), user=user)
        pause = self.pause(self.fresh())
        with self.assert_refused(UserError, "stays as it is (From)"):
            pause.since = date(2026, 10, 14)

    def test_the_due_day_is_explained_in_words(self):
        late = {"received": "12/10/2026 15:10", "processed": "", "returned": "", "state": "4", "due": ""}
        self.send([self.row("0001", **late), self.row("0002", **OPEN), self.row("0003")])
        self.pause(self.fresh()[1], 13, 14)
        same_day, paused, given = self.fresh().mapped("deadline_note")
        self.assertIn("It came after 15:00", same_day)
        self.assertIn("Due on 13/10/2026 17:30.", same_day)
        self.assertIn("The procedure takes 3 working days.\nBy that the last day is 15/10/2026.", paused)
        self.assertIn("stood still from 13/10/2026 until the answer on 14/10/2026.\nDue on 16/10/2026", paused)
        self.assertIn("gives the appointment: 12/10/2026 17:30", given)

    def test_whoever_reads_a_dossier_may_know_how_its_due_day_came_about(self):
        self.send([self.row("0001", **SLOW)])
        self.pause(self.fresh(), 13, 14)
        for user in (self.staff, self.unit_head, self.hr_officer, self.auditor):
            self.assertIn("stood still", self.fresh().with_user(user).deadline_note)

    def test_a_dossier_shows_its_stages_and_in_whose_hands_it_was(self):
        wait = {"supplement_asked": "13/10/2026", "supplement_received": "15/10/2026"}
        self.send([self.row("0001", **SLOW, **wait)])
        stages = self.fresh().stage_ids.sorted("since")
        self.assertEqual(stages.mapped("kind"), ["processing", "supplement", "processing", "ready"])
        self.assertEqual([stage.holder_id.name for stage in stages], [self.lan.name, False, self.lan.name, False])
        self.assertEqual(stages[-1].current, True)
        self.assertEqual(stages[:-1].mapped("until"), stages[1:].mapped("since"))

    def test_every_dossier_that_is_not_returned_stands_in_exactly_one_stage(self):
        self.send(
            [
                self.row("0001", **SLOW),
                self.row("0002", **OPEN),
                self.row("0003", **OPEN, supplement_asked="14/10/2026"),
                self.row("0004"),
                self.row("0005", **OPEN | {"state": "7"}),
            ]
        )
        stages = self.env["ward.dossier.stage"].search([("company_id", "=", self.ward.id), ("current", "=", True)])
        self.assertEqual(sorted(stages.mapped("kind")), ["processing", "ready", "supplement"])
        self.assertEqual(len(stages.dossier_id), 3)

    def test_statements_of_an_import_do_not_grow_with_paused_dossiers(self):
        def cost(count, first):
            rows = [self.row(f"{number:05}", **SLOW) for number in range(first, first + count)]
            self.send(rows)
            for dossier in self.dossiers().filtered(lambda one: not one.pause_ids):
                self.pause(dossier)
            record = self.sent(self.csv([[*row[:11], "2", *row[12:]] for row in rows]))
            with self.counted() as spent:
                record.action_import()
            return spent()

        cost(1, 0)
        self.assertEqual(cost(12, 10000), cost(3, 20000))
