"""Background work: plain functions `(cancel, progress) -> value` on threads, their results on the window's.

A job's newest run wins: starting another under the same name cancels the one before, and what that still answers is
dropped. Reading runs on a pool, writing in one lane, so that writes keep their order. What talks with a server may hang
for longer than a closing window should wait: it has a thread of its own, which the program's end cuts off.
"""

import contextlib
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRunnable, QThreadPool, QTimer, Signal, Slot

from visioneditor.errors import VisionEditorError

Cancel = Callable[[], bool]
Progress = Callable[[float | None, str], None]
Work = Callable[[Cancel, Progress], Any]

PROGRESS_AFTER_MS = 300
PAUSE = "a pause"  # what nobody waits for comes after this, and after what else is running
PAUSE_MS = 300  # what has just come is painted meanwhile
REST_S = 1.0  # without a key, until it is taken for a pause in typing a long text
_SWITCH_INTERVAL_S = 0.0001  # a parser on a thread hands the interpreter back this often, so that painting never waits


class _Run(QRunnable):
    """Carries a function to a thread; knows the job only by its signals' bound `emit`.

    What it does last is to say through `left` that it is: until then the job must live, cancelled or not.
    """

    def __init__(self, work: Work, job: "Job", left: Callable[["Job"], None]) -> None:
        super().__init__()
        self._work, self._job, self._left = work, job, left
        self._succeed, self._fail, self._tell = job._succeeded.emit, job._failed.emit, job._progressed.emit

    def run(self) -> None:
        with contextlib.suppress(RuntimeError):  # the whole window is gone
            if not self._job.is_cancelled():
                self._answer()
            self._left(self._job)

    def _answer(self) -> None:
        try:
            value = self._work(self._job.is_cancelled, lambda share, text: self._tell(share, text))
        except VisionEditorError as error:
            self._fail(error)
        except Exception as error:  # the border: what nobody foresaw is told, not lost
            self._fail(_unforeseen(error))
        else:
            self._succeed(value)


def _unforeseen(error: Exception) -> VisionEditorError:
    import traceback

    told = VisionEditorError("internal", detail=traceback.format_exc(), reason=f"{type(error).__name__}: {error}")
    told.__cause__ = error
    return told


