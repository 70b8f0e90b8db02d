"""The schedule of config/celery.py for a test of the real beat: each entry every second, as if it were GONGYU_TEST_NOW."""

import os

from config.celery import app

NOW = os.environ["GONGYU_TEST_NOW"]
TASKS = ("notices.tasks.remind_staff", "notices.tasks.deliver")
app.conf.beat_schedule = {
    name: {**entry, "schedule": 1.0, "kwargs": {"at": NOW}}
    for name, entry in app.conf.beat_schedule.items()
    if entry["task"] in TASKS
}
