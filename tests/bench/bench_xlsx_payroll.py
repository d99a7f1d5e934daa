"""The payroll table of 2,000 people as XLSX: beside openpyxl writing the same cells, and xlsxwriter alone.

``peer``: openpyxl, write-only; ``limit``: xlsxwriter with constant memory, no formats, no reading. Seconds.
"""

import io

import openpyxl
import xlsxwriter
from measure import report, statements, timed
from pay_ward import run_of, undone, ward

PEOPLE = 2_000


def by_openpyxl(rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(io.BytesIO())


def by_xlsxwriter(rows):
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def main(env):
    company = ward(env, PEOPLE)
    with undone(env):
        run = run_of(env, company)
        run._compute_slips()
        env.flush_all()
        taken, file = timed(run._payroll_table, before=env.invalidate_all)
        env.invalidate_all()
        count = statements(env, run._payroll_table)
        rows = list(openpyxl.load_workbook(io.BytesIO(file)).active.iter_rows(values_only=True))
        if len(rows) < PEOPLE:
            raise ValueError(f"only {len(rows)} rows for {PEOPLE} people")
        peer, _nothing = timed(lambda: by_openpyxl(rows))
        limit, _nothing = timed(lambda: by_xlsxwriter(rows))
        report("xlsx_payroll", taken, peer, limit, 3, "s a table", PEOPLE, count)


main(env)  # noqa: F821 - the Odoo shell knows env
