import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { findPosition } from "@ward_oversight/position/position";
import { Component, onWillStart, useState } from "@odoo/owl";

const MAX_SIDE = 1920;

/** A photo as JPEG in base64, no side longer than 1,920 pixels: phones send megabytes. */
async function shrink(file) {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/jpeg", 0.85).split(",")[1];
}

/** The page on which an inspector answers a visit: one card an item, four big buttons. */
export class VisitSheet extends Component {
    static template = "ward_oversight.VisitSheet";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.state = useState({ sheet: null, only: "all", busy: {}, position: null, asking: false });
        const { params, context } = this.props.action;
        this.versionId = params && params.version_id;
        this.visitId = (params && params.visit_id) || (context && context.active_id);
        onWillStart(() => this.load());
    }

    async load() {
        if (this.versionId) {
            this.state.sheet = await this.orm.call("ward.checklist.version", "get_sheet", [[this.versionId]]);
            this.env.config.setDisplayName?.(this.state.sheet.name);
            return;
        }
        if (!this.visitId) {
            return this.action.doAction("ward_oversight.ward_visit_action", {
                clearBreadcrumbs: true,
            });
        }
        this.state.sheet = await this.orm.call("ward.visit", "get_sheet", [[this.visitId]]);
        this.env.config.setDisplayName?.(this.state.sheet.name);
    }

    get choices() {
        return [
            { result: "pass", label: _t("Pass"), icon: "fa-check", tone: "success" },
            { result: "fail", label: _t("Fail"), icon: "fa-times", tone: "danger" },
            { result: "na", label: _t("Not applicable"), icon: "fa-ban", tone: "info" },
            { result: "unanswered", label: _t("Not answered"), icon: "fa-circle-o", tone: "secondary" },
        ];
    }

    get severities() {
        return {
            minor: { label: _t("Minor"), tone: "text-bg-info" },
            major: { label: _t("Major"), tone: "text-bg-warning" },
            critical: { label: _t("Serious"), tone: "text-bg-danger" },
        };
    }

    get filters() {
        const { items, answered, failed } = this.state.sheet;
        return [
            { key: "all", label: _t("All"), count: items },
            { key: "unanswered", label: _t("Not answered"), count: items - answered },
            { key: "fail", label: _t("Fail"), count: failed },
        ];
    }

    get shown() {
        const { only, sheet } = this.state;
        return sheet.answers.filter(
            (row) => (!sheet.preview || this.asked(row)) && (only === "all" || row.result === only)
        );
    }

    /** In a preview the conditions are tried out here; on a visit the server sends only what is asked. */
    asked(row) {
        if (!row.on_code) {
            return true;
        }
        const on = this.state.sheet.answers.find((other) => other.code === row.on_code);
        return Boolean(on) && on.result === row.on_result && this.asked(on);
    }

    get percent() {
        const { items, answered } = this.state.sheet;
        return items ? Math.round((100 * answered) / items) : 0;
    }

    get scoreText() {
        const { scored, score } = this.state.sheet;
        return scored ? score.toLocaleString("vi-VN", { maximumFractionDigits: 1 }) : "–";
    }

    /** Write, then show what the server has: also after a refusal, whose reason is shown. */
    async keep(row, work) {
        this.state.busy[row.id] = true;
        try {
            await work();
        } finally {
            delete this.state.busy[row.id];
            await this.load();
        }
    }

    choose(row, result) {
        if (this.state.sheet.preview) {
            row.result = result;
            return;
        }
        if (this.state.sheet.editable && row.result !== result) {
            return this.keep(row, () =>
                this.orm.write("ward.visit.answer", [row.id], { result })
            );
        }
    }

    note(row, text) {
        if (text !== row.note) {
            return this.keep(row, () =>
                this.orm.write("ward.visit.answer", [row.id], { note: text })
            );
        }
    }

    async addPhotos(row, input) {
        const files = [...input.files];
        await this.keep(row, async () => {
            for (const file of files) {
                let image;
                try {
                    image = await shrink(file);
                } catch {
                    this.notification.add(_t("This file is not a photo."), { type: "danger" });
                    continue;
                }
                const name = _t("Photo %(number)s", { number: row.photos.length + 1 });
                await this.orm.create("ward.evidence", [{ answer_id: row.id, name, image, ...this.state.position }]);
            }
        });
        input.value = "";
    }

    /** Where the inspector stands goes with each photo from now on; asked only when the button is pressed. */
    async locate() {
        this.state.asking = true;
        const position = await findPosition(this.notification);
        this.state.asking = false;
        if (position) {
            this.state.position = position;
            const sentence = _t("Photos from now on carry this position (±%(metres)s m).", {
                metres: position.accuracy,
            });
            this.notification.add(sentence, { type: "success" });
        }
    }

    deletePhoto(row, photo) {
        this.dialog.add(ConfirmationDialog, {
            body: _t("Delete this photo? The visit keeps a note that it was there."),
            confirmLabel: _t("Delete"),
            confirm: () => this.keep(row, () => this.orm.unlink("ward.evidence", [photo.id])),
            cancel: () => {},
        });
    }

    openFinding(row, finding) {
        this.dialog.add(FormViewDialog, {
            resModel: "ward.finding",
            resId: finding ? finding.id : false,
            title: finding ? _t("Finding") : _t("New finding"),
            context: {
                hierarchical_naming: false,
                form_view_ref: "ward_oversight.ward_finding_view_form_short",
                default_visit_id: this.state.sheet.id,
                default_answer_id: row.id,
                default_name: row.question,
                default_cause: row.note,
                default_severity: row.critical ? "critical" : "minor",
                default_department_id: this.state.sheet.unit_id,
            },
            onRecordSaved: () => this.load(),
        });
    }

    openVisit() {
        if (this.versionId) {
            return this.action.doAction({
                type: "ir.actions.act_window",
                res_model: "ward.checklist.version",
                res_id: this.versionId,
                views: [[false, "form"]],
            });
        }
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "ward.visit",
            res_id: this.state.sheet.id,
            views: [[false, "form"]],
            context: { hierarchical_naming: false },
        });
    }

    async sign() {
        const action = await this.orm.call("ward.visit", "action_sign", [[this.state.sheet.id]]);
        return this.action.doAction(action);
    }
}

registry.category("actions").add("ward_oversight.visit_sheet", VisitSheet);
