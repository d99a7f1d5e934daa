# Ward ERP. `make` alone lists what can be done; config/ward does it.
PYTHON ?= python3
WARD = @$(PYTHON) config/ward
export PORT WHAT DIR KEPT YES DEMO ODOO_HOME WARD_DEBIAN_MIRROR WARD_DEBIAN_KEYRING WARD_CHROMIUM

.PHONY: help run stop shell test test-long lint bench golden verify-pay translate pictures reset lock
help:
	@echo "make run      sets up what is missing and serves the demo ward on http://127.0.0.1:8069 (PORT=8070, DEMO=0 for an empty ward)"
	@echo "make stop     stops what make run of this clone has started"
	@echo "make shell    opens the Odoo shell on the demo ward, also from a pipe"
	@echo "make test     runs every test (WHAT=path for a part)"
	@echo "make test-long  compares 100,000 random months of pay with a second reckoning (some minutes)"
	@echo "make lint     checks the whole tree with ruff and pylint-odoo"
	@echo "make bench    measures, one JSON object a line (WHAT=name for one)"
	@echo "make golden   computes the payslips of a folder and compares them with what they expect (DIR=folder)"
	@echo "make verify-pay  reckons the seals of every paid run anew and names the first broken one of each ward (DEMO=0: the real ward; KEPT=file: seals printed before)"
	@echo "make translate  brings addons/*/i18n/vi.po up to date, and lists what lacks its Vietnamese"
	@echo "make pictures   takes the pictures of the README anew, from the demo ward"
	@echo "make reset    drops the demo ward, after asking (YES=1 does not ask)"
	@echo "make lock     writes the locked requirements anew (needs uv)"

run stop shell test test-long lint bench golden verify-pay translate pictures reset lock:
	$(WARD) $@
