from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request

from ..models.ward_pay_run_lists import LISTS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PayFiles(http.Controller):
    """Files of a pay run, for those who may read the run; to others there is nothing here."""

    @http.route("/ward/pay/run/<int:run_id>/payroll_table.xlsx", type="http", auth="user", readonly=True)
    def payroll_table(self, run_id):
        return _run_file(run_id, lambda run: (f"{run._payroll_name()}.xlsx", run._payroll_table()))

    @http.route("/ward/pay/run/<int:run_id>/list/<string:kind>.xlsx", type="http", auth="user", readonly=True)
    def pay_list(self, run_id, kind):
        if kind not in LISTS:
            return request.not_found()
        return _run_file(run_id, lambda run: run._pay_list(kind))

    @http.route("/ward/pay/year/<int:year_id>/sheet.xlsx", type="http", auth="user", readonly=True)
    def year_sheet(self, year_id):
        one = request.env["ward.pay.year"].browse(year_id)
        try:
            name, content = one._sheet()
        except (AccessError, MissingError):
            return request.not_found()
        return _file(content, name)

    @http.route("/ward/tax/settlement/<int:settlement_id>/list.xlsx", type="http", auth="user", readonly=True)
    def settlement(self, settlement_id):
        one = request.env["ward.tax.settlement"].browse(settlement_id)
        try:
            name, content = one._list()
        except (AccessError, MissingError):
            return request.not_found()
        return _file(content, name)


def _run_file(run_id, made):
    """``made(run)``: name and content of a file of the run."""
    run = request.env["ward.pay.run"].browse(run_id)
    try:
        run.check_access("read")
        name, content = made(run)
    except (AccessError, MissingError):
        return request.not_found()
    except UserError as refusal:
        return request.make_response(str(refusal), status=409)
    return _file(content, name)


def _file(content, name):
    return request.make_response(
        content,
        headers=[
            ("Content-Type", XLSX),
            ("Content-Disposition", content_disposition(name)),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )
