"""Fixtures for the tests of every app."""

pytest_plugins = ["jobs.tests.worker"]
