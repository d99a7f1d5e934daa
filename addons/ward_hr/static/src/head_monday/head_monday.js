import { Component, markup, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat } from "@web/core/utils/numbers";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const MODEL = "ward.workload.alert";

/** The page on which the head of the ward starts a week: who has too much, who can help, what that does. */
export class HeadMonday extends Component {
    static template = "ward_hr.HeadMonday";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ page: null });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.page = await this.orm.call(MODEL, "get_monday", []);
    }

    percent(ratio) {
        return ratio || ratio === 0 ? `${Math.round(ratio * 100)}%` : "–";
    }

    number(amount) {
        return formatFloat(amount, { digits: [16, 1], trailingZeros: false });
    }

    width(ratio) {
        return `width: ${Math.min(Math.round(ratio * 100), 100)}%`;
    }

    html(text) {
        return markup(text);
    }

    async call(alert, method, ...rest) {
        await this.action.doAction(await this.orm.call(MODEL, method, [[alert.id], ...rest]), {
            onClose: () => this.load(),
        });
    }

    propose(alert, helper) {
        return this.call(alert, "action_propose", helper.id, helper.share);
    }

    async dismiss(alert) {
        await this.action.doAction("ward_hr.ward_workload_alert_dismissal_action", {
            additionalContext: { active_ids: [alert.id] },
            onClose: () => this.load(),
        });
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    openAlert(alert) {
        return this.openRecord(MODEL, alert.id);
    }

    openReinforcement(one) {
        return this.openRecord("ward.reinforcement", one.id);
    }

    openUnit(unit) {
        return this.action.doAction("ward_hr.ward_workload_action", {
            additionalContext: {
                search_default_latest: 1,
                search_default_volume_based: 1,
                search_default_department_id: unit.id,
            },
        });
    }
}

registry.category("actions").add("ward_hr.head_monday", HeadMonday);
