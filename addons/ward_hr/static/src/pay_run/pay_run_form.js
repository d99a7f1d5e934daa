import { onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { formView } from "@web/views/form/form_view";

const EVERY = 700; // milliseconds between two questions how far the run is
const PATIENCE = 1500; // milliseconds in which the server has nothing to tell yet
const LONG = ["action_compute", "action_look_again"];

/** The form of a pay run: while the server computes it shows how far it is, and lets it be cancelled. */
export class PayRunFormController extends FormController {
    static template = "ward_hr.PayRunForm";

    setup() {
        super.setup();
        this.work = useState({ step: "", month: "", percent: 0, cancelled: false });
        onWillUnmount(() => clearInterval(this.timer));
    }

    async beforeExecuteActionButton(clickParams) {
        const goesOn = await super.beforeExecuteActionButton(clickParams);
        if (goesOn !== false && LONG.includes(clickParams.name)) {
            this.started = Date.now();
            this.timer = setInterval(() => this.ask(), EVERY);
        }
        return goesOn;
    }

    async afterExecuteActionButton(clickParams) {
        clearInterval(this.timer);
        Object.assign(this.work, { step: "", month: "", percent: 0, cancelled: false });
        return super.afterExecuteActionButton(clickParams);
    }

    async ask() {
        if (Date.now() - this.started < PATIENCE) {
            return;
        }
        this.work.step = _t("Computing");
        const { resModel, resId } = this.model.root;
        const [fraction, month] = await this.orm.silent.call(resModel, "progress_part", [[resId]]);
        this.work.month = month;
        this.work.percent = Math.round(fraction * 100);
    }

    async cancelComputing() {
        this.work.cancelled = true;
        const { resModel, resId } = this.model.root;
        await this.orm.silent.call(resModel, "action_cancel", [[resId]]);
    }
}

registry.category("views").add("ward_pay_run_form", { ...formView, Controller: PayRunFormController });
