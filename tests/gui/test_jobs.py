"""Background jobs: the newest wins, what is cancelled is silent, what fails is told, what writes keeps its order."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from visioneditor.errors import VisionEditorError
from visioneditor.gui import jobs as jobs_module
from visioneditor.gui.jobs import PAUSE, Cancel, Job, Jobs, Progress

LONGEST_S = 10
SHORT_PAUSE_MS = 20


class Heard:
    """What jobs announced."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[VisionEditorError] = []

    def on_done(self, value: object) -> None:
        self.done.append(value)

    def on_failed(self, error: VisionEditorError) -> None:
        self.failed.append(error)


@pytest.fixture
def jobs(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Jobs]:
    monkeypatch.setattr(jobs_module, "PAUSE_MS", SHORT_PAUSE_MS)
    made = Jobs()
    yield made
    made.finish()


@pytest.fixture
def heard() -> Heard:
    return Heard()


class Gate:
    """Work that waits until it is let through."""

    def __init__(self, value: object = None) -> None:
        self.entered, self.open, self.value = threading.Event(), threading.Event(), value
        self.was_cancelled = False

    def __call__(self, cancel: Cancel, progress: Progress) -> object:
        self.entered.set()
        self.open.wait(LONGEST_S)
        self.was_cancelled = cancel()
        return self.value


def note(written: list[int], number: int, *_: object) -> int:
    written.append(number)
    return number


def wait_idle(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: jobs.is_idle)


