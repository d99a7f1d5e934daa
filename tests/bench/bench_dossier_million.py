"""A million dossiers in one file: seconds, and how much memory the process takes beyond what it had before.

Checked, then imported, in one process (``env`` of an Odoo shell) on an empty ward; taken back at the
end. ``WARD_BENCH_ROWS`` names another size. Peak memory is what the kernel has seen (VmHWM).
"""

import json
import os
import time
from datetime import date, datetime, timedelta
from pathlib import Path

SIZE, OFFICERS = int(os.environ.get("WARD_BENCH_ROWS", 1_000_000)), 40
HEAD = (
    "Mã hồ sơ;Mã thủ tục;Hình thức nộp;Ngày tiếp nhận;Ngày hẹn trả;Ngày xử lý xong;Ngày trả kết quả;Trạng thái;"
    "Cán bộ tiếp nhận;Cán bộ thụ lý;Số ngày tạm dừng;Số bản\n"
)
env = self.env  # noqa: F821
env = env(context={"tracking_disable": True, "mail_create_nolog": True, "lang": "en_US"})


def memory(name):
    """Megabytes of this process, ``VmRSS`` now or ``VmHWM`` at its highest."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name)]
    return int(line.split()[1]) / 1024


def pieces(count):
    """The CSV, a thousand rows at a time."""
    yield HEAD.encode()
    for first in range(0, count, 1000):
        yield "".join(map(line, range(first, min(first + 1000, count)))).encode()


def line(number):
    received = datetime(2026, 7, 1, 8) + timedelta(days=number % 90, minutes=number % 480)
    done = received + timedelta(minutes=30 + number % 3000)
    stamps = [f"{t:%d/%m/%Y %H:%M}" for t in (received, received + timedelta(days=3), done, done)]
    return (
        f"H26.MIL-{number:09};2.000815;{'Trực tuyến' if number % 5 < 3 else 'Trực tiếp'};{';'.join(stamps)};"
        f"Đã trả kết quả;;officer{number % OFFICERS}@bench.example;;{1 + number % 4}\n"
    )


def ward():
    company = env["res.company"].create({"name": "Bench city"})
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


def imported(company, count, method):
    """Seconds and megabytes beyond before of ``method`` on a file of ``count`` rows."""
    record = env["ward.dossier.import"].create({"company_id": company.id, "file_name": "million.csv"})
    size, digest = record._keep_file("sent", pieces(count))
    record.write({"state": "ready", "file_size": size, "file_hash": digest})
    env.flush_all()
    Path("/proc/self/clear_refs").write_text("5")  # forget the highest so far
    before, started = memory("VmRSS"), time.perf_counter()
    getattr(record, method)()
    env.flush_all()
    seconds = time.perf_counter() - started
    if record.total_count - record.refused_count != count:
        raise ValueError(f"{record.total_count} rows, {record.refused_count} refused")
    return {"seconds": round(seconds, 1), "rows_a_second": round(count / seconds), "file_mb": round(size / 2**20),
            "peak_mb": round(memory("VmHWM")), "growth_mb": round(memory("VmHWM") - before, 1)}  # fmt: skip


company = ward()
env.cr.commit()  # in a database made for the benchmark
imported(company, 1_000, "action_check")
for count in (20_000, SIZE):
    for method in ("action_check", "action_import"):
        outcome = imported(company, count, method)
        env.cr.rollback()
        env.invalidate_all()
        print(json.dumps({"name": "dossier_million", "step": method, "size": count, **outcome}), flush=True)
