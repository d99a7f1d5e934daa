from odoo import api, fields, models


class WardDossier(models.Model):
    """A citizen's request at the one-stop service, as far as work and time are concerned.

    No data of citizens, and no free text that could hold it. Written only by imports of
    the one-stop system's files (``ward.dossier.import``), set-wise, past the ORM: hence
    no log columns, few indexes, and every stored figure computed before the row is kept.
    Times are kept in UTC as everywhere in Odoo.
    """

    _name = "ward.dossier"
    _description = "Dossier"
    _inherit = ["ward.company.mixin"]
    _rec_name = "code"
    _order = "received_at desc, id desc"
    _log_access = False
    _check_company_auto = True

    # The unique key below begins with the ward and serves as its index.
    company_id = fields.Many2one(index=False)
    code = fields.Char(string="Dossier code", required=True)
    procedure_id = fields.Many2one("ward.procedure", required=True, index=True, ondelete="restrict")
    channel = fields.Selection(
        [("counter", "At the counter"), ("online", "Online"), ("post", "By post")],
        required=True,
    )
    received_at = fields.Datetime(required=True)
    due_at = fields.Datetime(required=True)
    processed_at = fields.Datetime()
    returned_at = fields.Datetime()
    state = fields.Selection(
        [
            ("registered", "Registered online"),
            ("received", "Received"),
            ("refused", "Refused"),
            ("processing", "In process"),
            ("supplement", "Supplement requested"),
            ("payment", "Payment requested"),
            ("withdrawn", "Withdrawn"),
            ("stopped", "Stopped"),
            ("processed", "Processed"),
            ("returned", "Result returned"),
        ],
        string="Status",
        required=True,
    )
    timeliness = fields.Selection(
        [
            ("open", "Open"),
            ("on_time", "On time"),
            ("late", "Late"),
            ("closed", "Closed without result"),
        ],
        required=True,
        help="Whether the processing was finished before the appointment.",
    )
    late_days = fields.Integer(string="Working days late", aggregator="sum")
    reception_officer_id = fields.Many2one(
        "hr.employee", index="btree_not_null", ondelete="restrict", check_company=True
    )
    handling_officer_id = fields.Many2one(
        "hr.employee", index="btree_not_null", ondelete="restrict", check_company=True
    )
    department_id = fields.Many2one(
        "hr.department",
        string="Unit",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    paused_days = fields.Integer(aggregator="sum", help="Working days on which the clock stood still.")
    documents = fields.Integer(string="Copies", aggregator="sum")
    import_id = fields.Many2one(
        "ward.dossier.import",
        string="Last import",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        help="The import that brought this dossier, or last changed it.",
    )
    overdue = fields.Boolean(compute="_compute_overdue", search="_search_overdue")

    _code_unique = models.Constraint("UNIQUE(company_id, code)", "A dossier with this code exists already.")
    _received = models.Index("(company_id, received_at)")
    _processed = models.Index("(company_id, processed_at)")
    _open_by_due = models.Index("(company_id, due_at) WHERE timeliness = 'open'")

    @api.depends("timeliness", "due_at")
    def _compute_overdue(self):
        now = fields.Datetime.now()
        for dossier in self:
            dossier.overdue = dossier.timeliness == "open" and dossier.due_at < now

    def _search_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("timeliness", "=", "open"), ("due_at", "<", fields.Datetime.now())]
