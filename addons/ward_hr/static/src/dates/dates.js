import { registry } from "@web/core/registry";
import { patch } from "@web/core/utils/patch";
import { DateTimeField } from "@web/views/fields/datetime/datetime_field";

/**
 * Days are written dd/mm/yyyy everywhere, and hours without seconds, as in the ward's papers:
 * the usual "23 thg 11" leaves out the year.
 */
const withoutSeconds = (text) => text.replace(/(\d\d:\d\d):\d\d/, "$1");

DateTimeField.defaultProps = { ...DateTimeField.defaultProps, numeric: true };

patch(DateTimeField.prototype, {
    getFormattedValue() {
        const text = super.getFormattedValue(...arguments);
        return this.props.showSeconds ? text : withoutSeconds(text);
    },
});

const formatters = registry.category("formatters");
for (const kind of ["date", "datetime"]) {
    const format = formatters.get(kind);
    const numeric = (value, options) => {
        const text = format(value, { ...options, numeric: true });
        return options?.showSeconds ? text : withoutSeconds(text);
    };
    numeric.extractOptions = format.extractOptions;
    formatters.add(kind, numeric, { force: true });
}
