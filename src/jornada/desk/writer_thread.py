"""The one thread that writes, so that a slow disk never stops a screen."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_T = TypeVar("_T")


class WriterThread:
    """Runs what is submitted, one after the other in that order. It is started when it is first needed: a
    command needs none."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._thread: ThreadPoolExecutor | None = None
        self._closed = False
        self._submitted = 0

    def submit(self, run: Callable[[], _T]) -> Future[_T]:
        """Run it after all that was submitted before. Raises `RuntimeError` once it is closed."""
        from concurrent.futures import ThreadPoolExecutor

        with self._guard:
            if self._closed:
                raise RuntimeError("the desk is closed")
            if self._thread is None:
                self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jornada-writer")
            self._submitted += 1
            return self._thread.submit(self._run, run)

    def is_hurried(self) -> bool:
        """Whether something waits behind what runs now, or nothing more is to come."""
        return self._closed or self._submitted > 1

    def close(self) -> None:
        """Take nothing more, and wait for what is under way."""
        with self._guard:
            self._closed = True
        if self._thread is not None:
            self._thread.shutdown(wait=True)

    def _run(self, run: Callable[[], _T]) -> _T:
        try:
            return run()
        finally:
            with self._guard:
                self._submitted -= 1
