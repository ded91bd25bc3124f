"""Reflections follow a vision whose sections are renamed, split or merged; nothing else of them changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_reflecting import REFLECTION, VISION
from visioneditor.core.carrying import rename_titles, retitled_rows
from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.mapping import map_headings

RST, MARKDOWN = Markup.RST, Markup.MARKDOWN


def carried(reflection: str, new_vision: str, old_vision: str = VISION, markup: Markup = RST) -> str:
    comparison = compare(parse(old_vision, MARKDOWN), parse(new_vision, MARKDOWN))
    return rename_titles(parse(reflection, markup), comparison)


def renamed(old: str, new: str) -> str:
    return VISION.replace(f" {old}\n", f" {new}\n")


def test_a_heading_follows_its_section() -> None:
    text = carried(REFLECTION, renamed("Pillars", "What every cloud offers"))
    assert text == REFLECTION.replace("Pillars\n=======", "What every cloud offers\n=======================")


def test_a_title_between_two_lines_keeps_both() -> None:
    text = carried("=======\n Scope\n=======\n\nx\n", renamed("Scope", "What it is about"))
    assert text == "==================\n What it is about\n==================\n\nx\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## Scope ##\n", "## What it is about ##\n"),
        ("Scope\n-----\n", "What it is about\n-----\n"),
        ("## Design Goals: Scaling\n\nx\n\n## scope\n", "## Design Goals: Scaling\n\nx\n\n## What it is about\n"),
    ],
)
def test_markdown_headings_keep_their_kind(before: str, after: str) -> None:
    vision = renamed("Scope", "What it is about")
    assert carried(f"# R\n\n{before}\ny\n", vision, markup=MARKDOWN) == f"# R\n\n{after}\ny\n"


def test_of_a_compound_heading_the_part_that_is_renamed_follows() -> None:
    text = carried("# R\n\n## Design Goals - Scaling\n\nx\n", renamed("Scaling", "Growing"), markup=MARKDOWN)
    assert text == "# R\n\n## Design Goals - Growing\n\nx\n"


def test_of_a_compound_heading_the_parent_follows_too() -> None:
    text = "# R\n\n## Design Goals - Scaling\n\nx\n\n## Design goals: Security\n\ny\n"
    after = carried(text, renamed("Design Goals", "What we aim at"), markup=MARKDOWN)
    assert after == "# R\n\n## What we aim at - Scaling\n\nx\n\n## What we aim at: Security\n\ny\n"
    assert carried(text, renamed("Pillars", "Columns"), markup=MARKDOWN) == text


def test_a_spelling_of_its_own_stays_where_the_section_is_still_meant() -> None:
    assert carried(REFLECTION, renamed("Customisable Integration", "Customizable Integration")) == REFLECTION
    text = carried(REFLECTION, renamed("Customisable Integration", "Plugging in"))
    assert "\nPlugging in\n-----------\n\n- one" in text


def test_an_answers_field_follows_and_keeps_its_other_titles() -> None:
    text = "# R\n\n## Ours\n\n<!-- answers: Self service; Scaling;Scope -->\n\nx\n"
    assert carried(text, renamed("Scaling", "Growing"), markup=MARKDOWN) == text.replace(
        "Self service; Scaling;Scope", "Self service; Growing; Scope"
    )


LONG = "It scales out to as many machines as there are, and it scales in again when they are idle at night."
MORE = "Failures of a machine are found, told and mended, so that whoever runs on the cloud need not care for them."
SPLIT_BEFORE = VISION.replace("It scales.", f"{LONG}\n\n{MORE}")
SPLIT_AFTER = VISION.replace("It scales.", f"{LONG}\n\n### Mending\n\n{MORE}")


def test_an_answer_to_a_section_that_was_split_stands_for_its_parts() -> None:
    text = "# R\n\n## Scaling\n\n<!-- stance: gap -->\n\nx\n"
    assert carried(text, SPLIT_AFTER, SPLIT_BEFORE, MARKDOWN) == text.replace(
        "gap -->\n", "gap -->\n<!-- answers: Scaling; Mending -->\n"
    )


def test_answers_to_sections_that_were_merged_stand_for_the_one() -> None:
    text = "# R\n\n## Scaling\n\nx\n\n## Mending\n\ny\n"
    assert carried(text, SPLIT_BEFORE, SPLIT_AFTER, MARKDOWN) == text.replace(
        "## Mending\n\n", "## Mending\n\n<!-- answers: Scaling -->\n\n"
    )


def test_a_heading_that_the_reflection_links_to_stays_and_says_what_it_answers() -> None:
    text = "R\n=\n\nSee `Scope`_.\n\nScope\n-----\n\nx\n"
    assert carried(text, renamed("Scope", "Reach")) == text.replace("-----\n", "-----\n\n:answers: Reach\n")


def test_a_vision_that_only_says_other_words_leaves_reflections_alone() -> None:
    comparison = compare(parse(VISION, MARKDOWN), parse(VISION.replace("Nobody waits.", "Everybody waits."), MARKDOWN))
    assert retitled_rows(comparison) == ()
    assert carried(REFLECTION, VISION.replace("It scales.", "It shrinks.")) == REFLECTION


@given(
    st.sampled_from(["Scope", "Pillars", "Self-service", "Design Goals", "Scaling", "Customisable Integration"]),
    st.text(alphabet="abcdé *_`|", min_size=1, max_size=12).map(lambda word: f"New {word} end"),
)
def test_what_was_answered_is_answered_under_the_new_title(old: str, new: str) -> None:
    title = " ".join(new.split())
    escaped = "".join(f"\\{sign}" if sign in "*_`|" else sign for sign in title)
    vision = VISION.replace(f" {old}\n", f" {escaped}\n")
    after = parse(vision, MARKDOWN)
    text = carried(REFLECTION, vision)
    before = map_headings(parse(REFLECTION, RST), parse(VISION, MARKDOWN), "nova", "r")
    again = map_headings(parse(text, RST), after, "nova", "r")
    numbers = [[row.section.number if row.section else None for row in rows] for rows in (before, again)]
    assert numbers[0] == numbers[1]
    assert [row.text for row in again] == [row.text for row in before]
