"""Reflections are mapped to a vision as a person would map them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.document.parsing import parse_path
from visioneditor.core.mapping import map_headings, umbrella
from visioneditor.core.text import decode

VISION = """# Vision for Clouds

## Scope

What this is about.

## Pillars

### Self-service

Nobody waits.

### Security

Safe.

## Design Goals

### Scaling

It scales, and scaling never ends.

### Customisable Integration

Customised by anybody.

### Security

Safe by design.
"""


def rows_of(reflection: str, vision: str = VISION, path: str = "r.md") -> tuple[Annotation, ...]:
    return map_headings(parse_path(path, reflection), parse_path("v.md", vision), "nova", path)


def brief(rows: tuple[Annotation, ...]) -> list[tuple[str, str | None, str]]:
    return [(row.heading, row.section.title if row.section else None, row.match.value) for row in rows]


def test_case_hyphens_and_blanks_do_not_count() -> None:
    rows = rows_of("# R\n\n## self  service\n\nyes\n\n## DESIGN-GOALS\n\nx\n")
    assert brief(rows) == [("self service", "Self-service", "exact"), ("DESIGN-GOALS", "Design Goals", "exact")]
    assert all(row.confirmed for row in rows)


def test_likeness_is_a_guess_that_nobody_confirmed() -> None:
    (row,) = rows_of("# R\n\n## Customizable integration\n\nyes\n")
    assert (row.match, row.confirmed) == (Match.FUZZY, False)
    assert row.section is not None and row.section.title == "Customisable Integration"


def test_compound_titles_are_matched_from_the_right() -> None:
    assert brief(rows_of("# R\n\n## Pillars - Self Service\n\nx\n\n## Design Goals: Nothing\n\nx\n")) == [
        ("Pillars - Self Service", "Self-service", "compound"),
        ("Design Goals: Nothing", "Design Goals", "compound"),
    ]


def test_of_equal_titles_the_one_below_the_named_parent_is_meant() -> None:
    rows = rows_of(
        "# R\n\n## Design Goals - Security\n\nx\n\n## Pillars\n\nx\n\n### Security\n\nx\n\n## Security\n\nx\n"
    )
    assert [row.section.id for row in rows if row.section] == ["security-2", "pillars", "security", "security"]


def test_what_stands_under_a_matched_heading_answers_the_same_section() -> None:
    rows = rows_of(
        "# R\n\n## Design Goals\n\n### What we lack\n\nmuch\n\n#### And more\n\nx\n\n## Elsewhere\n\n### Sub\n\nx\n"
    )
    assert brief(rows)[1:] == [
        ("What we lack", "Design Goals", "parent"),
        ("And more", "Design Goals", "parent"),
        ("Elsewhere", None, "none"),
        ("Sub", None, "none"),
    ]


def test_the_title_of_all_is_no_section_and_ones_own_no_row_without_text() -> None:
    assert brief(rows_of("# Vision for Clouds\n\n## Vision for Clouds\n\nx\n")) == [("Vision for Clouds", None, "none")]
    assert brief(rows_of("# Nova's answer\n\nhello\n\n## Scope\n\nx\n"))[0] == ("Nova's answer", None, "none")
    assert brief(rows_of("# Scope\n\n# Pillars\n\nx\n")) == [
        ("Scope", "Scope", "exact"),
        ("Pillars", "Pillars", "exact"),
    ]


def test_fields_say_stance_answer_and_commit_and_are_not_in_the_text() -> None:
    reflection = (
        "# R\n\n## Ours\n\n<!-- stance: Not applicable -->\n<!-- answers: scaling; Self-Service -->\n"
        "<!-- written-against: abc1234 -->\n\nWe *do*.\n\nMore.\n\n### Sub\n\nnot this\n"
    )
    rows = rows_of(reflection)
    assert brief(rows) == [
        ("Ours", "Scaling", "exact"),
        ("Ours", "Self-service", "exact"),
        ("Sub", "Scaling", "parent"),
    ]
    first = rows[0]
    assert (first.stance, first.written_against, first.stale) == (Stance.NOT_APPLICABLE, "abc1234", None)
    assert first.text == "We *do*.\n\nMore."
    assert (first.first_line, first.last_line) == (3, 11)
    assert rows[2].stance is None and rows[2].written_against is None


def test_an_answers_field_confirms_however_it_matched() -> None:
    (row,) = rows_of("# R\n\n## Ours\n\n<!-- answers: Customizable Integration -->\n\nx\n")
    assert (row.match, row.confirmed) == (Match.FUZZY, True)
    (lost,) = rows_of("# R\n\n## Ours\n\n<!-- answers: Nowhere -->\n\nx\n")
    assert (lost.match, lost.section, lost.confirmed) == (Match.NONE, None, True)


def test_a_field_under_the_title_is_true_of_all() -> None:
    rows = rows_of("<!-- written-against: abc1234 -->\n# R\n\n## Scope\n\nx\n")
    assert [row.written_against for row in rows] == ["abc1234"]
    rows = rows_of("# R\n\n<!-- written-against: abc1234 -->\n\n## Scope\n\n<!-- written-against: def5678 -->\nx\n")
    assert [row.written_against for row in rows] == ["def5678"]


def test_an_unknown_stance_is_none() -> None:
    (row,) = rows_of("# R\n\n## Scope\n\n<!-- stance: maybe -->\n\nx\n")
    assert row.stance is None


def test_running_text_names_sections_weakly() -> None:
    rows = rows_of(
        "# R\n\n## Design Goals\n\nWe map to scalability and customization, for this purpose and scope.\n\n`scaling`\n"
    )
    assert brief(rows) == [
        ("Design Goals", "Design Goals", "exact"),
        ("Design Goals", "Scaling", "mention"),
        ("Design Goals", "Customisable Integration", "mention"),
    ]
    assert not rows[1].confirmed and rows[1].stance is None
    assert brief(rows_of("# R\n\nWe offer self service.\n")) == [("R", None, "none"), ("R", "Self-service", "mention")]


def test_what_a_heading_answers_is_no_mention() -> None:
    rows = rows_of("# R\n\n## Pillars\n\nself-service is below\n\n## Self-service\n\nx\n")
    assert [row.match for row in rows] == [Match.EXACT, Match.EXACT]


def test_the_umbrella_is_the_only_heading_of_its_level_and_first() -> None:
    assert umbrella(parse_path("a.md", "# A\n\n## B\n")) is not None
    assert umbrella(parse_path("a.md", "# A\n\n## B\n\n# C\n")) is None
    assert umbrella(parse_path("a.md", "# A\n")) is None


def test_a_reflection_without_headings_has_no_rows() -> None:
    assert rows_of("only words\n") == () and rows_of("") == ()


@pytest.fixture(scope="module")
def technical_vision(governance: Path) -> str:
    git = ["git", "-C", str(governance), "show", "master:reference/technical-vision.rst"]
    return decode(subprocess.run(git, check=True, capture_output=True).stdout)


EXPECTED = {
    "keystone": [
        ("Technical Vision for Keystone", None, "none"),
        ("Mission Statement", None, "none"),
        ("Vision for OpenStack", None, "none"),
        ("Self-service", "Self-service", "exact"),
        ("Application Control", "Application Control", "exact"),
        ("Interoperability", "Interoperability", "exact"),
        ("Bidirectional Compatibility", "Bidirectional Compatibility", "exact"),
        ("Partitioning", "Partitioning", "exact"),
        ("Basic Physical Data Center Management", "Basic Physical Data Center Management", "exact"),
        ("Plays Well With Others", "Plays Well With Others", "exact"),
        ("Customizable Integration", "Customisable Integration", "fuzzy"),
        ("Graphical User Interface", "Graphical User Interface", "exact"),
        ("Secure by Design", None, "none"),
    ],
    "ironic": [
        ("Comparison to the 2018 OpenStack Technical Vision", None, "none"),
        ("The Pillars of Cloud - Self Service", "Self-service", "compound"),
        ("Design Goals - Built-in Reliability and Durability", "Built-in Reliability and Durability", "compound"),
        ("Design Goals - Graphical User Interface", "Graphical User Interface", "compound"),
    ],
    "placement": [
        ("Vision Reflection", None, "none"),
        ("The Pillars of Cloud", "The Pillars of Cloud", "exact"),
        ("OpenStack-specific Considerations", "OpenStack-specific Considerations", "exact"),
        ("Design Goals", "Design Goals", "exact"),
    ],
}


@pytest.mark.soak
@pytest.mark.parametrize("project", EXPECTED)
def test_real_reflections_map_as_a_person_maps_them(
    material: Path, technical_vision: str, project: str, record_property: Callable[[str, object], None]
) -> None:
    text = decode((material / "data" / "reflections" / f"{project}.rst").read_bytes())
    vision = parse_path("technical-vision.rst", technical_vision)
    rows = map_headings(parse_path("r.rst", text), vision, project, "r.rst")
    found = brief(tuple(row for row in rows if row.match is not Match.MENTION))
    right = sum(row in EXPECTED[project] for row in found)
    record_property("soak", f"{right} of {len(EXPECTED[project])} headings map as a person maps them")
    assert found == EXPECTED[project]
    assert all(row.text for row in rows if row.match is Match.EXACT)


def test_a_real_reflection_names_goals_in_its_prose(material: Path, technical_vision: str) -> None:
    text = decode((material / "data" / "reflections" / "placement.rst").read_bytes())
    vision = parse_path("technical-vision.rst", technical_vision)
    rows = map_headings(parse_path("r.rst", text), vision, "placement", "r.rst")
    named = [row.section.title for row in rows if row.match is Match.MENTION and row.section]
    assert named == [
        "Self-service",
        "Application Control",
        "Interoperability",
        "Bidirectional Compatibility",
        "Partitioning",
        "Infinite, Continuous Scaling",
        "Built-in Reliability and Durability",
        "Customisable Integration",
    ]


def test_what_an_answers_field_says_is_all_that_its_heading_answers() -> None:
    assert brief(rows_of("# R\n\n## Scope\n\n<!-- answers: -->\n\nself-service\n")) == [("Scope", None, "none")]
    (row,) = rows_of("R\n=\n\nScope\n-----\n\n:answers:\n\nself-service\n", path="r.rst")
    assert (row.section, row.confirmed, row.text) == (None, True, "self-service")


def test_a_heading_may_name_several_sections() -> None:
    assert brief(rows_of("# R\n\n## Scaling and Customizable Integration\n\nx\n\n## Pillars / Scope\n\nx\n")) == [
        ("Scaling and Customizable Integration", "Scaling", "compound"),
        ("Scaling and Customizable Integration", "Customisable Integration", "compound"),
        ("Pillars / Scope", "Pillars", "compound"),
        ("Pillars / Scope", "Scope", "compound"),
    ]
    assert brief(rows_of("# R\n\n## Pillars / Self-service\n\nx\n")) == [
        ("Pillars / Self-service", "Self-service", "compound")
    ]
    vision = "# V\n\n## Bread and Butter\n\nx\n\n## Infinite, Slow Scaling\n\nx\n\n## Money\n\nx\n"
    rows = rows_of("# R\n\n## On Infinite, Slow Scaling, Bread and Butter and Money\n\nx\n", vision)
    assert [row.section.title for row in rows if row.section] == ["Infinite, Slow Scaling", "Bread and Butter", "Money"]
    assert brief(rows_of("# R\n\n## Scaling and Money\n\nx\n")) == [("Scaling and Money", None, "none")]


def test_what_stands_in_brackets_says_which_or_what_for() -> None:
    assert brief(rows_of("# R\n\n## Security (Design Goals)\n\nx\n\n## What we lack (Scaling)\n\nx\n")) == [
        ("Security (Design Goals)", "Security", "compound"),
        ("What we lack (Scaling)", "Scaling", "compound"),
    ]
    assert rows_of("# R\n\n## Security (Design Goals)\n\nx\n")[0].section.id == "security-2"  # type: ignore[union-attr]


def test_a_short_title_is_found_where_only_one_is_meant() -> None:
    vision = (
        "# V\n\n## Graphical User Interface\n\nx\n\n## Infinite, Continuous Scaling\n\nx\n\n## Command Line Use\n\nx\n"
    )
    rows = rows_of("# R\n\n## User interface\n\nx\n\n## Infinite scaling\n\nx\n\n## CLU\n\nx\n\n## Use\n\nx\n", vision)
    assert brief(rows) == [
        ("User interface", "Graphical User Interface", "fuzzy"),
        ("Infinite scaling", "Infinite, Continuous Scaling", "fuzzy"),
        ("CLU", "Command Line Use", "fuzzy"),
        ("Use", None, "none"),
    ]
    two = "# V\n\n## Graphical User Interface\n\nx\n\n## Textual User Interface\n\nx\n"
    assert brief(rows_of("# R\n\n## User interface\n\nx\n", two)) == [("User interface", None, "none")]


def test_a_title_in_quotes_need_not_be_quoted_to_the_letter() -> None:
    rows = rows_of("# R\n\nI think of the 'Customizable\nIntegrations' goal, not of 'integration' or of scaling it.\n")
    assert brief(rows)[1:] == [("R", "Customisable Integration", "mention")]


def test_a_part_is_named_by_its_title_and_not_by_everyday_words() -> None:
    assert brief(rows_of("# R\n\nWe have design goals.\n")) == [("R", None, "none")]
    assert brief(rows_of("# R\n\nWe have read Design\nGoals.\n"))[1:] == [("R", "Design Goals", "mention")]
