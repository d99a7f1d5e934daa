import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { formatFloat } from "@web/core/utils/numbers";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const ROUND = 2 * Math.PI * 52; // length of the ring
const COLOURS = {
    met: "success", valid: "success", attended: "success", approved: "success",
    on_the_way: "info", enrolled: "info", renewed: "secondary",
    requested: "warning", waiting: "warning", declared: "warning", soon: "warning",
    short: "danger", expired: "danger", revoked: "danger", absent: "danger", refused: "danger",
};

class TrainingPage extends Component {
    static props = { ...standardActionServiceProps };
    static model = "";

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.state = useState({ page: null });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.page = await this.orm.call(this.constructor.model, "get_page", []);
    }

    number(amount) {
        return formatFloat(amount, { digits: [16, 1], trailingZeros: false });
    }

    badge(state) {
        return `badge flex-shrink-0 text-bg-${COLOURS[state] || "secondary"}`;
    }

    async press(model, method, id, ...rest) {
        const next = await this.orm.call(model, method, [[id], ...rest]);
        if (next && next.type) {
            await this.action.doAction(next, { onClose: () => this.load() });
        }
        await this.load();
    }

    open(xmlid, context = {}) {
        return this.action.doAction(xmlid, { additionalContext: context, onClose: () => this.load() });
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

/** All that one person needs of training, first on a phone. */
export class MyTraining extends TrainingPage {
    static template = "ward_training.MyTraining";
    static model = "ward.my.training";

    arc(percent) {
        return `${(ROUND * Math.min(percent, 100)) / 100} ${ROUND}`;
    }

    enrol(offer) {
        return this.press("ward.course.session", "action_enrol", offer.id);
    }

    leave(seat) {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Cancel my enrolment"),
            body: _t("Your seat goes to the next person on the waiting list."),
            confirmLabel: _t("Cancel my enrolment"),
            confirm: () => this.press("ward.enrolment", "action_cancel", seat.id),
            cancel: () => {},
        });
    }

    declare() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: _t("Training elsewhere"),
            res_model: "ward.outside.training",
            views: [[false, "form"]],
        });
    }
}

/** The team's hours, what waits for approval, and who is away when. */
export class HeadTraining extends TrainingPage {
    static template = "ward_training.HeadTraining";
    static model = "ward.training.head";
}

registry.category("actions").add("ward_training.my_training", MyTraining);
registry.category("actions").add("ward_training.head", HeadTraining);
