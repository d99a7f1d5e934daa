"""In which sequence components are reckoned: each after everything it reads."""

from .component import SECTIONS, ComponentError


class CycleOfComponents(ComponentError):
    """Components that wait for each other; ``codes`` is one closed walk."""

    def __init__(self, codes):
        super().__init__(codes[0], "cycle", " -> ".join(codes))
        self.codes = tuple(codes)


def sequence(components):
    """The components in an order in which each comes after all it reads.

    Among those that are free the given order stays, earnings first. Refuses a cycle
    (`CycleOfComponents`), a base that does not exist, a code used twice, and a component
    by days that reads one reckoned once a month (`ComponentError`).
    """
    by_code = {}
    for component in components:
        if component.code in by_code:
            raise ComponentError(component.code, "twice")
        by_code[component.code] = component
    reads = {c.code: [o.code for o in components if c.reads(o)] for c in components}
    _check_bases(by_code, reads)
    done, ordered = set(), []
    for component in sorted(components, key=lambda c: SECTIONS.index(c.section)):
        _visit(component.code, reads, done, (), ordered)
    return tuple(by_code[code] for code in ordered)


def _check_bases(by_code, reads):
    for code, component in by_code.items():
        for base in component.base_codes:
            if base not in by_code:
                raise ComponentError(code, "no_base", base)
        if component.by_days:
            for base in reads[code]:
                if not by_code[base].by_days:
                    raise ComponentError(code, "days_on_once", base)


def _visit(code, reads, done, path, ordered):
    if code in path:
        raise CycleOfComponents((*path[path.index(code) :], code))
    if code in done:
        return
    for base in reads[code]:
        _visit(base, reads, done, (*path, code), ordered)
    done.add(code)
    ordered.append(code)
