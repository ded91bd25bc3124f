"""A working file that another program changes is never written over: not while one drafts, not between two starts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

MINE, THEIRS = "\nA last sentence of mine.\n", "Theirs"


class Author:
    """A person who drafts in a window beside another program."""

    def __init__(self, window: Window) -> None:
        self.window = window
        assert settle(window)

    @property
    def page(self) -> DraftingPage:
        (mode,) = self.window.findChildren(DraftingMode)
        return mode.page

    def type_at_the_end(self, words: str) -> None:
        cursor = self.page.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(words)
        self.page.flush()
        assert settle(self.window)

    def save(self) -> None:
        self.window.frame.commands.run("draft.save")
        assert settle(self.window)

    def told(self) -> str:
        return self.window.frame.messages.accessibleName() if self.window.frame.messages.isVisible() else ""


Sit = Callable[[], Author]


@pytest.fixture
def file(sample: Path, git: Git) -> Path:
    """The vision in a work tree."""
    if git(sample, "rev-parse", "--is-bare-repository") == "true":
        pytest.fail("the sample has a work tree")
    return sample / VISION


@pytest.fixture
def sit(open_window: OpenWindow, sample: Path) -> Sit:
    return lambda: Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def theirs(text: str) -> str:
    """What another program makes of it, far from its end."""
    return text.replace("This document", f"{THEIRS}: this document", 1)


def test_what_another_program_wrote_meanwhile_is_in_file_and_draft(sit: Sit, file: Path) -> None:
    author, before = sit(), file.read_text()
    author.type_at_the_end(MINE)
    file.write_text(theirs(before))
    author.save()
    both = theirs(before) + MINE
    assert file.read_text() == author.page.text == both
    assert "what it wrote is in your draft now" in author.told()
    author.type_at_the_end("And more.\n")
    author.save()
    assert file.read_text() == both + "And more.\n"


def test_what_another_program_wrote_between_two_starts_is_not_written_over(sit: Sit, file: Path) -> None:
    author, before = sit(), file.read_text()
    author.type_at_the_end(MINE)
    author.window.frame.close()
    file.write_text(theirs(before))
    again = sit()
    assert again.page.text == before + MINE
    again.save()
    assert file.read_text() == again.page.text == theirs(before) + MINE


def test_what_was_saved_before_a_start_is_known_after_it(sit: Sit, file: Path) -> None:
    author, before = sit(), file.read_text()
    author.type_at_the_end(MINE)
    author.save()
    author.window.frame.close()
    again = sit()
    again.type_at_the_end("And more.\n")
    again.save()
    assert file.read_text() == before + MINE + "And more.\n"
    assert "changed" not in again.told()


def test_where_both_wrote_in_one_place_the_file_is_left_as_it_is_and_it_is_said(sit: Sit, file: Path) -> None:
    author, before = sit(), file.read_text()
    author.type_at_the_end(MINE)
    other = before + "\nA last sentence of theirs.\n"
    file.write_text(other)
    author.save()
    assert file.read_text() == other
    assert author.page.text == before + MINE
    assert "wrote in the same place" in author.told()


def test_a_file_that_is_gone_is_not_made_anew_without_a_word(sit: Sit, file: Path) -> None:
    author = sit()
    author.type_at_the_end(MINE)
    file.unlink()
    author.save()
    assert not file.exists()
    assert "deleted" in author.told()
