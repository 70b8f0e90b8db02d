"""The schedule of config/celery.py for a test of real beats: the reports' entry every second, as if it were GONGYU_TEST_NOW."""

import os

from config.celery import app

DUE = "make due reports"
AT = {"schedule": 1.0, "kwargs": {"at": os.environ["GONGYU_TEST_NOW"]}}
app.conf.beat_schedule = {DUE: {**app.conf.beat_schedule[DUE], **AT}}
