import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat } from "@web/views/fields/formatters";
import { parseFloat as parseNumber } from "@web/views/fields/parsers";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const UNKNOWN = "unknown";
const DECIMALS = 6;

/** The number without needless decimals, as the server keeps it. */
function asText(number) {
    return String(Number(number.toFixed(DECIMALS)));
}

/** The rows of a table of law: read, or changed cell by cell, with the columns that its code has. */
export class LawTable extends Component {
    static template = "ward_hr.LawTable";
    static props = { ...standardFieldProps };

    get columns() {
        return this.props.record.data.table_columns || [];
    }

    get rows() {
        return this.props.record.data[this.props.name] || [];
    }

    shown(row, column) {
        const cell = row[column.name];
        if (cell === undefined || cell === null || cell === "") {
            return "";
        }
        if (cell === UNKNOWN) {
            return this.props.readonly ? _t("not known") : "";
        }
        if (column.kind === "choice") {
            return (column.choices.find(([choice]) => choice === cell) || [cell, cell])[1];
        }
        if (!this.isNumeric(column) || isNaN(cell)) {
            return cell;
        }
        return formatFloat(this.number(row, column), { digits: [16, this.decimals(column)] });
    }

    isNumeric(column) {
        return ["number", "percent"].includes(column.kind);
    }

    number(row, column) {
        return Number(row[column.name] || 0) * (column.kind === "percent" ? 100 : 1);
    }

    /** As many as the figure of the column that has most. */
    decimals(column) {
        const lengths = this.rows.map((row) => (asText(this.number(row, column)).split(".")[1] || "").length);
        return Math.max(0, ...lengths);
    }

    /** What was typed as the server keeps it; what is no number goes there as it is, to be refused with its place. */
    kept(text, column) {
        if (!this.isNumeric(column) || !text.trim()) {
            return text.trim();
        }
        try {
            return asText(parseNumber(text) / (column.kind === "percent" ? 100 : 1));
        } catch {
            return text.trim();
        }
    }

    onChange(ev, index, column) {
        this.update(
            this.rows.map((row, at) =>
                at === index ? { ...row, [column.name]: this.kept(ev.target.value, column) } : row
            )
        );
    }

    add() {
        const last = this.rows.at(-1) || {};
        const first = this.columns[0];
        const next = first?.kind === "number" ? { [first.name]: asText(Number(last[first.name] || 0) + 1) } : {};
        this.update([...this.rows, next]);
    }

    remove(index) {
        this.update(this.rows.filter((_row, at) => at !== index));
    }

    update(rows) {
        return this.props.record.update({ [this.props.name]: rows });
    }
}

registry.category("fields").add("ward_law_table", {
    component: LawTable,
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "table_columns", type: "json" }],
});
