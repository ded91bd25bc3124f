"""A whole reflection beside the whole vision."""

from pathlib import Path

import pytest

from visioneditor.core.consensus.alignment import AlignedAnswer, Reflection, align_reflections
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.mapping import map_headings

VISION = parse_markdown(
    "# Vision\n\nWhat we want.\n\n## Self-service\n\nNobody waits.\n\n"
    "## Durability\n\nIt stays.\n\n## Scaling\n\nIt grows.\n"
)


def align(vision: Document, text: str, path: str = "nova.md") -> tuple[AlignedAnswer, ...]:
    reflection = Reflection(project="nova", path=path, document=parse_path(path, text))
    return align_reflections(vision, [reflection], map_headings(reflection.document, vision, "nova", path))


def shown(rows: tuple[AlignedAnswer, ...]) -> list[tuple[str, list[str]]]:
    return [(row.section.title if row.section else "", [part.section.title for part in row.parts]) for row in rows]


def test_answers_stand_beside_their_sections_in_the_visions_order() -> None:
    rows = align(VISION, "# Nova\n\nHello.\n\n## Durability\n\nYes.\n\n## Self-service\n\nNo.\n")
    assert shown(rows) == [
        ("", ["Nova"]),
        ("Vision", []),
        ("Self-service", ["Self-service"]),
        ("Durability", ["Durability"]),
        ("Scaling", []),
    ]


def test_what_answers_nothing_follows_what_stood_before_it() -> None:
    rows = align(VISION, "## Self-service\n\nNo.\n\n## Our cats\n\nTwo.\n\n## Scaling\n\nYes.\n\n## Thanks\n\nAll.\n")
    assert shown(rows) == [
        ("Vision", []),
        ("Self-service", ["Self-service"]),
        ("", ["Our cats"]),
        ("Durability", []),
        ("Scaling", ["Scaling"]),
        ("", ["Thanks"]),
    ]


def test_one_heading_for_two_sections_stands_beside_the_first_and_is_told_at_the_other() -> None:
    rows = align(VISION, "## Both\n\n<!-- answers: Self-service; Scaling -->\n\nYes.\n")
    assert [part.section.title for part in rows[1].parts] == ["Both"]
    assert [one.heading for one in rows[3].elsewhere] == ["Both"] and not rows[3].parts
    assert not rows[1].elsewhere


@pytest.mark.parametrize("project", ["ironic", "keystone", "placement"])
def test_no_word_of_a_real_reflection_is_lost_and_none_is_shown_twice(
    material: Path, governance_vision: Document, project: str
) -> None:
    text = (material / "data" / "reflections" / f"{project}.rst").read_text(encoding="utf-8")
    rows = align(governance_vision, text, f"{project}.rst")
    document = parse_path(f"{project}.rst", text)
    told = [section.number for section in document.sections if any(b.runs for b in document.blocks_of(section))]
    assert sorted(part.section.number for row in rows for part in row.parts) == told
    sections = [row.section.number for row in rows if row.section is not None]
    assert sections == [section.number for section in governance_vision.sections]
