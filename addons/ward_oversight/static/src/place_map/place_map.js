import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Component, onWillStart, useState } from "@odoo/owl";

/** The places of the ward on a plain map of our own: nothing is fetched from outside. */
export class PlaceMap extends Component {
    static template = "ward_oversight.PlaceMap";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({ places: [], chosen: null });
        onWillStart(async () => {
            this.state.places = await this.orm.call("ward.place", "get_map", []);
        });
    }

    radius(place) {
        return 2 + Math.min(4, Math.sqrt(place.open));
    }

    tone(place) {
        return place.open ? "text-danger" : place.visits ? "text-warning" : "text-success";
    }

    /** Names at the edge of the map run inwards. */
    anchor(place) {
        return place.x < 20 ? "start" : place.x > 80 ? "end" : "middle";
    }

    choose(place) {
        this.state.chosen = place;
    }

    openPlaces() {
        return this.action.doAction("ward_oversight.ward_place_action");
    }
}

registry.category("actions").add("ward_oversight.place_map", PlaceMap);
