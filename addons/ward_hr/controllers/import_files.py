import shutil
from tempfile import TemporaryFile

from werkzeug.exceptions import NotFound
from werkzeug.wsgi import wrap_file

from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from ..importing.tables import XLSX
from ..models.ward_import_store import REFUSED

MODELS = ("ward.dossier.import", "ward.staff.import")
LARGEST = 600 * 2**20  # bytes of a file sent, kept on disk while it is looked at
TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class ImportFiles(http.Controller):
    """Files of imports on their way in and out, from disk to disk; who may not reach an import finds nothing."""

    @http.route(
        "/ward/import/<string:model>/<int:import_id>/file",
        type="http",
        auth="user",
        methods=["POST"],
        max_content_length=LARGEST,
    )
    def send(self, model, import_id, file):
        """Take a file for an import that waits for one; the form shows what became of it."""
        record = self._import(model, import_id, "write")
        record.write({"file_name": file.filename})
        with TemporaryFile() as kept:
            shutil.copyfileobj(file.stream, kept)
            record._take(kept)
        return request.make_json_response({"state": record.state})

    @http.route("/ward/import/<string:model>/<int:import_id>/refused", type="http", auth="user", methods=["GET"])
    def refused(self, model, import_id):
        record = self._import(model, import_id, "read")
        if not record.refused_file_name:
            raise NotFound()
        file = TemporaryFile()  # closed by the response
        record._copy_file(REFUSED, file)
        headers = [
            ("Content-Type", TYPES[record.refused_file_name.rsplit(".", 1)[1]]),
            ("Content-Disposition", content_disposition(record.refused_file_name)),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        return request.make_response(wrap_file(request.httprequest.environ, file), headers=headers)

    def _import(self, model, import_id, operation):
        if model not in MODELS:
            raise NotFound()
        record = request.env[model].browse(import_id)
        try:
            record.check_access(operation)
        except (AccessError, MissingError):
            raise NotFound() from None
        if not record.exists():
            raise NotFound()
        return record
