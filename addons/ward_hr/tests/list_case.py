"""Reading the files of a run again, and giving its people bank accounts."""

from io import BytesIO

from openpyxl import load_workbook

from .pay_case import PayCase


class ListCase(PayCase):
    """``self.table(run, "bank", "Chuyển khoản")``: the rows of a sheet as dicts by title of column."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("vi_VN")
        cls.bank = cls.env["res.bank"].create({"name": "Ngân hàng Thử"})

    @classmethod
    def give_account(cls, employee, number, bank=None):
        account = cls.env["res.partner.bank"].create(
            {
                "acc_number": number,
                "partner_id": employee.work_contact_id.id,
                "bank_id": (cls.bank if bank is None else bank).id,
            }
        )
        employee.bank_account_ids += account
        return account

    def book(self, run, kind, user=None, values=True):
        _name, content = run.with_user(user or self.pay_officer)._pay_list(kind)
        return load_workbook(BytesIO(content), data_only=values)

    def cells(self, run, kind, sheet=None, user=None, values=True):
        """Every row of the sheet, as a list of values."""
        book = self.book(run, kind, user, values)
        page = book[sheet] if sheet else book.worksheets[0]
        return [[cell.value for cell in row] for row in page.iter_rows()]

    def table(self, run, kind, sheet=None, user=None, values=True):
        """The rows below the titles that have a number, as dicts by title."""
        rows = self.cells(run, kind, sheet, user, values)
        titles = next(row for row in rows if row[0] == "STT")
        return [dict(zip(titles, row, strict=True)) for row in rows if isinstance(row[0], int)]

    def total(self, run, kind, sheet=None, values=True):
        rows = self.cells(run, kind, sheet, values=values)
        titles = next(row for row in rows if row[0] == "STT")
        row = next(row for row in rows if str(row[1]).startswith("Tổng cộng"))
        return dict(zip(titles, row, strict=True))

    def texts(self, run, kind, sheet=None):
        return " ".join(str(cell) for row in self.cells(run, kind, sheet) for cell in row if cell is not None)
