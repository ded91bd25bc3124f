"""Reflections are written so that only what changed changes, and so that they are read back."""

import subprocess
from functools import cache, lru_cache
from io import StringIO
from pathlib import Path

import pytest
from docutils.core import publish_doctree
from hypothesis import assume, given
from hypothesis import strategies as st

from visioneditor.core.annotation import Annotation, Match, Stance
from visioneditor.core.document.heading_writing import write_heading
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.mapping import map_headings
from visioneditor.core.reflecting import find_answer, new_reflection, set_answer, set_answers
from visioneditor.core.text import decode
from visioneditor.errors import VisionEditorError

RST, MARKDOWN = Markup.RST, Markup.MARKDOWN
COMMIT = "7e4adc75" * 5

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

It scales.

### Customisable Integration

Customised by anybody.

### Security

Safe by design.
"""

REFLECTION = """..
    A licence.

.. _reflection:

==================
 Nova's own words
==================

An introduction with a link_.

.. _link: https://example.org/

Pillars
=======

Self service
------------
:stance: gap
:written-against: 0123456

People *wait*,
for now.

.. _goals:

Design Goals
============

Customizable integration
------------------------

- one
- two

.. _end: https://example.org/end
"""


IDS = ["scope", "pillars", "self-service", "security", "scaling", "customisable-integration", "security-2"]


@pytest.fixture(scope="module")
def technical_vision(governance: Path) -> str:
    git = ["git", "-C", str(governance), "show", "master:reference/technical-vision.rst"]
    return decode(subprocess.run(git, check=True, capture_output=True).stdout)


@cache
def vision_of(text: str = VISION, markup: Markup = MARKDOWN) -> Document:
    return parse(text, markup)


def answers(text: str, markup: Markup, vision: Document) -> dict[str, Annotation]:
    rows = map_headings(parse(text, markup), vision, "nova", "r")
    return {row.section.id: row for row in rows if row.section is not None}


def put(text: str, markup: Markup, id: str, body: str = "Yes.", stance: Stance | None = Stance.PARTIAL) -> str:
    vision = vision_of()
    section = vision.section(id)
    assert section is not None
    return set_answer(text, markup, vision, section, stance=stance, body=body, written_against=COMMIT)


@cache
def begun(markup: Markup) -> str:
    """A reflection that says something already."""
    return REFLECTION if markup is RST else put(new_reflection(vision_of(), "nova", markup), markup, "scaling")


@lru_cache(maxsize=8)
def bodies(text: str, markup: Markup) -> dict[str, str]:
    """What is said about each section under a heading of its own."""
    vision, reflection = vision_of(), parse(text, markup)
    found = {section.id: find_answer(reflection, vision, section) for section in vision.sections}
    return {id: one.body for id, one in found.items() if one is not None}


@pytest.mark.parametrize("markup", [RST, MARKDOWN])
def test_a_new_reflection_has_the_visions_headings_and_says_nothing(markup: Markup) -> None:
    vision = vision_of()
    text = new_reflection(vision, "nova", markup, COMMIT)
    rows = map_headings(parse(text, markup), vision, "nova", "r")
    assert [(row.section.number, row.match) for row in rows if row.section] == [
        (section.number, Match.EXACT) for section in vision.sections if section.level > 1
    ]
    assert all(row.written_against == COMMIT and not row.text and row.stance is None for row in rows)
    assert not [problem for problem in parse(text, markup).problems if problem.level != "info"]


def test_a_vision_without_a_title_of_its_own_gives_all_its_headings() -> None:
    vision = vision_of("One\n===\n\nx\n\nTwo\n===\n\ny\n\nThree\n-----\n\nz\n", RST)
    written = parse(new_reflection(vision, "nova", MARKDOWN), MARKDOWN)
    assert [(section.title, section.level) for section in written.sections[1:]] == [
        ("One", 2),
        ("Two", 2),
        ("Three", 3),
    ]


@pytest.mark.parametrize("markup", [RST, MARKDOWN])
def test_an_answer_goes_below_its_heading_and_nothing_else_changes(markup: Markup) -> None:
    blank = new_reflection(vision_of(), "nova", markup)
    text = put(blank, markup, "scaling", "It does.\n\n- so\n- and so")
    found = answers(text, markup, vision_of())["scaling"]
    assert (found.text, found.stance, found.written_against) == ("It does.\n\n- so\n- and so", Stance.PARTIAL, COMMIT)
    kept = [line for line in text.split("\n") if line in blank.split("\n")]
    assert [line for line in kept if line] == [line for line in blank.split("\n") if line]


def test_an_answer_written_over_keeps_what_stands_around_it() -> None:
    text = put(REFLECTION, RST, "self-service", "Nobody waits any more.", Stance.CONTRIBUTES)
    assert text == REFLECTION.replace(":stance: gap", ":stance: contributes").replace("0123456", COMMIT).replace(
        "People *wait*,\nfor now.", "Nobody waits any more."
    )


def test_fields_are_put_in_where_there_were_none() -> None:
    text = put(REFLECTION, RST, "customisable-integration", "- one\n- two")
    added = f":stance: partial\n:written-against: {COMMIT}\n\n"
    assert text == REFLECTION.replace(
        "integration\n------------------------\n\n", f"integration\n{'-' * 24}\n\n{added}"
    )


def test_a_text_that_followed_its_heading_at_once_stays_apart_from_new_fields() -> None:
    text = put("# R\n\n## Scope\nSo it is.\n", MARKDOWN, "scope", "So it is.")
    assert text == f"# R\n\n## Scope\n\n<!-- stance: partial -->\n<!-- written-against: {COMMIT} -->\n\nSo it is.\n"


def test_a_stance_taken_back_leaves_no_field() -> None:
    text = put(REFLECTION, RST, "self-service", "People *wait*,\nfor now.", None)
    assert text == REFLECTION.replace(":stance: gap\n", "").replace("0123456", COMMIT)


def test_an_emptied_answer_leaves_its_heading() -> None:
    vision = vision_of()
    section = vision.section("self-service")
    assert section is not None
    text = set_answer(REFLECTION, RST, vision, section, stance=None, body=" \n", written_against=None)
    assert "Self service\n------------\n\n.. _goals:" in text


def test_a_missing_heading_is_put_in_the_visions_order() -> None:
    text = put(put(REFLECTION, RST, "security"), RST, "scaling")
    titles = [section.title for section in parse(text, RST).sections if section.number]
    assert titles == [
        "Nova's own words",
        "Pillars",
        "Self service",
        "Security",
        "Design Goals",
        "Scaling",
        "Customizable integration",
    ]
    assert ".. _goals:\n\nDesign Goals\n" in text and text.endswith(".. _end: https://example.org/end\n")


def test_where_nobody_answers_the_parent_a_heading_stands_beside_its_neighbours() -> None:
    flat = "# R\n\n## Our view\n\n### Self-service\n\nx\n\n### Customisable Integration\n\ny\n"
    text = put(flat, MARKDOWN, "scaling")
    assert [(s.title, s.level) for s in parse(text, MARKDOWN).sections][2:] == [
        ("Self-service", 3),
        ("Scaling", 3),
        ("Customisable Integration", 3),
    ]


def test_of_two_sections_of_one_title_the_other_is_named_with_its_parent() -> None:
    text = put("# R\n\n## Scope\n\nx\n", MARKDOWN, "security-2", "Safe by design.")
    assert "## Design Goals - Security\n" in text
    assert set(answers(text, MARKDOWN, vision_of())) == {"scope", "security-2"}


def test_an_answer_that_would_not_be_read_again_is_refused() -> None:
    for body in ("Scaling\n-------\n\nx", ":stance: gap\n\nx", "    quoted"):
        with pytest.raises(VisionEditorError) as raised:
            put(REFLECTION, RST, "self-service", body)
        assert raised.value.message == "answer.not-read-back"
    with pytest.raises(VisionEditorError):
        put(new_reflection(vision_of(), "nova", MARKDOWN), MARKDOWN, "self-service", "```\nnever closed")


def test_what_is_answered_together_is_said() -> None:
    text = set_answers(REFLECTION, RST, parse(REFLECTION, RST).sections[-1].first_line, ["Scaling", "Scope"])
    vision = vision_of()
    section = vision.section("scaling")
    assert section is not None
    found = find_answer(parse(text, RST), vision, section)
    assert found is not None and [one.id for one in found.shared_with] == ["scope"]
    assert found.body == "- one\n- two"


@pytest.mark.parametrize(("markup", "line"), [(RST, ":answers: A; B"), (MARKDOWN, "<!-- answers: A; B -->")])
def test_answers_are_written_changed_and_taken_out_again(markup: Markup, line: str) -> None:
    blank = new_reflection(vision_of(), "nova", markup)
    heading = next(section for section in parse(blank, markup).sections if section.title == "Scope")
    first = set_answers(blank, markup, heading.first_line, ["X"])
    second = set_answers(first, markup, heading.first_line, ["A", "B"])
    assert line in second.split("\n")
    assert set_answers(second, markup, heading.first_line, None) == blank


def test_answers_stand_behind_the_other_fields() -> None:
    line = REFLECTION[: REFLECTION.index("Self service")].count("\n") + 1
    text = set_answers(REFLECTION, RST, line, ["Self-service", "Scaling"])
    assert text == REFLECTION.replace("0123456\n", "0123456\n:answers: Self-service; Scaling\n")


def test_a_heading_that_answers_nothing_says_so() -> None:
    blank = new_reflection(vision_of(), "nova", RST)
    heading = next(section for section in parse(blank, RST).sections if section.title == "Scope")
    text = set_answers(blank, RST, heading.first_line, [])
    assert ":answers:\n" in text and "scope" not in answers(text, RST, vision_of())


def test_docutils_has_nothing_to_say_about_what_is_written(technical_vision: str) -> None:
    vision, said = parse(technical_vision, RST), StringIO()
    text = new_reflection(vision, "nova", RST, COMMIT)
    for section in vision.sections[2::4]:
        text = set_answer(text, RST, vision, section, stance=Stance.GAP, body="One.\n\n- a", written_against=COMMIT)
    publish_doctree(text, settings_overrides={"report_level": 1, "warning_stream": said})
    assert text.count(":stance: gap") == 5 and said.getvalue() == ""


@pytest.mark.parametrize("project", ["ironic", "keystone", "placement"])
def test_real_reflections_take_answers_where_they_said_nothing(
    material: Path, technical_vision: str, project: str
) -> None:
    vision = parse(technical_vision, RST)
    text = decode((material / "data" / "reflections" / f"{project}.rst").read_bytes())
    before = text
    for section in vision.sections[2::3]:
        text = set_answer(
            text, RST, vision, section, stance=Stance.GAP, body=f"On {section.id}.", written_against=COMMIT
        )
    found = answers(text, RST, vision)
    assert all(found[section.id].text.startswith(f"On {section.id}.") for section in vision.sections[2::3])
    left = {section.title for section in parse(before, RST).sections} - {s.title for s in parse(text, RST).sections}
    assert not left
    assert not [problem for problem in parse(text, RST).problems if problem.level == "error"]


_WORD = st.text(alphabet="abc_*`é|[]<>#&漢-.:1 ", min_size=1, max_size=8)
_LINE = st.text(alphabet="ab *`_.:-", max_size=12)


@given(st.lists(_WORD, min_size=1, max_size=3).map(" ".join), st.sampled_from([RST, MARKDOWN]), st.integers(1, 4))
def test_headings_read_as_the_titles_they_were_written_from(title: str, markup: Markup, level: int) -> None:
    title = " ".join(title.split())
    assume(title and not title.isspace())
    (section,) = parse(write_heading(title, level, markup) + "\n\ntext\n", markup).sections
    assert section.title == title


@pytest.mark.timeout(1200)
@given(
    st.sampled_from([RST, MARKDOWN]),
    st.sampled_from(IDS),
    st.lists(_LINE, max_size=5),
    st.sampled_from([None, *Stance]),
)
def test_what_was_written_is_read_back_or_refused(
    markup: Markup, id: str, lines: list[str], stance: Stance | None
) -> None:
    text = begun(markup)
    try:
        written = put(text, markup, id, "\n".join(lines), stance)
    except VisionEditorError as error:
        assert error.message == "answer.not-read-back"
        return
    row = answers(written, markup, vision_of())[id]
    said = "\n".join(line.rstrip() for line in lines).strip("\n")
    assert (row.stance, row.written_against) == (stance, COMMIT)
    assert row.text.startswith(said)
    assert put(written, markup, id, said, stance) == written
    assert bodies(written, markup) | {id: said} == bodies(text, markup) | {id: said}
