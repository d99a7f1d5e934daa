"""A ward whose imports are seen by other connections, since they are committed; taken away afterwards."""

import time
from contextlib import contextmanager
from datetime import date

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tests import BaseCase, get_db_name

HEAD = "Mã hồ sơ;Mã thủ tục;Hình thức nộp;Ngày tiếp nhận;Trạng thái;Cán bộ thụ lý"


class CommittedImportCase(BaseCase):
    """``self.import_of(pieces)`` commits an import of this file and gives its id."""

    @contextmanager
    def connection(self):
        with Registry(get_db_name()).cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})

    def setUp(self):
        super().setUp()
        with self.connection() as env:
            ward = env["res.company"].create({"name": f"Phường Lớn {time.monotonic_ns()}"})
            unit = env["hr.department"].create({"name": "Văn phòng", "code": "VP", "company_id": ward.id})
            env["hr.employee"].create(
                {
                    "name": "Lê Văn An",
                    "work_email": "an@ward.example",
                    "company_id": ward.id,
                    "department_id": unit.id,
                    "date_version": date(2026, 1, 1),
                }
            )
            self.ward_id = ward.id
        self.addCleanup(self.remove)

    def remove(self):
        with self.connection() as env:
            ward = env["res.company"].browse(self.ward_id)
            for table in ("ward_workload_line", "ward_workload", "ward_dossier"):
                env.cr.execute(f"DELETE FROM {table} WHERE company_id = %s", [ward.id])
            imports = env["ward.dossier.import"].search([("company_id", "=", ward.id)])
            imports.write({"state": "draft"})
            imports.unlink()
            person = env["hr.employee"].search([("company_id", "=", ward.id)])
            resource = person.resource_id
            person.unlink()
            resource.unlink()
            env["hr.department"].search([("company_id", "=", ward.id)]).unlink()
            calendars = env["resource.calendar"].search([("company_id", "=", ward.id)])
            ward.resource_calendar_id = False
            calendars.unlink()
            ward.active = False

    @staticmethod
    def lines(count):
        """A CSV of ``count`` open dossiers, in pieces."""
        yield (HEAD + "\n").encode()
        for number in range(count):
            day = f"{1 + number % 28:02}/10/2026 {8 + number % 8:02}:{number % 60:02}"
            yield f"H26.BIG-{number:09};2.000815;Trực tiếp;{day};Đang xử lý;an@ward.example\n".encode()

    def import_of(self, pieces):
        with self.connection() as env:
            record = env["ward.dossier.import"].create({"company_id": self.ward_id, "file_name": "lon.csv"})
            size, digest = record._keep_file("sent", pieces)
            record.write({"state": "ready", "file_size": size, "file_hash": digest})
            return record.id

    def dossiers(self, env):
        return env["ward.dossier"].search_count([("company_id", "=", self.ward_id)])
