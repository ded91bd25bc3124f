"""A small vision, and answers to it in a few words."""

from typing import Any

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document

VISION = """# Vision

## Scope

## Pillars

### Self-service

### Control

## Goals

### Scaling
"""


def vision() -> Document:
    return parse_markdown(VISION)


def say(project: str, section: str | None, stance: Stance | None = None, **different: Any) -> Annotation:
    """An answer of a project to the section of that id."""
    usual: dict[str, Any] = {
        "heading": section or "Other",
        "match": Match.EXACT,
        "confirmed": different.get("match", Match.EXACT) is Match.EXACT,
        "stale": None,
        "written_against": None,
        "text": "Words.",
        "path": f"{project}.md",
        "first_line": 1,
        "last_line": 3,
    }
    found = vision().section(section) if section else None
    return Annotation(project=project, section=found, stance=stance, **usual | different)
