import { Component, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const EVERY = 700; // milliseconds between two questions how far the import is

/**
 * The buttons of an import, and how far it is while the server works.
 *
 * A file with columns that look like citizens' data is refused without being stored; it is
 * kept here, in the browser, so that it can be sent again without those columns.
 */
export class DossierImportRun extends Component {
    static template = "ward_hr.DossierImportRun";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.work = useState({ step: "", percent: 0, file: null });
        onWillUnmount(() => clearInterval(this.timer));
    }

    get data() {
        return this.props.record.data;
    }

    get canCheck() {
        return this.data.file && ["draft", "ready", "refused", "checked"].includes(this.data.state);
    }

    get canImport() {
        return this.data.state === "checked" && this.data.total_count > this.data.refused_count;
    }

    async check() {
        await this.run(_t("Checking"), "action_check");
    }

    async importRows() {
        await this.run(_t("Importing"), "action_import");
    }

    async withoutCitizens() {
        await this.props.record.update({ ...this.work.file, leave_out_citizen: true });
        await this.check();
    }

    async run(step, method) {
        const record = this.props.record;
        const file = { file: this.data.file, file_name: this.data.file_name };
        this.work.step = step;
        this.work.percent = 0;
        try {
            if (!(await record.save())) {
                return;
            }
            if (this.data.state === "refused") {
                this.work.file = this.data.citizen_columns ? file : null;
                return;
            }
            this.work.file = null;
            this.timer = setInterval(() => this.ask(), EVERY);
            await this.orm.call(record.resModel, method, [[record.resId]]);
            await record.load();
        } finally {
            clearInterval(this.timer);
            this.work.step = "";
        }
    }

    async ask() {
        const { resModel, resId } = this.props.record;
        const fraction = await this.orm.silent.call(resModel, "progress", [[resId]]);
        this.work.percent = Math.round(fraction * 100);
    }
}

registry.category("view_widgets").add("ward_dossier_import_run", {
    component: DossierImportRun,
    fieldDependencies: [
        { name: "file", type: "binary" },
        { name: "file_name", type: "char" },
        { name: "leave_out_citizen", type: "boolean" },
        { name: "state", type: "selection" },
        { name: "message", type: "char" },
        { name: "citizen_columns", type: "char" },
        { name: "total_count", type: "integer" },
        { name: "refused_count", type: "integer" },
    ],
});
