"""Real pairs of revisions, compared by keys and clicks: what is shown, and what is done about it."""

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QToolButton

from tests.conftest import Git
from tests.journeys.comparer import Comparer
from tests.journeys.conftest import Travel
from visioneditor.gui.comparing.change_filter import Shows
from visioneditor.gui.prose.rows import NEW, OLD, BarKind
from visioneditor.services.drafting import list_drafts
from visioneditor.services.window_request import Mode, WindowRequest

pytestmark = pytest.mark.journey

VISION, VISION_AT = "reference/technical-committee-vision-2019.rst", "f3ba38f7"
PRINCIPLES, PRINCIPLES_AT = "reference/principles.rst", "bfcdcebd"
RBAC, RBAC_AT = "goals/selected/consistent-and-secure-rbac.rst", "1909d4f7"
TABLE, TABLE_AT = "resolutions/20140617-defcore-capabilities-scoring.rst", "7aeee9d9"


@pytest.fixture
def repository(governance: Path, tmp_path: Path) -> Path:
    """A bare repository of one's own to write into."""
    return Path(shutil.copytree(governance, tmp_path / "governance.git"))


def compare(travel: Travel, repository: Path, path: str, name: str) -> Comparer:
    """A window that compares a document's revision with its parent, both chosen by typing."""
    revision = name if path == VISION else None  # this one is in the newest revision no more
    wanted = WindowRequest(repository=repository, document=path, revision=revision, mode=Mode.COMPARE, size=(1440, 900))
    me = Comparer(travel(wanted))
    me.choose(name, f"{name}^")
    return me


