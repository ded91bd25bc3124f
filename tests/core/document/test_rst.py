"""reStructuredText as a whole: structure, places, problems, and that nothing breaks it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.document.test_rst_judge import PIECES
from visioneditor.core.document.model import Block, BlockKind, Document, Style
from visioneditor.core.document.rst import parse_rst


def shown(document: Document, block: Block) -> list[str]:
    return [document.text[run.start : run.end] for run in block.runs]


def outline(text: str) -> list[tuple[str, int, str, list[str]]]:
    """Kind, depth, marker and texts of each block."""
    document = parse_rst(text)
    return [(block.kind.value, block.depth, block.marker, shown(document, block)) for block in document.blocks]


def problems(text: str) -> list[tuple[int, str, str]]:
    return [(p.line, p.level.value, p.message) for p in parse_rst(text).problems]


def check_places(document: Document) -> None:
    """Everything a Document promises about places."""
    text = document.text
    assert "".join(document.pieces()) == text
    for before, block in pairwise(document.blocks):
        assert before.end <= block.start
    for block in document.blocks:
        assert block.start <= block.end
        assert block.first_line == text.count("\n", 0, block.start) + 1
        assert block.last_line == text.count("\n", 0, block.end) + 1
        for run in block.runs:
            assert block.start <= run.start < run.end <= block.end
            assert "\n" not in text[run.start : run.end]
        if block.kind is not BlockKind.TABLE_ROW:
            assert all(a.end <= b.start for a, b in pairwise(block.runs))


def test_levels_follow_the_order_of_styles() -> None:
    text = "===\n A\n===\n\nB\n---\n\nC\n===\n\n===\nD\n===\n\nE\n---\n"
    sections = parse_rst(text).sections
    assert [(s.title, s.level, s.first_line, s.last_line) for s in sections] == [
        ("A", 1, 1, 4),
        ("B", 2, 5, 7),
        ("C", 3, 8, 10),
        ("D", 1, 11, 14),
        ("E", 2, 15, 16),
    ]


def test_lone_title_is_not_promoted_and_keeps_its_markup_out() -> None:
    section, sub = parse_rst("Title of ``x``\n==============\n\nSub `a <b>`_\n------------\n").sections
    assert (section.title, section.source_title, section.level) == ("Title of x", "Title of ``x``", 1)
    assert (sub.title, sub.source_title, sub.level, sub.parent) == ("Sub a", "Sub `a <b>`_", 2, 1)


def test_title_that_skips_a_level_is_text() -> None:
    text = "A\n=\n\nB\n-\n\nC\n~\n\nD\n=\n\nE\n~\n"
    document = parse_rst(text)
    assert [s.title for s in document.sections] == ["A", "B", "C", "D"]
    assert outline(text)[-1] == ("paragraph", 0, "", ["E"])
    assert problems(text) == [(13, "error", "Inconsistent title style: skip from level 1 to 3.")]


def test_short_underline_is_one_from_four_signs_on() -> None:
    assert [s.title for s in parse_rst("Long title\n----\n").sections] == ["Long title"]
    assert problems("Long title\n----\n") == [(2, "warning", "Title underline too short.")]
    assert outline("Long title\n---\n") == [("paragraph", 0, "", ["Long title", "---"])]


@pytest.mark.parametrize("text", ["    Quoted\n    ------\n", "- Item\n  ------\n", ".. note::\n\n   Note\n   ----\n"])
def test_titles_inside_other_things_are_no_sections(text: str) -> None:
    document = parse_rst(text)
    assert [s.number for s in document.sections] == [0]
    assert document.problems[0].message == "Unexpected section title."
    assert any(shown(document, block)[-1:] for block in document.blocks)


def test_items_are_blocks_of_their_first_paragraph() -> None:
    assert outline("* one\n  more\n\n  second\n\n  - nested\n* - double\n*\n\n1. first\n#. next\n") == [
        ("item", 0, "*", ["one", "more"]),
        ("paragraph", 1, "", ["second"]),
        ("item", 1, "-", ["nested"]),
        ("item", 0, "*", []),
        ("item", 1, "-", ["double"]),
        ("item", 0, "*", []),
        ("item", 0, "1.", ["first"]),
        ("item", 0, "#.", ["next"]),
    ]


def test_blocks_of_one_list_share_a_group() -> None:
    blocks = parse_rst("* a\n* b\n\n- c\n\n* d\n").blocks
    groups = [block.group for block in blocks]
    assert groups[0] == groups[1]
    assert len(set(groups)) == 3


def test_initial_that_looks_like_a_number_begins_no_list() -> None:
    assert outline("A. Einstein wrote\nmuch.\n") == [("paragraph", 0, "", ["A. Einstein wrote", "much."])]


def test_terms_fields_options_and_lines() -> None:
    assert outline(
        "term : kind\n  meaning\n\n:Name: value\n:Other:\n\n-v, --verbose  say more\n\n| one\n|   two\n"
    ) == [
        ("term", 0, "", ["term : kind"]),
        ("paragraph", 1, "", ["meaning"]),
        ("field", 0, "", ["Name", "value"]),
        ("field", 0, "", ["Other"]),
        ("field", 0, "", ["-v, --verbose", "say more"]),
        ("other", 0, "|", ["one"]),
        ("other", 0, "|", ["two"]),
    ]


def test_quotes_and_who_said_it() -> None:
    assert outline("Said:\n\n  To be.\n\n  -- W. S.\n\n  Not to be.\n") == [
        ("paragraph", 0, "", ["Said:"]),
        ("quote", 1, "", ["To be."]),
        ("quote", 1, "--", ["W. S."]),
        ("quote", 1, "", ["Not to be."]),
    ]


def test_literals_keep_their_lines() -> None:
    assert outline("So::\n\n  a *b*\n\n    c\n\nAnd ::\n\n> q\n> r\n\n>>> 1\n1\n") == [
        ("paragraph", 0, "", ["So:"]),
        ("literal", 0, "", ["a *b*", "  c"]),
        ("paragraph", 0, "", ["And"]),
        ("literal", 0, "", ["> q", "> r"]),
        ("literal", 0, "doctest", [">>> 1", "1"]),
    ]


def test_explicit_markup() -> None:
    text = "..\n   Licence\n\n.. _here:\n.. _there: http://x.org/\n   a\n.. _far: there_\n\n----\n\n"
    text += ".. [1] Foot\n.. [#a] Auto\n"
    assert outline(text) == [
        ("comment", 0, "", []),
        ("target", 0, "", []),
        ("target", 0, "", []),
        ("target", 0, "", []),
        ("other", 0, "----", []),
        ("field", 0, "[1]", ["1", "Foot"]),
        ("field", 0, "[#a]", ["#", "Auto"]),
    ]
    labels = parse_rst(text).labels
    assert labels["there"].address == "http://x.org/a"
    assert labels["far"].address == "there_"
    assert text[labels["here"].offset or 0 :].startswith(".. _here:")
    assert {"^1", "^a"} <= set(labels)


def test_problems_name_their_lines() -> None:
    assert problems("* a\nb\n\npara\n  deeper\nagain\n") == [
        (2, "warning", "Bullet list ends without a blank line; unexpected unindent."),
        (6, "warning", "Definition list ends without a blank line; unexpected unindent."),
    ]
    assert problems("a\nb\n  c\n") == [(3, "error", "Unexpected indentation.")]
    assert problems("x :foo:`y`\n\n.. bar::\n") == [
        (1, "info", 'Unknown interpreted text role "foo"; shown as its text.'),
        (3, "info", 'Unknown directive type "bar"; shown as its text.'),
    ]
    assert problems(".. _a: b\n.. _A: c\n") == [(2, "warning", 'Duplicate explicit target name: "a".')]
    assert problems("a\n*b\n") == [(2, "warning", "Inline emphasis start-string without end-string.")]
    assert problems("see a_\n") == [(1, "error", 'Unknown target name: "a".')]


def test_titles_and_inline_targets_are_names() -> None:
    assert problems("See title_, x_ and y_.\n\nTitle\n=====\n\n_`x` `y <z>`_\n") == []


def test_tabs_and_control_characters_keep_their_places() -> None:
    text = "*\tone\ttwo\n\f\n\titem *x*\vy\r\n\0z\n"
    document = parse_rst(text)
    check_places(document)
    assert shown(document, document.blocks[0])[0] == "one\ttwo"


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from(["", *PIECES, "\t", "x\ty"])), max_size=20))
def test_places_hold_in_made_up_documents(lines: list[tuple[int, str]]) -> None:
    check_places(parse_rst("\n".join(" " * indent + piece for indent, piece in lines)))


@given(st.text(alphabet=st.sampled_from("ab \n\t\\*`_|[]:.<>-=+#(1) \0\v漢é"), max_size=60) | st.text())
def test_nothing_breaks_the_scanner(text: str) -> None:
    check_places(parse_rst(text))


def test_places_hold_in_the_real_documents(material: Path) -> None:
    for path in sorted((material / "data" / "reflections").glob("*.rst")):
        check_places(parse_rst(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "text",
    [
        "- " * 10_000 + "x",
        "\n".join(" " * number + "- x" for number in range(1_500)),
        "\n\n".join(" " * number + "x" for number in range(1_500)),
        "".join("   " * number + ".. note::\n\n" for number in range(400)) + "   " * 400 + "x",
    ],
    ids=["on one line", "lists", "quotes", "notes"],
)
def test_deep_nesting_is_read_to_its_end(text: str) -> None:
    document = parse_rst(text)
    assert "".join(document.pieces()) == text
    last = document.blocks[-1]
    assert shown(document, last)[-1].endswith("x")
    assert any("Nested too deeply" in problem.message for problem in document.problems)


@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "*a ",
        "`a ",
        "``a ",
        "|a ",
        ":a:`b ",
        "[a]_ ",
        "`<",
        "<",
        "a@",
        "http:",
        "@@_-",
        "a-",
        "\\",
        "(",
        "::",
        "+-",
    ],
)
def test_one_long_line_is_read_at_once(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert "".join(parse_rst(text).pieces()) == text


def test_styles_add_up() -> None:
    (block,) = parse_rst(":a *b*: c\n").blocks
    assert [run.style for run in block.runs] == [Style.LABEL, Style.LABEL | Style.EMPHASIS, Style.PLAIN]
