"""Background doors: run one job, and look after all of them."""

from celery import shared_task


@shared_task
def run_job(*, job_id: int) -> None:
    """Run a waiting job; a job that does not wait, or has another worker, is left alone."""
    from jobs import running  # it ends jobs through services, which queue this task

    running.run(job_id)


@shared_task
def sweep() -> None:
    """Find the jobs whose worker was killed and those whose message was lost."""
    from jobs import services  # services queue this module's tasks

    services.sweep()
