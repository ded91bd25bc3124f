"""The start of the window: a short first document stands in the first paint, a long one comes after it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from pytestqt.qtbot import QtBot

from tests.conftest import Git
from tests.gui.conftest import VISION, put_away, settle
from visioneditor.errors import VisionEditorError
from visioneditor.gui.app import build_look
from visioneditor.gui.desks.opening_start import MOST_BYTES_AT_ONCE, find_start, open_start
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.window import Window
from visioneditor.services.opening import open_workspace
from visioneditor.services.window_request import Mode, WindowRequest
from visioneditor.settings import Settings

LONG = "long-vision.rst"
SECTION = "Part {n}\n-------\n\n" + "Words that tell what is wanted of this part. " * 40 + "\n\n"


@pytest.fixture
def long_vision(tmp_path: Path, git: Git) -> Path:
    """A repository with a vision that is too long to be parsed before the window is painted."""
    repository = tmp_path / "long"
    repository.mkdir()
    git(repository, "init", "-q", "-b", "main")
    text = "A long vision\n=============\n\n" + "".join(SECTION.format(n=number) for number in range(80))
    assert len(text) > MOST_BYTES_AT_ONCE
    for draft in (text, text.replace("is wanted", "was wanted", 3)):
        (repository / LONG).write_text(draft, encoding="utf-8")
        git(repository, "add", ".")
        git(repository, "commit", "-q", "-m", "Draft it")
    return repository


Begin = Callable[[WindowRequest], Window]


@pytest.fixture
def begin(qtbot: QtBot) -> Iterator[Begin]:
    """Starts a window without waiting for anything."""
    opened: list[Window] = []

    def build(request: WindowRequest) -> Window:
        settings = Settings(theme="light")
        window = Window(build_look(settings, request), settings, request)
        opened.append(window)
        window.start()
        return window

    yield build
    put_away(opened)


def test_short_document_is_there_before_the_first_paint(begin: Begin, sample: Path) -> None:
    window = begin(WindowRequest(repository=sample))
    assert not window.frame.is_painted
    assert window.session.loaded is not None and window.reading.view.prose.rows()
    assert settle(window)


def test_short_comparison_is_there_before_the_first_paint(begin: Begin, sample: Path, git: Git) -> None:
    newest, oldest = git(sample, "rev-parse", "HEAD"), git(sample, "log", "--format=%H", "--", VISION).split()[-1]
    window = begin(WindowRequest(repository=sample, document=VISION, compare=(oldest, newest)))
    assert not window.frame.is_painted
    assert window.comparing.view.comparison() is not None and window.comparing.view.prose.rows()
    assert settle(window)


def test_the_icon_comes_after_the_first_paint(begin: Begin, sample: Path) -> None:
    QGuiApplication.setWindowIcon(QIcon())
    window = begin(WindowRequest(repository=sample))
    assert QGuiApplication.windowIcon().isNull()
    assert settle(window)
    assert not QGuiApplication.windowIcon().pixmap(32).isNull()


def test_long_comparison_comes_after_the_window_is_painted(begin: Begin, long_vision: Path) -> None:
    window = begin(WindowRequest(repository=long_vision, document=LONG, compare=("HEAD~1", "HEAD")))
    assert window.session.comparison is None
    assert settle(window)
    assert window.comparing.view.comparison() is not None


def test_comparison_with_what_is_not_there_is_told_and_the_document_is_read(begin: Begin, sample: Path) -> None:
    window = begin(WindowRequest(repository=sample, document=VISION, compare=("no-such", "HEAD")))
    assert settle(window)
    assert window.session.loaded is not None and window.session.comparison is None
    assert window.frame.is_painted


def test_long_document_comes_after_the_window_is_painted(begin: Begin, long_vision: Path) -> None:
    window = begin(WindowRequest(repository=long_vision, section="part-70"))
    assert window.session.loaded is None
    assert window.frame.isVisible() and window.frame.windowTitle().startswith(LONG)
    assert settle(window)
    assert window.frame.is_painted
    assert window.session.loaded is not None and window.session.loaded.path == LONG
    assert window.session.history and window.session.entries
    assert window.session.section is not None and window.session.section.id == "part-70"
    assert window.frame.commands.action("view.compare").isEnabled()


@pytest.mark.parametrize("mode", [Mode.DRAFT, Mode.COMPARE])
def test_long_document_is_started_with_in_every_mode(begin: Begin, long_vision: Path, mode: Mode) -> None:
    window = begin(WindowRequest(repository=long_vision, mode=mode))
    assert settle(window)
    assert window.session.place.mode is mode
    if mode is Mode.COMPARE:
        comparison = window.session.comparison
        assert comparison is not None and comparison.comparison.summary.words_added == 3
    else:
        page = window.frame.modes.currentWidget()
        assert isinstance(page, DraftingPage)
        assert page.editor.toPlainText().startswith("A long vision")


def test_repository_opened_later_is_read_in_the_background(begin: Begin, sample: Path, long_vision: Path) -> None:
    window = begin(WindowRequest(repository=sample))
    assert settle(window)
    window.frame.folder_dropped.emit(str(long_vision))
    assert window.session.place.path == VISION
    assert settle(window)
    assert window.session.place.path == LONG
    assert window.session.read_text is not None and "rows" in vars(window.session.read_text)


def test_start_leaves_a_long_text_unread_and_closes_what_it_cannot_show(long_vision: Path) -> None:
    left = open_start(WindowRequest(repository=long_vision), MOST_BYTES_AT_ONCE)
    assert left.text is None and left.place.path == LONG
    left.workspace.close()
    read = open_start(WindowRequest(repository=long_vision))
    assert read.text is not None and len(read.text.loaded.document.sections) == 81
    read.workspace.close()
    workspace = open_workspace(long_vision)
    with pytest.raises(VisionEditorError, match=r"no/such\.rst"):
        find_start(workspace, WindowRequest(repository=long_vision, document="no/such.rst"))


def test_a_key_that_is_quicker_than_the_rest_of_the_window_is_not_lost(begin: Begin, sample: Path) -> None:
    window = begin(WindowRequest(repository=sample))
    assert not window.has_desks
    window.frame.commands.run("go.find")
    assert window.has_desks and window.reading.find_bar.isVisible()
    assert settle(window)


def test_a_comparison_is_painted_before_what_stands_around_it_is_built(begin: Begin, sample: Path, git: Git) -> None:
    newest, oldest = git(sample, "rev-parse", "HEAD"), git(sample, "log", "--format=%H", "--", VISION).split()[-1]
    window = begin(WindowRequest(repository=sample, document=VISION, compare=(oldest, newest)))
    assert not window.has_desks
    assert settle(window)
    assert window.has_desks and window.frame.outline.tree.model().rowCount()


def test_panel_compare_and_desks_are_built_in_turns_of_their_own(begin: Begin, sample: Path, qtbot: QtBot) -> None:
    window = begin(WindowRequest(repository=sample))
    seen: list[tuple[bool, ...]] = []

    def note() -> None:
        parts = "panel" in window.frame.__dict__, "comparing_desk" in window.__dict__, window.has_desks
        if not seen or seen[-1] != parts:
            seen.append(parts)

    timer = QTimer()
    timer.timeout.connect(note)
    timer.start(0)
    qtbot.waitUntil(lambda: window.has_desks and bool(seen) and all(seen[-1]))
    timer.stop()
    assert seen == [(False,) * 3, (True, False, False), (True, True, False), (True,) * 3]
    assert settle(window)


def test_what_is_compared_is_there_to_be_read_as_soon_as_one_reads(begin: Begin, sample: Path, git: Git) -> None:
    newest, oldest = git(sample, "rev-parse", "HEAD"), git(sample, "log", "--format=%H", "--", VISION).split()[-1]
    window = begin(WindowRequest(repository=sample, document=VISION, compare=(oldest, newest)))
    assert settle(window)
    view = window.reading.view
    assert not view.prose.rows(), "nobody sees it yet"
    assert window.session.annotations is not None and window.session.document is not None
    section = window.session.document.sections[4]
    window.session.go_to_section(section)
    window.frame.commands.run("view.read")
    assert settle(window)
    assert view.prose.rows() and view.prose.section_under_eye() == section.number
