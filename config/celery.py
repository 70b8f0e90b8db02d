"""Background work: the Celery application and the whole schedule."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("gongyu")
# Names in settings.py begin with CELERY_; what is the same everywhere stands here.
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    timezone="Asia/Shanghai",
    enable_utc=True,
    # A task killed half-way is not run again by itself: the job says so, and a person decides.
    task_acks_late=False,
    # One long import must not hold short tasks that another process could do.
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=200,
    # A process that has read a large register gives its memory back by ending (kilobytes).
    worker_max_memory_per_child=250_000,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # Longer than any task that waits for its hour (eta, retries), or the broker would hand it out twice.
    broker_transport_options={"visibility_timeout": 24 * 3600},
    result_expires=24 * 3600,
    task_ignore_result=True,  # results that matter are rows of our own (jobs)
)
app.autodiscover_tasks()

# The schedule stands whole here: name → task, when, arguments.
app.conf.beat_schedule = {
    "look after jobs": {"task": "jobs.tasks.sweep", "schedule": 60},
    "forget old uploads": {"task": "registry.tasks.forget_old_uploads", "schedule": crontab(hour=3, minute=20)},
    # Posts, groups and calendars change by day; what is owed follows in the night.
    "bring obligations up to date": {"task": "rulebook.tasks.expand_all", "schedule": crontab(hour=4, minute=10)},
    # Several times, for a worker may be away; nobody is told twice (docs/decisions/0020).
    "remind of tomorrow's duties": {"task": "communities.tasks.remind", "schedule": crontab(hour="17-20", minute=30)},
    "remind of today's duties": {"task": "communities.tasks.remind", "schedule": crontab(hour=7, minute=0)},
    # In school hours; a due day is made up for at the next look (docs/decisions/0023).
    "make due reports": {"task": "reports.tasks.make_due", "schedule": crontab(hour="7-20", minute=10)},
    "look for missed duties": {
        "task": "communities.tasks.tell_missed",
        "schedule": crontab(hour="6-20", minute="*/5"),
    },
    # Hourly, for a worker may be away; only at schools that are at work, and once (docs/decisions/0022).
    "remind staff of what they owe": {
        "task": "notices.tasks.remind_staff",
        "schedule": crontab(hour="7-17", minute=30),
    },
    "deliver messages outside": {"task": "notices.tasks.deliver", "schedule": 60},
    "forget old deliveries": {"task": "notices.tasks.forget_old_deliveries", "schedule": crontab(hour=3, minute=40)},
}
