"""Which two are compared: chosen from the list, remembered for each document, a file on disk among them."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.prose.rows import OLD, SelectedSpan
from visioneditor.gui.widgets.revision_names import shown_date
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> Window:
    return open_window(sample, document=VISION, mode=Mode.COMPARE)


def pick(window: Window, words: str) -> None:
    """Type into the list that is open, and take what is in hand."""
    assert settle(window)
    picker = window.desks.picking.revisions
    assert picker.isVisible()
    picker.field.setText(words)
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert settle(window)


def compared(window: Window) -> tuple[str, str]:
    assert window.session.place.compared is not None
    return window.session.place.compared


def titles(window: Window) -> list[str]:
    model = window.desks.picking.revisions.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_either_side_is_chosen_from_the_list_which_shows_what_it_is_now(window: Window) -> None:
    new = compared(window)[1]
    window.comparing.old.click()
    pick(window, "draft-1")
    assert compared(window) == ("refs/tags/draft-1", new)
    window.comparing.old.click()
    assert settle(window)
    assert window.desks.picking.revisions.list.currentIndex().data() == "draft-1"
    assert titles(window)[:3] == ["Not committed", "Working file", "A file on disk …"]


def test_the_choice_is_remembered_for_the_document(window: Window, open_window: OpenWindow, sample: Path) -> None:
    window.comparing.old.click()
    pick(window, "draft-1")
    window.comparing.new.click()
    pick(window, "draft-2")
    window.frame.commands.run("compare.swap")
    assert settle(window)
    again = open_window(sample, document=VISION, mode=Mode.COMPARE)
    assert compared(again) == ("refs/tags/draft-2", "refs/tags/draft-1")
    again.frame.commands.run("view.read")
    again.frame.commands.run("go.next-document")
    assert settle(again)
    again.frame.commands.run("view.compare")
    assert settle(again)
    assert compared(again) != ("refs/tags/draft-2", "refs/tags/draft-1")


def test_a_file_on_disk_is_compared_and_not_commented_on(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "my vision.rst"
    file.write_text("Vision\n======\n\nAnother one.\n")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    window.comparing.old.click()
    pick(window, "from anywhere")
    found = window.session.comparison
    assert found is not None and (found.old.path, found.new.path) == (str(file), VISION)
    assert window.comparing.old.text().startswith("my vision.rst")
    window.review.writing.begin_comment(SelectedSpan(text=OLD, start=18, end=25, quote="Another"))
    assert settle(window)
    assert "my vision.rst is a file on disk" in window.frame.messages.accessibleName()
    window.frame.commands.run("compare.swap")
    assert settle(window)
    assert window.session.comparison is not None and window.session.comparison.new.path == str(file)


def test_no_file_chosen_leaves_what_is_shown(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    before = compared(window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window.comparing.new.click()
    pick(window, "from anywhere")
    assert compared(window) == before


def test_a_revision_can_be_typed_that_no_row_has(window: Window) -> None:
    window.comparing.old.click()
    pick(window, "HEAD~1")
    assert compared(window)[0] == "HEAD~1"
    window.comparing.old.click()
    pick(window, "no-such-revision")
    assert compared(window)[0] == "HEAD~1"
    assert "no-such-revision" in window.frame.messages.accessibleName()


def test_reading_offers_no_file(window: Window) -> None:
    window.frame.commands.run("view.read")
    window.frame.commands.run("go.revision")
    assert settle(window)
    assert "A file on disk …" not in titles(window)


def test_what_is_typed_is_named_with_subject_author_and_date(window: Window) -> None:
    picker = window.desks.picking.revisions
    window.comparing.old.click()
    assert settle(window)
    picker.field.setText("draft-2~1")
    assert titles(window) == ["Revision “draft-2~1”"]  # it can be chosen before git has answered
    assert settle(window)
    workspace = window.session.workspace
    assert workspace is not None
    commit = workspace.repository.commit("draft-2~1")
    index = picker.list.model().index(0, 0)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert (
        spoken
        == f"{commit.subject}, draft-2~1 · {commit.author.name} · {commit.oid[:8]}, {shown_date(commit.committed)}"
    )
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert settle(window)
    assert compared(window)[0] == "draft-2~1"
    assert window.comparing.old.text().startswith(f"draft-2~1 · {shown_date(commit.committed)}")


def test_what_nobody_knows_stays_as_it_was_typed(window: Window) -> None:
    window.comparing.old.click()
    assert settle(window)
    window.desks.picking.revisions.field.setText("no-such-thing")
    assert settle(window)
    assert titles(window) == ["Revision “no-such-thing”"]


def test_the_commit_that_was_typed_is_in_hand_when_the_list_is_opened_again(window: Window) -> None:
    window.comparing.old.click()
    pick(window, "draft-2~1")
    window.comparing.old.click()
    assert settle(window)
    workspace = window.session.workspace
    assert workspace is not None
    spoken = window.desks.picking.revisions.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert workspace.repository.commit("draft-2~1").oid[:8] in str(spoken)


def test_what_is_compared_and_in_no_list_has_a_row_of_its_own(window: Window) -> None:
    workspace = window.session.workspace
    assert workspace is not None
    known = {one.revision for one in window.session.history} | {ref.commit for ref in window.session.refs}
    commits = (workspace.repository.commit(f"main~{back}").oid for back in range(1, 6))
    other = next(oid for oid in commits if oid not in known)
    window.comparing.old.click()
    pick(window, other)
    shown = window.comparing.old.text()
    window.comparing.old.click()
    assert settle(window)
    assert titles(window)[:2] == ["Compared now", shown.partition("  ")[0]]
    assert window.desks.picking.revisions.list.currentIndex().row() == 1
