from odoo import http
from odoo.http import request

STATUS = {"busy": 429, "unknown": 404}


class Verify(http.Controller):
    """The page by which anybody checks a certificate: the code stands on the paper and in its QR."""

    @http.route("/verify/<string:code>", type="http", auth="public", methods=["GET"], readonly=False, sitemap=False)
    def verify(self, code):
        """Valid, expired or revoked; the name, the course and the day, and no more."""
        certificates = request.env["ward.certificate"].with_context(lang="vi_VN")
        if certificates.sudo()._may_ask(request.httprequest.remote_addr):  # sudo: a stranger has no rights
            found = certificates._check(code) or {"says": "unknown"}
        else:
            found = {"says": "busy"}
        # sudo: the template, for a stranger
        page = request.env["ir.qweb"].sudo().with_context(lang="vi_VN")._render("ward_training.verify_page", found)
        return request.make_response(
            page,
            status=STATUS.get(found["says"], 200),
            headers=[
                ("Content-Type", "text/html; charset=utf-8"),
                ("Cache-Control", "no-store"),
                ("X-Robots-Tag", "noindex"),
                ("Referrer-Policy", "no-referrer"),
                ("X-Content-Type-Options", "nosniff"),
                ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
                *([("Retry-After", "60")] if found["says"] == "busy" else []),
            ],
        )
