import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";
import { Component, useState } from "@odoo/owl";

const PATIENCE = 15_000; // milliseconds
const DENIED = 1; // GeolocationPositionError.PERMISSION_DENIED

/** ``{latitude, longitude, accuracy}`` in degrees and metres; null, and the reason is shown, where it is refused. */
export async function findPosition(notification) {
    try {
        return await askPosition();
    } catch (reason) {
        notification.add(reason, { type: "warning" });
        return null;
    }
}

/** Rejects with a sentence for the user. */
function askPosition() {
    return new Promise((resolve, reject) => {
        if (!navigator.geolocation) {
            reject(_t("This browser does not tell where it is. Type the place instead."));
            return;
        }
        navigator.geolocation.getCurrentPosition(
            ({ coords }) =>
                resolve({
                    latitude: Number(coords.latitude.toFixed(6)),
                    longitude: Number(coords.longitude.toFixed(6)),
                    accuracy: Math.round(coords.accuracy),
                }),
            ({ code }) =>
                reject(
                    code === DENIED
                        ? _t("The browser may not tell where you are: nothing is lost, type the place instead.")
                        : _t("The position was not found. Try again in the open, or type the place instead.")
                ),
            { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 }
        );
    });
}

/** A button on a form that fills latitude, longitude and accuracy. */
export class PositionButton extends Component {
    static template = "ward_oversight.PositionButton";
    static props = { ...standardWidgetProps };

    setup() {
        this.notification = useService("notification");
        this.state = useState({ asking: false });
    }

    get known() {
        const { latitude, longitude, accuracy } = this.props.record.data;
        return latitude || longitude ? `${latitude}, ${longitude} (±${accuracy} m)` : "";
    }

    async ask() {
        this.state.asking = true;
        const position = await findPosition(this.notification);
        this.state.asking = false;
        if (position) {
            await this.props.record.update(position);
        }
    }
}

registry.category("view_widgets").add("ward_position", {
    component: PositionButton,
    fieldDependencies: ["latitude", "longitude", "accuracy"].map((name) => ({ name, type: "float", readonly: false })),
});
