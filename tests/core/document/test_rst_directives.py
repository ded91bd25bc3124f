"""Directives of reStructuredText keep their text; nothing in them is carried out."""

import pytest

from tests.core.document.test_rst import outline
from visioneditor.core.document.model import BlockKind
from visioneditor.core.document.rst import parse_rst


def test_note_is_one_block_with_the_paragraph_on_its_line() -> None:
    assert outline(".. note:: Mind\n   this.\n\n   And that.\n\n   - item\n") == [
        ("directive", 0, "note", ["Mind", "this."]),
        ("paragraph", 1, "", ["And that."]),
        ("item", 1, "-", ["item"]),
    ]


def test_note_with_its_text_below() -> None:
    assert outline(".. warning::\n   Mind\n\n.. tip::\n   :class: x\n\n   This.\n") == [
        ("directive", 0, "warning", []),
        ("paragraph", 1, "", ["Mind"]),
        ("directive", 0, "tip", []),
        ("paragraph", 1, "", ["This."]),
    ]


def test_arguments_are_text_and_options_are_not() -> None:
    assert outline(".. figure:: a/b.png\n   :alt: hidden\n   :width: 3\n\n   A *caption*.\n") == [
        ("directive", 0, "figure", ["a/b.png"]),
        ("paragraph", 1, "", ["A ", "caption", "."]),
    ]


def test_text_among_the_options_is_shown_and_said_to_be_wrong() -> None:
    text = ".. note:: Note\n   :class: x\n     y\n   one two\n\n   three\n"
    assert outline(text) == [
        ("directive", 0, "note", ["Note"]),
        ("paragraph", 1, "", ["one two"]),
        ("paragraph", 1, "", ["three"]),
    ]
    assert [problem.line for problem in parse_rst(text).problems] == [1]


def test_code_is_taken_as_it_stands() -> None:
    assert outline(".. code-block:: python\n   :linenos:\n\n   x = *a\n\n     y\n") == [
        ("directive", 0, "code-block", ["python"]),
        ("literal", 1, "python", ["x = *a", "  y"]),
    ]


def test_each_line_of_a_toctree_is_an_entry() -> None:
    document = parse_rst(".. toctree::\n   :maxdepth: 2\n\n   a/b\n   Title <c>\n   2016*\n")
    runs = [block.runs[0] for block in document.blocks if block.kind is BlockKind.ENTRY]
    assert [(document.text[run.start : run.end], run.target) for run in runs] == [
        ("a/b", "a/b"),
        ("Title", "c"),
        ("2016*", "2016*"),
    ]


def test_unknown_directive_keeps_its_text() -> None:
    assert outline(".. made-up:: to `the <x>`_ max\n   :deep: 3\n\n   Prose *here*.\n") == [
        ("directive", 0, "made-up", ["to ", "the", " max"]),
        ("paragraph", 1, "", ["Prose ", "here", "."]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        ".. include:: /etc/passwd\n",
        ".. literalinclude:: /etc/passwd\n   :language: text\n",
        ".. raw:: html\n   :file: /etc/passwd\n",
        ".. csv-table:: x\n   :file: /etc/passwd\n",
        ".. image:: file:///etc/passwd\n",
    ],
)
def test_nothing_is_included(text: str) -> None:
    document = parse_rst(text)
    assert document.text == text
    assert [block.kind for block in document.blocks] == [BlockKind.DIRECTIVE]


def test_raw_text_is_shown() -> None:
    assert outline(".. raw:: html\n\n   <b>bold</b>\n")[1] == ("literal", 1, "html", ["<b>bold</b>"])


def test_substitution_definition_shows_its_text() -> None:
    assert outline(".. |a| replace:: the *text*\n.. |b| image:: x.png\n   :alt: hidden\n") == [
        ("other", 0, "replace", ["the ", "text"]),
        ("other", 0, "image", ["x.png"]),
    ]


def test_name_with_a_colon() -> None:
    assert outline(".. datatemplate:yaml:: a.yaml\n")[0] == ("directive", 0, "datatemplate:yaml", ["a.yaml"])
