"""Who hears the window instead of seeing it, or has no mouse, reaches everything and is told what it is."""

from collections.abc import Callable, Iterator
from itertools import pairwise, takewhile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.answering.answer_dialog import AnswerDialog
from visioneditor.gui.dialogs.asking_dialog import AskingDialog
from visioneditor.gui.dialogs.clone_dialog import CloneDialog
from visioneditor.gui.dialogs.commit_dialog import CommitDialog
from visioneditor.gui.dialogs.export_dialog import ExportDialog
from visioneditor.gui.importing.import_dialog import ImportDialog
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.thread_card import ThreadCard
from visioneditor.gui.window import Window

ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
TABS = 200  # more than there are stops


def said_name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def inside(widget: QWidget) -> Iterator[QWidget]:
    """What is visible in a widget, the inner parts of Qt's own widgets left out."""
    for one in widget.findChildren(QWidget):
        is_inner = isinstance(one.parentWidget(), (QAbstractScrollArea, QSpinBox)) and not isinstance(
            one, QAbstractButton
        )
        if one.isVisible() and not is_inner and not one.objectName().startswith("qt_"):
            yield one


def nameless(widget: QWidget) -> list[str]:
    """Widgets that take the focus and do not say what they are."""
    return [
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in inside(widget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled() and not said_name(one)
    ]


def wordless_buttons(widget: QWidget) -> list[str]:
    """Buttons that show an icon alone and have no name or no tooltip."""
    return [
        f"{one.accessibleName()!r} in {type(one.parentWidget()).__name__}"
        for one in inside(widget)
        if isinstance(one, QToolButton)
        and (not one.text() or (one.toolButtonStyle() is ICON_ONLY and not one.icon().isNull()))
        and not (one.accessibleName() and one.toolTip())
    ]


SHOWN: dict[str, Callable[[Window], object]] = {
    "compare": lambda window: window.frame.commands.run("view.compare"),
    "consensus": lambda window: window.frame.commands.run("view.consensus"),
    "draft": lambda window: window.frame.commands.run("view.draft"),
    "read": lambda window: window.frame.commands.run("view.read"),
    "side by side": lambda window: window.frame.commands.run("view.side-by-side"),
    "keys": lambda window: window.frame.commands.run("help.keys"),
    "find": lambda window: window.frame.commands.run("go.find"),
    "palette": lambda window: window.frame.commands.run("help.palette"),
    "documents": lambda window: window.frame.commands.run("go.document"),
    "comment": lambda window: window.frame.commands.run("review.comment"),
    "why": lambda window: window.frame.commands.run("remember.why"),
    "colours": lambda window: window.frame.commands.run("remember.age"),
    "changes": lambda window: window.frame.commands.run("go.changes"),
    "fetching": lambda window: window.frame.commands.run("changes.fetch"),
    "publish": lambda window: window.frame.commands.run("review.publish"),
    "message": lambda window: window.session.go(path="no/such.rst"),
    "first page": lambda window: window.frame.commands.run("repository.close"),
}


def test_everything_that_takes_the_focus_says_what_it_is(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    for name, show in SHOWN.items():
        show(window)
        assert settle(window), name
        assert (name, nameless(window.frame)) == (name, [])
        assert (name, wordless_buttons(window.frame)) == (name, [])


DIALOGS: dict[str, Callable[[Window], object]] = {
    "settings": lambda window: window.frame.commands.run("window.settings"),
    "help": lambda window: window.frame.commands.run("help.contents"),
    "clone": lambda window: window.frame.commands.run("repository.clone"),
    "upload": lambda window: window.frame.commands.run("review.upload"),
}


def test_everything_in_a_dialog_says_what_it_is(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    for name, show in DIALOGS.items():
        show(window)
        assert settle(window), name
        (dialog,) = [one for one in window.frame.findChildren(QDialog) if one.isVisible()]
        assert (name, nameless(dialog), wordless_buttons(dialog)) == (name, [], [])
        dialog.close()


def test_commit_dialog_says_what_it_is(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.commands.run("view.draft")
    assert settle(window)
    window.frame.commands.run("draft.commit")
    (dialog,) = window.frame.findChildren(CommitDialog)
    assert nameless(dialog) == []
    assert unlabelled(dialog) == []
    dialog.reject()


def test_export_dialog_says_what_it_is(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.commands.run("review.comment")
    assert settle(window)
    QTest.keyClicks(window.frame.focusWidget(), "Why?")
    QTest.keyClick(window.frame.focusWidget(), Qt.Key.Key_Escape)
    assert settle(window)
    window.frame.commands.run("review.export")
    assert settle(window)
    (dialog,) = window.frame.findChildren(ExportDialog)
    assert nameless(dialog) == []
    dialog.reject()


def test_asking_dialog_says_what_it_is(look: Look, qtbot: QtBot) -> None:
    dialog = AskingDialog(look, "Vision")
    qtbot.addWidget(dialog)
    dialog.show()
    assert nameless(dialog) == []


def test_fields_of_the_clone_dialog_have_labels(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.commands.run("repository.clone")
    (dialog,) = window.frame.findChildren(CloneDialog)
    assert unlabelled(dialog) == []
    dialog.reject()


def test_import_dialog_says_what_it_is(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.commands.run("repository.add-reflection")
    (dialog,) = window.frame.findChildren(ImportDialog)
    assert nameless(dialog) == []
    for page in (dialog.form.file_page, dialog.form.repository_page, dialog.form.mail_page):
        dialog.form.ways.setCurrentWidget(page)
        assert [name for name in unlabelled(dialog) if name] == []
    dialog.form.pages.setCurrentWidget(dialog.form.map_page)
    assert nameless(dialog) == []
    dialog.reject()


def test_answer_dialog_says_what_it_is(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.commands.run("draft.answer")
    assert settle(window)
    (dialog,) = window.frame.findChildren(AnswerDialog)
    assert nameless(dialog) == []
    assert wordless_buttons(dialog) == []
    dialog.reject()


def unlabelled(dialog: QWidget) -> list[str]:
    """Fields for typing that are no label's buddy."""
    buddies = {label.buddy() for label in dialog.findChildren(QLabel)}
    fields = [one for one in inside(dialog) if isinstance(one, (QLineEdit, QPlainTextEdit))]
    return [field.objectName() for field in fields if field not in buddies and not field.isReadOnly()]


def stops(window: Window, start: QWidget) -> list[QWidget]:
    """Where the focus goes with Tab, from one place until it comes round."""
    window.frame.activateWindow()
    start.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = [start]
    for _ in range(TABS):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        assert now is not None
        if now is start:
            break
        found.append(now)
    return found


def is_within(widget: QWidget, part: QWidget) -> bool:
    return widget is part or part.isAncestorOf(widget)


@pytest.mark.parametrize("mode", ["read", "compare"])
def test_tab_reaches_every_part_and_comes_round(open_window: OpenWindow, sample: Path, mode: str) -> None:
    window = open_window(sample)
    SHOWN[mode](window)
    assert settle(window)
    there = stops(window, window.frame.outline.tree)
    assert len(there) < TABS
    frame = window.frame
    view = window.reading.view if mode == "read" else window.comparing.view
    for part in (frame.outline, view, frame.panel, frame.status, frame.header):
        assert any(is_within(widget, part) for widget in there), type(part).__name__


def test_tab_goes_through_the_parts_from_left_to_right(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    there = stops(window, window.frame.outline.tree)
    frame = window.frame
    parts = (frame.outline, window.reading.view, frame.panel, frame.status, frame.header)
    first = [next(n for n, widget in enumerate(there) if is_within(widget, part)) for part in parts]
    assert first == sorted(first)


def test_tab_goes_through_the_panel_from_top_to_bottom(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.commands.run("review.next-thread")
    assert settle(window)
    panel = window.frame.panel
    content = panel.area.widget()
    assert content is not None
    there = list(takewhile(lambda widget: is_within(widget, content), stops(window, panel.area)[1:]))
    tops = [widget.mapTo(content, widget.rect().center()).y() for widget in there]
    assert any(is_within(widget, card) for widget in there for card in panel.findChildren(ThreadCard))
    assert all(below >= above - 12 for above, below in pairwise(tops))


def test_next_pane_goes_round(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    window.frame.activateWindow()
    window.frame.outline.tree.setFocus()
    parts = [window.reading, window.frame.panel, window.frame.header, window.frame.outline]
    for part in parts:
        window.frame.commands.run("go.next-pane")
        focused = QApplication.focusWidget()
        assert focused is not None and is_within(focused, part), type(part).__name__


def test_text_is_read_out_with_its_rows(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    interface = QAccessible.queryAccessibleInterface(window.reading.view.prose)
    assert interface is not None
    assert interface.childCount() > 5
    assert all(interface.child(number).text(QAccessible.Text.Name) for number in range(5))


def test_scroll_areas_that_take_the_focus_are_few(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    areas = [
        one
        for one in inside(window.frame)
        if isinstance(one, QScrollArea) and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert {one.accessibleName() for one in areas} <= {"The section's threads, projects, decisions and history"}
