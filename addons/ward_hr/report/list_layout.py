"""What a list may show, column by column, and a sheet arranged as a ward wants it.

Pure. The running number and the name stay first: totals and the fixed part of the page rest on them.
"""

from . import (
    bank_list,
    extra_list,
    income_tax_list,
    insurance_list,
    payroll_table,
    raise_list,
    settlement_list,
    treasury_list,
)
from .pay_sheet import FACTOR, MONEY, NUMBER, TEXT, WHOLE, Column, Sheet

FIXED = (NUMBER, "name")
PAYROLL_FORM = "Bảng thanh toán tiền lương theo bố cục của đơn vị"
KINDS = {payroll_table.MONEY: MONEY, payroll_table.FACTOR: FACTOR, payroll_table.TEXT: TEXT}
PAYROLL = tuple(
    Column(c.key, c.title, WHOLE if c.key == NUMBER else KINDS[c.kind], c.width) for c in payroll_table.COLUMNS
)
COLUMNS = {
    "payroll": PAYROLL,
    "treasury": treasury_list.BEFORE + treasury_list.ONLY_FULL + treasury_list.AFTER,
    "bank": bank_list.PAID,
    "insurance": insurance_list.PERSON + insurance_list.BASES + insurance_list.PARTS,
    "income_tax": income_tax_list.COLUMNS,
    "extra": extra_list.COLUMNS,
    "settlement": settlement_list.COLUMNS,
    "raise": raise_list.COLUMNS + raise_list.MONEY_COLUMNS,
}


def choices(kind):
    """The columns that a layout of the list ``kind`` may show, hide, move and rename."""
    return tuple(column for column in COLUMNS[kind] if column.key not in FIXED)


def arranged(sheet, chosen):
    """``sheet`` with its fixed columns and, after them, ``chosen``: pairs of (key, heading) in their order.

    An empty heading keeps the form's own. A column that the sheet does not have (another version of the form) is
    left out.
    """
    by_key = {column.key: column for column in sheet.columns}
    fixed = tuple(column for column in sheet.columns if column.key in FIXED)
    moved = tuple(
        by_key[key]._replace(title=heading or by_key[key].title) for key, heading in chosen if key in by_key
    )
    return sheet._replace(columns=fixed + moved)


def payroll_sheet(groups, words, notes=()):
    """The payroll table as a plain sheet, to be arranged: rows as in `payroll_table`, without formulas in them."""
    return Sheet("Bảng lương", payroll_table.TITLE, PAYROLL, groups, notes, words)


def payroll_columns(sheet):
    """The columns of such a sheet as those of `payroll_table`; the running number is a text there."""
    return tuple(
        payroll_table.Column(c.key, c.title, "", TEXT if c.key == NUMBER else c.kind, c.width) for c in sheet.columns
    )
