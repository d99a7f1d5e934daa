import { Component, onWillUnmount, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const EVERY = 700; // milliseconds between two questions how far the import is
const PATIENCE = 1500; // milliseconds in which the server has nothing to tell yet

/**
 * The file of an import, its buttons, and how far it is while the server works.
 *
 * The file is sent as it is, past the form, so that it may be larger than a form can carry.
 * One with columns that look like citizens' data is refused without being stored; it is
 * kept here, in the browser, so that it can be sent again without those columns.
 */
export class WardImport extends Component {
    static template = "ward_hr.Import";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.notification = useService("notification");
        this.input = useRef("input");
        this.work = useState({ step: "", percent: 0, stoppable: false, cancelled: false, file: null });
        onWillUnmount(() => clearInterval(this.timer));
    }

    get data() {
        return this.props.record.data;
    }

    get canChoose() {
        return this.data.state !== "done";
    }

    get canCheck() {
        return ["ready", "checked"].includes(this.data.state);
    }

    get canImport() {
        return this.data.state === "checked" && this.data.total_count > this.data.refused_count;
    }

    choose() {
        this.input.el.click();
    }

    async chosen(ev) {
        const [file] = ev.target.files;
        ev.target.value = "";
        if (file) {
            await this.send(file);
        }
    }

    async withoutCitizens() {
        await this.props.record.update({ leave_out_citizen: true });
        await this.send(this.work.file);
    }

    async send(file) {
        const { record } = this.props;
        await this.during(_t("Sending the file"), async () => {
            if (!(await record.save())) {
                return;
            }
            await this.post(`/ward/import/${record.resModel}/${record.resId}/file`, file);
            await record.load();
            this.work.file = this.data.citizen_columns ? file : null;
        });
    }

    /** By hand, since fetch cannot tell how much is sent. */
    post(url, file) {
        const form = new FormData();
        form.append("csrf_token", odoo.csrf_token);
        form.append("file", file);
        return new Promise((done, failed) => {
            const request = new XMLHttpRequest();
            request.upload.onprogress = (ev) => (this.work.percent = Math.round((100 * ev.loaded) / ev.total));
            request.onload = () => (request.status === 200 ? done() : failed(new Error(this.why(request.status))));
            request.onerror = () => failed(new Error(this.why(0)));
            request.open("POST", url);
            request.send(form);
        }).catch((error) => this.notification.add(error.message, { type: "danger", sticky: true }));
    }

    why(status) {
        return status === 413
            ? _t("The file is larger than 600 MB. Send it in parts.")
            : _t("The file did not arrive. Check the connection, then choose it again.");
    }

    async check() {
        await this.run(_t("Checking"), "action_check");
    }

    async importRows() {
        await this.run(_t("Importing"), "action_import");
    }

    async run(step, method) {
        const { record } = this.props;
        await this.during(step, async () => {
            if (!(await record.save())) {
                return;
            }
            this.work.stoppable = true;
            this.started = Date.now();
            this.timer = setInterval(() => this.ask(), EVERY);
            try {
                await this.orm.call(record.resModel, method, [[record.resId]]);
            } catch (error) {
                if (!this.work.cancelled) {
                    throw error;
                }
                this.notification.add(error.data?.message || error.message, { type: "info" });
            }
            await record.load();
        });
    }

    async during(step, work) {
        Object.assign(this.work, { step, percent: 0, stoppable: false, cancelled: false });
        try {
            await work();
        } finally {
            clearInterval(this.timer);
            this.work.step = "";
        }
    }

    async ask() {
        if (Date.now() - this.started < PATIENCE) {
            return;
        }
        const { resModel, resId } = this.props.record;
        const fraction = await this.orm.silent.call(resModel, "progress", [[resId]]);
        this.work.percent = Math.round(fraction * 100);
    }

    async cancel() {
        const { resModel, resId } = this.props.record;
        this.work.cancelled = true;
        await this.orm.silent.call(resModel, "action_cancel", [[resId]]);
    }
}

registry.category("view_widgets").add("ward_import", {
    component: WardImport,
    fieldDependencies: [
        { name: "file_name", type: "char" },
        { name: "state", type: "selection" },
        { name: "message", type: "char" },
        { name: "total_count", type: "integer" },
        { name: "refused_count", type: "integer" },
    ],
});
