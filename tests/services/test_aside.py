"""Work in a process of its own: its answers come one by one, what they share stays shared, and it ends when told."""

import os
import subprocess
import time
from collections.abc import Iterator

import pytest

from visioneditor.core.document.model import Block, BlockKind
from visioneditor.services.aside import AsideError, without_display, work_aside


def count_up(to: int) -> Iterator[tuple[int, int]]:
    for number in range(to):
        yield number, os.getpid()


def share_a_block() -> Iterator[object]:
    block = Block(kind=BlockKind.QUOTE, start=0, end=9, first_line=1, last_line=1)
    yield block
    yield (block, block.kind)


def fail_after_one() -> Iterator[int]:
    yield 1
    raise ValueError("no more")


def never_end() -> Iterator[str]:
    yield "begun"
    time.sleep(600)


def test_answers_come_from_another_process() -> None:
    found = list(work_aside(count_up, 3))
    assert [number for number, _ in found] == [0, 1, 2]
    assert os.getpid() not in {pid for _, pid in found}


def test_what_two_answers_hold_is_the_same_value() -> None:
    block, (again, kind) = work_aside(share_a_block)
    assert again is block and kind is BlockKind.QUOTE


def test_a_failure_in_the_other_process_is_told_after_what_was_answered() -> None:
    answers = work_aside(fail_after_one)
    assert next(answers) == 1
    with pytest.raises(AsideError):
        next(answers)


def test_who_is_not_waited_for_any_more_is_ended() -> None:
    is_cancelled = False
    answers = work_aside(never_end, cancel=lambda: is_cancelled)
    assert next(answers) == "begun"
    is_cancelled = True
    with pytest.raises(AsideError):
        next(answers)


def test_no_second_process_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(AsideError):
        next(work_aside(count_up, 1))


def test_qt_needs_no_display_aside_but_keeps_the_fonts_of_windows() -> None:
    around = {"HOME": "/home/dana"}
    assert without_display(around, "linux") == {"HOME": "/home/dana", "QT_QPA_PLATFORM": "offscreen"}
    assert without_display(around, "win32") == around
