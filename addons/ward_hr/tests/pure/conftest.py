"""Pure tests need no database: pytest-odoo's registry is not loaded for them."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def load_registry():
    """Takes the place of pytest-odoo's fixture of the same name."""
    yield
