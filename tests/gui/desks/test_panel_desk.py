"""What stands beside the text follows the section that is read; while one scrolls past many, now and then."""

from pathlib import Path

import pytest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.document.model import Section
from visioneditor.gui.desks import panel_desk
from visioneditor.gui.window import Window


@pytest.fixture
def window(open_window: OpenWindow, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setattr(panel_desk, "_FOLLOWING_MS", 1)
    return open_window(sample, document=VISION)


def sections(window: Window) -> tuple[Section, ...]:
    assert window.session.document is not None
    return window.session.document.sections[2:5]


def shown(window: Window) -> str:
    return window.frame.panel.title.accessibleName()


def test_panel_follows_the_first_of_many_sections_and_is_right_in_the_end(window: Window) -> None:
    first, *_, last = sections(window)
    for section in sections(window):
        window.session.select_section(section.number)  # as scrolling does
        assert shown(window) == first.title
    assert settle(window)
    assert shown(window) == last.title


def test_a_section_that_is_gone_to_is_shown_at_once(window: Window) -> None:
    for section in sections(window):
        window.session.go_to_section(section)
        assert shown(window) == section.title
