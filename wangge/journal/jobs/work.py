"""Relay and queue side by side in one process, so that neither runs without the other."""

from __future__ import annotations

import asyncio
import signal
import threading

from .queue import run_queue
from .relay import relay


class WorkerEnded(Exception):
    """One half ended unasked; the message is a finished sentence."""


async def work() -> None:
    """Deliver and run jobs until SIGTERM or SIGINT; raises when either half ends before that."""
    stopped, asked = threading.Event(), asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, asked.set)
    waiting = asyncio.create_task(asked.wait())
    queue = asyncio.create_task(run_queue())
    carrying = asyncio.create_task(asyncio.to_thread(relay, stop=stopped.is_set))
    try:
        await asyncio.wait({waiting, queue, carrying}, return_when=asyncio.FIRST_COMPLETED)
        ended = _unasked(queue=queue, relay=carrying) if not asked.is_set() else None
    finally:
        stopped.set()
        waiting.cancel()
        queue.cancel()
        await asyncio.gather(waiting, queue, carrying, return_exceptions=True)
    if ended:
        raise WorkerEnded(ended)


def _unasked(**halves: asyncio.Task[None]) -> str:
    name, half = next((name, half) for name, half in halves.items() if half.done())
    failure = half.exception()
    reason = f"{type(failure).__name__}: {failure}" if failure else "it says no reason"
    return f"the {name} ended by itself ({reason}), so the worker ends; please start it again."
