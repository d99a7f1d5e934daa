"""The rules of training are tested without a database."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def load_registry():
    """Overrides the fixture of pytest-odoo, which would load a database."""