def test_answer_of_a_function_is_announced(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    jobs.start("sum", "", lambda *_: 1 + 1, heard.on_done, heard.on_failed)
    assert not jobs.is_idle
    wait_idle(qtbot, jobs)
    assert (heard.done, heard.failed) == ([2], [])


def test_newest_of_a_name_wins(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    first, second = Gate("first"), Gate("second")
    jobs.start("view", "", first, heard.on_done, heard.on_failed)
    assert first.entered.wait(LONGEST_S)
    jobs.start("view", "", second, heard.on_done, heard.on_failed)
    second.open.set()
    first.open.set()
    wait_idle(qtbot, jobs)
    jobs.finish()
    qtbot.wait(1)
    assert first.was_cancelled
    assert not second.was_cancelled
    assert heard.done == ["second"]


def test_jobs_of_other_names_go_on(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    for name in ("one", "two", "three", "four", "five"):
        jobs.start(name, "", lambda *_, name=name: name, heard.on_done, heard.on_failed)
    wait_idle(qtbot, jobs)
    assert sorted(map(str, heard.done)) == ["five", "four", "one", "three", "two"]


def test_cancelled_job_announces_nothing_but_its_end(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    gate = Gate("late")
    job = jobs.start("view", "", gate, heard.on_done, heard.on_failed)
    assert gate.entered.wait(LONGEST_S)
    with qtbot.waitSignal(job.ended):
        jobs.cancel("view")
    gate.open.set()
    jobs.finish()
    qtbot.wait(1)
    assert (heard.done, heard.failed) == ([], [])


def test_cancelled_job_that_has_not_begun_never_does(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    gates = [Gate() for _ in range(3)]
    for number, gate in enumerate(gates):
        jobs.start(f"busy-{number}", "", gate, heard.on_done, heard.on_failed)
        assert gate.entered.wait(LONGEST_S)
    waiting = Gate()
    jobs.start("waiting", "", waiting, heard.on_done, heard.on_failed)
    jobs.cancel("waiting")
    for gate in gates:
        gate.open.set()
    jobs.finish()
    assert not waiting.entered.is_set()


def test_our_errors_arrive_as_they_are(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    def fail(*_: object) -> None:
        raise VisionEditorError("document.unknown", path="a.rst", revision="main")

    jobs.start("view", "", fail, heard.on_done, heard.on_failed)
    wait_idle(qtbot, jobs)
    assert [error.message for error in heard.failed] == ["document.unknown"]


def test_unforeseen_errors_become_ours_with_the_traceback_as_detail(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    jobs.start("view", "", lambda *_: 1 // 0, heard.on_done, heard.on_failed)
    wait_idle(qtbot, jobs)
    (error,) = heard.failed
    assert isinstance(error, VisionEditorError)
    assert "ZeroDivisionError" in error.summary
    assert "Traceback" in error.detail


def test_writes_keep_their_order_and_all_are_done(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    written: list[int] = []
    gate = Gate()
    jobs.start("write", "", gate, heard.on_done, heard.on_failed, is_writing=True)
    for number in range(20):
        jobs.start("write", "", partial(note, written, number), heard.on_done, heard.on_failed, is_writing=True)
    gate.open.set()
    wait_idle(qtbot, jobs)
    assert written == list(range(20))
    assert heard.done == [None, *range(20)]


def test_a_write_cannot_be_cancelled(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    gate = Gate()
    jobs.start("write", "", gate, heard.on_done, heard.on_failed, is_writing=True)
    waiting = jobs.start("write", "", lambda *_: "kept", heard.on_done, heard.on_failed, is_writing=True)
    waiting.cancel()
    jobs.cancel("write")
    gate.open.set()
    wait_idle(qtbot, jobs)
    assert heard.done == [None, "kept"]


def test_finish_waits_for_writes_and_cancels_reads(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    written: list[int] = []
    reading, writing = Gate(), Gate()
    jobs.start("view", "", reading, heard.on_done, heard.on_failed)
    assert reading.entered.wait(LONGEST_S)
    jobs.start("write", "", writing, heard.on_done, heard.on_failed, is_writing=True)
    for number in range(5):
        jobs.start("write", "", partial(note, written, number), heard.on_done, heard.on_failed, is_writing=True)
    for gate in (reading, writing):
        threading.Timer(0.05, gate.open.set).start()
    jobs.finish()
    assert written == [0, 1, 2, 3, 4]
    assert reading.was_cancelled


def test_long_work_says_so_after_a_while_and_tells_how_far_it_is(
    jobs: Jobs, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "PROGRESS_AFTER_MS", 1)
    go_on = threading.Event()
    told: list[tuple[object, str]] = []

    def work(cancel: Cancel, progress: Progress) -> None:
        progress(0.5, "half of it")
        go_on.wait(LONGEST_S)

    job = jobs.start("view", "Comparing", work, heard.on_done, heard.on_failed)
    job.progressed.connect(lambda share, text: told.append((share, text)))
    with qtbot.waitSignal(job.started_long) as long:
        pass
    assert long.args == ["Comparing"]
    go_on.set()
    wait_idle(qtbot, jobs)
    assert told == [(0.5, "half of it")]


def test_short_work_is_never_called_long(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    called_long: list[str] = []
    started: list[Job] = []
    jobs.started.connect(started.append)
    job = jobs.start("view", "Comparing", lambda *_: None, heard.on_done, heard.on_failed)
    job.started_long.connect(called_long.append)
    assert started == [job]
    wait_idle(qtbot, jobs)
    qtbot.wait(jobs_module.PROGRESS_AFTER_MS + 50)
    assert called_long == []


def test_idle_is_announced_when_the_last_job_ended(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(jobs.idle):
        jobs.start("one", "", lambda *_: 1, heard.on_done, heard.on_failed)
        jobs.start("two", "", lambda *_: 2, heard.on_done, heard.on_failed)
    assert len(heard.done) == 2


def test_a_job_lives_until_its_thread_has_left_it(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    gate = Gate()
    job = jobs.start("view", "", gate, heard.on_done, heard.on_failed)
    assert gate.entered.wait(LONGEST_S)
    jobs.cancel("view")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert shiboken6.isValid(job)
    gate.open.set()
    qtbot.waitUntil(lambda: not shiboken6.isValid(job))


def test_many_jobs_cut_off_by_the_next_leave_nothing_behind(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    def work(cancel: Cancel, progress: Progress) -> int:
        progress(0.5, "half of it")
        return 1

    for _ in range(1000):
        jobs.start("view", "", work, heard.on_done, heard.on_failed)
        QCoreApplication.processEvents()
    wait_idle(qtbot, jobs)
    qtbot.waitUntil(lambda: jobs.findChildren(Job) == [])
    assert heard.failed == []


def test_what_computes_beside_another_job_waits_for_its_end(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    first, second = Gate("first"), Gate("second")
    second.open.set()
    jobs.start("comparison", "", first, heard.on_done, heard.on_failed)
    jobs.start("history", "", second, heard.on_done, heard.on_failed, after="comparison")
    qtbot.wait(3 * SHORT_PAUSE_MS)
    assert not second.entered.is_set() and not jobs.is_idle
    first.open.set()
    qtbot.waitUntil(lambda: heard.done == ["first", "second"])
    assert jobs.is_idle


def test_a_job_waits_for_no_job_that_is_not_running(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    work = Gate("at once")
    work.open.set()
    jobs.start("history", "", work, heard.on_done, heard.on_failed, after="comparison")
    assert work.entered.wait(LONGEST_S), "without a turn of the event loop"
    qtbot.waitUntil(lambda: heard.done == ["at once"])


def test_a_job_that_still_waits_can_be_cancelled(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    job = jobs.start("layout", "", lambda *_: "never", heard.on_done, heard.on_failed, after=PAUSE)
    job.cancel()
    qtbot.wait(3 * SHORT_PAUSE_MS)
    assert not heard.done and jobs.is_idle


def test_what_waits_does_so_until_a_typist_rests(
    jobs: Jobs, heard: Heard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_module, "REST_S", LONGEST_S)
    jobs.put_off()
    work = Gate("later")
    work.open.set()
    jobs.start("problems", "", work, heard.on_done, heard.on_failed, after=PAUSE)
    qtbot.wait(3 * SHORT_PAUSE_MS)
    assert not work.entered.is_set() and not jobs.is_idle
    monkeypatch.setattr(jobs_module, "REST_S", 0.0)
    jobs.put_off()
    jobs._on_pause()
    qtbot.waitUntil(lambda: heard.done == ["later"])


def test_what_may_be_cut_off_is_not_waited_for(jobs: Jobs, heard: Heard, qtbot: QtBot) -> None:
    hanging, quick = Gate(1), Gate(2)
    quick.open.set()
    first = jobs.start("send", "Sending", hanging, heard.on_done, heard.on_failed, is_cut_off=True)
    second = jobs.start("probe", "", quick, heard.on_done, heard.on_failed, is_cut_off=True)
    qtbot.waitUntil(lambda: second.is_over and hanging.entered.is_set())
    jobs.finish(timeout_ms=60_000)
    assert first.is_over and heard.done == [2] and not heard.failed
    hanging.open.set()
    qtbot.waitUntil(lambda: not shiboken6.isValid(first))
    assert hanging.was_cancelled and heard.done == [2]