class Job(QObject):
    """One run of a function. Lives on the window's thread; `done`, `failed` come at most once, never after `cancel`.

    What writes cannot be cancelled: nothing that was to be kept is lost.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(object, str)
    started_long = Signal(str)  # it takes longer than a moment: show it
    ended = Signal()

    _succeeded = Signal(object)
    _failed = Signal(object)
    _progressed = Signal(object, str)

    def __init__(self, title: str, parent: QObject, *, is_writing: bool = False) -> None:
        super().__init__(parent)
        self.title, self.is_writing = title, is_writing
        self._stop = threading.Event()
        self.is_over = False
        self._succeeded.connect(self._on_succeeded)
        self._failed.connect(self._on_failed)
        self._progressed.connect(self._on_progressed)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_patience_over)
        self._patience.start(PROGRESS_AFTER_MS)

    def is_cancelled(self) -> bool:
        """Whether nobody waits for the answer any more; asked from the working thread."""
        return self._stop.is_set()

    @Slot()
    def cancel(self) -> None:
        """Stop as soon as the function notices; nothing is announced but `ended`."""
        if not self.is_writing:
            self._stop.set()
            self._end()

    def _end(self) -> bool:
        if self.is_over:
            return False
        self.is_over = True
        self._patience.stop()
        self.ended.emit()
        return True

    @Slot(object)
    def _on_succeeded(self, value: object) -> None:
        if not self._stop.is_set() and self._end():
            self.done.emit(value)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if not self._stop.is_set() and self._end():
            self.failed.emit(error)

    @Slot(object, str)
    def _on_progressed(self, share: object, text: str) -> None:
        if not self.is_over:
            self.progressed.emit(share, text)

    @Slot()
    def _on_patience_over(self) -> None:
        if not self.is_over:
            self.started_long.emit(self.title)


class Jobs(QObject):
    """Starts jobs and knows which are running."""

    started = Signal(object)
    idle = Signal()

    _left = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_SWITCH_INTERVAL_S)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(3)
        self._writing = QThreadPool(self)
        self._writing.setMaxThreadCount(1)
        self._writing.setExpiryTimeout(-1)
        self._running: dict[str, Job] = {}
        self._held: list[tuple[str, _Run]] = []  # each until no job of that name is running
        self._left.connect(self._on_left)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._quiet_s = 0.0  # when nobody is expected to type any more
        self._pause.timeout.connect(self._on_pause)

    def start(
        self,
        name: str,
        title: str,
        work: Work,
        done: Callable[[Any], object],
        failed: Callable[[Any], object],
        *,
        is_writing: bool = False,
        is_cut_off: bool = False,
        after: str = "",
    ) -> Job:
        """Run `work` in the background; `done` or `failed` (bound methods) is called on this thread.

        A running job of the same name is cancelled, except in the writing lane, where all are done in their order.
        What reads can wait for the end of the job named by `after`, where that is running, or for a PAUSE: those that
        compute take turns in one interpreter, and the one that is waited for would be there later. What may be
        `is_cut_off` is not waited for when the window closes.
        """
        if not is_writing:
            self.cancel(name)
        job = Job(title, self, is_writing=is_writing)
        job.done.connect(done)
        job.failed.connect(failed)
        job.ended.connect(self._on_ended)
        key = f"{name}#{id(job)}" if is_writing else name
        self._running[key] = job
        run = _Run(work, job, self._left.emit)
        if is_cut_off:
            threading.Thread(target=run.run, name=name, daemon=True).start()
        elif after in (*self._running, PAUSE) and not is_writing:
            self._held.append((after, run))
            self._wait()
        else:
            (self._writing if is_writing else self._pool).start(run)
        self.started.emit(job)
        return job

    def cancel(self, name: str) -> None:
        """Cancel the running job of that name, if there is one."""
        job = self._running.pop(name, None)
        if job is not None and not job.is_over:
            job.cancel()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is running or waiting."""
        return all(job.is_over for job in self._running.values())

    def finish(self, timeout_ms: int = 10_000) -> None:
        """Cancel what reads, wait for what writes: before the window closes."""
        for name, job in list(self._running.items()):
            if "#" not in name:
                job.cancel()
        self._writing.waitForDone(timeout_ms)
        self._pool.waitForDone(timeout_ms)

    def finish_writing(self, timeout_ms: int = 10_000) -> None:
        """Wait for what writes, and let it be told whether it could."""
        self._writing.waitForDone(timeout_ms)
        for job in [job for job in self._running.values() if job.is_writing]:
            QCoreApplication.sendPostedEvents(job, QEvent.Type.MetaCall.value)

    @Slot()
    def _on_ended(self) -> None:
        self._running = {name: job for name, job in self._running.items() if not job.is_over}
        if self._held:
            self._wait()
        if not self._running:
            self.idle.emit()

    def put_off(self) -> None:
        """Somebody types, and would feel it: what waits does so until they rest."""
        self._quiet_s = time.monotonic() + REST_S

    def _wait(self) -> None:
        self._pause.start(max(PAUSE_MS, round(1000 * (self._quiet_s - time.monotonic()))))

    @Slot()
    def _on_pause(self) -> None:
        """Let go what waited for something that is over by now."""
        if time.monotonic() < self._quiet_s:
            self._wait()
            return
        held, self._held = self._held, []
        for after, run in held:
            if after in self._running:
                self._held.append((after, run))
            else:
                self._pool.start(run)

    @Slot(object)
    def _on_left(self, job: Job) -> None:
        """No thread speaks for the job any more."""
        job.deleteLater()
