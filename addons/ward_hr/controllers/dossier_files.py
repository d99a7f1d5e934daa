from odoo import http
from odoo.http import content_disposition, request
from odoo.tools import file_open

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXAMPLE = "ward_hr/static/example/ho-so-mau-thang-10-2026-du-lieu-gia-lap.csv"


class DossierFiles(http.Controller):
    """What an officer needs for a first import: the empty template, and an invented month."""

    @http.route("/ward/dossiers/template", type="http", auth="user", methods=["GET"], readonly=True)
    def template(self):
        imports = request.env["ward.dossier.import"]
        imports.check_access("read")
        return self._file(imports._template(), XLSX, request.env._("dossier-template.xlsx"))

    @http.route("/ward/dossiers/example", type="http", auth="user", methods=["GET"], readonly=True)
    def example(self):
        with file_open(EXAMPLE, "rb") as file:
            return self._file(file.read(), "text/csv; charset=utf-8", EXAMPLE.rsplit("/", 1)[1])

    def _file(self, content, mimetype, name):
        headers = [
            ("Content-Type", mimetype),
            ("Content-Disposition", content_disposition(name)),
        ]
        return request.make_response(content, headers=headers)