def test_compare_principles_of_which_six_sections_moved(travel: Travel, governance: Path) -> None:
    compared = compare(travel, governance, PRINCIPLES, PRINCIPLES_AT)
    me = compared.me
    assert compared.counts == "6 sections moved"
    assert compared.position == "6 changes"
    me.look("folded")
    moved = [fold for fold in compared.folds if "unchanged" in fold and " → " in fold]
    assert len(moved) == 6
    assert any(fold.startswith("OpenStack Primarily Produces Software · moved up, ") for fold in moved)
    assert all(row.fold is not None for row in compared.rows)  # nothing differs, so nothing is open
    for number in range(1, 7):
        me.press(Qt.Key.Key_N)
        assert compared.position == f"Change {number} of 6"
        assert number in compared.changes_on_screen
    me.press(Qt.Key.Key_P)
    assert compared.position == "Change 5 of 6"
    # one opens in place, with its words in both columns and nothing marked in them
    compared.click_fold("Representative Democracy · moved down, 4 → 7 · 25 words unchanged")
    shown = [row for row in compared.rows if row.fold is None]
    assert shown and all(None not in row.cells for row in shown)
    me.look("one-open")
    me.press(Qt.Key.Key_S)
    assert compared.counts == "6 sections moved"
    assert any("Representative Democracy · moved up" in fold for fold in compared.folds)
    me.press(Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    assert sum(row.is_heading for row in compared.rows) == 13
    me.look("swapped-and-open")


def test_compare_vision_that_was_split_and_rewritten(travel: Travel, governance: Path) -> None:
    compared = compare(travel, governance, VISION, VISION_AT)
    me, view = compared.me, compared.page.view
    assert compared.counts.startswith("443 words added, 527 removed")
    me.look("vision")
    count = view.change_count()
    for number in range(1, 4):
        me.press(Qt.Key.Key_N)
        assert (view.change(), compared.position) == (number, f"Change {number} of {count}")
    me.look("third-change")
    # what is read stays before the eye, however it is shown
    place = compared.prose.place()
    assert place is not None
    for key, name in ((Qt.Key.Key_U, "unified"), (Qt.Key.Key_V, "unified-source"), (Qt.Key.Key_U, "source")):
        me.press(key)
        me.look(name)
        here = compared.prose.place()
        assert here is not None and (here.text, here.offset, here.section) == (place.text, place.offset, place.section)
        assert view.change() == 3
    assert view.is_source() and not view.is_unified() and compared.page.texts.word == "source"
    assert BarKind.REMOVED in {bar for row in compared.rows for bar in (compared.bars(row)[0])}
    assert BarKind.ADDED in {bar for row in compared.rows for bar in (compared.bars(row)[-1])}
    me.press(Qt.Key.Key_V)
    # the reader comes by all five sections that one became
    me.control(Qt.Key.Key_Home)
    for _ in range(4):
        me.control(Qt.Key.Key_Down)
    assert me.window.session.section is not None
    assert me.window.session.section.title == "Growing New Leaders"
    assert compared.prose.section_under_eye() == me.window.session.section.number
    me.look("last-section")
    me.window.frame.resize(900, 700)
    me.settle()
    assert view.is_unified()
    assert me.window.session.section.title == "Growing New Leaders"
    me.look("narrow")


def test_compare_rewrite_by_its_list_of_changes(
    travel: Travel, repository: Path, tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = compare(travel, repository, RBAC, RBAC_AT)
    me, view = compared.me, compared.page.view
    assert "9 sections added, 4 removed" in compared.counts
    me.look("rewrite")
    me.press(Qt.Key.Key_L)
    everything = compared.listed()
    me.look("list")
    me.press(Qt.Key.Key_Down)
    assert view.change() in compared.changes_on_screen
    me.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    me.press(Qt.Key.Key_Down)
    me.press(Qt.Key.Key_Down)
    assert compared.pane.filter.currentText().startswith("Moves (")
    moves = compared.listed()
    assert 0 < len(moves) < len(everything)
    assert compared.position.endswith("shown")
    me.look("list-of-moves")
    me.press(Qt.Key.Key_Tab)
    me.press(Qt.Key.Key_Escape)
    assert view.steps.shows is Shows.ALL and me.window.frame.panel.isVisible()
    # found in the older text alone, in the newer, in both
    me.control(Qt.Key.Key_F)
    me.type("system-scope")
    found = {}
    for at, side in enumerate(("both", "older", "newer")):
        me.click(compared.page.sides.findChildren(QToolButton)[at])
        found[side] = int(compared.page.find_bar.count.text().rpartition(" ")[2])
    old, new = (git(repository, "show", f"{RBAC_AT}{end}:{RBAC}") for end in ("^", ""))
    assert found == {"both": sum(map(_count, (old, new))), "older": _count(old), "newer": _count(new)}
    me.look("found")
    me.press(Qt.Key.Key_Escape)
    # the page for a browser
    saved = tmp_path / "report.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    me.control(Qt.Key.Key_E)
    page = saved.read_text()
    assert "<ins" in page and "<del" in page and "The issues we are facing" in page
    assert str(saved) in me.window.frame.messages.accessibleName()
    me.look("report-saved")


def _count(text: str) -> int:
    """How often the words stand where a reader sees them: not in an address."""
    return re.sub("<http[^>]*>", "", text).count("system-scope")


def test_compare_comment_on_selected_words(travel: Travel, repository: Path, git: Git) -> None:
    compared = compare(travel, repository, VISION, VISION_AT)
    me, words = compared.me, "great time to review how the"
    old, new = (git(repository, "show", f"{VISION_AT}{end}:{VISION}") + "\n" for end in ("^", ""))
    start = new.index("great time to")
    end = new.index("how the", start) + len("how the")
    compared.drag(NEW, start, end)
    me.control(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == words
    me.press(Qt.Key.Key_C)
    me.type("Great for whom?")
    me.look("being-written")
    me.control(Qt.Key.Key_Return)
    gone = old.index("Where do we even begin?")
    compared.drag(OLD, gone, gone + len("Where do we even begin?"))
    me.press(Qt.Key.Key_C)
    me.type("I would have kept the question.")
    me.control(Qt.Key.Key_Return)
    me.look("commented")
    marks = {(mark.text, mark.start, mark.end) for mark in compared.prose.threads()}
    assert marks == {(NEW, start, end), (OLD, gone, gone + 23)}
    assert me.window.frame.status.drafts.text() == "2 drafts waiting"
    # the same in source, whose two columns take the panel's room until it is written in
    me.press(Qt.Key.Key_V)
    assert not me.window.frame.panels.isVisible()
    address = new.index("OpenStack Technical Committee Mission <")
    end = new.index(">", address) + 1
    compared.drag(NEW, address, end)
    me.control(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text() == new[address:end]
    me.press(Qt.Key.Key_C)
    assert me.window.frame.panels.isVisible()
    me.type("Is this still where it stands?")
    me.control(Qt.Key.Key_Return)
    me.look("commented-in-source")
    assert (NEW, address, end) in {(mark.text, mark.start, mark.end) for mark in compared.prose.threads()}
    assert me.window.frame.status.drafts.text() == "3 drafts waiting"


def test_compare_table_and_take_a_change_over(travel: Travel, repository: Path, git: Git) -> None:
    compared = compare(travel, repository, TABLE, TABLE_AT)
    me, view = compared.me, compared.page.view
    assert compared.counts == "14 words added, 25 removed"
    me.look("table")
    me.press(Qt.Key.Key_N)
    row = next(row for row in compared.rows if row.change == 1)
    assert compared.bars(row) == [(BarKind.REMOVED,), (BarKind.ADDED,)]
    me.press(Qt.Key.Key_Y)
    assert "1 change taken into the draft." in me.window.frame.messages.accessibleName()
    old = git(repository, "show", f"{TABLE_AT}^:{TABLE}") + "\n"
    workspace = me.window.session.workspace
    assert workspace is not None
    (draft,) = list_drafts(workspace)
    changed = [pair for pair in zip(old.splitlines(), draft.text.splitlines(), strict=True) if pair[0] != pair[1]]
    ((before, after),) = changed
    assert before.split() == ["8", "compute-flavors", "0.5", "1", "1"]
    assert after.split() == ["8", "compute-flavors", "1", "1", "1"]
    me.look("accepted")
    me.press(Qt.Key.Key_Z)
    assert "The draft is as it was." in me.window.frame.messages.accessibleName()
    assert not list_drafts(workspace)
    me.press(Qt.Key.Key_U)
    assert view.is_unified()
    me.look("table-unified")
    me.press(Qt.Key.Key_V)
    me.look("table-source")
