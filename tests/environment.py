"""The environment of a test run, loaded by pytest before Django's settings are (see pyproject.toml).

Tests run against a real, private PostgreSQL and Valkey, apart from the demo's. Each process of a parallel run
has a queue of its own, so that its worker takes nobody else's tasks.
"""

import os

os.environ.setdefault("GONGYU_PURPOSE", "test")
os.environ["GONGYU_QUEUE"] = f"test-{os.getpid()}"
