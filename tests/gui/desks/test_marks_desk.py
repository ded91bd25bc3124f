"""What was read is marked, told and kept; what came since one last looked is a key away."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks import marks_desk
from visioneditor.gui.desks.marks_desk import whole_sections
from visioneditor.gui.main_window import MainWindow
from visioneditor.gui.prose.rows import Row
from visioneditor.gui.window import Window
from visioneditor.services.opening import open_workspace
from visioneditor.services.read_marks import last_look, remember_look
from visioneditor.services.reviewing import resolve_change
from visioneditor.services.workspace import Workspace
from visioneditor.store.model import Look
from visioneditor.values import replace

NOTES = "pages/site/releases/3.10.md"


@pytest.fixture
def other(many_patch_sets: Path) -> Iterator[Workspace]:
    """The same repository, in another window."""
    with closing(open_workspace(many_patch_sets)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _looks_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks_desk, "_GLANCE_S", 0.0)
    monkeypatch.setattr(MainWindow, "isActiveWindow", lambda _: False)  # nobody sits there but where a test says so


def told(window: Window) -> str:
    assert settle(window)
    return window.frame.status.read.text()


def wait_under_the_eye(window: Window) -> None:
    """As if what is on the screen had stayed there long enough for all its words."""
    window.frame.isActiveWindow = lambda: True  # type: ignore[method-assign]
    for _ in range(10):
        window.desks.marks._watch.timeout.emit()
    window.frame.isActiveWindow = lambda: False  # type: ignore[method-assign]


def test_sections_that_stay_before_the_eye_are_read(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    document, prose = window.session.document, window.reading.view.prose
    assert document is not None and told(window) == ""
    counted = len([section for section in document.sections if any(b.runs for b in document.blocks_of(section))])
    on_screen = whole_sections(prose.rows(), prose.stage().visible())
    assert 0 < len(on_screen) < counted
    wait_under_the_eye(window)
    assert told(window) == f"{len(on_screen | {window.session.section_number})} of {counted} sections read"
    assert on_screen <= window.desks.panel._read
    assert document.sections[-1].number not in window.desks.panel._read


def test_a_glance_is_no_reading(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    assert settle(window)
    window.frame.isActiveWindow = lambda: True  # type: ignore[method-assign]
    window.desks.marks._watch.timeout.emit()
    assert told(window) == ""
    window.frame.isActiveWindow = lambda: False  # type: ignore[method-assign]
    for _ in range(10):
        window.desks.marks._watch.timeout.emit()
    assert told(window) == ""


def test_a_section_counts_as_on_the_screen_from_its_first_row_to_its_last() -> None:
    rows = [Row(key=str(at), section=number) for at, number in enumerate((1, 1, 2, 2, 3, 3, 3))]
    assert whole_sections(rows, [(1, -4.0), (2, 10.0), (3, 40.0), (4, 70.0), (5, 90.0)]) == {2}
    assert whole_sections(rows, [(2, 10.0), (3, 40.0), (4, 70.0), (5, 90.0), (6, 120.0)]) == {2, 3}
    rows[3] = replace(rows[3], covers=((0, 10, 20),))
    assert whole_sections(rows, [(2, 10.0), (3, 40.0), (4, 70.0), (5, 90.0), (6, 120.0)]) == {3}
    assert whole_sections(rows, [(5, 90.0)]) == whole_sections(rows, []) == frozenset()


def test_a_mark_is_set_and_taken_back_by_key_and_seen_in_another_window(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    window.frame.commands.run("review.mark-read")
    assert told(window).startswith("1 of ")
    second = open_window(sample, document=VISION)
    assert told(second).startswith("1 of ")
    second.frame.commands.run("review.mark-read")
    assert told(second) == ""
    window.session.store_changed.emit()
    assert told(window) == ""


def test_in_compare_the_changed_sections_count_since_the_older_patch_set(
    open_window: OpenWindow, many_patch_sets: Path
) -> None:
    window = open_window(many_patch_sets, document=NOTES, compare=("417338/1", "417338/31"))
    before = told(window)
    assert before.startswith("0 of ") and before.endswith(" changed sections read since patch set 1")
    texts = window.session.compared_texts
    assert texts is not None
    changed = [
        number for number, row in texts.section_rows.items() if {kind.value for kind in row.kinds} - {"unchanged"}
    ]
    window.session.select_section(changed[-1])
    window.frame.commands.run("review.mark-read")
    assert told(window) == before.replace("0 of", "1 of")
    window.session.go(compared=("417338/30", "417338/31"))
    assert "since patch set 30" in told(window) or told(window) == ""


def test_what_changed_since_one_last_looked_is_a_key_away(
    open_window: OpenWindow, many_patch_sets: Path, other: Workspace
) -> None:
    change = resolve_change(other, "417338")
    seen = change.patch_sets[19]
    look = Look(patch_set=20, revision=seen.revision, until=datetime(2024, 4, 1, tzinfo=UTC))
    remember_look(other, change, look)
    window = open_window(many_patch_sets, document=NOTES, compare=("417338/31^", "417338/31"))
    window.frame.commands.run("review.change")
    assert settle(window)
    pane = window.desks.change.pane
    assert pane is not None and pane.news.accessibleName() == "What changed since you saw patch set 20"
    pane.news.click()
    assert settle(window)
    assert window.session.place.compared == ("417338/20", "417338/31")
    window.frame.close()
    found = last_look(other, change)
    assert found is not None and found.patch_set == 31


def test_leaving_remembers_the_look_and_says_that_nothing_is_new(
    open_window: OpenWindow, many_patch_sets: Path, other: Workspace
) -> None:
    change = resolve_change(other, "417338")
    window = open_window(many_patch_sets, document=NOTES, compare=("417338/31^", "417338/31"))
    window.frame.commands.run("review.since-look")
    assert window.frame.messages.accessibleName() == "You have not looked at this change before."
    assert last_look(other, change) is None
    window.frame.commands.run("repository.close")
    assert settle(window)
    assert last_look(other, change) is not None
    window.frame.close()
    again = open_window(many_patch_sets, document=NOTES, compare=("417338/31^", "417338/31"))
    again.frame.commands.run("review.since-look")
    assert again.frame.messages.accessibleName() == "No patch set came since you looked at patch set 31."
