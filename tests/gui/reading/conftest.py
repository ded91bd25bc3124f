"""A vision, two reflections and a look."""

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document
from visioneditor.gui.fonts import load_fonts
from visioneditor.gui.look import Look

VISION = """# Vision

What we want.

## Self-service

Users help themselves, at any hour and without asking anyone for anything at all.

## Durability

What is written stays.
"""


@pytest.fixture
def look(qtbot: QtBot) -> Look:
    load_fonts()
    return Look()


@pytest.fixture
def vision() -> Document:
    return parse_markdown(VISION)


@pytest.fixture
def annotations(vision: Document) -> tuple[Annotation, ...]:
    return (
        _annotation(vision, "zun", 1, Stance.CONTRIBUTES, "Zun does it. " * 60, is_stale=False),
        _annotation(vision, "ironic", 2, Stance.GAP, "Ironic does *not*.", is_stale=True),
    )


def _annotation(
    vision: Document, project: str, section: int, stance: Stance, text: str, *, is_stale: bool
) -> Annotation:
    return Annotation(
        project=project,
        section=vision.sections[section],
        heading=vision.sections[section].title,
        match=Match.EXACT,
        confirmed=True,
        stance=stance,
        stale=is_stale,
        written_against="7e4adc75" * 5,
        text=text,
        path=f"{project}.md",
        first_line=1,
        last_line=3,
    )
