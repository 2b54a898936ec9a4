"""What the worker does: it carries deliveries, and it runs the rooms' jobs."""

from __future__ import annotations

from .queue import MOST_REVIVALS, forget_failed_jobs, requeue_stalled_jobs, run_queue
from .relay import deliver_one, pause_after, relay
from .work import WorkerEnded, work

__all__ = [
    "MOST_REVIVALS",
    "WorkerEnded",
    "deliver_one",
    "forget_failed_jobs",
    "pause_after",
    "relay",
    "requeue_stalled_jobs",
    "run_queue",
    "work",
]
