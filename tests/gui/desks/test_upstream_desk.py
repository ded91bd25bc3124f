"""A draft whose branch went on: brought up to date by key, or left as it is with the reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts
from visioneditor.services.window_request import Mode

MINE = "\nA last sentence of mine.\n"


class Author:
    """A person who drafts while the branch goes on."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        cursor = self.mode.page.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(MINE)
        self.run("view.draft")

    @property
    def text(self) -> str:
        return self.mode.page.text

    def run(self, command: str) -> None:
        self.window.frame.commands.run(command)
        self.mode.page.flush()
        assert settle(self.window)

    def told(self) -> str:
        return self.window.frame.messages.accessibleName() if self.window.frame.messages.isVisible() else ""

    def kept(self) -> tuple[str, str]:
        """Text and base of the draft on disk."""
        workspace = self.window.session.workspace
        assert workspace is not None
        (draft,) = list_drafts(workspace, VISION)
        return draft.text, draft.base_revision


GoOn = Callable[[str, str], str]


@pytest.fixture
def go_on(sample: Path, git: Git) -> GoOn:
    """Commits the vision with some words in the place of others."""

    def commit(old: str, new: str) -> str:
        file = sample / VISION
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        git(sample, "commit", "-qam", "Go on")
        return git(sample, "rev-parse", "HEAD")

    return commit


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def test_what_came_in_is_in_the_draft_and_the_draft_stands_on_it(author: Author, go_on: GoOn) -> None:
    before = author.text
    tip = go_on("This document", "This living document")
    author.run("draft.update")
    after = before.replace("This document", "This living document", 1)
    assert author.text == after
    assert author.kept() == (after, tip)
    assert f"stands on {tip[:8]} now" in author.told()
    author.run("draft.update")
    assert "up to date" in author.told()
    author.mode.upstream.show_news()
    assert settle(author.window)
    assert author.window.session.place.mode is Mode.COMPARE


def test_undo_takes_back_the_words_and_the_draft_stands_where_it_stood(author: Author, go_on: GoOn) -> None:
    before = author.kept()
    go_on("This document", "This living document")
    author.run("draft.update")
    after = author.kept()
    author.mode.page.editor.undo()
    author.run("view.draft")
    assert author.kept() == before
    author.mode.page.editor.redo()
    author.run("view.draft")
    assert author.kept() == after
