"""Import of dossiers beside Odoo's own ``load()`` and beside a bare COPY of the same rows.

Rows a second, from the bytes of the file to dossiers and workload, all in one transaction
that is rolled back. ``peer`` is ``load()`` on a sample, ``limit`` the bare COPY into the same
table with its keys and indexes. Medians of three. Runs in an Odoo shell (``env``).
"""

import base64
import json
import resource
import statistics
import time
from datetime import date, datetime, timedelta
from io import BytesIO

SIZE, SAMPLE, ROUNDS, OFFICERS = 200_000, 2_000, 3, 40
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


def timed(function, count):
    """Median rows a second, and the statements of the last round; every round is undone."""
    rates = []
    for _round in range(ROUNDS):
        before, started = env.cr.sql_log_count, time.perf_counter()
        with env.cr.savepoint() as savepoint:
            function()
            env.flush_all()
            rates.append(count / (time.perf_counter() - started))
            statements = env.cr.sql_log_count - before
            savepoint.rollback()
        env.invalidate_all()
    return statistics.median(rates), statements


def importing(count):
    record = env["ward.dossier.import"].create(
        {"file": base64.b64encode(file(count)), "file_name": "bench.csv", "company_id": company.id}
    )
    env.flush_all()
    rate, statements = timed(record.action_import, count)
    return rate, statements, record


company = ward()
small, few_statements, _record = importing(200)
middle, statements, _record = importing(2_000)
ours, most_statements, record = importing(SIZE)

# The same rows as they are kept, to be copied and to be loaded.
with env.cr.savepoint() as savepoint:
    record.action_import()
    names = [n for n, f in env["ward.dossier"]._fields.items() if f.store and f.column_type and n != "id"]
    kept = BytesIO()
    columns = ", ".join(names)
    env.cr.copy_expert(f"COPY (SELECT {columns} FROM ward_dossier WHERE company_id = {company.id}) TO STDOUT", kept)
    savepoint.rollback()
env.invalidate_all()


def copy():
    kept.seek(0)
    env.cr.copy_expert(f"COPY ward_dossier ({columns}) FROM STDIN", kept, size=1 << 20)


def load():
    relational = {n for n in names if env["ward.dossier"]._fields[n].type == "many2one"}
    head = [f"{n}/.id" if n in relational else n for n in names]
    lines = kept.getvalue().decode().splitlines()[:SAMPLE]
    rows = [["" if cell == r"\N" else cell for cell in line.split("\t")] for line in lines]
    outcome = env["ward.dossier"].load(head, rows)
    assert len(outcome["ids"] or ()) == SAMPLE, outcome["messages"][:3]


bare, _one = timed(copy, SIZE)
loaded, _many = timed(load, SAMPLE)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
assert few_statements == statements == most_statements, (few_statements, statements, most_statements)
print(
    json.dumps(
        {
            "name": "dossier_import",
            "ours": round(ours),
            "peer": round(loaded),
            "ratio": round(ours / loaded, 2),
            "limit": round(bare),
            "limit_ratio": round(ours / bare, 2),
            "unit": "rows/s",
            "size": SIZE,
            "statements": most_statements,
            "memory_mb": memory,
        }
    )
)
