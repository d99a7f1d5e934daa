from odoo import http
from odoo.http import content_disposition, request

from .dossier_files import XLSX


class StaffFiles(http.Controller):
    """The staff list of the ward, and the empty one to fill in."""

    @http.route("/ward/staff/template", type="http", auth="user", methods=["GET"], readonly=True)
    def template(self):
        imports = request.env["ward.staff.import"]
        imports.check_access("create")
        content = imports._template(request.env.company)
        return self._file(content, request.env._("staff-template.xlsx"))

    @http.route("/ward/staff/export", type="http", auth="user", methods=["GET"], readonly=True)
    def export(self):
        request.env["ward.staff.import"].check_access("create")
        content = request.env["hr.employee"]._staff_list_file(request.env.company)
        return self._file(content, request.env._("staff-list.xlsx"))

    def _file(self, content, name):
        headers = [("Content-Type", XLSX), ("Content-Disposition", content_disposition(name))]
        return request.make_response(content, headers=headers)
