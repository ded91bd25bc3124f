"""How a section came to be, beside it: its own revisions and what was decided about it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QLabel, QPushButton

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.decisions import DecisionKind, Reason
from visioneditor.gui.desks import past_desk
from visioneditor.gui.desks.past_desk import PastDesk
from visioneditor.gui.widgets.past_row import PastRow
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

SECTION = "control-by-applications"
RESOLUTION = f"""\
Withdraw credentials
====================

It was decided with `the vision <../{VISION}#{SECTION}>`_.
"""


@pytest.fixture
def decided(sample: Path, git: Git) -> Path:
    """The sample with a resolution about one section."""
    (sample / "resolutions").mkdir(exist_ok=True)
    (sample / "resolutions" / "20260101-withdraw.rst").write_text(RESOLUTION)
    git(sample, "add", "resolutions")
    git(sample, "commit", "-q", "-m", "Resolve it")
    return sample


def stay(window: Window) -> PastDesk:
    """Stay with the section until its past is known."""
    past, loop = window.desks.panel.past, QEventLoop()
    past.found.connect(loop.quit)
    if past.past is None:
        QTimer.singleShot(10_000, loop.quit)
        loop.exec()
    assert settle(window)
    return past


def rows(window: Window) -> list[tuple[str, str]]:
    found = window.frame.panel.decisions.findChildren(PastRow)
    return [
        (row.findChildren(QPushButton)[0].toolTip().split("\n")[0], row.findChildren(QLabel)[-1].text())
        for row in found
    ]


def test_decisions_stand_beside_the_section_with_why(open_window: OpenWindow, decided: Path) -> None:
    window = open_window(decided, document=VISION, section=SECTION)
    window.frame.resize(2200, 900)
    past = stay(window).past
    assert past is not None
    assert window.frame.panel.decided.count.text() == str(len(past.decisions))
    told = dict(rows(window))
    assert told["Withdraw credentials"].startswith("links here · resolution")
    assert told["Say what it means to withdraw a credential"].startswith("changed it · review")
    assert window.frame.panel.history.count.text() == "3 revisions"


def test_a_resolution_opens_where_it_says_so(open_window: OpenWindow, decided: Path) -> None:
    window = open_window(decided, document=VISION, section=SECTION)
    past = stay(window)
    assert past.past is not None
    (resolution,) = [one for one in past.past.decisions if one.path.endswith("-withdraw.rst")]
    assert resolution.kind is DecisionKind.RESOLUTION
    window.frame.panel.decisions.chosen.emit(resolution)
    assert settle(window)
    place = window.session.place
    assert (place.mode, place.path) == (Mode.READ, "resolutions/20260101-withdraw.rst")
    assert place.section == "withdraw-credentials"


def test_a_change_of_the_section_opens_there_in_compare(open_window: OpenWindow, decided: Path) -> None:
    window = open_window(decided, document=VISION, section=SECTION)
    past = stay(window)
    assert past.past is not None
    changed = [one for one in past.past.decisions if Reason.CHANGED in one.reasons]
    revisions = past.past.revisions
    window.frame.panel.decisions.chosen.emit(changed[0])
    assert settle(window)
    newest = revisions[0]
    assert newest.previous is not None
    assert window.session.place.mode is Mode.COMPARE
    assert window.session.place.section == SECTION
    assert window.session.place.compared == (newest.previous.revision, newest.entry.revision)


def test_a_long_document_is_left_to_another_process(
    open_window: OpenWindow, decided: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_desk, "_LONG", 10)
    window = open_window(decided, document=VISION, section=SECTION)
    past = stay(window).past
    assert past is not None
    assert len(past.revisions) == 3


def test_a_section_that_is_only_drafted_has_no_past(open_window: OpenWindow, decided: Path) -> None:
    text = (decided / VISION).read_text()
    (decided / VISION).write_text(f"{text}\n\nQuite New\n---------\n\nNot committed.\n")
    window = open_window(decided, document=VISION, section="quite-new", revision="WORKTREE")
    window.desks.panel.past._look()
    assert settle(window)
    assert window.session.section is not None and window.session.section.id == "quite-new"
    assert window.desks.panel.past.past is None
    assert window.frame.panel.decided.count.text() == ""
