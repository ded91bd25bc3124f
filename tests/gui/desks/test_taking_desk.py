"""Accepting and rejecting in the window: the draft changes, is shown so, and comes back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts, save_draft


def drafts(window: Window) -> list[str]:
    assert window.session.workspace is not None
    return [draft.text for draft in list_drafts(window.session.workspace, VISION)]


def run(window: Window, *ids: str) -> None:
    for id in ids:
        window.frame.commands.run(id)
        assert settle(window)


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> Window:
    return open_window(sample, compare=("draft-1", "draft-2"))


def sides(window: Window) -> tuple[str, str]:
    found = window.session.comparison
    assert found is not None
    return found.old.document.text, found.new.document.text


def buttons(window: Window) -> list[str]:
    return [one.text() for one in window.comparing.view.counts.findChildren(QPushButton) if one.isVisible()][1:]


def test_the_change_in_hand_is_framed_and_can_be_accepted(window: Window) -> None:
    view = window.comparing.view
    assert buttons(window) == [] and not view.frame.isVisible()
    run(window, "compare.next")
    assert buttons(window) == ["Accept", "Reject"] and view.frame.isVisible()
    run(window, "compare.accept")
    old, new = sides(window)
    (text,) = drafts(window)
    assert text not in (old, new)
    assert "1 change taken into the draft." in window.frame.messages.accessibleName()


def test_all_are_accepted_and_undone(window: Window) -> None:
    run(window, "compare.accept-all")
    assert drafts(window) == [sides(window)[1]]
    run(window, "compare.undo")
    assert drafts(window) == [] and "as it was" in window.frame.messages.accessibleName()
    run(window, "compare.undo")
    assert "nothing to undo" in window.frame.messages.accessibleName()


def test_a_section_is_accepted_as_a_whole(window: Window) -> None:
    view = window.comparing.view
    run(window, "compare.next", "compare.accept-section")
    held = view.steps.change
    assert held is not None
    count = sum(one.place == held.place for one in view.steps.changes)
    said = "1 change" if count == 1 else f"{count} changes"
    assert f"{said} taken into the draft." in window.frame.messages.accessibleName()


def test_without_a_change_in_hand_nothing_is_done(window: Window) -> None:
    run(window, "compare.accept")
    assert drafts(window) == [] and "No change is in hand" in window.frame.messages.accessibleName()


def test_a_rejected_change_goes_from_the_draft_that_is_shown(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, compare=("draft-1", "draft-2"))
    old, new = sides(window)
    assert window.session.workspace is not None and window.session.comparison is not None
    base = window.session.comparison.old.revision
    save_draft(window.session.workspace, VISION, new, base_revision=base)
    window.session.go(compared=("draft-1", "DRAFT"))
    assert settle(window)
    view = window.comparing.view
    count = view.change_count()
    run(window, "compare.next", "compare.next", "compare.reject")
    assert view.change_count() == count - 1 and view.change() == 2  # the next one is in hand now
    run(window, "compare.undo")
    assert view.change_count() == count and drafts(window) == [new]
    run(window, "compare.reject-all")
    assert drafts(window) == [old] and view.change_count() == 0


def test_selected_words_limit_what_is_taken(open_window: OpenWindow, sample: Path, tmp_path: Path) -> None:
    window = open_window(sample, compare=("draft-1", "draft-2"))
    view = window.comparing.view
    change = next(one for one in view.steps.changes if len(one.rows) == 1 and len(one.rows[0].edits) > 1)
    edit = next(one for one in change.rows[0].edits if one.new_start < one.new_end)
    view.go_to_change(view.steps.changes.index(change) + 1)
    assert view.prose.select_span(1, edit.new_start, edit.new_end)
    run(window, "compare.accept")
    old, new = sides(window)
    (text,) = drafts(window)
    words = new[edit.new_start : edit.new_end]
    assert words in text and text.count(words) == old.count(words) + 1
    assert "selected part" in window.frame.messages.accessibleName()


def test_what_was_taken_is_there_in_draft_mode(window: Window) -> None:
    run(window, "compare.accept-all", "view.draft")
    assert window.modes._drafting is not None
    assert window.modes._drafting.page.text == sides(window)[1]


def test_two_loose_files_have_no_draft_to_take_into(open_window: OpenWindow, tmp_path: Path) -> None:
    for name, text in (("a.md", "# T\n\nOne.\n"), ("b.md", "# T\n\nTwo.\n")):
        (tmp_path / name).write_text(text)
    window = open_window(None, files=(tmp_path / "a.md", tmp_path / "b.md"))
    run(window, "compare.next")
    assert not window.frame.commands.action("compare.accept").isEnabled() and buttons(window) == []
