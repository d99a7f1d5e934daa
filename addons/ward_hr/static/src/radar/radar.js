import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const LEVELS = 5;
const AXES = 3; // with fewer there is no area to see
const WIDTH = 16; // letters of a line of a label
const REQUIRED = "#6c757d";
const AGREED = "#0d6efd";

/** The words of a label in lines that fit beside the chart. */
function lines(text) {
    const found = [""];
    for (const word of text.split(" ")) {
        const last = found.at(-1);
        if (last && last.length + word.length >= WIDTH) {
            found.push(word);
        } else {
            found[found.length - 1] = last ? `${last} ${word}` : word;
        }
    }
    return found;
}

/** Levels that the position asks for and levels agreed, as two areas over the same skills. */
export class Radar extends Component {
    static template = "ward_hr.Radar";
    static props = { ...standardFieldProps };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = this.canvas.el && new Chart(this.canvas.el, this.config);
                return () => chart?.destroy();
            },
            () => [JSON.stringify(this.rows)]
        );
    }

    get rows() {
        return this.props.record.data[this.props.name].records.map(({ data }) => ({
            skill: data.skill_id ? data.skill_id.display_name : "",
            required: data.required,
            held: data.state === "not_assessed" ? 0 : data.held,
        }));
    }

    get drawn() {
        return this.rows.length >= AXES;
    }

    /** The same for who cannot see it. */
    get words() {
        return this.rows.map((row) => `${row.skill}: ${row.held}/${row.required}`).join("; ");
    }

    get config() {
        const rows = this.rows;
        const area = (label, values, colour, more) => ({
            label,
            data: values,
            borderColor: colour,
            backgroundColor: `${colour}33`,
            pointBackgroundColor: colour,
            ...more,
        });
        return {
            type: "radar",
            data: {
                labels: rows.map((row) => lines(row.skill)),
                datasets: [
                    area(_t("Level required"), rows.map((row) => row.required), REQUIRED, { borderDash: [6, 4] }),
                    area(_t("Level agreed"), rows.map((row) => row.held), AGREED),
                ],
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                layout: { padding: 8 },
                scales: { r: { min: 0, max: LEVELS, ticks: { stepSize: 1, z: 1, backdropColor: "transparent" } } },
                plugins: { legend: { position: "bottom" } },
            },
        };
    }
}

registry.category("fields").add("ward_radar", {
    component: Radar,
    supportedTypes: ["many2many", "one2many"],
    relatedFields: () => [
        { name: "skill_id", type: "many2one", relation: "hr.skill" },
        { name: "required", type: "integer" },
        { name: "held", type: "integer" },
        { name: "state", type: "selection", selection: [] },
    ],
});
