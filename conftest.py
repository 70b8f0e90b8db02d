"""Tests run against a real, private PostgreSQL and Valkey, apart from the demo's."""

import os

os.environ.setdefault("GONGYU_PURPOSE", "test")
