"""Pure tests need no database."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def load_registry():
    yield
