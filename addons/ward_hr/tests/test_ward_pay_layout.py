"""A ward's own layout of a list: columns, order and headings from its month on, and the same amounts."""

from datetime import date
from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .list_case import ListCase
from .pay_case import OCTOBER

LIST_KINDS = ("treasury", "bank", "insurance", "income_tax", "extra")


@tagged("post_install", "-at_install")
class TestWardPayLayout(ListCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        an = cls.hire("Lê Văn An", "public_employee", pay_coefficient=4)
        cls.give_account(an, "0123456789")
        cls.september = cls.computed(date(2026, 9, 1))
        cls.october = cls.computed(OCTOBER)

    def layout(self, kind, keys, headings=(), since=OCTOBER, user=None):
        """Only the columns ``keys``, in that order; ``headings``: ``{key: own heading}``."""
        user = user or self.pay_officer
        one = (
            self.env["ward.pay.layout"]
            .with_user(user)
            .with_context(allowed_company_ids=user.company_id.ids)
            .create({"kind": kind, "since": since, "reference": "CV 45/TC-KH", "form": "Mẫu của phường"})
        )
        for column in one.column_ids:
            column.shown = column.key in keys
            column.heading = dict(headings).get(column.key)
            column.sequence = keys.index(column.key) if column.key in keys else 99
        return one

    def titles(self, run, kind, user=None):
        return next(row for row in self.cells(run, kind, user=user) if row[0] == "STT")

    def test_columns_stand_in_their_order_under_their_headings_with_the_same_amounts(self):
        before = self.table(self.october, "insurance")[0]
        self.layout("insurance", ["total", "base", "SI_E"], {"total": "Phải nộp"})
        self.assertEqual(
            self.titles(self.october, "insurance"),
            ["STT", "Họ và tên", "Phải nộp", "Mức đóng BHXH, BHYT (sau mức trần)", "BHXH: người lao động"],
        )
        [row] = self.table(self.october, "insurance")
        self.assertEqual(row["Phải nộp"], before["Tổng cộng phải đóng"])
        self.assertEqual(self.total(self.october, "insurance")["Phải nộp"], before["Tổng cộng phải đóng"])
        self.assertIn("Mẫu của phường", self.texts(self.october, "insurance"))

    def test_it_holds_from_its_month_on_and_for_its_ward_alone(self):
        whole = self.titles(self.september, "bank")
        self.layout("bank", ["account", "net"])
        self.assertEqual(self.titles(self.september, "bank"), whole)
        self.assertEqual(len(self.titles(self.october, "bank")), 4)
        found = self.env["ward.pay.layout"]._in_force("bank", self.other_ward, OCTOBER)
        self.assertFalse(found)

    def test_two_wards_with_layouts_of_their_own_give_out_different_files_of_the_same_list(self):
        officer = self.user_of("pay_officer", self.other_ward)
        binh = self.employ(
            "Trần Bình",
            company=self.other_ward,
            staff_type_id=self.staff_type("public_employee").id,
            pay_coefficient=4,
        )
        self.give_account(binh, "9876543210")
        runs = self.env["ward.pay.run"].with_user(officer).with_context(allowed_company_ids=self.other_ward.ids)
        there = runs.create({"month": OCTOBER, "company_id": self.other_ward.id})
        there.action_compute()
        whole = self.titles(there, "bank", officer)
        self.layout("bank", ["account", "net"])
        self.layout("bank", ["net", "content", "account"], {"net": "Số tiền lương"}, user=officer)
        self.assertEqual(self.titles(self.october, "bank"), ["STT", "Họ và tên", "Số tài khoản", "Số tiền"])
        other = ["STT", "Họ và tên", "Số tiền lương", "Nội dung chuyển khoản", "Số tài khoản"]
        self.assertEqual(self.titles(there, "bank", officer), other)
        self.assertNotEqual(other, whole)
        [row] = self.table(there, "bank", user=officer)
        self.assertEqual((row["Họ và tên"], row["Số tiền lương"]), ("Trần Bình", int(there.net)))

    def test_every_list_starts_from_all_columns_of_its_form(self):
        for kind in LIST_KINDS:
            before = self.titles(self.october, kind)
            self.layout(kind, [column.key for column in self.all_columns(kind)])
            self.assertEqual(self.titles(self.october, kind), before, kind)

    def all_columns(self, kind):
        form = Form(self.env["ward.pay.layout"].with_user(self.pay_officer))
        form.kind = kind
        form.since = date(2026, 1, 1)
        form.reference = "x"
        return form.save().column_ids

    def test_the_payroll_table_shows_somebody_without_a_rank_too(self):
        self.layout("payroll", ["rank", "net"])
        sheet = load_workbook(BytesIO(self.october.with_user(self.pay_officer)._payroll_table()), data_only=True).active
        [row] = [[cell.value for cell in row] for row in sheet.iter_rows() if isinstance(row[0].value, int)]
        self.assertEqual(row, [1, "Lê Văn An", None, int(self.october.net)])

    def test_the_payroll_table_too(self):
        self.layout("payroll", ["net", "gross"], {"net": "Còn được lĩnh"})
        sheet = load_workbook(BytesIO(self.october.with_user(self.pay_officer)._payroll_table()), data_only=True).active
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        titles = next(row for row in rows if row[0] == "STT")
        self.assertEqual(titles, ["STT", "Họ và tên", "Còn được lĩnh", "Tổng tiền lương"])
        [row] = [row for row in rows if isinstance(row[0], int)]
        self.assertEqual(row[2:], [int(self.october.net), int(self.october.gross)])
        total = next(row for row in rows if str(row[1]).startswith("Tổng cộng"))
        self.assertEqual(total[2], int(self.october.net))

    def test_a_column_of_another_list_or_none_at_all_is_refused(self):
        one = self.layout("bank", ["net"])
        with self.assert_refused(ValidationError, "its list has no column"):
            one.kind = "insurance"
        with self.assert_refused(ValidationError, "it shows no column"):
            one.column_ids.shown = False
            one._check_columns()

    def test_only_the_pay_officer_sets_one(self):
        for user in (self.ward_head, self.auditor, self.hr_officer):
            with self.assertRaises(AccessError):
                self.env["ward.pay.layout"].with_user(user).create(
                    {"kind": "bank", "since": OCTOBER, "reference": "x"}
                )
