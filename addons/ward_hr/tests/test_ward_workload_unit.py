"""Posts that a unit's work needs, and when dossiers come."""

from datetime import date
from decimal import Decimal

from odoo.tests import tagged

from odoo.addons.ward_hr.workload import wisn

from .dossier_case import DossierCase

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)


@tagged("post_install", "-at_install")
class TestWardWorkloadUnit(DossierCase):
    def many(self, count, first=0, **cells):
        return [self.row(f"{number:04}", **cells) for number in range(first, first + count)]

    def unit_month(self, unit, month=OCTOBER):
        return self.env["ward.workload.unit"].search([("department_id", "=", unit.id), ("month", "=", month)])

    def test_posts_needed_are_the_hours_needed_over_the_hours_of_a_post(self):
        self.send(self.many(1980))  # 264 hours of copies, 352 with support work, on two people of 176 hours
        found = self.unit_month(self.office)
        self.assertEqual((found.hours_needed, found.hours_available, found.hours_a_post), (352, 352, 176))
        self.assertEqual((found.posts, found.posts_needed, found.difference, found.wisn_ratio), (2, 2, 0, 1))

    def test_the_view_says_what_the_staffing_method_says(self):
        self.send(self.many(700))
        found = self.unit_month(self.office)
        awt = wisn.available_working_time(Decimal(22), [], Decimal(8))
        caf = wisn.category_allowance_factor([Decimal("0.25")])
        posts = wisn.required_posts(Decimal("93.33"), awt, caf)
        self.assertAlmostEqual(found.posts_needed, float(posts), 2)
        self.assertAlmostEqual(found.difference, float(wisn.difference(Decimal(2), posts)), 2)
        self.assertAlmostEqual(found.wisn_ratio, float(wisn.ratio(Decimal(2), posts)), 2)

    def test_a_share_lent_moves_a_part_of_a_post(self):
        self.env["ward.assignment"].create(
            {"employee_id": self.lan.id, "department_id": self.culture.id, "share": 40, "date_from": OCTOBER}
        )
        self.send(self.many(1))
        self.assertEqual((self.unit_month(self.office).posts, self.unit_month(self.culture).posts), (1.6, 1.4))
        self.assertEqual(self.unit_month(self.culture).people_count, 2)

    def test_posts_of_two_months_are_their_mean_and_of_two_units_their_sum(self):
        day = "07/09/2026"
        september = {"received": f"{day} 08:00", "due": f"{day} 17:00", "processed": f"{day} 09:00", "returned": day}
        self.send([*self.many(3), *self.many(3, 50, **september)])
        [(posts, ratio)] = self.env["ward.workload.unit"]._read_group(
            [("company_id", "=", self.ward.id)], [], ["posts:sum", "wisn_ratio:avg"]
        )
        self.assertEqual(posts, 3)
        # 22 working days in October, 20 in September, which has two holidays
        self.assertAlmostEqual(ratio, 6 / (0.53 / 176 + 0.53 / 160), 3)

    def test_a_head_sees_the_own_unit_and_staff_no_unit(self):
        self.send(self.many(1))
        Unit = self.env["ward.workload.unit"]
        self.assertEqual(Unit.with_user(self.unit_head).search([]).department_id, self.office)
        self.assertEqual(Unit.with_user(self.ward_head).search([]).department_id, self.office + self.culture)
        self.assertFalse(Unit.with_user(self.staff).has_access("read"))

    def test_peaks_count_dossiers_by_weekday_and_hour_in_the_wards_time(self):
        late = {"received": "12/10/2026 16:30", "processed": "12/10/2026 17:00", "returned": "12/10/2026 17:10"}
        self.send(
            [
                *self.many(3, received="12/10/2026 07:59", processed="12/10/2026 10:05"),
                *self.many(2, 50, **late),
                *self.many(1, 60, received="05/10/2026 08:00", due="05/10/2026 17:00"),
            ]
        )
        Peak = self.env["ward.dossier.peak"]
        domain = [("company_id", "=", self.ward.id)]
        self.assertEqual(
            Peak._read_group(domain, ["weekday", "hour"], ["dossier_count:sum"]),
            [("1", "07:00", 3), ("1", "08:00", 1), ("1", "16:00", 2)],
        )
        [(a_day,)] = Peak._read_group(domain, [], ["a_day:avg"])
        self.assertEqual(a_day, 3)  # six dossiers on two Mondays
        self.assertFalse(Peak.with_user(self.staff).has_access("read"))
