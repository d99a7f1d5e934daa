"""Import of dossiers beside Odoo's own ``load()`` and beside a bare COPY of the same rows.

Rows a second, from the bytes of the file to dossiers and workload, all in one transaction
that is rolled back. ``peer`` is ``load()`` on a sample, ``limit`` the bare COPY into the same
table with its keys and indexes. Medians of three. Runs in an Odoo shell (``env``).
"""

import base64
import statistics
import time
from datetime import date, datetime, timedelta
from io import BytesIO

from measure import RUNS, report

SIZE, SAMPLE, OFFICERS = 200_000, 2_000, 40
env = self.env  # noqa: F821
env = env(context={"tracking_disable": True, "mail_create_nolog": True, "lang": "en_US"})


def ward():
    """A company with a department and officers."""
    company = env["res.company"].create({"name": "Bench ward"})
    unit = env["hr.department"].create({"name": "Office", "code": "VP", "company_id": company.id})
    env["hr.employee"].create(
        [
            {
                "name": f"Officer {number}",
                "work_email": f"officer{number}@bench.example",
                "company_id": company.id,
                "department_id": unit.id,
                "date_version": date(2026, 1, 1),
            }
            for number in range(OFFICERS)
        ]
    )
    return company


def file(count):
    """A CSV of ``count`` dossiers received over a quarter, most of them finished."""
    procedures = ("2.000815", "2.000815", "2.000815", "1.001193", "1.004873", "1.014027", "2.000635")
    lines = [
        "Mã hồ sơ;Mã thủ tục;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày xử lý xong;Ngày trả kết quả;Trạng thái;"
        "Cán bộ tiếp nhận;Cán bộ thụ lý;Số ngày tạm dừng;Số bản"
    ]
    for number in range(count):
        received = datetime(2026, 7, 1, 8) + timedelta(days=number % 90, minutes=number % 480)
        done = received + timedelta(minutes=30 + number % 3000)
        stamps = [f"{t:%d/%m/%Y %H:%M}" for t in (received, received + timedelta(days=3), done, done)]
        state = "Đã trả kết quả"
        if not number % 50:
            stamps[2:], state = ["", ""], "Đang xử lý"
        lines.append(
            f"H26.BEN-{number:09};{procedures[number % 7]};{'Trực tuyến' if number % 5 < 3 else 'Trực tiếp'};"
            f"{';'.join(stamps)};{state};;officer{number % OFFICERS}@bench.example;;{1 + number % 4}"
        )
    return "\r\n".join(lines).encode("utf-8-sig")


def rate(function, count):
    """Median rows a second, and the statements of the last round; every round is undone."""
    rates = []
    for _round in range(RUNS):
        before, started = env.cr.sql_log_count, time.perf_counter()
        function()
        env.flush_all()
        rates.append(count / (time.perf_counter() - started))
        statements = env.cr.sql_log_count - before
        env.cr.rollback()
        env.invalidate_all()
    return statistics.median(rates), statements


def importing(count):
    record = env["ward.dossier.import"].create(
        {"file": base64.b64encode(file(count)), "file_name": "bench.csv", "company_id": company.id}
    )
    env.cr.commit()  # in a database made for the benchmark: what a ward has is there before
    return *rate(record.action_import, count), record


company = ward()
small, few_statements, _record = importing(200)
middle, statements, _record = importing(2_000)
ours, most_statements, record = importing(SIZE)

# The same rows as they are kept, to be copied and to be loaded.
record.action_import()
names = [n for n, f in env["ward.dossier"]._fields.items() if f.store and f.column_type and n != "id"]
kept, columns = BytesIO(), ", ".join(names)
env.cr.copy_expert(f"COPY (SELECT {columns} FROM ward_dossier WHERE company_id = {company.id}) TO STDOUT", kept)
env.cr.rollback()
env.invalidate_all()


def copy():
    kept.seek(0)
    env.cr.copy_expert(f"COPY ward_dossier ({columns}) FROM STDIN", kept, size=1 << 20)


def load():
    relational = {n for n in names if env["ward.dossier"]._fields[n].type == "many2one"}
    head = [f"{n}/.id" if n in relational else n for n in names]
    lines = kept.getvalue().decode().splitlines()[:SAMPLE]
    spelled = {r"\N": "", "t": "1", "f": "0"}  # as load() wants what COPY writes
    rows = [[spelled.get(cell, cell) for cell in line.split("\t")] for line in lines]
    outcome = env["ward.dossier"].load(head, rows)
    assert len(outcome["ids"] or ()) == SAMPLE, outcome["messages"][:3]


bare, _one = rate(copy, SIZE)
loaded, _many = rate(load, SAMPLE)
assert few_statements == statements == most_statements, (few_statements, statements, most_statements)
report("dossier_import", ours, loaded, bare, 2, "rows/s", SIZE, most_statements, higher_is_better=True)
