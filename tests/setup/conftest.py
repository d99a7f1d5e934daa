"""The set-up is tested without a database, and without fetching anything."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def load_registry():
    yield
